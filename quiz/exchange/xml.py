"""Untrusted XML as a tree that knows the place of each element. Document types, entities and references to other files
are refused before anything is expanded; size, number and depth of the elements are bounded."""

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler

from defusedxml.common import DefusedXmlException
from defusedxml.expatreader import DefusedExpatParser

from quiz.exchange.item import Broken, Place
from quiz.exchange.limits import DEPTH, ELEMENTS, refuse_large

CHUNK = 64 * 1024


class Node:
    """An element. `parts` are texts and nodes as they follow one another; names are without their prefix."""

    __slots__ = ("attributes", "column", "line", "name", "parts")

    def __init__(self, name: str, attributes: Mapping[str, str], line: int, column: int) -> None:
        self.name, self.attributes, self.line, self.column = name, attributes, line, column
        self.parts: list[Node | str] = []

    @property
    def nodes(self) -> list["Node"]:
        return [part for part in self.parts if isinstance(part, Node)]

    @property
    def text(self) -> str:
        """All text within."""
        return "".join(part if isinstance(part, str) else part.text for part in self.parts)

    def get(self, name: str, usual: str = "") -> str:
        return self.attributes.get(name, usual)

    def all(self, *names: str) -> list["Node"]:
        """Children of one of these names."""
        return [node for node in self.nodes if node.name in names]

    def first(self, name: str) -> "Node | None":
        return next((node for node in self.nodes if node.name == name), None)

    def within(self, *names: str) -> Iterator["Node"]:
        """Descendants of one of these names, in the order of the document."""
        for node in self.nodes:
            if node.name in names:
                yield node
            yield from node.within(*names)

    def said(self, name: str) -> str:
        """The text of a child, without blanks around; empty where there is none."""
        node = self.first(name)
        return node.text.strip() if node else ""

    def fault(self, message: str) -> Place:
        return Place(self.line, self.column, message)


class Builder(ContentHandler):
    def __init__(self) -> None:
        super().__init__()
        self.root: Node | None = None
        self.open: list[Node] = []
        self.count = 0
        self.where: Any = None  # the parser: it knows the line and the column

    def place(self, message: str) -> Place:
        return Place(self.where.getLineNumber() or 1, (self.where.getColumnNumber() or 0) + 1, message)

    def startElement(self, name: str, attrs: Any) -> None:
        self.count += 1
        if self.count > ELEMENTS:
            raise Broken(self.place(f"the file has more than {ELEMENTS} elements: split it up"))
        if len(self.open) >= DEPTH:
            raise Broken(self.place(f"elements lie more than {DEPTH} deep within one another"))
        place = self.place("")
        attributes = {key.rpartition(":")[2]: value for key, value in attrs.items() if not key.startswith("xmlns")}
        node = Node(name.rpartition(":")[2], attributes, place.line, place.column)
        if self.open:
            self.open[-1].parts.append(node)
        else:
            self.root = node
        self.open.append(node)

    def endElement(self, name: str) -> None:
        self.open.pop()

    def characters(self, content: str) -> None:
        if self.open:
            parts = self.open[-1].parts
            if parts and isinstance(parts[-1], str) and len(parts[-1]) < 4096:
                parts[-1] += content
            else:
                parts.append(content)


def parse(data: bytes) -> Node:
    """The root. Raises Broken with the place of what ended the reading."""
    refuse_large(len(data))
    builder = Builder()
    parser = DefusedExpatParser(forbid_dtd=True)
    parser.setContentHandler(builder)
    builder.where = parser
    try:
        for start in range(0, len(data), CHUNK):
            parser.feed(data[start : start + CHUNK])
        parser.close()
    except SAXParseException as error:
        line, column = error.getLineNumber() or 1, (error.getColumnNumber() or 0) + 1
        raise Broken(Place(line, column, f"this is no well-formed XML: {error.getMessage()}")) from None
    except DefusedXmlException:
        raise Broken(builder.place("a document type, an entity or a reference to another file is not read")) from None
    except (LookupError, ValueError) as error:
        raise Broken(builder.place(f"the encoding cannot be read: {error}")) from None
    if builder.root is None:
        raise Broken(Place(1, 1, "the file is empty"))
    return builder.root


def markup(node: Node, without: tuple[str, ...] = ()) -> str:
    """What stands within a node, as HTML; elements of the names `without` are left out."""
    return "".join(
        escape(part, quote=False) if isinstance(part, str) else whole(part, without)
        for part in node.parts
        if isinstance(part, str) or part.name not in without
    )


def whole(node: Node, without: tuple[str, ...] = ()) -> str:
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in node.attributes.items())
    return f"<{node.name}{attributes}>{markup(node, without)}</{node.name}>"


def tag(name: str, inner: str = "", **attributes: str) -> str:
    """An element as text; `inner` is XML already. An attribute may end in _ where its name is Python's own."""
    listed = "".join(f' {key.rstrip("_")}="{escape(value)}"' for key, value in attributes.items())
    return f"<{name}{listed}>{inner}</{name}>" if inner else f"<{name}{listed}/>"
