"""`python -m lab`: the lab without a site."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import queue
import sys
import threading
import time
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import uvloop

from lab import turn
from lab.comparison import NotComparable, compare, text
from lab.knobs import KNOBS
from lab.recording import NoRun, recording_in
from lab.run import RunFailed, made, run
from lab.scenarios import SCENARIOS, checked, scenario_of
from lab.settings import BadSetting, Settings
from lab.testbed.lifeline import die_with_parent
from lab.testbed.processes import HOST, Testbed

Line = dict[str, Any]


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="python -m lab", description=__doc__)
    commands = top.add_subparsers(dest="command", required=True, metavar="list | predict | run | serve | compare")
    listing = commands.add_parser("list", help="the scenarios and the question that each answers")
    listing.add_argument("--json", action="store_true")
    for name, words in (
        ("predict", "what the formula says, without running anything"),
        ("run", "run it: real servers, real load, figures and a verdict"),
        ("serve", "start backend and servers alone, for other tools, until interrupted"),
    ):
        command = commands.add_parser(name, help=words)
        command.add_argument("scenario", metavar="SCENARIO", help=", ".join(SCENARIOS))
        for knob in KNOBS.values():
            if knob.kind == "choice":
                command.add_argument(knob.option, dest=knob.name, choices=knob.choices, help=knob.help)
            else:
                kind = int if knob.kind == "whole" else float
                command.add_argument(knob.option, dest=knob.name, type=kind, metavar=knob.metavar, help=knob.help)
        command.add_argument("--json", action="store_true", help="one JSON object a line")
    comparing = commands.add_parser("compare", help="hold recorded runs (run --json > FILE) against the first of them")
    comparing.add_argument("files", nargs="+", metavar="RUN.jsonl")
    comparing.add_argument("--json", action="store_true", help="one JSON object")
    return top


def settings_of(options: argparse.Namespace) -> Settings:
    """The scenario's defaults with what was asked for. Raises BadSetting."""
    defaults = scenario_of(Settings(options.scenario)).defaults
    asked = {name: value for name in KNOBS if (value := getattr(options, name)) is not None}
    if "rate_per_s" in asked and "clients" in asked:
        raise BadSetting("rate_per_s", "Either --clients (closed load) or --rate (open load) can be given, not both.")
    if "model" not in asked and ("rate_per_s" in asked or "clients" in asked):
        asked["model"] = "open" if "rate_per_s" in asked else "closed"
    return checked(**(defaults.__dict__ | asked))


class Writer:
    """Writes lines to standard output from a thread of its own: a slow reader must not hold up the load."""

    def __init__(self) -> None:
        self.lines: queue.SimpleQueue[Line | None] = queue.SimpleQueue()
        self.thread = threading.Thread(target=self.write, name="writer")
        self.thread.start()

    def __call__(self, line: Line) -> None:
        self.lines.put(line)

    def write(self) -> None:
        while (line := self.lines.get()) is not None:
            try:
                sys.stdout.write(json.dumps(line, separators=(",", ":"), allow_nan=False) + "\n")
                sys.stdout.flush()
            except BrokenPipeError:
                os._exit(1)  # nobody reads any more; the children die with this process

    def close(self) -> None:
        self.lines.put(None)
        self.thread.join()


class Terminal:
    """A live line and, at the end, a table."""

    def __init__(self) -> None:
        self.shown = 0.0

    def __call__(self, line: Line) -> None:
        if line["type"] == "snapshot" and sys.stderr.isatty() and time.monotonic() - self.shown > 0.2:
            self.shown = time.monotonic()
            parts = []
            for name, part in line["variants"].items():
                ticks = part["ticks"]
                parts.append(f"{name} {ticks['throughput'][0]:.0f}/s, {ticks['in_flight'][0]} in flight")
            sys.stderr.write("\r\x1b[K" + "   ".join(parts))
            sys.stderr.flush()
        elif line["type"] == "done":
            self.table(line)

    def table(self, done: Line) -> None:
        if sys.stderr.isatty():
            sys.stderr.write("\r\x1b[K")
        print(f"{'variant':<12}{'answers/s':>11}{'predicted':>11}{'p50 ms':>10}{'p99 ms':>10}{'threads':>9}{'MB':>8}")
        for each in done["variants"]:
            response = each["response_ms"]
            p50, p99 = (f"{response[p]:.0f}" if response[p] is not None else "-" for p in ("p50", "p99"))
            print(
                f"{each['name']:<12}{each['throughput_per_s']:>11.1f}{each['predicted']['throughput_per_s']:>11.1f}"
                f"{p50:>10}{p99:>10}{each['peak_threads']:>9}{each['peak_rss_mb']:>8.0f}"
            )
        print(f"\n{done['verdict']}  {done['sentence']}")
        for reason in done["reasons"]:
            print(f"  {reason}")

    def close(self) -> None:
        pass


async def serve(settings: Settings, as_json: bool) -> None:
    epoch_ns = time.perf_counter_ns()
    testbed = Testbed(epoch_ns, None)
    contenders = made(scenario_of(settings), replace(settings, repeats=1), epoch_ns)
    try:
        backend = await turn.start(testbed, contenders, replace(settings, clients=1, model="closed"))
        urls = {"backend": f"http://{HOST}:{backend.port}/"}
        for each in contenders:
            assert each.server
            each.load.close()
            urls[each.variant.name] = f"http://{HOST}:{each.server.port}/{each.variant.view}"
        lines = [json.dumps(urls)] if as_json else [f"{name:<12}{url}" for name, url in urls.items()]
        print("\n".join(lines), flush=True)
        while True:
            await asyncio.sleep(0.5)
            testbed.check()
    finally:
        testbed.close()


def show_list(as_json: bool) -> None:
    for each in SCENARIOS.values():
        if as_json:
            print(json.dumps({"slug": each.slug, "title": each.title, "question": each.question}))
        else:
            print(f"{each.slug:<20}{each.question}")


def show_prediction(settings: Settings, as_json: bool) -> None:
    for variant in scenario_of(settings).variants(settings):
        found = variant.prediction
        if as_json:
            print(json.dumps({"name": variant.name, **found.__dict__}))
        else:
            print(f"{variant.name:<12}{found.throughput_per_s:>8.1f}/s  {found.response_ms:>9.0f} ms   {found.words}")


def show_comparison(paths: list[str], as_json: bool) -> int:
    try:
        comparison = compare([recording_in(Path(path)) for path in paths])
    except (NotComparable, NoRun) as error:
        print(error, file=sys.stderr)
        return 2
    print(json.dumps(asdict(comparison)) if as_json else text(comparison))
    return 0


def main() -> int:
    if parent := os.environ.get("LAB_PARENT"):
        die_with_parent(int(parent), None)
    options = parser().parse_args()
    if options.command == "list":
        show_list(options.json)
        return 0
    if options.command == "compare":
        return show_comparison(options.files, options.json)
    try:
        settings = settings_of(options)
    except BadSetting as error:
        print(error.sentence, file=sys.stderr)
        return 2
    if options.command == "predict":
        show_prediction(settings, options.json)
        return 0
    emit = Writer() if options.json else Terminal()
    try:
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            if options.command == "serve":
                runner.run(serve(settings, options.json))
            else:
                runner.run(run(settings, emit))
    except RunFailed as error:
        if options.json:
            emit({"type": "error", "reason": error.sentence, "detail": error.detail})
        print(error.sentence, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0 if options.command == "serve" else 1
    finally:
        with contextlib.suppress(OSError):
            emit.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
