"""Words that are misspelled, or stand twice. A warning: a dictionary does not know every word that is right."""

from collections.abc import Iterator
from typing import Any

from lessons.documents import Document, Loc
from lessons.faults import Fault, Severity
from lessons.linting.registry import Subject, rule
from lessons.linting.structure import modes_of
from lessons.spelling import own_words, prose, strange

# Keys of YAML files whose values are read by people.
READ = {"title", "summary", "text", "why", "prompt", "action", "question", "answer", "caption", "hints", "note"}


def said(word: str) -> str:
    return f"{word!r}: misspelled, twice, or a word for words.txt"


@rule("words-are-known", slow=True)
def words_are_known(subject: Subject) -> Iterator[Fault]:
    own = own_words(subject.catalogue.root)
    for _, mode in modes_of(subject):
        for line, column, text in prose(mode.path.read_text(encoding="utf-8")):
            for at, word in strange(text, own):
                yield Fault(mode.path, line, column + at, "word-unknown", said(word), Severity.WARNING)
    for lesson in subject.catalogue.lessons.values():
        for document in (lesson.document, lesson.questions):
            if document:
                yield from in_document(document, own)
    if subject.catalogue.document:
        yield from in_document(subject.catalogue.document, own)


def in_document(document: Document, own: frozenset[str]) -> Iterator[Fault]:
    for loc, text in texts(document.data, ()):
        for _, word in strange(text, own):
            line, column = document.position(*loc)
            yield Fault(document.path, line, column, "word-unknown", said(word), Severity.WARNING)


def texts(value: Any, loc: Loc, read: bool = False) -> Iterator[tuple[Loc, str]]:
    """Every text under a key that people read, with its place."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from texts(item, (*loc, key), read=key in READ)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from texts(item, (*loc, index), read)
    elif read and isinstance(value, str):
        # Code in backticks is no word of ours.
        yield loc, "".join(part for part in value.split("`")[::2])
