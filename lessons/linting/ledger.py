"""ledger.yaml: each question that was ever published, its rev, and a digest of its answer. Ids are never used again.

Answers are stored with (question, rev). So a changed answer under an old rev, or a new question under an old id, would
silently change what learners have answered. The ledger stands in git, and is written by `manage.py seal_questions`.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lessons import documents
from lessons.catalogue import Catalogue, Lesson
from lessons.documents import Document
from lessons.faults import Fault
from lessons.linting.registry import Subject, rule
from lessons.schemas import LedgerYaml, Sealed

# What may change under the same rev: words around the question, where they lead and where it is asked.
FREE = {
    "id",
    "rev",
    "set",
    "prompt",
    "hints",
    "source",
    "section",
    "lab",
    "objective",
    "why",
    "misconception",
    "feedback",
}
FILE = "ledger.yaml"


def digest(question: Any) -> str:
    """Names the answer and the options of a question: of everything in it but the words around it."""
    return hashlib.sha256(json.dumps(bare(question), sort_keys=True).encode()).hexdigest()[:12]


def bare(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: bare(item) for key, item in value.items() if key not in FREE or (key == "id" and "text" in value)}
    return [bare(item) for item in value] if isinstance(value, list) else value


@dataclass(frozen=True)
class Published:
    """A question of a beta or live lesson, and where it stands."""

    lesson: Lesson
    document: Document
    index: int
    id: str
    rev: int
    digest: str


def published(catalogue: Catalogue) -> Iterator[Published]:
    for lesson in catalogue.lessons.values():
        if lesson.status == "draft" or lesson.questions is None:
            continue
        data = lesson.questions.data
        for index, question in enumerate(data if isinstance(data, list) else []):
            if not isinstance(question, dict):
                continue
            name, rev = question.get("id"), question.get("rev")
            if isinstance(name, str) and isinstance(rev, int):
                yield Published(lesson, lesson.questions, index, name, rev, digest(question))


def read(root: Path) -> tuple[dict[str, Sealed], Document | None, list[Fault]]:
    """The ledger's entries; none where the course has not been sealed yet."""
    if not (root / FILE).is_file():
        return {}, None, []
    document, faults = documents.read(root / FILE)
    if document is None:
        return {}, None, faults
    ledger, faults = document.checked(LedgerYaml)
    return dict(ledger.questions) if ledger else {}, document, faults


def broken(question: Published, sealed: Sealed | None) -> tuple[str, str, str] | None:
    """Code, key and sentence of a question that breaks what was sealed; None where it may be sealed as it is."""
    if sealed is None:
        return None
    if sealed.retired:
        return "id-reused", "id", f"the id {question.id!r} belonged to a question that was retired; take a new one"
    if question.rev < sealed.rev:
        return "rev-lowered", "rev", f"this question was published as rev {sealed.rev}"
    if question.rev == sealed.rev and question.digest != sealed.digest:
        message = f"its answer or its options changed since rev {sealed.rev}: raise rev to {sealed.rev + 1}"
        return "rev-not-raised", "rev", message
    return None


@rule("questions-keep-their-ids")
def questions_keep_their_ids(subject: Subject) -> Iterator[Fault]:
    sealed, document, faults = read(subject.catalogue.root)
    yield from faults
    if faults:
        return
    there = set()
    for question in published(subject.catalogue):
        there.add(question.id)
        entry = sealed.get(question.id)
        wrong = broken(question, entry)
        if wrong:
            code, key, message = wrong
            yield question.document.fault((question.index, key), code, message)
        elif entry is None or entry.rev != question.rev:
            message = f"rev {question.rev} of {question.id!r} is not in {FILE}: manage.py seal_questions"
            yield question.document.fault((question.index, "rev"), "question-unsealed", message)
    for name, entry in sealed.items():
        if name not in there and not entry.retired and document:
            message = f"the question {name!r} is gone: manage.py seal_questions retires its id"
            yield document.fault(("questions", name), "question-gone", message, of_key=True)


def resealed(catalogue: Catalogue) -> dict[str, Sealed]:
    """The ledger as it has to be now; a question that breaks it keeps its old entry, and the rule names it."""
    sealed, _, _ = read(catalogue.root)
    now = {name: entry.model_copy(update={"retired": True}) for name, entry in sealed.items()}
    for question in published(catalogue):
        entry = sealed.get(question.id)
        now[question.id] = (
            entry if entry and broken(question, entry) else Sealed(rev=question.rev, digest=question.digest)
        )
    return dict(sorted(now.items()))
