"""What `python -m lab run` shows in a terminal: a line that lives while it runs, and at the end a table, the response
times as bars, and the verdict. What is no terminal gets plain text, and only the end."""

from __future__ import annotations

import json
import os
import queue
import shutil
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any, TextIO

from hdrh.histogram import HdrHistogram

from lab.metrics.snapshot import merge
from lab.words import figure, seconds

Line = dict[str, Any]

FEW = 1000  # answers below which a p99 rests on fewer than ten of them
BARS, WIDEST = 8, 32
BLOCKS = " ▏▎▍▌▋▊▉█"
COLOURS = {"VALID": "32", "SUSPECT": "33", "INVALID": "31"}


class Writer:
    """Writes lines to standard output from a thread of its own: a slow reader must not hold up the load. `every` many
    snapshots become one line that says the same."""

    def __init__(self, every: int = 1) -> None:
        self.every = every
        self.kept: list[Line] = []
        self.lines: queue.SimpleQueue[Line | None] = queue.SimpleQueue()
        self.thread = threading.Thread(target=self.work, name="writer")
        self.thread.start()

    def __call__(self, line: Line) -> None:
        self.lines.put(line)

    def work(self) -> None:
        while (line := self.lines.get()) is not None:
            if line["type"] == "snapshot":
                if self.kept and under_way(self.kept[-1]) and not under_way(line):
                    self.write_kept()  # the turn is over: what it left under way stands in a line before this one
                self.kept.append(line)
                if len(self.kept) >= self.every:
                    self.write_kept()
            else:
                self.write_kept()
                self.write(line)
        self.write_kept()

    def write_kept(self) -> None:
        if self.kept:
            self.write(self.kept[0] if len(self.kept) == 1 else merge(self.kept))
            self.kept = []

    def write(self, line: Line) -> None:
        try:
            sys.stdout.write(json.dumps(line, separators=(",", ":"), allow_nan=False) + "\n")
            sys.stdout.flush()
        except BrokenPipeError:
            os._exit(1)  # nobody reads any more; the children die with this process

    def close(self) -> None:
        self.lines.put(None)
        self.thread.join()


def under_way(snapshot: Line) -> bool:
    return any(part.get("open", {}).get("id") for part in snapshot["variants"].values())


class Terminal:
    """`out` gets the report, `live` the line that is overwritten, if it is a terminal."""

    def __init__(self, out: TextIO = sys.stdout, live: TextIO = sys.stderr) -> None:
        self.out, self.live = out, live
        self.alive = live.isatty()
        self.colours = out.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
        self.run: Line = {}
        self.phase, self.shown, self.written = "", 0.0, False

    def __call__(self, line: Line) -> None:
        if line["type"] == "run":
            self.run = line
        elif line["type"] == "phase":
            self.phase = line["phase"]
        elif line["type"] == "snapshot":
            if self.alive and time.monotonic() - self.shown > 0.2:
                self.shown = time.monotonic()
                self.overwrite(live_line(self.run, self.phase, line))
        elif line["type"] == "done":
            self.overwrite("")
            for text in report(self.run, line, self.paint, self.bar):
                print(text, file=self.out)

    def overwrite(self, text: str) -> None:
        if self.alive and (text or self.written):
            self.written = bool(text)
            self.live.write("\r\x1b[K" + text[: shutil.get_terminal_size().columns - 1])
            self.live.flush()

    def paint(self, text: str, colour: str) -> str:
        return f"\x1b[{colour}m{text}\x1b[0m" if self.colours else text

    def bar(self, share: float) -> str:
        """`share` of the widest bar. Eighths of a character where the encoding has them."""
        try:
            BLOCKS.encode(self.out.encoding or "ascii")
        except UnicodeEncodeError:
            return "#" * round(share * WIDEST)
        eighths = round(share * WIDEST * 8)
        return BLOCKS[8] * (eighths // 8) + BLOCKS[eighths % 8].strip()

    def close(self) -> None:
        self.overwrite("")


def live_line(run: Line, phase: str, snapshot: Line) -> str:
    parts = []
    for name, part in snapshot["variants"].items():
        ticks = part["ticks"]
        parts.append(f"{name} {figure(ticks['throughput'][-1])}/s, {ticks['in_flight'][-1]} in flight")
        at = ticks["t"][-1]
    share = min(1.0, at / run["measured"]["to_ms"])
    return f"{share:4.0%} {phase:<9} {'   '.join(parts)}"


def report(run: Line, done: Line, paint: Any, bar: Any) -> Iterator[str]:
    """Line by line. `paint(text, colour)` and `bar(share)` know the terminal."""
    yield from table(done)
    for each in done["variants"]:
        yield from bars(each, bar)
    yield ""
    yield f"{paint(done['verdict'], COLOURS[done['verdict']])}  {done['sentence']}"
    ratio = done.get("ratio") or {}
    if "interval" in ratio:
        low, high = ratio["interval"]
        yield f"  Ratio {ratio['value']:.3g}, 95 % interval {low:.3g} to {high:.3g} from {ratio['rounds']} rounds."
    for reason in (*done["reasons"], *done.get("notes", ())):
        yield f"  {reason}"
    for each in run.get("variants", ()):
        for sentence in each.get("cannot", ()):
            if "asked for" in sentence or "processes are" in sentence:
                yield f"  {each['label']}: {sentence}"


HEADS = ("answers/s", "predicted", "p50", "p95", "p99", "errors", "CPU/req", "threads", "MB")


def table(done: Line) -> Iterator[str]:
    names = max(len("variant"), *(len(each["name"]) for each in done["variants"]))
    servers = max(len("server"), *(len(each["server"]) for each in done["variants"]))
    yield f"{'variant':<{names}}  {'server':<{servers}}" + "".join(f"{head:>11}" for head in HEADS)
    for each in done["variants"]:
        response = each["response_ms"]
        p99 = seconds(response["p99"]) + ("*" if each["samples"] < FEW and response["p99"] is not None else "")
        cells = (
            *(figure(each["throughput_per_s"]), figure(each["predicted"]["throughput_per_s"])),
            *(seconds(response["p50"]), seconds(response["p95"]), p99),
            *(f"{each['errors']:,}", seconds(each["cpu_ms_per_request"]), figure(each["threads"])),
            figure(each["peak_rss_mb"]),
        )
        yield f"{each['name']:<{names}}  {each['server']:<{servers}}" + "".join(f"{cell:>11}" for cell in cells)
        odd = {status: n for status, n in each["statuses"].items() if status != "200"}
        if odd:
            yield f"{'':<{names}}  " + ", ".join(f"{n:,} × {status}" for status, n in odd.items())


def bars(figures: Line, bar: Any) -> Iterator[str]:
    """The response times of one variant: how many answers came within each eighth of the way to the p99."""
    counts = buckets(figures["hdr"])
    if not counts:
        return
    yield ""
    yield f"{figures['name']}, response time"
    most = max(count for _, count in counts)
    digits = 0 if counts[1][0] - counts[0][0] >= 1 else 1
    for i, (up_to_ms, count) in enumerate(counts):
        label = f"<= {up_to_ms:,.{digits}f} ms" if i < len(counts) - 1 else "longer"
        yield f"  {label:>14} {count:>8,} {bar(count / most)}".rstrip()


def buckets(encoded: str) -> list[tuple[float, int]]:
    """(up to, how many) of equal width from nothing to the p99, then one for what took longer."""
    made = HdrHistogram.decode(encoded)
    if not made.get_total_count():
        return []
    low, high = made.get_min_value(), made.get_value_at_percentile(99)
    width = max(1.0, (high - low) / (BARS - 1))
    found = [0] * BARS
    for step in made.get_recorded_iterator():
        place = int((step.value_iterated_to - low) // width)
        found[min(BARS - 1, max(0, place))] += step.count_added_in_this_iter_step
    return [((low + (i + 1) * width) / 1000, count) for i, count in enumerate(found)]
