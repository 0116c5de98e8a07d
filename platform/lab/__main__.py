"""`python -m lab`: the lab without a site."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import signal
import sys
import time
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import uvloop

from lab import turn
from lab.arguments import parser, settings_of
from lab.comparison import NotComparable, compare, text
from lab.recording import NoRun, recording_in
from lab.run import RunFailed, made, run
from lab.scenarios import SCENARIOS, scenario_of
from lab.settings import BadSetting, Settings
from lab.terminal import Terminal, Writer
from lab.testbed.lifeline import die_with_parent
from lab.testbed.processes import HOST, Testbed

DONE, FAILED, BAD_ARGUMENTS, UNTRUSTED = range(4)


async def until_ended(settings: Settings, emit: Any) -> tuple[dict[str, Any], int]:
    """The done line, and the signal that ended the run before its time, or 0. A second signal ends everything at
    once."""
    ended = asyncio.Event()
    by = [0]

    def end(number: int) -> None:
        if ended.is_set():
            os._exit(128 + number)  # the children die with this process
        by[0] = number
        ended.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, end, number)
    try:
        return await run(settings, emit, ended), by[0]
    except RunFailed as error:
        if by[0]:
            raise Interrupted(by[0], error) from error
        raise


class Interrupted(Exception):
    """Ended by a signal before anything was counted."""

    def __init__(self, number: int, failed: RunFailed) -> None:
        super().__init__(failed.sentence)
        self.number, self.failed = number, failed


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
            print(f"{each.slug:<22}{each.question}")


def show_prediction(settings: Settings, as_json: bool) -> None:
    for variant in scenario_of(settings).variants(settings):
        found = variant.prediction
        if as_json:
            print(json.dumps({"name": variant.name, **asdict(found)}))
        else:
            print(f"{variant.name:<17}{found.throughput_per_s:>8.1f}/s  {found.response_ms:>9.0f} ms   {found.words}")


def show_comparison(paths: list[str], as_json: bool) -> int:
    try:
        comparison = compare([recording_in(Path(path)) for path in paths])
    except (NotComparable, NoRun) as error:
        print(error, file=sys.stderr)
        return BAD_ARGUMENTS
    print(json.dumps(asdict(comparison)) if as_json else text(comparison))
    return DONE


def conducted(settings: Settings, options: argparse.Namespace) -> int:
    emit = Writer(options.every) if options.json else Terminal()

    def failed(error: RunFailed) -> None:
        if options.json:
            emit({"type": "error", "reason": error.sentence, "detail": error.detail})
        emit.close()
        last = error.detail.strip().splitlines()[-1:]
        print(" ".join([error.sentence, *last]), file=sys.stderr)

    try:
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            done, by = runner.run(until_ended(settings, emit))
    except Interrupted as end:
        failed(end.failed)
        return 128 + end.number
    except RunFailed as error:
        failed(error)
        return FAILED
    with contextlib.suppress(OSError):
        emit.close()
    if by:
        return 128 + by
    return UNTRUSTED if options.strict and done["verdict"] == "INVALID" else DONE


def served(settings: Settings, as_json: bool) -> int:
    try:
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(serve(settings, as_json))
    except RunFailed as error:
        print(error.sentence, file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        pass
    return DONE


def main() -> int:
    if parent := os.environ.get("LAB_PARENT"):
        die_with_parent(int(parent), None)
    options = parser().parse_args()
    if options.command == "list":
        show_list(options.json)
        return DONE
    if options.command == "compare":
        return show_comparison(options.files, options.json)
    try:
        settings = settings_of(options)
    except BadSetting as error:
        print(error.sentence, file=sys.stderr)
        return BAD_ARGUMENTS
    if options.command == "predict":
        show_prediction(settings, options.json)
        return DONE
    return served(settings, options.json) if options.command == "serve" else conducted(settings, options)


if __name__ == "__main__":
    sys.exit(main())
