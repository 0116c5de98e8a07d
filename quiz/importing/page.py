"""What the staff sees of an import before it is one: what would come in, what is left out, what is broken where."""

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lessons.linting.teaching import UNWRITTEN
from quiz import drafting
from quiz.exchange import FORMATS, Draft, Import

NAMES = {"gift": "GIFT", "moodle-xml": "Moodle XML", "qti21": "QTI 2.1", "qti30": "QTI 3.0"}
BYTES = 1024 * 1024  # of a file that is shown; the command takes larger ones
SHOWN = 100  # questions on the page; the file that can be downloaded has all of them


@dataclass(frozen=True)
class Row:
    """A draft as it is shown: `parts` are (words, whether they are right), `missing` counts what is to be written."""

    id: str
    type: str
    line: int
    prompt: str
    parts: tuple[tuple[str, bool], ...]
    missing: int


def context(found: Import | None = None, refused: str = "", form: str = "", text: str = "") -> dict[str, Any]:
    drafts = found.drafts if found else ()
    return {
        "formats": [(name, NAMES[name]) for name in FORMATS],
        "format": form,
        "text": text,
        "refused": refused,
        "found": found,
        "read_as": NAMES.get(found.format, "") if found else "",
        "rows": [row(draft) for draft in drafts[:SHOWN]],
        "more": max(0, len(drafts) - SHOWN),
        "file": file_of(drafts) if drafts else "",
    }


def file_of(drafts: tuple[Draft, ...]) -> str:
    """The drafts as a file that the page itself carries: nothing is kept on the server between the two steps."""
    data = (drafting.HEAD + "\n" + drafting.text_of(drafts)).encode()
    return f"data:application/yaml;base64,{base64.b64encode(data).decode()}"


def row(draft: Draft) -> Row:
    data = draft.data
    return Row(data["id"], data["type"], draft.line, data["prompt"], tuple(parts(data)), missing(data))


def parts(data: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    for option in data.get("options", ()):
        yield option["text"], bool(option.get("correct"))
    if "value" in data:
        yield f"{float(data['value']):g} {data.get('unit', '')}".strip(), True
    for text in data.get("answer", {}).get("accepted", ()):
        yield text, True
    for item in data.get("items", ()):
        yield item["text"], True
    for pair in data.get("pairs", ()):
        yield f"{pair['left']} → {pair['right']}", True
    for gap in data.get("gaps", ()):
        yield gap["accepted"][0], True


def missing(value: Any) -> int:
    if isinstance(value, dict):
        return sum(missing(each) for each in value.values())
    if isinstance(value, list):
        return sum(missing(each) for each in value)
    return int(value == UNWRITTEN)
