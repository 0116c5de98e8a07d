"""Words of the quiz. Its little Markdown is emphasis and `code` within a line; no links: a question has fields for
those."""

import re
from functools import lru_cache

from django.utils.safestring import SafeString
from markdown_it import MarkdownIt

SIGN = re.compile(r"([!-/:-@\[-`{-~])")
INLINE = MarkdownIt("zero", {"html": False}).enable(["backticks", "emphasis", "escape", "entity"])


@lru_cache(maxsize=2048)
def inline(text: str) -> SafeString:
    # With HTML off, everything but the tags of the rules above is escaped.
    return SafeString(INLINE.renderInline(text))


def literal(text: str) -> str:
    """What shows the text as somebody typed it, although it is read as Markdown: `__init__` keeps its lines."""
    return SIGN.sub(r"\\\1", text)


def count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
