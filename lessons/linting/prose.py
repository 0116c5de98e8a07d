"""Pictures have words, code has a language."""

from collections.abc import Iterator

from lessons.faults import Fault
from lessons.highlighting import LANGUAGES
from lessons.linting.registry import Subject, rule
from lessons.linting.structure import modes_of


@rule("images-have-words")
def images_have_words(subject: Subject) -> Iterator[Fault]:
    for _, mode in modes_of(subject):
        for image in mode.images:
            if not image.alt.strip():
                message = "this picture has no alternative text: ![what it shows](address)"
                yield Fault(mode.path, image.line, image.column, "image-alt", message)


@rule("fences-have-languages")
def fences_have_languages(subject: Subject) -> Iterator[Fault]:
    for _, mode in modes_of(subject):
        for fence in mode.fences:
            if fence.language not in LANGUAGES:
                what = (
                    f"the language {fence.language!r} is not known" if fence.language else "this block has no language"
                )
                message = f"{what}; known are {', '.join(LANGUAGES)}"
                yield Fault(mode.path, fence.line, 1, "fence-language", message)
