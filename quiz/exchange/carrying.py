"""Questions into a format and out of it. What the format does not give back by itself rides along with the question."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import ModuleType
from typing import Any

from quiz.exchange import gift, moodle_xml, qti21, qti30
from quiz.exchange.item import Broken, CannotCarry, Item, Reading
from quiz.exchange.native import item_of, plain_of
from quiz.exchange.qti_package import is_package, members
from quiz.exchange.riding import difference, fields
from quiz.exchange.taking import TYPES, data_of
from quiz.questions import Question


@dataclass(frozen=True)
class Format:
    read: Callable[[bytes], Reading]
    write: Callable[[Sequence[Item], str], bytes]
    suffix: str
    mime: str


def made(module: ModuleType, suffix: str, mime: str) -> Format:
    return Format(module.read, module.write, suffix, mime)


FORMATS: dict[str, Format] = {
    "gift": made(gift, ".gift.txt", "text/plain"),
    "moodle-xml": made(moodle_xml, ".moodle.xml", "application/xml"),
    "qti21": made(qti21, ".qti21.zip", "application/zip"),
    "qti30": made(qti30, ".qti30.zip", "application/zip"),
}
ALWAYS = {"id", "rev", "set", "objective", "source", "section", "lab"}  # no other system has these


@dataclass(frozen=True)
class NotCarried:
    """What other systems do not see of a question: fields that ride along for Firstbyte, or the whole question."""

    question: str
    what: str


@dataclass(frozen=True)
class Export:
    data: bytes
    not_carried: tuple[NotCarried, ...]


def export(
    questions: Sequence[Question], name: str, title: str = "", programs: Mapping[str, str] | None = None
) -> Export:
    """The questions as a file of the format of this name, and what the format cannot carry, listed."""
    form = FORMATS[name]
    items, lost = [], []
    for question in questions:
        try:
            item = item_of(question, programs or {})
            rides, more = riding(question, item, form)
        except CannotCarry as error:
            lost.append(NotCarried(question.id, f"the question: {error}"))
            continue
        items.append(replace(item, rides=rides))
        lost += [NotCarried(question.id, words) for words in more]
    return Export(form.write(items, title), tuple(lost))


def riding(question: Question, item: Item, form: Format) -> tuple[dict[str, Any], list[str]]:
    """What the format loses of the item, found by reading back what it writes; and the same in words. Raises
    CannotCarry."""
    reading = form.read(form.write([item], ""))
    if reading.faults or len(reading.items) != 1:
        raise CannotCarry("what it says cannot be written so that it is read again as a question")
    (back,) = reading.items
    native, lost = data_of(back, question.type)
    apart = difference(plain_of(question), native)
    rides: dict[str, Any] = {} if TYPES[back.kind] == question.type else {"type": question.type}
    words = [f"it is asked as {back.kind!r}: no other system has the type {question.type!r}"] if rides else []
    if apart:
        rides["apart"] = apart
        named = dict.fromkeys(name for name in fields(apart) if is_told(name, question))
        words += [f"{name}: kept for Firstbyte, other systems pass it over" for name in named]
    return rides, [*words, *lost]


def is_told(name: str, question: Question) -> bool:
    """Whether an author wants to know that this field rides along: not what is said in other words, such as the unit
    behind the prompt, the text of a program, or a relative tolerance as an absolute one."""
    other_words = name.startswith("stimulus.") or name == "tolerance.absolute"
    return not (
        name in ALWAYS or name.endswith(".id") or other_words or (name == "prompt" and hasattr(question, "unit"))
    )


def guess(data: bytes) -> str:
    """The format of a file, from what stands in it."""
    if is_package(data):
        try:
            first = next(members(data), ("", b""))[1]
        except Broken:
            return "qti21"
        return "qti30" if b"qti-assessment-item" in first else "qti21"
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"<") or head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        if b"qti-assessment" in head:
            return "qti30"
        return "qti21" if b"assessment" in head else "moodle-xml"
    return "gift"
