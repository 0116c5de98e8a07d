"""Moodle's embedded answers: a text in which `{1:SHORTANSWER:=right#why~%0%wrong}` is a gap.
https://docs.moodle.org/en/Embedded_Answers_(Cloze)_question_type"""

import html as entities
import re
from dataclasses import dataclass
from typing import Any

from quiz.exchange.item import Answer, Item
from quiz.exchange.markup import from_html, html, pre, words_of

GAP = re.compile(r"\{(\d*):([A-Z_]+):((?:\\.|\{(?!\d*:[A-Z_]+:)|[^\\{}])*+)\}", re.DOTALL)
ALTERNATIVE = re.compile(
    r"(?P<weight>=|%(?P<percent>-?\d+(?:\.\d+)?)%)?(?P<text>(?:\\.|[^\\#])*)(?:#(?P<said>.*))?", re.DOTALL
)
CHOICES = {"MULTICHOICE", "MC", "MCV", "MCH", "MCS", "MCVS", "MCHS"}
CHOICES |= {f"MULTICHOICE_{mark}" for mark in ("V", "H", "S", "VS", "HS")}
SEVERAL = {"MULTIRESPONSE", "MR", "MULTIRESPONSE_H", "MRH", "MULTIRESPONSE_S", "MRS", "MULTIRESPONSE_HS", "MRHS"}
TEXTS = {"SHORTANSWER", "SA", "MW", "SHORTANSWER_C", "SAC", "MWC"}
NUMBERS = {"NUMERICAL", "NM"}
BLANK = "_____"


class Wrong(Exception):
    """A gap that cannot be read; its text is the sentence."""


@dataclass(frozen=True)
class Gap:
    kind: str
    answers: tuple[Answer, ...]


def plain(text: str) -> str:
    return entities.unescape(re.sub(r"\\(.)", r"\1", text, flags=re.DOTALL)).strip()


def gap(kind: str, body: str) -> Gap:
    if kind not in CHOICES | SEVERAL | TEXTS | NUMBERS:
        raise Wrong(f"there is no gap of the kind {kind!r}")
    found = []
    for text in re.findall(r"(?:\\.|[^\\~])+", body.removeprefix("~"), re.DOTALL):
        each = ALTERNATIVE.fullmatch(text.strip())
        if each is None:
            raise Wrong(f"the alternative {text.strip()!r} of a gap cannot be read")
        share = 1.0 if each["weight"] == "=" else float(each["percent"] or 0) / 100
        said = from_html(plain(each["said"] or "")).text
        value, width = plain(each["text"]), 0.0
        if kind in NUMBERS and value != "*":
            value, _, typed = value.partition(":")
            try:
                width, value = float(typed or 0), repr(float(value))
            except ValueError:
                raise Wrong(f"{value!r} is no number") from None
        elif kind in CHOICES | SEVERAL:
            value = words_of(value, "moodle").text
        found.append(Answer(value, share, said, width))
    if not any(each.share > 0 for each in found):
        raise Wrong("a gap has no right answer")
    return Gap(kind, tuple(found))


def read(text: str, fields: dict[str, Any]) -> Item | str:
    """The question, or a sentence that says why there is none. Raises Wrong."""
    gaps: list[Gap] = []

    def numbered(found: re.Match[str]) -> str:
        gaps.append(gap(found[2], found[3]))
        return "{{" + str(len(gaps)) + "}}"

    words = from_html(GAP.sub(numbered, text))
    if not gaps:
        raise Wrong("the text has no gaps")
    inside = re.findall(r"\{\{\d+\}\}", words.shown[1] if words.shown else "")
    kinds = {each.kind for each in gaps}
    if len(inside) == len(gaps) and kinds <= TEXTS and words.shown:
        fields = {**fields, "prompt": words.text, "shown": None}
        return Item("gaps", gaps=tuple(each.answers for each in gaps), code=words.shown[1].strip("\n"), **fields)
    if len(gaps) > 1:
        return "several gaps in a text that is no program: make a question of each"
    fields = {**fields, "prompt": words.text.replace("{{1}}", BLANK), "shown": shown_of(words.shown)}
    (only,) = gaps
    if only.kind in CHOICES:
        return Item("one", answers=only.answers, **fields)
    if only.kind in SEVERAL:
        return Item("several", answers=only.answers, **fields)
    if only.kind in NUMBERS:
        return Item("number", answers=only.answers, **fields)
    return Item("text", answers=only.answers, exact=only.kind.endswith("C"), **fields)


def shown_of(shown: tuple[str, str] | None) -> tuple[str, str] | None:
    return None if shown is None else (shown[0], shown[1].replace("{{1}}", BLANK))


# --- writing -------------------------------------------------------------------------------------------------------


def escaped(text: str) -> str:
    return re.sub(r"([\\}#~])", r"\\\1", entities.escape(text, quote=False))


def written(item: Item) -> str:
    """The program of gaps as HTML. Case counts, as it does in code."""

    def field(found: re.Match[str]) -> str:
        answers = item.gaps[int(found[1]) - 1]
        return "{1:SHORTANSWER_C:" + "~".join(alternative(each) for each in answers) + "}"

    # The gaps' own signs are none of HTML, so that they outlast its escaping.
    return re.sub(r"\{\{(\d+)\}\}", field, pre("python", item.code))


def alternative(answer: Answer) -> str:
    weight = "=" if answer.share == 1 else "%0%"
    return weight + escaped(answer.text) + (f"#{escaped_html(answer.said)}" if answer.said else "")


def escaped_html(markdown: str) -> str:
    return escaped(html(markdown))
