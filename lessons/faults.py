"""What is wrong in the content, and where."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, order=True)
class Fault:
    """One fault. `line` and `column` count from 1; `message` is a sentence for whoever wrote the file."""

    path: Path
    line: int
    column: int
    code: str
    message: str
    severity: Severity = Severity.ERROR

    def shown(self, base: Path) -> str:
        """`path:line:column CODE message`, with the path as seen from `base`."""
        return f"{relative(self.path, base)}:{self.line}:{self.column} {self.code} {self.message}"


class BrokenContent(Exception):
    """The content has errors; the message lists them all."""

    def __init__(self, faults: Iterable[Fault], base: Path) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(["the content has faults:", *(fault.shown(base) for fault in self.faults)]))


def relative(path: Path, base: Path) -> Path:
    return path.relative_to(base) if path.is_relative_to(base) else path


def errors(faults: Iterable[Fault]) -> list[Fault]:
    return [fault for fault in faults if fault.severity is Severity.ERROR]
