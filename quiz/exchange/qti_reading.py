"""An assessment item of QTI as an item. Names are those of 2.1; `qti_names` has made them so."""

import math
import re
from collections.abc import Callable

from quiz.exchange.item import Answer, Item
from quiz.exchange.native import starred
from quiz.exchange.qti_item import KEPT, PLACE, Reader, Wrong
from quiz.exchange.xml import Node


def item(root: Node) -> Item | str:
    """The item, or a sentence that says why it is left out. Raises Wrong with every fault."""
    reader = Reader(root)
    found = [node for node in reader.body.within(*KINDS) if node.name != "prompt"]
    if not found:
        return "the item asks nothing: it has no interaction"
    for node in found:
        if node.name not in KEPT:
            return f"there is no question type that does what {node.name} does"
    if len(found) > 1:
        if all(node.name == "textEntryInteraction" for node in found):
            return gaps(reader, found)
        return "several interactions in one item: make an item of each"
    (only,) = found
    return READERS[only.name](reader, only)


OTHERS = (
    "extendedText upload drawing slider hottext hotspot selectPoint graphicOrder graphicAssociate graphicGapMatch "
    "gapMatch associate positionObject media endAttempt custom portableCustom"
)
KINDS = (*KEPT, *(f"{name}Interaction" for name in OTHERS.split()))


def choice(reader: Reader, node: Node) -> Item | str:
    declared = reader.declaration(node)
    right, mapping = reader.right(declared), reader.mapping(declared)
    several = declared.get("cardinality") == "multiple"
    options = node.all("simpleChoice", "inlineChoice")
    known = {option.get("identifier") for option in options}
    for name in [*right, *mapping]:
        if name not in known:
            reader.wrong.append(declared.fault(f"there is no choice {name!r}"))
    best = {key for key, share in mapping.items() if share > 0} if not right else set(right)
    if not best:
        reader.wrong.append(declared.fault("no choice is right"))
    if len(options) < 2:
        reader.wrong.append(node.fault("a choice has two answers or more"))
    said = {key: words for (_, key), words in reader.feedback.items()}
    answers = []
    for option in options:
        name = option.get("identifier")
        inner = " ".join(reader.line(each) for each in option.within("feedbackInline"))
        usual = (1 / len(best) if several else 1.0) if name in best else 0.0
        share = mapping.get(name, usual) if several else (1.0 if name in best else 0.0)
        text = reader.line(option, ("feedbackInline",))
        if not text:
            reader.wrong.append(option.fault("this choice is empty"))
        answers.append(Answer(text, share if name in best or share <= 0 else 0.0, said.get(name, "") or inner))
    credit = ""
    processing = reader.root.first("responseProcessing")
    if several and not any(each.share < 0 for each in answers):
        maps = processing is not None and (
            any(processing.within("mapResponse")) or "map_response" in processing.get("template")
        )
        credit = "" if maps else "exact"
    elif several and processing is not None and not any(processing.within("mapResponse")):
        credit = "exact" if "map_response" not in processing.get("template") else ""
    fields = reader.fields(reader.prompt())
    return Item("several" if several else "one", answers=tuple(answers), credit=credit, **fields)


def order(reader: Reader, node: Node) -> Item | str:
    declared = reader.declaration(node)
    by_name = {option.get("identifier"): reader.line(option) for option in node.all("simpleChoice")}
    right = reader.right(declared)
    if sorted(right) != sorted(by_name):
        reader.wrong.append(declared.fault("the right order does not hold each choice once"))
    said, otherwise = reader.said(declared.get("identifier"))
    told = next((words for value, _, words in said if value == "\0"), "")
    fields = reader.fields(reader.prompt())
    return Item(
        "order", answers=tuple(Answer(by_name[name]) for name in right), said=told, otherwise=otherwise, **fields
    )


def match(reader: Reader, node: Node) -> Item | str:
    declared = reader.declaration(node)
    sets = node.all("simpleMatchSet")
    if len(sets) != 2:
        raise Wrong(node.fault("a match has two sets"))
    left, right = (
        {each.get("identifier"): reader.line(each) for each in one.all("simpleAssociableChoice")} for one in sets
    )
    chosen: dict[str, str] = {}
    for value in reader.right(declared) or [key for key, share in reader.mapping(declared).items() if share > 0]:
        one, _, other = value.partition(" ")
        if one not in left or other not in right:
            reader.wrong.append(declared.fault(f"the pair {value!r} names what is in no set"))
        elif one in chosen:
            reader.lost.append(f"{left[one]!r} belongs to one only: its pair with {right[other]!r} is left out")
        else:
            chosen[one] = other
    for name, words in left.items():
        if name not in chosen:
            reader.lost.append(f"{words!r} belongs to nothing, and is left out")
    extra = [("", words) for name, words in right.items() if name not in chosen.values()]
    pairs = [(words, right[chosen[name]]) for name, words in left.items() if name in chosen]
    if not pairs and not reader.wrong:
        reader.wrong.append(declared.fault("no pair is right"))
    return Item("match", pairs=(*pairs, *extra), **reader.fields(reader.prompt()))


def entry(reader: Reader, node: Node) -> Item | str:
    declared = reader.declaration(node)
    if declared.get("baseType") in ("float", "integer"):
        return number(reader, declared)
    answers, exact = typed(reader, declared)
    return Item("text", answers=answers, exact=exact, **reader.fields(reader.prompt()))


def typed(reader: Reader, declared: Node) -> tuple[tuple[Answer, ...], bool]:
    mapping = reader.mapping(declared)
    right = dict.fromkeys(reader.right(declared), 1.0)
    conditions, otherwise = reader.said(declared.get("identifier"))
    known = {**{value: 0.0 for value, _, _ in conditions if value not in ("", "\0")}, **right, **mapping}
    order_of = [*mapping, *(value for value in known if value not in mapping)]
    told = {value: words for value, _, words in conditions}
    if not any(share > 0 for share in known.values()):
        reader.wrong.append(declared.fault("no answer is right"))
    usual = told.get("\0", "")
    answers = [
        Answer(starred(value), known[value], told.get(value, "") or (usual if known[value] > 0 else ""))
        for value in order_of
    ]
    if otherwise:
        answers.append(Answer("*", 0.0, otherwise))
    held = declared.first("mapping")
    entries = held.all("mapEntry") if held else []
    tests = [test for _, test, _ in conditions if test.name == "stringMatch"]
    exact = all(each.get("caseSensitive", "true") == "true" for each in [*entries, *tests])
    return tuple(answers), exact


def number(reader: Reader, declared: Node) -> Item | str:
    conditions, otherwise = reader.said(declared.get("identifier"))
    right = reader.right(declared)
    known: dict[str, Answer] = {}
    for value, test, words in conditions:
        text = (right[0] if right else "") if value in ("", "\0") else value.strip()
        width, relative = tolerance(reader, test)
        known[text] = Answer(text, 1.0 if text in right else 0.0, words, width, relative)
    for text in right:
        known.setdefault(text, Answer(text, 1.0))
    for text, share in reader.mapping(declared).items():
        known.setdefault(text, Answer(text, share))
    for text in known:
        try:
            fine = math.isfinite(float(text))
        except ValueError:
            fine = False
        if not fine:
            reader.wrong.append(declared.fault(f"{text!r} is no number"))
    if not any(each.share > 0 for each in known.values()):
        reader.wrong.append(declared.fault("no answer is right"))
    answers = [*known.values(), *([Answer("*", 0.0, otherwise)] if otherwise else [])]
    return Item("number", answers=tuple(answers), **reader.fields(reader.prompt()))


def tolerance(reader: Reader, test: Node) -> tuple[float, bool]:
    """The wider side of the tolerance. A relative one is given in per cent."""
    relative = test.get("toleranceMode") == "relative"
    try:
        width = max((float(each) for each in test.get("tolerance").split()), default=0.0)
    except ValueError:
        width = math.nan
    if not 0 <= width < math.inf:
        reader.wrong.append(test.fault(f"the tolerance {test.get('tolerance')!r} is no number of 0 or more"))
        return 0.0, relative
    if test.get("toleranceMode") not in ("relative", "absolute"):
        return 0.0, False
    return (round(width / 100, 12), True) if relative else (width, False)


def gaps(reader: Reader, nodes: list[Node]) -> Item | str:
    inside = [node for block in reader.body.within("pre") for node in block.within("textEntryInteraction")]
    if len(inside) != len(nodes):
        return "several gaps in a text that is no program: make an item of each"
    found = tuple(typed(reader, reader.declaration(node))[0] for node in nodes)
    words = reader.prompt()
    count = 0

    def numbered(_: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return "{{" + str(count) + "}}"

    code = re.sub(PLACE, numbered, words.shown[1] if words.shown else "").strip("\n")
    fields = {**reader.fields(words), "shown": None}
    return Item("gaps", gaps=found, code=code, **fields)


READERS: dict[str, Callable[[Reader, Node], Item | str]] = {
    "choiceInteraction": choice,
    "inlineChoiceInteraction": choice,
    "orderInteraction": order,
    "matchInteraction": match,
    "textEntryInteraction": entry,
}
