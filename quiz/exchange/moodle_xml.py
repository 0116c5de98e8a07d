"""Moodle XML, reading: https://docs.moodle.org/en/Moodle_XML_format"""

import json
import math
from collections.abc import Callable
from typing import Any

from quiz.exchange import cloze
from quiz.exchange.item import Answer, Broken, Item, Place, Reading, Skipped
from quiz.exchange.limits import CHARACTERS, refuse_many
from quiz.exchange.markup import Words, words_of
from quiz.exchange.moodle_xml_writing import GRADING, write
from quiz.exchange.xml import Node, parse

FORMS = {"html": "html", "markdown": "markdown", "plain_text": "plain", "moodle_auto_format": "moodle"}
SKIPPED = {
    "essay": "an essay is graded by people, and nobody here would",
    "description": "a description asks nothing",
}


class Wrong(Exception):
    def __init__(self, *found: Place) -> None:
        super().__init__(found)
        self.found = found


def read(data: bytes) -> Reading:
    """Raises Broken for what is no Moodle XML at all."""
    root = parse(data)
    if root.name != "quiz":
        raise Broken(root.fault(f"Moodle XML begins with <quiz>, and this with <{root.name}>"))
    refuse_many(len(root.nodes))
    items: list[Item] = []
    skipped: list[Skipped] = []
    faults: list[Place] = []
    for node in root.nodes:
        if node.name != "question":
            skipped.append(Skipped(node.line, f"<{node.name}> is no question"))
            continue
        kind = node.get("type")
        if kind == "category":
            where = node.first("category")
            name = where.said("text") if where else ""
            skipped.append(Skipped(node.line, f"the category {name!r}: lessons have objectives"))
        elif kind in READERS:
            try:
                found = READERS[kind](node, Texts(node))
            except Wrong as error:
                faults += error.found
                continue
            if isinstance(found, str):
                skipped.append(Skipped(node.line, found))
            else:
                items.append(found)
        elif not kind:
            faults.append(node.fault("the question has no type"))
        else:
            skipped.append(
                Skipped(node.line, SKIPPED.get(kind, f"there is no question type that does what {kind!r} does"))
            )
    return Reading(tuple(items), tuple(skipped), tuple(sorted(faults)))


class Texts:
    """The texts of one question; what they lose on the way is gathered."""

    def __init__(self, question: Node) -> None:
        self.lost: list[str] = []
        self.usual = "moodle_auto_format"
        text = question.first("questiontext")
        if text is not None:
            self.usual = text.get("format", self.usual)

    def words(self, node: Node | None) -> Words:
        if node is None:
            return Words("", None)
        inner = node.first("text")
        text = inner.text if inner else node.text
        if len(text) > CHARACTERS:
            raise Wrong(node.fault(f"a text has at most {CHARACTERS} characters"))
        found = words_of(text.strip(), FORMS.get(node.get("format", self.usual), "moodle"))
        self.lost += [each for each in found.lost if each not in self.lost]
        for file in node.all("file"):
            self.lost.append(f"the embedded file {file.get('name')!r} is left out")
        return found

    def line(self, node: Node | None) -> str:
        """Words in one line: a code block becomes a span."""
        found = self.words(node)
        return found.text + ("" if found.shown is None else f" `{' '.join(found.shown[1].split())}`")


def common(node: Node, texts: Texts) -> dict[str, Any]:
    """What questions of every type have. Raises Wrong where the question has no text."""
    text = node.first("questiontext")
    found = texts.words(text)
    if text is None or not found.text:
        raise Wrong((text or node).fault("the question has no text"))
    name = node.first("name")
    tags = node.first("tags")
    if tags is not None and any(tag.said("text") != "firstbyte" for tag in tags.all("tag")):
        texts.lost.append("tags are left out: " + ", ".join(tag.said("text") for tag in tags.all("tag")))
    return {
        "name": node.said("idnumber") or (name.said("text") if name else ""),
        "prompt": found.text,
        "shown": found.shown,
        "said": texts.line(node.first("generalfeedback")),
        "hints": tuple(words for hint in node.all("hint") if (words := texts.line(hint))),
        "rides": riding(node),
        "line": node.line,
    }


def riding(node: Node) -> dict[str, Any]:
    kept = node.first("firstbyte")
    if kept is None:
        return {}
    try:
        found = json.loads(kept.text)
    except (ValueError, RecursionError):
        raise Wrong(kept.fault("what stands in <firstbyte> is no JSON")) from None
    return found if isinstance(found, dict) else {}


def share(node: Node, wrong: list[Place]) -> float:
    try:
        found = float(node.get("fraction", "0")) / 100
    except ValueError:
        found = math.nan
    if not -1 <= found <= 1:
        wrong.append(node.fault(f"the fraction {node.get('fraction')!r} is no number from -100 to 100"))
        return 0.0
    return found


def answers(node: Node, texts: Texts, wrong: list[Place], plain: bool = False) -> list[Answer]:
    found = []
    for answer in node.all("answer"):
        text = answer.said("text") if plain or answer.first("text") is None else texts.line(answer)
        if plain and answer.first("text") is None:
            text = answer.text.strip()
        if not text:
            wrong.append(answer.fault("this answer is empty"))
        found.append(Answer(text, share(answer, wrong), texts.line(answer.first("feedback"))))
    if not any(each.share > 0 for each in found) and not wrong:
        wrong.append(node.fault("no answer is right: none has a fraction above 0"))
    return found


def choice(node: Node, texts: Texts) -> Item | str:
    wrong: list[Place] = []
    found = answers(node, texts, wrong)
    if len(found) < 2 and not wrong:
        wrong.append(node.fault("a choice has two answers or more"))
    if wrong:
        raise Wrong(*wrong)
    several = node.said("single") in ("false", "0")
    combined(node, texts)
    return Item("several" if several else "one", answers=tuple(found), **ended(node, texts))


def combined(node: Node, texts: Texts) -> tuple[str, str]:
    """What is said to a right and to a wrong answer as a whole."""
    if texts.line(node.first("partiallycorrectfeedback")):
        texts.lost.append("the feedback to a partly right answer is left out")
    return texts.line(node.first("correctfeedback")), texts.line(node.first("incorrectfeedback"))


def ended(node: Node, texts: Texts) -> dict[str, Any]:
    found = common(node, texts)
    return {**found, "lost": tuple(texts.lost)}


def truth(node: Node, texts: Texts) -> Item | str:
    wrong: list[Place] = []
    found = [Answer(each.text.capitalize(), each.share, each.said) for each in answers(node, texts, wrong)]
    if wrong:
        raise Wrong(*wrong)
    return Item("one", answers=tuple(found), **ended(node, texts))


def short(node: Node, texts: Texts) -> Item | str:
    wrong: list[Place] = []
    found = answers(node, texts, wrong, plain=True)
    if wrong:
        raise Wrong(*wrong)
    return Item("text", answers=tuple(found), exact=node.said("usecase") == "1", **ended(node, texts))


def number(node: Node, texts: Texts) -> Item | str:
    wrong: list[Place] = []
    found = []
    for answer, each in zip(node.all("answer"), answers(node, texts, wrong, plain=True), strict=True):
        if each.text == "*":
            found.append(each)
            continue
        try:
            value, width = float(each.text), float(answer.said("tolerance") or 0)
        except ValueError:
            value = width = math.nan
        if not (math.isfinite(value) and 0 <= width < math.inf):
            wrong.append(
                answer.fault(f"{each.text!r} within {answer.said('tolerance')!r} is no number with a tolerance")
            )
        found.append(Answer(each.text, each.share, each.said, width))
    unit, units = units_of(node, wrong)
    if wrong:
        raise Wrong(*wrong)
    return Item("number", answers=tuple(found), unit=unit, units=units, **ended(node, texts))


def units_of(node: Node, wrong: list[Place]) -> tuple[str, dict[str, float]]:
    """The unit whose multiplier is 1, or the first; and others in terms of it."""
    held = node.first("units")
    factors: dict[str, float] = {}
    for unit in held.all("unit") if held else ():
        try:
            factor = float(unit.said("multiplier"))
        except ValueError:
            factor = math.nan
        if not 0 < factor < math.inf:
            wrong.append(unit.fault(f"the multiplier {unit.said('multiplier')!r} is no number above 0"))
        elif unit.said("unit_name"):
            factors[unit.said("unit_name")] = factor
    if not factors:
        return "", {}
    base = next((name for name, factor in factors.items() if factor == 1), next(iter(factors)))
    return base, {name: factors[base] / factor for name, factor in factors.items() if name != base}


def match(node: Node, texts: Texts) -> Item | str:
    wrong: list[Place] = []
    found = []
    for pair in node.all("subquestion"):
        left, answer = texts.line(pair), pair.first("answer")
        right = words_of(answer.said("text"), "plain").text if answer else ""
        if not right:
            wrong.append(pair.fault("this pair has no right side"))
        found.append((left, right))
    if not found:
        wrong.append(node.fault("the question has no pairs"))
    if wrong:
        raise Wrong(*wrong)
    combined(node, texts)
    return Item("match", pairs=tuple(found), **ended(node, texts))


def ordering(node: Node, texts: Texts) -> Item | str:
    found = [Answer(texts.line(answer)) for answer in node.all("answer")]
    if not found or not all(each.text for each in found):
        raise Wrong(node.fault("an item of this order is empty, or there are none"))
    right, wrong = combined(node, texts)
    grading = node.said("gradingtype")
    credit = next((name for name, kind in GRADING.items() if kind in (grading, GRADING_NUMBERS.get(grading))), "")
    if not credit and grading:
        texts.lost.append(f"the grading {grading} is left out: it counts when all of it is in the right order")
    fields = ended(node, texts)
    fields["said"] = right or fields["said"]
    return Item("order", answers=tuple(found), otherwise=wrong, credit=credit, **fields)


# What newer and older versions of Moodle write for the same.
GRADING_NUMBERS = {"-1": "ALL_OR_NOTHING", "6": "LONGEST_CONTIGUOUS_SUBSET"}


def gapped(node: Node, texts: Texts) -> Item | str:
    text = node.first("questiontext")
    if text is None:
        raise Wrong(node.fault("the question has no text"))
    try:
        fields = ended(node, texts)
        return cloze.read(text.said("text"), fields)
    except cloze.Wrong as error:
        raise Wrong(text.fault(str(error))) from None


READERS: dict[str, Callable[[Node, Texts], Item | str]] = {
    "multichoice": choice,
    "truefalse": truth,
    "shortanswer": short,
    "numerical": number,
    "matching": match,
    "ordering": ordering,
    "cloze": gapped,
    "multianswer": gapped,
}

__all__ = ["read", "write"]
