"""One Markdown file becomes the sections of a mode; what it names and shows is noted for the linter."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from markdown_it.token import Token

from lessons.cleaning import clean
from lessons.documents import Document, parse
from lessons.faults import Fault
from lessons.highlighting import code_block
from lessons.links import attributes, figure_value
from lessons.markdown import closing, parser, plain_text, scheme_of
from lessons.parts import Chunk, Fence, Found, Heading, Image, Link, Section, Surroundings

UNSOURCED = {"unsourced", "opinion"}
VERDICTS = {"OK": "badge-ok", "!": "badge-warn", "X": "badge-bad"}
VERDICT = re.compile(r"(<td[^>]*>)\[(OK|!|X)\]")
# From so many columns on, or with longer code in the first, a table has no room on a phone: each row becomes a block.
STACKED_FROM, LONGEST_CODE = 4, 14


@dataclass(frozen=True)
class Block:
    """A container: `::: name args`, its place, and the tokens of its body."""

    name: str
    args: str
    line: int
    column: int
    tokens: list[Token]

    def fence(self, language: str) -> Token | None:
        return next((t for t in self.tokens if t.type == "fence" and t.info.strip() == language), None)


def label_cells(table: list[Token]) -> bool:
    """Gives each cell the words of its column's head as `data-label`; whether the table is too wide for a phone."""
    heads: list[str] = []
    column = 0
    widest = 0  # letters of code in a first column, which no line break can narrow
    for token, following in pairwise(table):
        if token.type == "th_open":
            heads.append(plain_text(following.children))
        elif token.type == "tr_open":
            column = 0
        elif token.type == "td_open":
            token.attrSet("data-label", heads[column])
            if column == 0:
                codes = (len(child.content) for child in following.children or () if child.type == "code_inline")
                widest = max(widest, *codes, 0)
            column += 1
    return len(heads) >= STACKED_FROM or widest > LONGEST_CODE


def verdict_badge(found: re.Match[str]) -> str:
    """`[OK]`, `[!]` and `[X]` at the head of a table's cell are verdicts."""
    return f'{found[1]}<span class="badge {VERDICTS[found[2]]}">[{found[2]}]</span>'


Container = Callable[["Rendering", Block], str]


class Rendering:
    """The rendering of one file. Its results are `sections`, `found` and `faults`."""

    def __init__(
        self, path: Path, text: str, around: Surroundings, containers: dict[str, Container], body: list[Token]
    ) -> None:
        self.path = path
        self.around = around
        self.found = Found()
        self.faults: list[Fault] = []
        self._lines = text.splitlines()
        self._containers = containers
        self._kept: list[str] = []
        self._search: dict[int, int] = {}
        self._count = 0
        self.sections = self._sections(body)

    # --- for containers

    def fault(self, line: int, column: int, code: str, message: str) -> None:
        self.faults.append(Fault(self.path, line, column, code, message))

    def body(self, block: Block, without: Token | None = None) -> str:
        return self._html([token for token in block.tokens if token is not without])

    def keep(self, drawing: str) -> str:
        """A placeholder for markup of our own that must not go through the cleaning."""
        self._kept.append(drawing)
        return f'<span data-kept="{len(self._kept) - 1}"></span>'

    def finished(self, html: str) -> str:
        """HTML as it may stand on a page: cleaned, with what was kept put back."""
        return self._restore(clean(html))

    def number(self) -> int:
        """A number that is unique on the page, for ids."""
        self._count += 1
        return self._count

    def inline(self, text: str) -> str:
        """A title or another short text as HTML; it may hold code and emphasis."""
        return str(parser().renderInline(text))

    def document(self, block: Block, token: Token) -> Document | None:
        """The YAML in a fence of a container, with places in this file."""
        assert token.map
        document, faults = parse(self.path, token.content, token.map[0] + 2, self._indent(token.map[0]))
        self.faults += faults
        return document

    # --- the page

    def _sections(self, tokens: list[Token]) -> tuple[Section, ...]:
        sections: list[Section] = []
        head: Token | None = None
        chunks: list[Chunk] = []
        sources = False

        def end() -> None:
            if head is not None and head.map:
                classes = set(str(head.attrGet("class") or "").split())
                sections.append(
                    Section(
                        id=str(head.attrGet("id") or ""),
                        title=title,
                        line=head.map[0] + 1,
                        sourced=not classes & UNSOURCED,
                        has_sources=sources,
                        chunks=tuple(chunks),
                    )
                )
            elif chunks:
                self.fault(chunks[0].line, 1, "text-before-section", "text stands before the first section")

        title = ""
        index = 0
        while index < len(tokens):
            last = closing(tokens, index)
            group = tokens[index : last + 1]
            if group[0].type == "heading_open" and group[0].tag == "h2":
                end()
                head, chunks, sources = group[0], [], False
                title = plain_text(parser().parseInline(group[1].content)[0].children)
            sources = sources or is_sources(group)
            html = self.finished(self._html(group))
            chunks.append(Chunk((group[0].map or [0])[0] + 1, html))
            index = last + 1
        end()
        return tuple(sections)

    def _html(self, tokens: list[Token]) -> str:
        """The tokens' HTML, containers at any depth included."""
        prepared: list[Token] = []
        index = 0
        while index < len(tokens):
            token = tokens[index]
            if token.type == "container_block_open":
                last = closing(tokens, index)
                html = self._container(token, tokens[index + 1 : last])
                prepared.append(Token("html_block", "", 0, content=html))
                index = last + 1
                continue
            prepared += self._prepared(token, tokens, index)
            index += 1
        md = parser()
        html = str(md.renderer.render(prepared, md.options, {}))
        # The corner of a table with heads in both directions heads nothing.
        return VERDICT.sub(verdict_badge, html.replace("<th></th>", "<td></td>"))

    def _prepared(self, token: Token, tokens: list[Token], index: int) -> list[Token]:
        line = (token.map or [0])[0] + 1
        if token.type == "fence":
            language = token.info.strip()
            self.found.fences.append(Fence(language, line))
            return [Token("html_block", "", 0, content=code_block(token.content, language, "Code"))]
        if token.type == "heading_open":
            identifier = token.attrGet("id")
            text = plain_text(tokens[index + 1].children)
            self.found.headings.append(Heading(int(token.tag[1]), str(identifier) if identifier else None, text, line))
        elif token.type == "paragraph_open" and is_sources(tokens[index:]):
            token.attrSet("class", "sources")
        elif token.type == "table_open":
            # Wide tables scroll in a box of their own, which the keyboard can reach.
            stacked = " stacked" if label_cells(tokens[index : closing(tokens, index)]) else ""
            wide = Token("html_block", "", 0)
            wide.content = f'<div class="table-scroll{stacked}" tabindex="0" role="group" aria-label="Table">'
            return [wide, token]
        elif token.type == "table_close":
            return [token, Token("html_block", "", 0, content="</div>")]
        elif token.type == "inline" and token.children:
            token.children = self._inline(token)
        return [token]

    def _inline(self, inline: Token) -> list[Token]:
        children: list[Token] = []
        tokens = inline.children or []
        after = ""
        for index, token in enumerate(tokens):
            if token.type == "link_open":
                link = self._link(inline, token, tokens[index + 1 : closing(tokens, index)])
                kept = token.attrGet("class")
                token.attrs = {**attributes(link, self.around, self.found)}
                if kept:
                    token.attrJoin("class", str(kept))
                children.append(token)
                data = figure_value(link, self.around) if link.scheme == "figure" else None
                if data:
                    children.append(Token("html_inline", "", 0, content=data[0]))
                    after = data[1]
                continue
            if token.type == "link_close" and after:
                children.append(Token("html_inline", "", 0, content=after))
                after = ""
            elif token.type == "image":
                line, column = self._place(inline, "![")
                self.found.images.append(Image(token.content, line, column))
            children.append(token)
        return children

    def _link(self, inline: Token, token: Token, inside: list[Token]) -> Link:
        address = str(token.attrGet("href") or "")
        scheme = scheme_of(address)
        target = address.removeprefix(f"{scheme}:") if scheme else address
        line, column = self._place(inline, f"]({address}", back_to="[")
        link = Link(scheme, target, plain_text(inside), line, column)
        self.found.links.append(link)
        return link

    def _container(self, opening: Token, body: list[Token]) -> str:
        assert opening.map
        start, end = opening.map
        name, _, args = opening.info.strip().partition(" ")
        line, column = start + 1, self._indent(start) + 1
        block = Block(name, args.strip(), line, column, body)
        last = self._lines[end].strip() if end < len(self._lines) else ""
        if set(last) != {":"}:
            self.fault(line, column, "container-open", f"the container {name!r} is not closed")
        if name not in self._containers:
            known = ", ".join(sorted(self._containers))
            self.fault(line, column, "container-unknown", f"there is no container {name!r}; there are {known}")
            return self.body(block)
        return self._containers[name](self, block)

    # --- places

    def _indent(self, line: int) -> int:
        text = self._lines[line] if line < len(self._lines) else ""
        return len(text) - len(text.lstrip())

    def _place(self, inline: Token, needle: str, back_to: str = "") -> tuple[int, int]:
        """Line and column of the next `needle` in the text of a block: markdown-it gives lines of blocks only."""
        start, end = inline.map or [0, 1]
        text = "\n".join(self._lines[start:end])
        at = text.find(needle, self._search.get(start, 0))
        if at < 0:
            return start + 1, self._indent(start) + 1
        self._search[start] = at + len(needle)
        if back_to:
            at = text.rfind(back_to, 0, at)
        before = text[: max(at, 0)]
        return start + 1 + before.count("\n"), len(before) - (before.rfind("\n") + 1) + 1

    def _restore(self, html: str) -> str:
        for number, drawing in enumerate(self._kept):
            html = html.replace(f'<span data-kept="{number}"></span>', drawing)
        return html


def is_sources(tokens: list[Token]) -> bool:
    """Whether the block is the line that names a section's sources."""
    return (
        len(tokens) > 1 and tokens[0].type == "paragraph_open" and tokens[1].content.startswith(("Sources:", "Source:"))
    )
