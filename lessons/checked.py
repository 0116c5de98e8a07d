"""The last check that found no error, remembered by all that it looked at, so that the next one takes a moment."""

import hashlib
import json
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import distributions
from pathlib import Path

from lessons.faults import Fault, Severity
from lessons.linting.registry import RULES
from lessons.loading import version_of

FILE = "checked.json"


def key(root: Path) -> str:
    """Names the content, the code of the rooms that have rules, and every installed version."""
    digest = hashlib.sha256(version_of(root).encode())
    for room in sorted({check.__module__.partition(".")[0] for check in RULES.values()}):
        folder = Path(import_module(room).__file__ or "").parent
        for path in sorted(path for path in folder.rglob("*.py") if root not in path.parents):
            digest.update(path.read_bytes())
    digest.update(sys.version.encode())
    for name in sorted(f"{each.name} {each.version}" for each in distributions()):
        digest.update(name.encode())
    return digest.hexdigest()


def recall(folder: Path, root: Path) -> list[Fault] | None:
    """The warnings of the last whole check, if nothing has changed since; None otherwise."""
    try:
        stored = json.loads((folder / FILE).read_text(encoding="utf-8"))
        if stored["key"] != key(root):
            return None
        return [
            Fault(root / path, line, column, code, message, Severity.WARNING)
            for path, line, column, code, message in stored["warnings"]
        ]
    except (OSError, ValueError, KeyError, TypeError):
        return None


def remember(folder: Path, root: Path, warnings: Sequence[Fault]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    lines = [(str(f.path.relative_to(root)), f.line, f.column, f.code, f.message) for f in warnings]
    draft = folder / f"{FILE}.draft"
    draft.write_text(json.dumps({"key": key(root), "warnings": lines}), encoding="utf-8")
    draft.replace(folder / FILE)
