"""A row for each request that was sent, whether or not it was answered. Times are milliseconds since load start."""

from __future__ import annotations

import csv
import io
from typing import Any

from lab.recording import COLUMNS, STAMPS, Recording, Row, response_ms, service_ms

HEAD = (
    "variant",
    *(f"{name}_ms" if name in STAMPS else name for name in COLUMNS),
    "response_ms",
    "service_ms",
    "counted",
)


def write(recording: Recording) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")  # RFC 4180
    writer.writerow(HEAD)
    for info in recording.variants:
        for row in recording.requests(info["name"]):
            writer.writerow([info["name"], *cells(row, recording, info["name"])])
    return out.getvalue()


def cells(row: Row, recording: Recording, name: str) -> list[Any]:
    """`counted` is 1 for a request that was finished within the window, well or not; one that was still under way when
    the load ended has neither `done_ms` nor times."""
    finished = row["done"] is not None
    times = [round(response_ms(row), 2), round(service_ms(row), 2)] if finished else ["", ""]
    counted = int(finished and recording.counted(name, row["done"]) is not None)
    return [*("" if row[column] is None else row[column] for column in COLUMNS), *times, counted]
