"""The knobs of a run: what each is called, what it may be, and how forms and commands show it. One table for all of
them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["choice", "whole", "number"]
Group = Literal["load", "servers", "backend", "measuring"]

LONGEST_SECONDS = 30.0
MOST_CLIENTS = 500  # connections
FASTEST_RATE = 2000.0  # arrivals a second
LATENCY_MS = (1.0, 5000.0)
MOST_THREADS = 64
MOST_WORKERS = 8  # processes of one server
MOST_REPEATS = 20
LARGEST_SEED = 2**31 - 1

MODELS = ("closed", "open")
WSGI_SERVERS = ("gunicorn-gthread", "gunicorn-sync", "waitress", "granian-wsgi")
ASGI_SERVERS = ("daphne", "uvicorn", "hypercorn", "granian-asgi")
DISTRIBUTIONS = ("constant", "lognormal", "bimodal")


class BadSetting(ValueError):
    """A value outside the caps: the name of its field, and a sentence for people."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field, self.sentence = field, sentence


# How a sentence about a value begins.
SUBJECTS = {
    "model": "The load model",
    "clients": "The number of clients",
    "rate_per_s": "The rate of arrivals",
    "connections": "The number of connections",
    "timeout_ms": "The patience of the clients",
    "seconds": "The length of the load",
    "wsgi_server": "The WSGI server",
    "asgi_server": "The ASGI server",
    "workers": "The number of worker processes",
    "threads": "The number of threads",
    "backlog": "The length of the accept queue",
    "latency_ms": "The time that the backend takes",
    "distribution": "The distribution of the backend's times",
    "jitter_ms": "The jitter",
    "capacity": "The number of backend slots",
    "error_percent": "The share of calls that fail",
    "hang_percent": "The share of calls that hang",
    "reset_percent": "The share of calls that are reset",
    "slow_start_s": "The length of the slow start",
    "repeats": "The number of repeats",
    "stall_ms": "The length of the stall",
    "seed": "The seed",
}


@dataclass(frozen=True)
class Knob:
    """`label` is for forms, `option` names it in a terminal, `help` says what it does there."""

    name: str
    label: str
    group: Group
    kind: Kind
    option: str
    help: str
    unit: str = ""
    metavar: str = ""
    low: float = 0
    high: float = 0
    choices: tuple[str, ...] = ()

    def checked(self, value: Any) -> Any:
        """The value as a setting holds it. Raises BadSetting."""
        if self.kind == "choice":
            if not isinstance(value, str) or value not in self.choices:
                raise BadSetting(self.name, f"{SUBJECTS[self.name]} has to be one of {', '.join(self.choices)}.")
            return value
        fits: Any = int if self.kind == "whole" else int | float
        if isinstance(value, bool) or not isinstance(value, fits) or not math.isfinite(value):
            a = "a whole number" if self.kind == "whole" else "a number"
            raise BadSetting(self.name, f"{SUBJECTS[self.name]} has to be {a}.")
        if not self.low <= value <= self.high:
            raise BadSetting(
                self.name, f"{SUBJECTS[self.name]} has to be from {self.low:.10g} to {self.high:.10g}{self.tail}."
            )
        return value if self.kind == "whole" else float(value)

    @property
    def tail(self) -> str:
        return f" {self.unit}" if self.unit else ""


def choice(name: str, label: str, group: Group, option: str, choices: tuple[str, ...], help: str) -> Knob:
    return Knob(name, label, group, "choice", option, help, choices=choices)


def whole(
    name: str, label: str, group: Group, option: str, low: int, high: int, help: str, unit: str = "", metavar: str = "N"
) -> Knob:
    return Knob(name, label, group, "whole", option, help, unit, metavar, low, high)


def number(
    name: str, label: str, group: Group, option: str, low: float, high: float, help: str, unit: str, metavar: str
) -> Knob:
    return Knob(name, label, group, "number", option, help, unit, metavar, low, high)


KNOBS: dict[str, Knob] = {
    knob.name: knob
    for knob in (
        choice("model", "Load model", "load", "--model", MODELS, "closed: clients that wait; open: arrivals at a rate"),
        whole(
            *("clients", "Clients", "load", "--clients", 1, MOST_CLIENTS),
            help="closed load: N clients, each asks again when it is answered",
        ),
        number(
            *("rate_per_s", "Arrivals", "load", "--rate", 0.1, FASTEST_RATE),
            help="open load: R arrivals a second, whatever the answers do",
            unit="a second",
            metavar="R",
        ),
        whole(
            *("connections", "Connections", "load", "--connections", 1, MOST_CLIENTS),
            help="open load: at most N requests at once; who arrives when all are taken waits, and that wait counts",
        ),
        number(
            *("timeout_ms", "Clients give up after", "load", "--timeout", 0, 60_000),
            help="a client closes its connection after MS; 0: it waits for ever",
            unit="ms",
            metavar="MS",
        ),
        number(
            *("seconds", "Load lasts", "load", "--seconds", 1, LONGEST_SECONDS),
            help="length of the load that counts; a warm-up of 1 to 3 s comes before it",
            unit="s",
            metavar="S",
        ),
        choice(
            *("wsgi_server", "WSGI server", "servers", "--wsgi-server", WSGI_SERVERS),
            help="the server of the variants that have one worker a request",
        ),
        choice(
            *("asgi_server", "ASGI server", "servers", "--asgi-server", ASGI_SERVERS),
            help="the server of the variants on an event loop",
        ),
        whole(
            *("workers", "Worker processes", "servers", "--workers", 1, MOST_WORKERS),
            help="processes of each server",
        ),
        whole(
            *("threads", "Threads a process", "servers", "--threads", 1, MOST_THREADS),
            help="threads of a pool, in each process",
        ),
        whole(
            *("backlog", "Accept queue", "servers", "--backlog", 1, 4096),
            help="connections that the system holds until the server accepts them",
        ),
        number(
            *("latency_ms", "Backend takes", "backend", "--latency", *LATENCY_MS),
            help="the time of one call",
            unit="ms",
            metavar="MS",
        ),
        choice(
            *("distribution", "Backend's times", "backend", "--distribution", DISTRIBUTIONS),
            help="how the times of the calls vary around their mean; seeded",
        ),
        number(
            *("jitter_ms", "Jitter", "backend", "--jitter", 0, 5000),
            help="up to MS more a call, evenly",
            unit="ms",
            metavar="MS",
        ),
        whole(
            *("capacity", "Backend slots", "backend", "--capacity", 0, MOST_CLIENTS),
            help="calls that it serves at once, the rest queue; 0: as many as come",
        ),
        number(
            *("error_percent", "Calls that fail", "backend", "--errors", 0, 100),
            help="share of the calls that are answered with status 500",
            unit="%",
            metavar="PERCENT",
        ),
        number(
            *("hang_percent", "Calls that hang", "backend", "--hangs", 0, 100),
            help="share of the calls that are never answered",
            unit="%",
            metavar="PERCENT",
        ),
        number(
            *("reset_percent", "Calls that are reset", "backend", "--resets", 0, 100),
            help="share of the calls whose connection is reset",
            unit="%",
            metavar="PERCENT",
        ),
        number(
            *("slow_start_s", "Slow start", "backend", "--slow-start", 0, LONGEST_SECONDS),
            help="for its first S seconds the backend is slower: three times at first, then less",
            unit="s",
            metavar="S",
        ),
        whole(
            *("repeats", "Repeats", "measuring", "--repeats", 1, MOST_REPEATS),
            help="K rounds, in each of which every variant runs alone; the ratio then has an interval",
            metavar="K",
        ),
        number(
            *("stall_ms", "Stop the server for", "measuring", "--stall", 0, 5000),
            help="stop all processes of the server for MS in the middle of the load",
            unit="ms",
            metavar="MS",
        ),
        whole(
            *("seed", "Seed", "measuring", "--seed", 0, LARGEST_SEED),
            help="of arrivals and backend: the same seed, the same load",
            metavar="K",
        ),
    )
}
