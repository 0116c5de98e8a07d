"""The answers of a GIFT question: what stands in its braces."""

import bisect
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Self

from quiz.exchange.item import Answer, Broken, Kind, Place
from quiz.exchange.markup import words_of

SIGNS = "~=#{}:\\"
HIDDEN = {sign: chr(0xE100 + index) for index, sign in enumerate(SIGNS)} | {"n": "\ue1ff"}
SHOWN = {hidden: "\n" if sign == "n" else sign for sign, hidden in HIDDEN.items()}
FILLER = "\ue0ff"
WEIGHT = re.compile(r"\s*%\s*(?P<number>[^%]*?)\s*%")
FORMAT = re.compile(r"\s*\[(html|moodle|plain|markdown)\]")
TRUTH = {"T": True, "TRUE": True, "F": False, "FALSE": False}


class Wrong(Exception):
    """Faults of one question, each an offset in the file and a sentence."""

    def __init__(self, *found: tuple[int, str]) -> None:
        super().__init__(found)
        self.found = found


@dataclass(frozen=True)
class Source:
    text: str
    starts: tuple[int, ...]

    @classmethod
    def of(cls, data: bytes) -> Self:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
            raise Broken(Place(line, column, "this is not UTF-8: save the file as UTF-8")) from None
        starts, offset = [0], 0
        for line_text in text.splitlines(keepends=True):
            offset += len(line_text)
            starts.append(offset)
        return cls(text, tuple(starts))

    def place(self, offset: int, message: str) -> Place:
        line = max(1, bisect.bisect_right(self.starts, min(offset, max(0, len(self.text) - 1))))
        return Place(line, offset - self.starts[line - 1] + 1, message)


@dataclass(frozen=True)
class Body:
    """What stands in the braces from `start` on, its escaped signs hidden, and the format that its texts have."""

    source: Source
    start: int
    text: str
    form: str


@dataclass(frozen=True)
class Answers:
    kind: Kind
    answers: tuple[Answer, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    said: str = ""
    lost: tuple[str, ...] = ()


@dataclass(frozen=True)
class Part:
    """One answer: the sign that it begins with, its text without the sign, and where that text begins."""

    sign: str
    text: str
    start: int


def hide(text: str) -> str:
    """Escaped signs as signs that stand for themselves; of the same length, so that places stay."""
    return re.sub(r"\\([~=#{}:\\n])", lambda found: HIDDEN[found[1]] + FILLER, text)


def show(text: str, keep: bool = False) -> str:
    """Hidden signs as what they stand for. With `keep` the lines stay as they are, for Markdown."""
    text = text.replace(FILLER, "")
    for hidden, sign in SHOWN.items():
        text = text.replace(hidden, sign)
    return text if keep else text.strip()


def formatted(text: str, form: str) -> tuple[str, str]:
    if found := FORMAT.match(text):
        return text[found.end() :], found[1]
    return text, form


def answers(body: Body) -> Answers | str:
    """A sentence where the question is of a kind that is skipped. Raises Wrong with every fault of the answers."""
    text, said, lost = body.text, "", []
    at = text.rfind("####")
    if at >= 0:
        said, more = words(body, text[at + 4 :])
        lost += more
        text = text[:at]
    stripped = text.strip()
    first = text.index(stripped[0]) if stripped else 0
    if not stripped:
        return "an essay is graded by people, and nobody here would"
    if stripped.startswith("#"):
        found = numbers(body, text, first + 1)
    elif "~" in stripped:
        found = choices(body, text)
    elif "=" in stripped and "->" in stripped:
        found = pairs(body, text)
    elif stripped.split("#")[0].strip() in TRUTH:
        found = truth(body, stripped)
    else:
        found = texts(body, text)
    return Answers(found.kind, found.answers, found.pairs, said, (*lost, *found.lost))


def words(body: Body, text: str) -> tuple[str, list[str]]:
    inner, form = formatted(text, body.form)
    found = words_of(show(inner), form)
    block = "" if found.shown is None else f" `{' '.join(found.shown[1].split())}`"
    return found.text + block, found.lost


def parts(body: Body, text: str, signs: str, wrong: list[tuple[int, str]]) -> Iterator[Part]:
    places = [found.start() for found in re.finditer(f"[{signs}]", text)]
    head = text[: places[0]] if places else text
    if head.strip():
        offset = body.start + text.index(head.strip()[0])
        wrong.append(
            (offset, f"an answer begins with {' or '.join(signs)}: write \\= and \\~ for the signs themselves")
        )
    for at, end in pairwise([*places, len(text)]):
        yield Part(text[at], text[at + 1 : end], at + 1)


def weighed(body: Body, part: Part, usual: float, wrong: list[tuple[int, str]]) -> tuple[str, float]:
    """The answer without its weight, and the weight as a share."""
    found = WEIGHT.match(part.text)
    if found is None:
        return part.text, usual
    try:
        share = float(found["number"]) / 100
    except ValueError:
        share = math.nan
    if not -1 <= share <= 1:
        offset = body.start + part.start + found.start("number")
        wrong.append((offset, f"the weight {show(found['number'])!r} is no number from -100 to 100"))
        share = 0.0
    return part.text[found.end() :], share


def split(body: Body, text: str) -> tuple[str, str, list[str]]:
    """Answer, feedback, and what was lost of both. The answer is as typed, not yet read in its format."""
    answer, _, said = text.partition("#")
    feedback, lost = words(body, said) if said.strip() else ("", [])
    return answer, feedback, lost


def missing(body: Body, part: Part, text: str, wrong: list[tuple[int, str]]) -> None:
    if not show(text):
        wrong.append((body.start + part.start - 1, "this answer is empty"))


def choices(body: Body, text: str) -> Answers:
    wrong: list[tuple[int, str]] = []
    found, lost, single = [], [], False
    for part in parts(body, text, "~=", wrong):
        # Behind = a weight would be a part of the text: so Moodle reads it.
        inner, share = (part.text, 1.0) if part.sign == "=" else weighed(body, part, 0.0, wrong)
        single = single or part.sign == "="
        answer, said, more = split(body, inner)
        missing(body, part, answer, wrong)
        chosen, others = words(body, answer)
        found.append(Answer(chosen, share, said))
        lost += more + others
    if len(found) < 2 and not wrong:
        wrong.append((body.start, "a choice has two answers or more"))
    if not any(each.share > 0 for each in found) and not wrong:
        wrong.append((body.start, "no answer is right: one begins with = or has a weight above 0"))
    if wrong:
        raise Wrong(*wrong)
    several = not single
    return Answers("several" if several else "one", tuple(found), lost=tuple(lost))


def pairs(body: Body, text: str) -> Answers:
    wrong: list[tuple[int, str]] = []
    found, lost = [], []
    for part in parts(body, text, "=", wrong):
        left, arrow, right = part.text.partition("->")
        if not arrow:
            wrong.append((body.start + part.start - 1, "a pair has -> between its sides"))
        elif not show(right):
            wrong.append((body.start + part.start - 1, "this pair has no right side"))
        subject, more = words(body, left)
        partner, others = words(body, right)
        found.append((subject, partner))
        lost += more + others
    if wrong:
        raise Wrong(*wrong)
    return Answers("match", pairs=tuple(found), lost=tuple(lost))


def truth(body: Body, text: str) -> Answers:
    name, _, comments = text.partition("#")
    is_true = TRUTH[name.strip()]
    to_wrong, _, to_right = comments.partition("#")
    said_wrong, lost = words(body, to_wrong)
    said_right, more = words(body, to_right)
    true, false = (said_right, said_wrong) if is_true else (said_wrong, said_right)
    options = (Answer("True", float(is_true), true), Answer("False", float(not is_true), false))
    return Answers("one", options, lost=(*lost, *more))


def texts(body: Body, text: str) -> Answers:
    wrong: list[tuple[int, str]] = []
    found, lost = [], []
    for part in parts(body, text, "=", wrong):
        inner, share = weighed(body, part, 1.0, wrong)
        answer, said, more = split(body, inner)
        missing(body, part, answer, wrong)
        found.append(Answer(show(formatted(answer, body.form)[0]), share, said))
        lost += more
    if not any(each.share > 0 for each in found) and not wrong:
        wrong.append((body.start, "no answer is right: none has a weight above 0"))
    if wrong:
        raise Wrong(*wrong)
    return Answers("text", tuple(found), lost=tuple(lost))


def numbers(body: Body, text: str, first: int) -> Answers:
    wrong: list[tuple[int, str]] = []
    found, lost = [], []
    inner, _, otherwise = text[first:].partition("~")
    if otherwise.strip():
        _, said, more = split(body, otherwise)
        lost += more
    shifted = Body(body.source, body.start + first, inner, body.form)
    listed = list(parts(shifted, inner, "=", [])) if "=" in inner else [Part("", inner, 0)]
    for part in listed:
        rest, share = weighed(shifted, part, 1.0, wrong)
        answer, feedback, more = split(shifted, rest)
        lost += more
        typed = show(answer).replace(" ", "")
        if typed.split(":")[0] == "*":
            found.append(Answer("*", 0.0, feedback))
            continue
        value, width = span(typed)
        if not (math.isfinite(value) and math.isfinite(width) and width >= 0):
            offset = shifted.start + part.start + len(part.text) - len(part.text.lstrip())
            wrong.append((offset, f"{typed!r} is no number, number:tolerance or smallest..largest"))
        else:
            found.append(Answer(repr(value), share, feedback, width))
    if otherwise.strip():
        found.append(Answer("*", 0.0, said))
    if not any(each.share > 0 for each in found) and not wrong:
        wrong.append((body.start, "no answer is right: none has a weight above 0"))
    if wrong:
        raise Wrong(*wrong)
    return Answers("number", tuple(found), lost=tuple(lost))


def span(typed: str) -> tuple[float, float]:
    """Value and tolerance of `3`, `3:0.5` or `2.5..3.5`; nan for what is none of them."""
    try:
        if ".." in typed:
            low, high = (float(each) for each in typed.split("..", 1))
            return (low + high) / 2, (high - low) / 2
        value, _, width = typed.partition(":")
        return float(value), float(width or 0)
    except ValueError:
        return math.nan, math.nan
