"""What can be taken along of a run: one module a format, registered here.

Each is a pure function from a Recording to text. The HTML report is made by a template and lives with the pages.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lab.exports import csv_rows, document, hlog, trace
from lab.recording import Recording


@dataclass(frozen=True)
class Export:
    """`words` says what it is good for; `ending` is that of its file."""

    title: str
    words: str
    ending: str
    content_type: str
    write: Callable[[Recording], str]


EXPORTS: dict[str, Export] = {
    "json": Export("JSON", "the whole run, with a published schema", ".json", "application/json", document.write),
    "csv": Export("CSV", "a row for each request that was sent", ".csv", "text/csv; charset=utf-8", csv_rows.write),
    "hlog": Export(
        "HdrHistogram log",
        "the response times, for any HdrHistogram tool",
        ".hlog",
        "text/plain; charset=utf-8",
        hlog.write,
    ),
    "trace": Export(
        "Chrome trace", "each request on a time line, for Perfetto", ".trace.json", "application/json", trace.write
    ),
}

__all__ = ["EXPORTS", "Export"]
