"""Slots of a page that another room fills for each reader (see lessons.slots)."""

from lessons.parts import Slot
from lessons.rendering import Block, Rendering
from lessons.slots import marker


def slot(page: Rendering, block: Block, kind: str, name: str) -> str:
    # Rendered apart: what is shown after the answer must not stand on the page before it.
    found = Slot(kind, name, page.finished(page.body(block)).strip(), block.line, block.column)
    page.found.slots.append(found)
    page.found.needs.add("question")
    return page.keep(marker(found.key))


def question(page: Rendering, block: Block) -> str:
    """`question ID`. The body is shown once it is answered."""
    if not block.args:
        page.fault(block.line, block.column, "container-argument", "a question needs its id: `question ID`")
    return slot(page, block, "question", block.args)


def mastery(page: Rendering, block: Block) -> str:
    """`mastery`. How the challenge stands, and the badge."""
    return slot(page, block, "mastery", page.around.lesson)
