"""Moodle XML, writing. Texts are Markdown, which Moodle reads as well; what it has no place for stands in <firstbyte>,
which it passes over."""

import json
from collections.abc import Callable, Sequence
from html import escape

from quiz.exchange import cloze
from quiz.exchange.item import Answer, Item
from quiz.exchange.markup import UNREAL, html_block, with_block
from quiz.exchange.xml import tag

GRADING = {"exact": "ALL_OR_NOTHING", "run": "LONGEST_CONTIGUOUS_SUBSET"}
TYPES = {
    "one": "multichoice",
    "several": "multichoice",
    "number": "numerical",
    "text": "shortanswer",
    "match": "matching",
    "order": "ordering",
    "gaps": "cloze",
}


def write(items: Sequence[Item], title: str = "") -> bytes:
    """`title` becomes the category."""
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n'
    category = tag("category", text_of(f"$course$/top/{title.replace('/', '//')}"))
    first = tag("question", category, type="category") + "\n" if title else ""
    return (head + first + "\n".join(written(item) for item in items) + "\n</quiz>\n").encode()


def plain(text: str) -> str:
    return escape(UNREAL.sub("\ufffd", text), quote=False)


def text_of(text: str) -> str:
    return f"<text>{plain(text)}</text>"


def words(name: str, markdown: str, **attributes: str) -> str:
    return tag(name, text_of(markdown), **attributes, format="markdown") if markdown or attributes else ""


def percent(share: float) -> str:
    return f"{round(share * 100, 5):g}"


def written(item: Item) -> str:
    if item.kind == "gaps":
        question = tag("questiontext", text_of(html_block(item.prompt, None) + cloze.written(item)), format="html")
    else:
        question = words("questiontext", with_block(item.prompt, item.shown))
    parts = [
        tag("name", text_of(item.name)),
        question,
        tag("idnumber", plain(item.name)),
        *PARTS[item.kind](item),
        *(words("hint", hint) for hint in item.hints),
        tag("firstbyte", plain(json.dumps(item.rides))) if item.rides else "",
    ]
    inner = "\n".join(f"  {part}" for part in parts if part)
    return tag("question", f"\n{inner}\n", type=TYPES[item.kind])


def answer(each: Answer, form: str = "markdown", more: str = "") -> str:
    feedback = words("feedback", each.said)
    return tag("answer", text_of(each.text) + feedback + more, fraction=percent(each.share), format=form)


def choice(item: Item) -> list[str]:
    single = "true" if item.kind == "one" else "false"
    numbering = tag("answernumbering", "none")
    head = [tag("single", single), tag("shuffleanswers", "true"), numbering]
    return [*head, *(answer(each) for each in item.answers)]


def number(item: Item) -> list[str]:
    found = []
    for each in item.answers:
        width = 0.0 if each.text == "*" else each.width * abs(float(each.text)) if each.relative else each.width
        found.append(answer(each, "moodle_auto_format", tag("tolerance", f"{width:.15g}")))
    if item.unit:
        factors = {item.unit: 1.0, **{name: 1 / factor for name, factor in item.units.items()}}
        units = "".join(
            tag("unit", tag("multiplier", f"{factor!r}") + tag("unit_name", plain(name)))
            for name, factor in factors.items()
        )
        # 1: a unit may be typed, and is not graded.
        found += [tag("units", units), tag("unitgradingtype", "0"), tag("unitpenalty", "0"), tag("showunits", "3")]
    return found


def text(item: Item) -> list[str]:
    usecase = tag("usecase", "1" if item.exact else "0")
    return [usecase, *(answer(each, "moodle_auto_format") for each in item.answers)]


def match(item: Item) -> list[str]:
    pairs = [
        tag("subquestion", text_of(left) + tag("answer", text_of(right)), format="markdown")
        for left, right in item.pairs
    ]
    return [tag("shuffleanswers", "true"), *pairs]


def order(item: Item) -> list[str]:
    head = [
        tag("layouttype", "VERTICAL"),
        tag("selecttype", "ALL"),
        tag("selectcount", "0"),
        tag("gradingtype", GRADING.get(item.credit, "ALL_OR_NOTHING")),
        words("correctfeedback", item.said),
        words("incorrectfeedback", item.otherwise),
    ]
    lines = [tag("answer", text_of(each.text), fraction="1", format="markdown") for each in item.answers]
    return [part for part in head if part] + lines


PARTS: dict[str, Callable[[Item], list[str]]] = {
    "one": choice,
    "several": choice,
    "number": number,
    "text": text,
    "match": match,
    "order": order,
    "gaps": lambda item: [],
}
