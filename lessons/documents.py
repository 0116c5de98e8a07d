"""YAML files with the place of every value, so that a fault can name its line and column."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import ScalarNode

from lessons.faults import Fault

Model = TypeVar("Model", bound=BaseModel)
Loc = tuple[str | int, ...]

CODES = {"extra_forbidden": "unknown-key", "missing": "missing-key"}


@dataclass(frozen=True)
class Document:
    """A YAML document, or one that stands inside another file from `first_line` on, indented by `indent` columns.

    `values` was read by the fast parser; the places, which take ten times as long, are found when one is asked for."""

    path: Path
    text: str
    values: Any
    first_line: int = 1
    indent: int = 0

    @property
    def data(self) -> Any:
        """The document as plain dicts and lists: a fresh copy at each call, so that nobody can change another's."""
        return plain(self.values)

    @cached_property
    def tree(self) -> Any:
        tree = YAML(typ="rt").load(self.text)
        return {} if tree is None else tree

    def position(self, *loc: str | int) -> tuple[int, int]:
        """Line and column of the value at `loc`; where there is none, of the nearest thing around it."""
        return self._place(loc, of_key=False)

    def key_position(self, *loc: str | int) -> tuple[int, int]:
        """Line and column of the key itself, for a fault about the key."""
        return self._place(loc, of_key=True)

    def _place(self, loc: Loc, of_key: bool) -> tuple[int, int]:
        node: Any = self.tree
        line, column = 0, 0
        if hasattr(node, "lc"):
            line, column = node.lc.line or 0, node.lc.col or 0
        for index, step in enumerate(loc):
            last = index == len(loc) - 1
            try:
                marks = node.lc
                if isinstance(node, Mapping):
                    line, column = marks.key(step) if of_key and last else marks.value(step)
                else:
                    line, column = marks.item(step)
                node = node[step]
            except (KeyError, IndexError, TypeError, AttributeError):
                break
        return line + self.first_line, column + self.indent + 1

    def fault(self, loc: Loc, code: str, message: str, of_key: bool = False) -> Fault:
        line, column = self._place(loc, of_key)
        return Fault(self.path, line, column, code, message)

    def checked(self, model: type[Model]) -> tuple[Model | None, list[Fault]]:
        """The document as the model, or None with every fault at its place."""
        try:
            return model.model_validate(self.data), []
        except ValidationError as error:
            return None, list(self.faults_of(error))

    def faults_of(self, error: ValidationError, within: Loc = ()) -> Iterator[Fault]:
        """Pydantic's faults at their places; `within` leads to the part of the document that was validated."""
        for one in error.errors(include_url=False):
            code = CODES.get(one["type"], "bad-value")
            loc = within + self._real(within, one["loc"])
            name = ".".join(str(step) for step in one["loc"])
            if code == "unknown-key":
                yield self.fault(loc, code, f"the key {name!r} is not known here", of_key=True)
            elif code == "missing-key":
                yield self.fault(loc, code, f"the key {name!r} is missing")
            else:
                yield self.fault(loc, code, f"{name}: {one['msg'].removeprefix('Value error, ')}")

    def _real(self, within: Loc, loc: Loc) -> Loc:
        """`loc` up to where the document ends: pydantic adds steps of its own for unions and for keys of a mapping."""
        node = self.tree
        for step in within:
            node = node[step]
        found: list[str | int] = []
        for step in loc:
            if isinstance(node, Mapping) and step in node:
                node = node[step]
            elif isinstance(node, Sequence) and not isinstance(node, str) and isinstance(step, int):
                node = node[step] if step < len(node) else None
            else:
                return (*found, step)
            found.append(step)
        return tuple(found)


def plain(node: Any) -> Any:
    if isinstance(node, Mapping):
        return {str(key) if isinstance(key, str) else key: plain(value) for key, value in node.items()}
    if isinstance(node, Sequence) and not isinstance(node, str | bytes):
        return [plain(value) for value in node]
    if isinstance(node, str):
        return str(node)
    if isinstance(node, bool) or node is None:
        return node
    if isinstance(node, int):
        return int(node)
    return float(node) if isinstance(node, float) else node


def parse(path: Path, text: str, first_line: int = 1, indent: int = 0) -> tuple[Document | None, list[Fault]]:
    """The document, or None and the fault that stopped the reading. An empty text is an empty mapping."""
    with suppress(Exception):  # whatever is wrong is said by the parser that knows its place
        values = YAML(typ="safe").load(text)
        return Document(path, text, {} if values is None else plain(values), first_line, indent), []
    try:
        values = YAML(typ="rt").load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line, mark.column) if mark else (0, 0)
        what = " ".join(part for part in (error.context, error.problem) if part)
        return None, [Fault(path, line + first_line, column + indent + 1, "bad-yaml", what)]
    except YAMLError as error:
        return None, [Fault(path, first_line, indent + 1, "bad-yaml", str(error).splitlines()[0])]
    except ValueError as error:
        # A scalar that looks like a date and is none: the reader loses its place.
        line, column = next(no_dates(YAML(typ="rt").compose(text)), (0, 0))
        return None, [Fault(path, line + first_line, column + indent + 1, "bad-value", f"no date: {error}")]
    return Document(path, text, {} if values is None else plain(values), first_line, indent), []


def no_dates(node: Any) -> Iterator[tuple[int, int]]:
    """Line and column of each value that the reader takes for a date and that is none."""
    if isinstance(node, ScalarNode):
        if str(node.tag).endswith(":timestamp"):
            try:
                date.fromisoformat(node.value[:10])
            except ValueError:
                yield node.start_mark.line, node.start_mark.column
    elif node is not None:
        for child in node.value:
            for part in child if isinstance(child, tuple) else (child,):
                yield from no_dates(part)


def read(path: Path) -> tuple[Document | None, list[Fault]]:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None, [Fault(path, 1, 1, "missing-file", "this file does not exist")]
    except UnicodeDecodeError:
        return None, [Fault(path, 1, 1, "bad-yaml", "this file is not UTF-8")]
    return parse(path, text)
