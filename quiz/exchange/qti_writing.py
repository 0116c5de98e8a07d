"""A question as an assessment item of QTI 2.1 or 3.0. What QTI has no place for stands in a rubric for authors, which
no candidate sees."""

import json
import re
from collections.abc import Callable
from html import escape

from quiz.exchange.item import Answer, Item
from quiz.exchange.markup import UNREAL, html, html_block, pre
from quiz.exchange.native import figure
from quiz.exchange.qti_names import Dialect
from quiz.exchange.taking import plain

Conditions = list[tuple[str, str]]  # a condition, and the identifier of the feedback that it shows


def item(d: Dialect, item: Item) -> str:
    parts = PARTS[item.kind](d, item)
    declarations = parts.declarations + outcome(d, "SCORE", "single", "float", "0") + parts.outcomes
    body = d.tag("itemBody", rubric(d, item) + parts.body)
    inner = "\n".join([declarations, body, d.tag("responseProcessing", parts.processing), *parts.feedback])
    text = d.tag(
        "assessmentItem",
        f"\n{inner}\n",
        xmlns=d.namespace,
        identifier=item.name,
        title=item.name,
        adaptive="false",
        timeDependent="false",
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


class Parts:
    """What differs by kind, as text. FEEDBACK is the outcome that shows one of `feedback`."""

    def __init__(self, declarations: str, body: str, processing: str, outcomes: str = "") -> None:
        self.declarations, self.body, self.processing, self.outcomes = declarations, body, processing, outcomes
        self.feedback: list[str] = []

    def say(self, d: Dialect, identifier: str, words: str, outcome: str = "FEEDBACK") -> None:
        if words:
            inner = f"<p>{html(words)}</p>"
            inner = d.tag("contentBody", inner) if d.hyphens else inner
            shown = {"outcomeIdentifier": outcome, "identifier": identifier, "showHide": "show"}
            self.feedback.append(d.tag("modalFeedback", inner, **shown))


def plain_text(text: str) -> str:
    return escape(UNREAL.sub("\ufffd", text), quote=False)


def rubric(d: Dialect, item: Item) -> str:
    if not item.rides:
        return ""
    words = f'<p class="firstbyte">{plain_text(json.dumps(item.rides))}</p>'
    if d.hyphens:
        return d.tag("rubricBlock", d.tag("contentBody", words), use="ext:firstbyte", view="author")
    return d.tag("rubricBlock", words, view="author")


def outcome(d: Dialect, name: str, cardinality: str, base: str, usual: str = "") -> str:
    inner = d.tag("defaultValue", d.tag("value", usual)) if usual else ""
    return d.tag("outcomeDeclaration", inner, identifier=name, cardinality=cardinality, baseType=base)


def response(
    d: Dialect, values: list[str], cardinality: str, base: str, entries: list[tuple[str, float]] | None = None,
    exact: bool | None = None, name: str = "RESPONSE",
) -> str:  # fmt: skip
    right = d.tag("correctResponse", "".join(d.tag("value", plain_text(value)) for value in values))
    case = {} if exact is None else {"caseSensitive": "true" if exact else "false"}
    listed = "".join(d.tag("mapEntry", mapKey=key, mappedValue=value, **case) for key, value in entries or ())
    mapping = d.tag("mapping", listed, lowerBound=0.0, upperBound=1.0, defaultValue=0.0) if listed else ""
    return d.tag("responseDeclaration", right + mapping, identifier=name, cardinality=cardinality, baseType=base)


def variable(d: Dialect, name: str = "RESPONSE") -> str:
    return d.tag("variable", identifier=name)


def value(d: Dialect, text: str, base: str) -> str:
    return d.tag("baseValue", plain_text(text), baseType=base)


def put(d: Dialect, name: str, inner: str) -> str:
    return d.tag("setOutcomeValue", inner, identifier=name)


def is_right(d: Dialect, name: str = "RESPONSE") -> str:
    return d.tag("match", variable(d, name) + d.tag("correct", identifier=name))


def cases(d: Dialect, branches: list[tuple[str, str]], otherwise: str = "") -> str:
    """`branches` are a condition and what is done under it; the first that holds counts."""
    inner = ""
    for place, (condition, act) in enumerate(branches):
        inner += d.tag("responseIf" if place == 0 else "responseElseIf", condition + act)
    return d.tag("responseCondition", inner + (d.tag("responseElse", otherwise) if otherwise else ""))


def score(d: Dialect, figure_of_it: float = 1.0) -> str:
    return put(d, "SCORE", value(d, f"{figure_of_it:g}", "float"))


def choice(d: Dialect, item: Item) -> Parts:
    names = [f"a{place}" for place in range(1, len(item.answers) + 1)]
    right = [name for name, each in zip(names, item.answers, strict=True) if each.share > 0]
    several = item.kind == "several"
    entries = [(name, each.share) for name, each in zip(names, item.answers, strict=True)]
    declared = response(d, right, "multiple" if several else "single", "identifier", entries if several else None)
    listed = "".join(
        d.tag("simpleChoice", html(each.text), identifier=name) for name, each in zip(names, item.answers, strict=True)
    )
    asked = d.tag(
        "choiceInteraction", listed, responseIdentifier="RESPONSE", shuffle="true", maxChoices="0" if several else "1"
    )
    mapped = put(d, "SCORE", d.tag("mapResponse", identifier="RESPONSE"))
    marked = mapped if several and item.credit != "exact" else cases(d, [(is_right(d), score(d))])
    outcomes = outcome(d, "FEEDBACK", "multiple" if several else "single", "identifier")
    parts = Parts(declared, html_block(item.prompt, item.shown) + asked, marked, outcomes)
    parts.processing += put(d, "FEEDBACK", variable(d))
    for name, each in zip(names, item.answers, strict=True):
        parts.say(d, name, each.said)
    return parts


def entry(d: Dialect, name: str = "RESPONSE", length: int = 15) -> str:
    return d.tag("textEntryInteraction", responseIdentifier=name, expectedLength=str(length))


def asked_below(d: Dialect, item: Item) -> str:
    prompt = item.prompt + (f" (in {item.unit})" if item.unit else "")
    return f"{html_block(prompt, item.shown)}<p>{entry(d)}</p>"


def number(d: Dialect, item: Item) -> Parts:
    known = [each for each in item.answers if each.text != "*"]
    right = [each.text for each in known if each.share == 1][:1]
    declared = response(d, right, "single", "float")
    parts = Parts(declared, asked_below(d, item), "", outcome(d, "FEEDBACK", "single", "identifier"))
    branches, otherwise = [], ""
    for place, each in enumerate(known, 1):
        act = (score(d) if each.share == 1 else "") + put(d, "FEEDBACK", value(d, f"f{place}", "identifier"))
        branches.append((near(d, each), act))
        parts.say(d, f"f{place}", each.said)
    for each in item.answers:
        if each.text == "*":
            otherwise = put(d, "FEEDBACK", value(d, "other", "identifier"))
            parts.say(d, "other", each.said)
    parts.processing = cases(d, branches, otherwise)
    return parts


def near(d: Dialect, answer: Answer) -> str:
    """Within the tolerance; QTI gives a relative one in per cent."""
    width = figure(round(answer.width * 100, 10) if answer.relative else answer.width)
    mode = ("relative" if answer.relative else "absolute") if answer.width else "exact"
    more = {"tolerance": f"{width} {width}"} if answer.width else {}
    return d.tag("equal", variable(d) + value(d, answer.text, "float"), toleranceMode=mode, **more)


def same(d: Dialect, answer: Answer, exact: bool, name: str = "RESPONSE") -> str:
    sides = variable(d, name) + value(d, plain(answer.text), "string")
    return d.tag("stringMatch", sides, caseSensitive="true" if exact else "false", substring="false")


def typed(
    d: Dialect, answers: tuple[Answer, ...], exact: bool, name: str, told: str
) -> tuple[str, str, list[tuple[str, str]]]:
    """Declaration, processing and feedback of a text that is typed."""
    known = [each for each in answers if each.text != "*"]
    entries = [(plain(each.text), each.share) for each in known]
    right = [plain(each.text) for each in known if each.share == 1][:1]
    declared = response(d, right, "single", "string", entries, exact, name)
    branches, feedback, otherwise = [], [], ""
    for place, each in enumerate(known, 1):
        branches.append((same(d, each, exact, name), put(d, told, value(d, f"f{place}", "identifier"))))
        feedback.append((f"f{place}", each.said))
    for each in answers:
        if each.text == "*":
            otherwise = put(d, told, value(d, "other", "identifier"))
            feedback.append(("other", each.said))
    return declared, cases(d, branches, otherwise) if branches else "", feedback


def text(d: Dialect, item: Item) -> Parts:
    declared, processing, feedback = typed(d, item.answers, item.exact, "RESPONSE", "FEEDBACK")
    processing = put(d, "SCORE", d.tag("mapResponse", identifier="RESPONSE")) + processing
    parts = Parts(declared, asked_below(d, item), processing, outcome(d, "FEEDBACK", "single", "identifier"))
    for name, said in feedback:
        parts.say(d, name, said)
    return parts


def gaps(d: Dialect, item: Item) -> Parts:
    code = re.sub(r"\{\{(\d+)\}\}", lambda found: entry(d, f"GAP{found[1]}", 12), pre("python", item.code))
    parts = Parts("", f"{html_block(item.prompt, None)}{code}", "")
    mapped = ""
    for place, answers in enumerate(item.gaps, 1):
        told = f"FEEDBACK{place}"
        declared, processing, feedback = typed(d, answers, True, f"GAP{place}", told)
        parts.declarations += declared
        parts.outcomes += outcome(d, told, "single", "identifier")
        parts.processing += processing
        mapped += d.tag("mapResponse", identifier=f"GAP{place}")
        for name, said in feedback:
            parts.say(d, name, said, told)
    shared = d.tag("divide", d.tag("sum", mapped) + value(d, str(len(item.gaps)), "float"))
    parts.processing = put(d, "SCORE", shared) + parts.processing
    return parts


def order(d: Dialect, item: Item) -> Parts:
    names = [f"a{place}" for place in range(1, len(item.answers) + 1)]
    listed = "".join(
        d.tag("simpleChoice", html(each.text), identifier=name) for name, each in zip(names, item.answers, strict=True)
    )
    asked = d.tag("orderInteraction", listed, responseIdentifier="RESPONSE", shuffle="true")
    told = put(d, "FEEDBACK", value(d, "right", "identifier")) if item.said else ""
    untold = put(d, "FEEDBACK", value(d, "other", "identifier")) if item.otherwise else ""
    parts = Parts(
        response(d, names, "ordered", "identifier"),
        html_block(item.prompt, item.shown) + asked,
        cases(d, [(is_right(d), score(d) + told)], untold),
        outcome(d, "FEEDBACK", "single", "identifier"),
    )
    parts.say(d, "right", item.said)
    parts.say(d, "other", item.otherwise)
    return parts


def match(d: Dialect, item: Item) -> Parts:
    rights = list(dict.fromkeys(right for _, right in item.pairs))
    lefts = [left for left, _ in item.pairs if left]
    pairs = [
        f"l{place} r{rights.index(right) + 1}" for place, (_, right) in enumerate((p for p in item.pairs if p[0]), 1)
    ]
    sets = "".join(
        d.tag(
            "simpleMatchSet",
            "".join(
                d.tag("simpleAssociableChoice", html(words), identifier=f"{side}{place}", matchMax=most)
                for place, words in enumerate(listed, 1)
            ),
        )
        for side, listed, most in (("l", lefts, "1"), ("r", rights, "0"))
    )
    asked = d.tag("matchInteraction", sets, responseIdentifier="RESPONSE", shuffle="true", maxAssociations="0")
    entries = [(pair, 1 / len(pairs)) for pair in pairs]
    return Parts(
        response(d, pairs, "multiple", "directedPair", entries),
        html_block(item.prompt, item.shown) + asked,
        put(d, "SCORE", d.tag("mapResponse", identifier="RESPONSE")),
    )


PARTS: dict[str, Callable[[Dialect, Item], Parts]] = {
    "one": choice,
    "several": choice,
    "number": number,
    "text": text,
    "gaps": gaps,
    "order": order,
    "match": match,
}
