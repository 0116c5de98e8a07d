"""The Markdown of the content: CommonMark, tables, containers, attributes in braces. HTML is text, never markup."""

import re
from collections.abc import Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.attrs.parse import ParseError
from mdit_py_plugins.attrs.parse import parse as parse_attributes
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

# A number and its unit stay on one line.
UNIT = re.compile(r"(?<=\d) (?=(?:ms|s|kB|MB|GB)\b)")
SCHEMES = ("source", "mode", "lesson", "lab", "glossary", "quiz", "figure")


@cache
def parser() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    md.use(front_matter_plugin)
    md.use(container_plugin, "block", validate=lambda params, markup: bool(params.strip()))
    md.use(attrs_plugin, allowed=("id", "class"))
    md.use(attrs_block_plugin, allowed=("id", "class"))
    md.core.ruler.after("block", "heading_attributes", heading_attributes)
    md.add_render_rule("text", text)
    ordinary = md.normalizeLink
    md.normalizeLink = lambda url: url if scheme_of(url) else ordinary(url)  # type: ignore[method-assign]
    return md


def text(self: object, tokens: Sequence[Token], index: int, options: object, env: object) -> str:
    return UNIT.sub("\N{NO-BREAK SPACE}", escapeHtml(tokens[index].content))


def scheme_of(url: str) -> str:
    """The own scheme that an address begins with, or the empty string."""
    scheme, colon, _ = url.partition(":")
    return scheme if colon and scheme in SCHEMES else ""


def heading_attributes(state: StateCore) -> None:
    """`## Title {#id .class}`: the plugin reads attributes after inline elements and before blocks, not here."""
    for token, inline in zip(state.tokens, state.tokens[1:], strict=False):
        if token.type != "heading_open" or not inline.content.endswith("}") or "{" not in inline.content:
            continue
        title, _, rest = inline.content.rpartition("{")
        try:
            _, attributes = parse_attributes("{" + rest)
        except ParseError:
            continue
        inline.content = title.rstrip()
        for name in ("id", "class"):
            if name in attributes:
                token.attrSet(name, attributes[name])


def plain_text(tokens: list[Token] | None) -> str:
    """The words of inline tokens."""
    return "".join(
        token.content if token.type in ("text", "code_inline") else " " if token.type == "softbreak" else ""
        for token in tokens or []
    )


def closing(tokens: list[Token], start: int) -> int:
    """Index of the token that closes the one at `start`."""
    depth = 0
    for index in range(start, len(tokens)):
        depth += tokens[index].nesting
        if depth == 0:
            return index
    raise ValueError("the tokens are not balanced")
