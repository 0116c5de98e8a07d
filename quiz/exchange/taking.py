"""An item as the plain data of a question of ours, without what only Firstbyte knows; and what of it could not be
taken over, as sentences."""

import re
from collections.abc import Callable
from typing import Any

from quiz.exchange.item import Answer, Item, Kind
from quiz.exchange.markup import uncoded

Data = dict[str, Any]

TYPES: dict[Kind, str] = {
    "one": "choice",
    "several": "multi",
    "number": "number",
    "text": "text",
    "match": "match",
    "order": "order",
    "gaps": "blanks",
}
# What a type of ours is also read from, where the file says that it was one.
ALSO: dict[str, tuple[Kind, ...]] = {
    "predict": ("one",),
    "chart": ("one",),
    "order": ("order", "match"),
    "blanks": ("gaps", "match"),
}
RIGHT = 0.999  # a share of 100 %, however it was rounded
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def data_of(item: Item, name: str = "") -> tuple[Data, list[str]]:
    """The question's data, of the type of this name where the item can be one, and what was lost."""
    natural = TYPES[item.kind]
    chosen = name if item.kind in ALSO.get(name, ()) else natural
    lost = list(item.lost)
    data: Data = {"type": chosen, "prompt": item.prompt}
    if SLUG.fullmatch(item.name) and len(item.name) <= 80:
        data["id"] = item.name
    if item.shown and chosen != "blanks":
        language, text = item.shown
        data["stimulus"] = {"text": text} if language == "text" else {"language": language, "text": text}
    if item.hints:
        data["hints"] = list(item.hints)
    data.update(READERS[chosen](item, lost))
    return data, lost


def right(answers: tuple[Answer, ...]) -> list[Answer]:
    return [each for each in answers if each.share >= RIGHT]


def rest(answers: tuple[Answer, ...]) -> str:
    return next((each.said for each in answers if each.text == "*" and each.share <= 0), "")


def reasons(answers: list[Answer], otherwise: str = "") -> str:
    return " ".join(dict.fromkeys(each.said for each in answers if each.said)) or otherwise


def part_marks(answers: tuple[Answer, ...], lost: list[str]) -> None:
    for each in answers:
        if 0 < each.share < RIGHT:
            lost.append(f"the part of the mark, {each.share:.0%} for {each.text!r}, is left out: it counts as wrong")
        elif each.share < 0:
            lost.append(f"the {each.share:.0%} for {each.text!r} are left out: a wrong answer earns nothing")


def option(answer: Answer, is_right: bool, item: Item) -> Data:
    found: Data = {"text": answer.text}
    if is_right:
        found["correct"] = True
    if why := answer.said or (item.said if is_right else item.otherwise):
        found["why"] = why
    return found


def choice(item: Item, lost: list[str]) -> Data:
    part_marks(item.answers, lost)
    found = right(item.answers)
    if not found and any(each.share > 0 for each in item.answers):
        found = [max(item.answers, key=lambda each: each.share)]
    lost.extend(f"a choice has one right answer: {each.text!r} is another, and counts as wrong" for each in found[1:])
    return {"options": [option(each, each is found[0] if found else False, item) for each in item.answers]}


def predict(item: Item, lost: list[str]) -> Data:
    options = [{**option(each, False, item), "text": uncoded(each.text)} for each in item.answers]
    return {"options": options}


def multi(item: Item, lost: list[str]) -> Data:
    shares = {round(each.share, 3) for each in item.answers if each.share > 0}
    wrong = {round(each.share, 3) for each in item.answers if each.share <= 0}
    if len(shares) > 1:
        lost.append("the right options have different weights: each will count the same")
    named = "proportional_correct" if wrong == {0.0} else "proportional"
    if wrong == {-1.0} and len(shares) == 1 and shares != {1.0}:
        named = "exact"
    return {
        "credit": item.credit or named,
        "options": [option(each, each.share > 0, item) for each in item.answers],
    }


def number(item: Item, lost: list[str]) -> Data:
    answers = tuple(each for each in item.answers if each.text != "*")
    part_marks(answers, lost)
    found = right(answers) or sorted((each for each in answers if each.share > 0), key=lambda each: -each.share)[:1]
    if not found:
        lost.append("any number at all is right, so that it asks nothing")
        return {}
    data: Data = {"value": float(found[0].text)}
    if item.unit:
        data["unit"] = item.unit
    if item.units:
        data["units"] = dict(item.units)
    width = found[0].width
    data["tolerance"] = {"relative" if found[0].relative else "absolute": width}
    if why := reasons(found[:1], item.said):
        data["why"] = why
    if otherwise := rest(item.answers) or item.otherwise:
        data["otherwise"] = otherwise
    lost.extend(f"a question has one right figure: {each.text} is another, and counts as wrong" for each in found[1:])
    slips = []
    for each in answers:
        if each is found[0]:
            continue
        held = width * abs(data["value"]) if found[0].relative else width
        if abs(float(each.text) - data["value"]) <= held:
            lost.append(f"the answer {each.text} lies within the right one's tolerance, and is left out")
        else:
            slips.append({"value": float(each.text), **({"why": each.said} if each.said else {})})
    if slips:
        data["slips"] = slips
    return data


def known(texts: list[str]) -> Data:
    """Accepted texts, and patterns for those in which a star stands for anything."""
    bare = re.compile(r"\\.|\*")
    accepted, patterns = [], []
    for text in texts:
        if "*" in [found[0] for found in bare.finditer(text)]:
            parts = re.split(r"(?<!\\)\*", text)
            patterns.append(".*".join(re.escape(plain(part)) for part in parts))
        else:
            accepted.append(plain(text))
    return {name: found for name, found in (("accepted", accepted), ("patterns", patterns)) if found}


def plain(text: str) -> str:
    return re.sub(r"\\([\\*])", r"\1", text) if "*" in text else text


def slips_of(answers: tuple[Answer, ...]) -> list[Data]:
    """Wrong answers, one after another with the same words, are one slip."""
    groups: list[tuple[str, list[str]]] = []
    for each in answers:
        if each.share >= RIGHT or each.text == "*":
            continue
        if groups and groups[-1][0] == each.said:
            groups[-1][1].append(each.text)
        else:
            groups.append((each.said, [each.text]))
    return [{**known(texts), **({"why": said} if said else {})} for said, texts in groups]


def typed(item: Item, answers: tuple[Answer, ...], lost: list[str]) -> Data:
    """Texts that are right, what is said to them, and slips."""
    part_marks(answers, lost)
    found = right(answers)
    data: Data = {"known": known([each.text for each in found])}
    if why := reasons(found, item.said):
        data["why"] = why
    if otherwise := rest(answers) or item.otherwise:
        data["otherwise"] = otherwise
    if slips := slips_of(answers):
        data["slips"] = slips
    return data


def text(item: Item, lost: list[str]) -> Data:
    data = typed(item, item.answers, lost)
    return {"answer": data.pop("known"), **({"exact": True} if item.exact else {}), **data}


def match(item: Item, lost: list[str]) -> Data:
    pairs = [{"left": left, "right": other} for left, other in item.pairs if left]
    extra = [{"text": other} for left, other in item.pairs if not left]
    if item.said or item.otherwise:
        lost.append("the feedback to the whole is left out: each pair has its own reason")
    return {"pairs": pairs, **({"extra": extra} if extra else {})}


def order(item: Item, lost: list[str]) -> Data:
    if item.kind == "match":
        places = [other for left, other in item.pairs if left]
        if sorted(places) != sorted(str(place) for place in range(1, len(places) + 1)):
            return match(item, lost)
        lines = [left for left, _ in sorted((pair for pair in item.pairs if pair[0]), key=lambda pair: int(pair[1]))]
    else:
        lines = [each.text for each in item.answers]
    data: Data = {"credit": item.credit or "exact", "items": [{"text": uncoded(line)} for line in lines]}
    return {**data, **{key: words for key, words in (("why", item.said), ("otherwise", item.otherwise)) if words}}


def blanks(item: Item, lost: list[str]) -> Data:
    if item.kind == "match":
        code = re.sub(r"__(\d+)__", r"{{\1}}", item.shown[1] if item.shown else "").strip("\n")
        found = [{"accepted": [re.sub(r"\\([\\`*_&])", r"\1", other)]} for left, other in item.pairs if left]
        return {"code": code, "gaps": found}
    gaps = []
    for answers in item.gaps:
        data = typed(item, answers, lost)
        gaps.append({"accepted": data.pop("known").get("accepted", []), **data})
    return {"code": item.code, "gaps": gaps}


READERS: dict[str, Callable[[Item, list[str]], Data]] = {
    "choice": choice,
    "chart": choice,
    "predict": predict,
    "multi": multi,
    "number": number,
    "text": text,
    "match": match,
    "order": order,
    "blanks": blanks,
}
