"""The gaps of a program. The answer is `{gap id: what was typed}`; each gap earns its share.

`code` has its gaps as `{{id}}`. Where `output` is given, check_content runs the program with the first accepted text in
each gap and compares what it prints.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from html import escape
from typing import Annotated, Any, Literal

from django.utils.safestring import SafeString
from pydantic import Field

from lessons.highlighting import highlighted_lines
from quiz.questions.envelope import Envelope, Flaw, Slug, Strict, Words
from quiz.questions.feedback import Feedback, Fields, Given, NotAnAnswer, NothingGiven, Remark, Unreadable
from quiz.questions.known import LONGEST, code
from quiz.words import literal

GAP = re.compile(r"\{\{([a-z0-9-]+)\}\}")


class GapSlip(Strict):
    accepted: Annotated[tuple[Words, ...], Field(min_length=1)]
    why: str
    misconception: Slug | None = None


class Gap(Strict):
    """`accepted` are compared as code: blanks that mean nothing do not count, nor does the kind of quotation marks."""

    id: Slug
    accepted: Annotated[tuple[Words, ...], Field(min_length=1)]
    why: str
    otherwise: str
    slips: tuple[GapSlip, ...] = ()


class Blanks(Envelope):
    type: Literal["blanks"]
    code: Words
    language: Literal["python"] = "python"
    gaps: Annotated[tuple[Gap, ...], Field(min_length=1, max_length=9)]
    output: str | None = None

    @property
    def whole(self) -> str:
        """The program with the first accepted text in each gap."""
        first = {gap.id: gap.accepted[0] for gap in self.gaps}
        return GAP.sub(lambda found: first.get(found[1], found[0]), self.code) + "\n"


def read(question: Blanks, fields: Fields) -> Given:
    typed = {gap.id: " ".join(fields.getlist(f"gap-{gap.id}")[-1:]).strip() for gap in question.gaps}
    if not any(typed.values()):
        raise NothingGiven("Fill the gaps of the program, then send the answer.")
    if any(len(text) > LONGEST or not text.isprintable() for text in typed.values()):
        raise Unreadable(f"A gap takes one line of up to {LONGEST} characters.")
    return typed


def texts(question: Blanks, given: Given) -> dict[str, str]:
    if not isinstance(given, Mapping) or set(given) != {gap.id for gap in question.gaps}:
        raise NotAnAnswer(question.id)
    found = {name: text for name, text in given.items() if isinstance(text, str) and len(text) <= LONGEST}
    if len(found) != len(given) or not any(found.values()) or not all(text.isprintable() for text in found.values()):
        raise NotAnAnswer(question.id)
    return found


def grade(question: Blanks, given: Given) -> Feedback:
    """Raises NotAnAnswer for what is no text for each gap."""
    typed = texts(question, given)
    remarks = tuple(remark(gap, typed[gap.id]) for gap in question.gaps)
    right = sum(each.right for each in remarks)
    return Feedback(1.0 if right == len(remarks) else right / len(remarks), remarks)


def remark(gap: Gap, typed: str) -> Remark:
    shown = f"`{typed}`" if typed and "`" not in typed else literal(typed) or "left empty"
    if code(typed) in [code(accepted) for accepted in gap.accepted]:
        return Remark(gap.id, shown, True, gap.why)
    for slip in gap.slips:
        if code(typed) in [code(accepted) for accepted in slip.accepted]:
            return Remark(gap.id, shown, False, slip.why, slip.misconception)
    return Remark(gap.id, shown, False, gap.otherwise)


def flaws(question: Blanks) -> Iterator[Flaw]:
    named = GAP.findall(question.code)
    for index, gap in enumerate(question.gaps):
        if named.count(gap.id) != 1:
            yield ("gaps", index, "id"), f"the code has {named.count(gap.id)} gaps of the name {gap.id!r}"
        right = {code(accepted) for accepted in gap.accepted}
        for place, slip in enumerate(gap.slips):
            if right & {code(accepted) for accepted in slip.accepted}:
                yield ("gaps", index, "slips", place), "this slip would be counted as right"
    if "gap__" in question.code:
        yield ("code",), "gap__ is the page's own name for a gap: call it otherwise"
    for name in named:
        if name not in [gap.id for gap in question.gaps]:
            yield ("code",), f"the gap {name!r} is not described in gaps"


def show(question: Blanks, seed: int, given: Given, typed: Fields) -> dict[str, Any]:
    filled = (
        texts(question, given)
        if given is not None
        else {gap.id: " ".join(typed.getlist(f"gap-{gap.id}")[-1:])[:LONGEST] for gap in question.gaps}
    )
    order = [name for name in GAP.findall(question.code) if name in filled]
    by_id = {gap.id: gap for gap in question.gaps}
    verdicts = {gap.id: remark(gap, filled[gap.id]).right for gap in question.gaps}
    return {
        "form": drawn(question, order, lambda name, number: field(name, number, filled[name])),
        "told": drawn(question, order, lambda name, number: mark(filled[name], verdicts[name], number)),
        "review": drawn(question, order, lambda name, number: mark(by_id[name].accepted[0], True, number)),
        "gaps": [
            {"number": number, "accepted": by_id[name].accepted, "why": by_id[name].why, "slips": by_id[name].slips}
            for number, name in enumerate(order, 1)
        ],
    }


def drawn(question: Blanks, order: list[str], gap: Any) -> SafeString:
    """The program, highlighted, with something in the place of each gap."""
    names = {name: f"gap__{index}__" for index, name in enumerate(order)}
    stand_in = GAP.sub(lambda found: names.get(found[1], found[0]), question.code)
    html = highlighted(stand_in, question.language)
    # In one pass, so that what somebody typed is never taken for a gap.
    html = re.sub(r"gap__(\d)__", lambda found: gap(order[int(found[1])], int(found[1]) + 1), html)
    attributes = 'class="code gaps" tabindex="0" role="group" aria-label="The program with its gaps"'
    return SafeString(f"<pre {attributes}><code>{html}</code></pre>")


@lru_cache(maxsize=512)
def highlighted(code: str, language: str) -> str:
    """Kept: a page of five programs is drawn anew for each reader, and most of its time would go into this."""
    return "\n".join(highlighted_lines(code, language))


def field(name: str, number: int, text: str) -> str:
    return (
        f'<input class="gap" name="gap-{name}" value="{escape(text)}" aria-label="Gap {number}" size="14" '
        f'maxlength="{LONGEST}" autocapitalize="off" autocorrect="off" autocomplete="off" spellcheck="false">'
    )


def mark(text: str, right: bool, number: int) -> str:
    said = f'<span class="visually-hidden">Gap {number}, {"right" if right else "not right"}: </span>'
    return f'<mark class="gap" data-right="{"yes" if right else "no"}">{said}{escape(text) or "&nbsp;"}</mark>'


def credit(question: Blanks) -> str:
    return "Each gap counts its share." if len(question.gaps) > 1 else ""
