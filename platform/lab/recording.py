"""A run as its lines tell it, put together: what exports and comparisons are made from.

No site is needed for it. All times are milliseconds since load start.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lab.metrics.snapshot import merge

Line = dict[str, Any]
Row = dict[str, Any]

STAMPS = ("intended", "sent", "view", "backend", "backend_end", "left", "first_byte", "done")
COLUMNS = ("id", "lane", "thread", *STAMPS, "status")


class NoRun(ValueError):
    """Lines without a run line: nothing can be said about them."""


@dataclass(frozen=True)
class Recording:
    """`run` and `done` are the engine's first and last line, `done` None for a run that broke off. `parts` holds each
    variant's columns, by its name: `ticks`, `events` (finished requests), `open` (those under way at the end) and
    `blocked`."""

    run: Line
    done: Line | None
    error: Line | None
    parts: dict[str, dict[str, dict[str, list[Any]]]]

    @classmethod
    def of(cls, lines: Iterable[Line]) -> Recording:
        """Raises NoRun."""
        by_type: dict[str, list[Line]] = {}
        for line in lines:
            by_type.setdefault(line["type"], []).append(line)
        if not by_type.get("run"):
            raise NoRun("These lines hold no run.")
        found = by_type.get("snapshot", [])
        snapshots = merge(found)["variants"]
        for name, part in snapshots.items():
            part["open"] = never_finished(name, found, part["events"].get("id", ()))
            end_later(part["events"], part.pop("later", {}))
        empty: dict[str, Any] = {"ticks": {}, "events": {}, "open": {}, "blocked": {}}
        run = by_type["run"][0]
        return cls(
            run=run,
            done=by_type.get("done", [None])[-1],
            error=by_type.get("error", [None])[-1],
            parts={info["name"]: snapshots.get(info["name"], empty) for info in run["variants"]},
        )

    @property
    def variants(self) -> list[Line]:
        found: list[Line] = self.run["variants"]
        return found

    @property
    def window(self) -> tuple[float, float]:
        """From when to when requests counted."""
        return float(self.run["measured"]["from_ms"]), float(self.run["measured"]["to_ms"])

    def windows(self, name: str) -> list[tuple[float, float]]:
        """The same of one variant; of a run in turns, it has one a turn."""
        info = next(info for info in self.variants if info["name"] == name)
        return [(float(start), float(stop)) for start, stop in info.get("windows") or [self.window]]

    def length(self, name: str) -> float:
        """For how long requests of a variant counted, in ms."""
        return sum(stop - start for start, stop in self.windows(name))

    def counted(self, name: str, at: float) -> float | None:
        """How much of that time had passed at the moment `at`; None where nothing counted."""
        passed = 0.0
        for start, stop in self.windows(name):
            if start <= at < stop:
                return passed + at - start
            passed += stop - start
        return None

    def end_of_load(self, name: str, sent: float) -> float:
        """When the load ended in which a request was sent."""
        stops = [stop for _, stop in self.windows(name)]
        return next((stop for stop in stops if sent < stop), stops[-1])

    def measured(self, name: str) -> Line | None:
        """The figures of one variant; None for a run that broke off."""
        return next((each for each in (self.done or {}).get("variants", []) if each["name"] == name), None)

    def requests(self, name: str) -> list[Row]:
        """A row for each request that was sent, in the order of sending; a stamp that was not reached is None."""
        part = self.parts[name]
        found = [*rows_of(part["events"]), *rows_of(part["open"])]
        return sorted(found, key=lambda row: row["id"])

    def answered(self, name: str) -> Iterator[Row]:
        """The requests that were answered well within the window: those that the percentiles count."""
        rows = rows_of(self.parts[name]["events"])
        return (row for row in rows if well(row) and self.counted(name, row["done"]) is not None)


def recording_in(path: Path) -> Recording:
    """Of the file that `python -m lab run --json` wrote. Raises NoRun with a sentence that names the file."""
    try:
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        return Recording.of(lines)
    except OSError as error:
        raise NoRun(f"{path} cannot be read: {error.strerror}.") from None
    except NoRun:
        raise NoRun(f"{path} holds no run.") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise NoRun(
            f"{path} is not a recording: each line has to be a JSON object, as `run --json` writes it."
        ) from None


def well(row: Row) -> bool:
    return bool(row["status"] == 200)


def response_ms(row: Row) -> float:
    """From the intended start. A recording that does not keep it was of a closed load, where that is the sending."""
    return float(row["done"] - (row["sent"] if row["intended"] is None else row["intended"]))


def service_ms(row: Row) -> float:
    return float(row["done"] - row["sent"])


def end_later(events: dict[str, list[Any]], later: dict[str, list[Any]]) -> None:
    """Puts the ends of views that went on after their client had left where the other ends stand."""
    place = {number: i for i, number in enumerate(events.get("id", ()))} if later else {}
    for number, back, left in zip(*(later.get(name, ()) for name in ("id", "backend_end", "left")), strict=True):
        if number in place:
            events["backend_end"][place[number]], events["left"][place[number]] = back, left


def never_finished(name: str, snapshots: Iterable[Line], finished: Iterable[int]) -> dict[str, list[Any]]:
    """What the snapshots knew last of the requests that were under way and are not among the finished ones: those at
    the end of the load and, of a run in turns, at the end of each turn."""
    latest: dict[int, Row] = {}
    for snapshot in snapshots:
        columns = snapshot["variants"].get(name, {}).get("open", {})
        for values in zip(*columns.values(), strict=True):
            row = dict(zip(columns, values, strict=True))
            latest[row["id"]] = row
    for number in finished:
        latest.pop(number, None)
    names = dict.fromkeys(each for row in latest.values() for each in row)
    return {each: [row.get(each) for row in latest.values()] for each in names}


def rows_of(columns: dict[str, list[Any]]) -> Iterator[Row]:
    names = [*COLUMNS, *(name for name in columns if name not in COLUMNS)]
    empty: list[Any] = [None] * len(columns.get("id", ()))
    for values in zip(*(columns.get(name) or empty for name in names), strict=True):
        yield dict(zip(names, values, strict=True))
