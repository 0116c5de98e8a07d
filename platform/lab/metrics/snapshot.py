"""Snapshot lines: columns, so that merging is appending. The twin of static/lab/columns.js."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

Line = dict[str, Any]


def merge(snapshots: Iterable[Line]) -> Line:
    """One snapshot line that says what all of them say together. Of the open requests the latest rows count.
    `later` is there where a view went on after its client had left."""
    merged: dict[str, Line] = {}
    for snapshot in snapshots:
        for name, part in snapshot["variants"].items():
            into = merged.setdefault(name, {"ticks": {}, "events": {}, "open": {}, "blocked": {}})
            for kind in ("ticks", "events", "blocked"):
                extend(into[kind], part.get(kind, {}))
            if "later" in part:
                extend(into.setdefault("later", {}), part["later"])
            if "open" in part:
                into["open"] = part["open"]
    return {"type": "snapshot", "variants": merged}


def extend(target: dict[str, list[Any]], source: dict[str, list[Any]]) -> None:
    """Every column grows by the same number of rows; what one side lacks is null."""
    if not source:
        return
    before = max((len(column) for column in target.values()), default=0)
    added = max(len(column) for column in source.values())
    for name in source:
        target.setdefault(name, [None] * before)
    for name, column in target.items():
        column.extend(source.get(name, [None] * added))
