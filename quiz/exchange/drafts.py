"""Items as drafts of questions: whole data, in which a mark stands at each place that the author has to fill."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lessons.linting.teaching import UNWRITTEN
from quiz.exchange.carrying import FORMATS, guess
from quiz.exchange.item import Broken, Item, Place, Skipped
from quiz.exchange.limits import FAULTS, refuse_large
from quiz.exchange.markup import UNREAL
from quiz.exchange.riding import joined
from quiz.exchange.taking import TYPES, data_of
from quiz.questions import TYPES as QUESTION_TYPES
from quiz.questions import Question, UnknownType, ValidationError, parse, type_of

Data = dict[str, Any]
EDITED = "it was edited elsewhere: what no longer fits of Firstbyte's own additions is left out"
SENTENCES = {"why", "otherwise"}
FIRST = ("id", "rev", "type", "credit", "objective", "prompt")


@dataclass(frozen=True)
class Draft:
    line: int
    data: Data


@dataclass(frozen=True)
class Import:
    """What a file would give. With faults there are no drafts."""

    format: str
    drafts: tuple[Draft, ...]
    skipped: tuple[Skipped, ...]
    faults: tuple[Place, ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "questions": len(self.drafts),
            "skipped": [{"line": each.line, "reason": each.reason} for each in self.skipped],
            "faults": [{"line": e.line, "column": e.column, "message": e.message} for e in self.faults],
        }


def take(data: bytes, name: str = "", taken: Collection[str] = ()) -> Import:
    """The drafts of a file; the format is guessed where none is named. `taken` are ids that are in use."""
    try:
        refuse_large(len(data))
        name = name or guess(data)
        reading = FORMATS[name].read(data)
    except Broken as error:
        return Import(name or "unknown", (), (), tuple(sorted(error.faults)))
    if reading.faults:
        return Import(name, (), reading.skipped, told(reading.faults))
    skipped, drafts, used = list(reading.skipped), [], set(taken)
    for item in reading.items:
        try:
            found, lost = whole(item)
        except RecursionError:
            skipped.append(
                Skipped(item.line, f"{item.name or 'a question'} is left out: what rides along lies too deep")
            )
            continue
        skipped += [Skipped(item.line, f"{item.name or 'a question'}: {words}") for words in lost]
        wanted = found["id"]
        found["id"] = free(wanted, used)
        if reasons := [*unfit(found)]:
            skipped += [Skipped(item.line, f"{wanted} is left out: {words}") for words in reasons]
            continue
        if found["id"] != wanted:
            skipped.append(Skipped(item.line, f"the id {wanted} is in use: the question is called {found['id']}"))
        used.add(found["id"])
        drafts.append(Draft(item.line, found))
    return Import(name, tuple(drafts), tuple(sorted(skipped)), ())


def told(faults: Sequence[Place]) -> tuple[Place, ...]:
    """All of them, as long as somebody can read them all."""
    if len(faults) <= FAULTS:
        return tuple(faults)
    last = faults[FAULTS]
    return (*faults[:FAULTS], Place(last.line, last.column, f"and {len(faults) - FAULTS} more faults from here on"))


def whole(item: Item) -> tuple[Data, list[str]]:
    """The question's data with a mark wherever something is missing, and what was lost."""
    wanted = item.rides.get("type")
    native, lost = data_of(item, wanted if isinstance(wanted, str) and wanted in QUESTION_TYPES else "")
    data, fitted = joined(native, item.rides.get("apart"))
    if not isinstance(data, dict):
        data, fitted = native, False
    data.setdefault("type", TYPES[item.kind])
    if not fitted:
        lost.append(EDITED)
    return cleaned(completed(data, item)), lost


def cleaned(value: Any) -> Any:
    """The data as somebody would write it: ids first, whole numbers whole, and no characters that no text can hold,
    such as halves of a pair."""
    if isinstance(value, dict):
        names = ["id"] * ("id" in value) + [name for name in value if name != "id"]
        return {UNREAL.sub("\ufffd", name): cleaned(value[name]) for name in names}
    if isinstance(value, list):
        return [cleaned(each) for each in value]
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    return UNREAL.sub("\ufffd", value) if isinstance(value, str) else value


def completed(data: Data, item: Item) -> Data:
    if not isinstance(data.get("id"), str):
        data.pop("id", None)
    data.setdefault("id", slug(item.name) or slug(item.prompt) or f"question-{item.line}")
    data.setdefault("rev", 1)
    data.setdefault("objective", UNWRITTEN)
    data.setdefault("source", UNWRITTEN)
    kind = data["type"]
    for name, text in (("options", "text"), ("items", "text"), ("pairs", "left"), ("extra", "text"), ("gaps", "")):
        if isinstance(data.get(name), list):
            name_parts(data[name], text)
    if kind in ("number", "text", "order"):
        for name in SENTENCES:
            data.setdefault(name, UNWRITTEN)
    for name in ("options", "pairs", "gaps", "slips"):
        for part in parts(data, name):
            part.setdefault("why", UNWRITTEN)
            if name == "gaps":
                part.setdefault("otherwise", UNWRITTEN)
                for slip in parts(part, "slips"):
                    slip.setdefault("why", UNWRITTEN)
    if kind == "blanks" and isinstance(data.get("code"), str):
        names = {str(place): str(gap.get("id")) for place, gap in enumerate(parts(data, "gaps"), 1)}
        data["code"] = re.sub(r"\{\{(\d+)\}\}", lambda found: "{{" + names.get(found[1], found[1]) + "}}", data["code"])
    return {**{name: data[name] for name in FIRST if name in data}, **data}


def parts(data: Data, name: str) -> list[Data]:
    found = data.get(name)
    return [part for part in found if isinstance(part, dict)] if isinstance(found, list) else []


def name_parts(found: list[Any], text: str) -> None:
    used = {part["id"] for part in found if isinstance(part, dict) and isinstance(part.get("id"), str)}
    for place, part in enumerate(found, 1):
        if isinstance(part, dict) and "id" not in part:
            part["id"] = free(slug(str(part.get(text, "")), 4) or f"part-{place}", used)
            used.add(part["id"])


def slug(text: str, most: int = 6) -> str:
    """Kebab-case of the first words."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain)[:most])[:60].strip("-")


def free(wanted: str, used: Collection[Any]) -> str:
    name, count = wanted, 1
    while name in used:
        count += 1
        name = f"{wanted[:70]}-{count}"
    return name


def stood_in(value: Any) -> Any:
    """The data with a stand-in for each mark, to see whether the rest is sound."""
    if isinstance(value, dict):
        return {key: stood_in(each) for key, each in value.items()}
    if isinstance(value, list):
        return [stood_in(each) for each in value]
    return "to-be-written" if value == UNWRITTEN else value


def sound(data: Data) -> Question:
    """Raises UnknownType or ValidationError."""
    return parse(stood_in(data))


def unfit(data: Data) -> Iterator[str]:
    """Why no question can be made of the data, however it is completed."""
    try:
        question = sound(data)
    except UnknownType as error:
        yield str(error)
    except ValidationError as error:
        for one in error.errors(include_url=False):
            yield f"{'.'.join(str(step) for step in one['loc'])}: {one['msg'].removeprefix('Value error, ')}"
    else:
        if question.type != "predict":
            yield from (message for _, message in type_of(question).flaws(question))
