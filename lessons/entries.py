"""What can be found: each section, lesson, word of the glossary, misconception and quiz, with its address."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from lessons import places
from lessons.catalogue import Catalogue, Lesson, Mode
from lessons.linting.links import pool

INLINE = re.compile(r"</?(?:span|code|em|strong|a|data|kbd|s)\b[^>]*>")
TAG = re.compile(r"<[^>]*>")
# What stands on a page and is no text of it: a drawing, the sources' line, what only a screen reader is told.
UNREAD = re.compile(r'<svg.*?</svg>|<p class="sources">.*?</p>|<span class="visually-hidden">.*?</span>', re.DOTALL)


@dataclass(frozen=True)
class Entry:
    """`kind` is what it is called on the page of results; `context` says where it stands."""

    kind: str
    title: str
    context: str
    body: str
    url: str


def plain(html: str) -> str:
    """The text that the markup shows. A tag inside a line parts no words: highlighted code is full of them."""
    return " ".join(unescape(TAG.sub(" ", INLINE.sub("", UNREAD.sub(" ", html)))).split())


def entries(catalogue: Catalogue) -> Iterator[Entry]:
    """Of what the catalogue holds; a question's prompt is found, its options and its answer are not."""
    for lesson in catalogue.lessons.values():
        yield from of_lesson(catalogue, lesson)
        for mode in lesson.modes.values():
            yield from of_mode(lesson, mode)
    for name, term in catalogue.glossary.items():
        yield Entry("Word", term.term, "Glossary", term.text, places.term(name))
    for wrong in catalogue.misconceptions.values():
        mended = catalogue.lessons.get(wrong.lesson)
        if mended is not None and mended.has_section(f"{wrong.mode}#{wrong.section}"):
            where = f"{mended.title} · {mended.modes[wrong.mode].name}"
            yield Entry(
                "Misconception",
                wrong.text.replace("`", ""),
                where,
                "",
                places.mode(mended.slug, wrong.mode, wrong.section),
            )


def of_lesson(catalogue: Catalogue, lesson: Lesson) -> Iterator[Entry]:
    aims = " ".join(catalogue.objectives.get(name, "") for name in lesson.objectives)
    first = next(iter(lesson.modes), "why")
    yield Entry("Lesson", lesson.title, "", f"{lesson.summary} {aims}", places.mode(lesson.slug, first))
    prompts = " ".join(str(question.get("prompt", "")) for question in pool(lesson))
    if prompts:
        body = f"{aims} {prompts}".replace("`", "").replace("**", "")
        yield Entry("Quiz", f"Quiz: {lesson.title}", lesson.title, body, places.quiz(lesson.slug))


def of_mode(lesson: Lesson, mode: Mode) -> Iterator[Entry]:
    where = f"{lesson.title} · {mode.name}"
    for section in mode.sections:
        # The first chunk is the heading, which stands in the title.
        body = plain(" ".join(chunk.html for chunk in section.chunks[1:]))
        yield Entry("Section", section.title, where, body, places.mode(lesson.slug, mode.slug, section.id))
