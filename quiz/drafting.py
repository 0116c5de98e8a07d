"""drafts/questions.yaml of a lesson: questions that came from elsewhere and that an author has still to finish.

The pool never reads it, so that nobody is asked a draft. Whoever finishes a question moves it into questions.yaml."""

import os
import tempfile
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import LiteralScalarString

from lessons import documents
from lessons.catalogue import Catalogue, Lesson
from lessons.documents import Document
from lessons.faults import Fault
from lessons.linting import ledger
from lessons.linting.teaching import UNWRITTEN
from quiz.exchange import Draft

DRAFTS = "drafts/questions.yaml"  # in a folder of its own, beside what a published lesson has to have finished
HEAD = f"""\
# Drafts: nobody is asked these questions. Fill in what says {UNWRITTEN}, then move the question into questions.yaml.
"""


class NotWritten(Exception):
    """The drafts could not be added; the file is as it was. The sentence says why."""


def read(folder: Path) -> tuple[Document | None, list[Fault]]:
    """The lesson's drafts as they stand; None where it has none or they cannot be read."""
    path = folder / DRAFTS
    return documents.read(path) if path.is_file() else (None, [])


def entries(document: Document | None) -> list[Any]:
    data = document.data if document else []
    return data if isinstance(data, list) else []


def published_ids(catalogue: Catalogue) -> set[str]:
    """Of all questions of the course, and of those that were ever published."""
    found = set(ledger.read(catalogue.root)[0])
    for lesson in catalogue.lessons.values():
        found.update(ids(entries(lesson.questions)))
    return found


def ids_in_use(catalogue: Catalogue) -> set[str]:
    """The same, and those of all drafts."""
    found = published_ids(catalogue)
    for lesson in catalogue.lessons.values():
        found.update(ids(entries(read(lesson.folder)[0])))
    return found


def ids(data: Sequence[Any]) -> Iterator[str]:
    for each in data:
        if isinstance(each, dict) and isinstance(each.get("id"), str):
            yield each["id"]


def text_of(drafts: Sequence[Draft]) -> str:
    """The drafts as YAML, as an author would write them."""
    yaml = YAML()
    yaml.width = 4096
    yaml.indent(mapping=2, sequence=4, offset=2)
    blocks = []
    for draft in drafts:
        out = StringIO()
        yaml.dump([styled(draft.data)], out)
        blocks.append("".join(line.removeprefix("  ") for line in out.getvalue().splitlines(keepends=True)))
    return "\n".join(blocks)


def styled(value: Any) -> Any:
    """With texts of several lines as blocks."""
    if isinstance(value, dict):
        return {key: styled(each) for key, each in value.items()}
    if isinstance(value, list):
        return [styled(each) for each in value]
    if isinstance(value, str) and "\n" in value and value.strip():
        plain = all(line.isprintable() and line == line.rstrip() for line in value.split("\n"))
        return LiteralScalarString(value) if plain and not value.startswith((" ", "\n")) else value
    return value


def add(lesson: Lesson, drafts: Sequence[Draft]) -> Path:
    """The drafts behind those that are there. Raises NotWritten; then the file is as it was."""
    path = lesson.folder / DRAFTS
    document, faults = read(lesson.folder)
    if faults or (document and document.data and not isinstance(document.data, list)):
        raise NotWritten(f"{DRAFTS} cannot be read as it stands: mend it first (manage.py check_content)")
    before = path.read_text(encoding="utf-8").rstrip() if path.is_file() else ""
    if not entries(document):
        before = HEAD.rstrip()
    text = f"{before}\n\n{text_of(drafts)}"
    written, _ = documents.parse(path, text)
    if entries(written) != [*entries(document), *(draft.data for draft in drafts)]:
        raise NotWritten("the drafts cannot be written as YAML that reads the same")
    try:
        path.parent.mkdir(exist_ok=True)
        replace(path, text.encode())
    except OSError as error:
        raise NotWritten(f"{DRAFTS} could not be written: {error.strerror or error}") from None
    return path


def replace(path: Path, data: bytes) -> None:
    """The file is the old one or the new one, whatever happens in between."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
