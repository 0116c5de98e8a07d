"""The arguments of `python -m lab`, made from the knobs; and the settings that they say."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable
from typing import Any, NoReturn

from lab.knobs import KNOBS, BadSetting, Knob
from lab.scenarios import checked, scenario_of
from lab.settings import Settings
from lab.testbed.servers import SERVERS

GROUPS = {
    "load": "load",
    "servers": "servers",
    "backend": "the slow backend and its faults",
    "measuring": "measuring",
}

ABOUT = """Measure real servers against a real slow backend, and see whether the figures can be trusted.

A scenario races variants: a thread pool against an event loop, five calls in sequence against five gathered. Each run
starts fresh servers, warms them up, loads them, compares the result with a prediction, and judges its own honesty."""

RUNS = """examples:
  python -m lab run sync-vs-async                          the scenario as it is meant
  python -m lab run sync-vs-async --clients 100 --threads 8
  python -m lab run sync-vs-async --rate 40                arrivals that do not wait for answers
  python -m lab run sync-vs-async --server waitress --server hypercorn --workers 2
  python -m lab run sync-vs-async --repeats 5              rounds, and how sure the ratio is
  python -m lab run sync-vs-async --rate 40 --connections 8 --stall 1000
                                                           a stall that a closed load would hide
  python -m lab run fan-out --json > run.jsonl             every request, one JSON object a line

what the verdict means:
  VALID    nothing speaks against the figures
  SUSPECT  something was near a limit, or went wrong; the reasons say what
  INVALID  the figures say more about the generator or the machine than about the servers

exit status:
  0 done   1 failed, the reason on standard error   2 bad arguments
  3 the verdict is INVALID and --strict was given   130 ended by Ctrl-C; what was measured is shown"""


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence."""

    def error(self, message: str) -> NoReturn:
        sentence = re.sub(r"^argument [^:]*: (?=[A-Z])", "", message)
        sentence = sentence[0].upper() + sentence[1:]
        print(sentence if sentence.endswith(".") else f"{sentence}. See {self.prog} --help.", file=sys.stderr)
        sys.exit(2)


def reader(knob: Knob) -> Callable[[str], Any]:
    def read(text: str) -> Any:
        try:
            if knob.kind == "choice":
                return knob.checked(text)
            return knob.checked(number(text, knob))
        except BadSetting as error:
            raise argparse.ArgumentTypeError(error.sentence) from None

    return read


def number(text: str, knob: Knob) -> Any:
    try:
        return int(text) if knob.kind == "whole" else float(text)
    except ValueError:
        return text  # which the knob refuses in its own words


def parser() -> argparse.ArgumentParser:
    raw = argparse.RawDescriptionHelpFormatter
    top = Parser(prog="python -m lab", description=ABOUT, formatter_class=raw)
    commands = top.add_subparsers(dest="command", required=True, metavar="list | predict | run | serve | compare")
    listing = commands.add_parser("list", help="the scenarios and the question that each answers")
    listing.add_argument("--json", action="store_true", help="one JSON object a line")
    for name, words in (
        ("predict", "what the formula says, without running anything"),
        ("run", "run it: real servers, real load, figures and a verdict"),
        ("serve", "start backend and servers alone, for other tools, until interrupted"),
    ):
        command = commands.add_parser(
            name, help=words, description=words, epilog=RUNS if name == "run" else None, formatter_class=raw
        )
        command.add_argument("scenario", metavar="SCENARIO", help="one of those that `list` names")
        add_knobs(command)
        command.add_argument("--json", action="store_true", help="one JSON object a line")
        if name == "run":
            command.add_argument(
                "--every",
                type=int,
                default=1,
                metavar="N",
                help="with --json: one line for N snapshots, for a smaller file",
            )
            command.add_argument("--strict", action="store_true", help="exit with 3 when the verdict is INVALID")
    comparing = commands.add_parser("compare", help="hold recorded runs (run --json > FILE) against the first of them")
    comparing.add_argument("files", nargs="+", metavar="RUN.jsonl")
    comparing.add_argument("--json", action="store_true", help="one JSON object")
    return top


def add_knobs(command: argparse.ArgumentParser) -> None:
    for group, title in GROUPS.items():
        section = command.add_argument_group(title)
        for knob in (knob for knob in KNOBS.values() if knob.group == group):
            words = f"{knob.help}: {', '.join(knob.choices)}" if knob.kind == "choice" else knob.help
            metavar = knob.metavar or "NAME"
            section.add_argument(
                knob.option, dest=knob.name, type=reader(knob), metavar=metavar, help=words.replace("%", "%%")
            )
        if group == "servers":
            section.add_argument(
                "--server",
                action="append",
                default=[],
                metavar="NAME",
                help="any of them, by its name, instead of --wsgi-server or --asgi-server; may be given for both",
            )


def settings_of(options: argparse.Namespace) -> Settings:
    """The scenario's defaults with what was asked for. Raises BadSetting."""
    defaults = scenario_of(Settings(options.scenario)).defaults
    asked = {name: value for name in KNOBS if (value := getattr(options, name)) is not None}
    for name in options.server:
        if name not in SERVERS:
            raise BadSetting("server", f"There is no server {name!r}. There are: {', '.join(SERVERS)}.")
        field = f"{SERVERS[name].interface}_server"
        if asked.setdefault(field, name) != name:
            raise BadSetting(field, f"Two {KNOBS[field].label}s were named: {asked[field]} and {name}.")
    if "rate_per_s" in asked and "clients" in asked:
        raise BadSetting("rate_per_s", "Either --clients (closed load) or --rate (open load) can be given, not both.")
    if "model" not in asked and ("rate_per_s" in asked or "clients" in asked):
        asked["model"] = "open" if "rate_per_s" in asked else "closed"
    return checked(**(defaults.__dict__ | asked))
