"""What a terminal shows, and what goes where there is none."""

import io
import json
import re
import signal
import time

import psutil
import pytest

from lab.arguments import parser, settings_of
from lab.metrics.summary import histogram
from lab.terminal import Terminal, Writer, buckets, live_line
from tests.lab.engine import start, tree_of


class Tty(io.StringIO):
    encoding = "utf-8"  # type: ignore[assignment]

    def isatty(self) -> bool:
        return True


def snapshot(t: float) -> dict[str, object]:
    ticks = {"t": [t], "throughput": [8.0], "in_flight": [100]}
    return {"type": "snapshot", "variants": {"sync": {"ticks": ticks}}}


RUN = {"type": "run", "measured": {"to_ms": 4000.0}, "variants": []}


def test_the_live_line_says_how_far_the_run_is() -> None:
    assert live_line(RUN, "measuring", snapshot(1000.0)).startswith(" 25% measuring sync 8/s, 100 in flight")


def test_what_is_no_terminal_gets_no_live_line() -> None:
    out, live = io.StringIO(), io.StringIO()
    shown = Terminal(out, live)
    for line in (RUN, snapshot(1000.0)):
        shown(line)  # type: ignore[arg-type]
    shown.close()
    assert live.getvalue() == out.getvalue() == ""


def test_snapshots_can_share_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    writer = Writer(every=2)
    for line in (RUN, snapshot(50.0), snapshot(100.0), snapshot(150.0), {"type": "done"}):
        writer(line)  # type: ignore[arg-type]
    writer.close()
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["type"] for line in lines] == ["run", "snapshot", "snapshot", "done"]
    assert [line["variants"]["sync"]["ticks"]["t"] for line in lines[1:3]] == [[50.0, 100.0], [150.0]]


def test_the_live_line_is_wiped_once_it_is_over() -> None:
    live = Tty()
    shown = Terminal(io.StringIO(), live)
    for line in (RUN, snapshot(1000.0)):
        shown(line)  # type: ignore[arg-type]
    shown.close()
    shown.close()
    assert live.getvalue().count("25%") == 1
    assert live.getvalue().endswith("\r\x1b[K")


def test_bars_fall_back_to_what_the_encoding_has() -> None:
    ascii_only = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    assert Terminal(ascii_only, io.StringIO()).bar(0.5) == "#" * 16
    assert Terminal(Tty(), io.StringIO()).bar(0.5) == "█" * 16


def test_no_colour_where_none_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    assert Terminal(Tty(), Tty()).paint("VALID", "32") == "\x1b[32mVALID\x1b[0m"
    monkeypatch.setenv("NO_COLOR", "1")
    assert Terminal(Tty(), Tty()).paint("VALID", "32") == "VALID"


def test_every_answer_is_in_one_bar() -> None:
    times = [1000 * i for i in range(1, 200)] + [10_000_000]
    found = buckets(histogram(times).encode().decode())
    assert sum(count for _, count in found) == len(times)
    assert [up_to for up_to, _ in found] == sorted(up_to for up_to, _ in found)
    assert found[-1][1] >= 1


def test_no_answer_gives_no_bar() -> None:
    assert buckets(histogram([]).encode().decode()) == []


@pytest.mark.parametrize(
    "arguments",
    [
        "run",
        "frob",
        "run nope",
        "run sync-vs-async --clients 0",
        "run sync-vs-async --clients nan",
        "run sync-vs-async --clients 1e9",
        "run sync-vs-async --latency -5",
        "run sync-vs-async --latency inf",
        "run sync-vs-async --seconds 1e400",
        "run sync-vs-async --server apache",
        "run sync-vs-async --server daphne --server uvicorn",
        "run sync-vs-async --wsgi-server x",
        "run sync-vs-async --rate 5 --clients 4",
        "run sync-vs-async --repeats 20 --seconds 30",
        "run sync-vs-async --errors 60 --hangs 60",
        "run sync-vs-async --frob 3",
        "predict no-such-thing",
        "serve no-such-thing",
        "compare /no/such/file",
    ],
)
def test_bad_arguments_end_with_status_two_and_one_sentence(arguments: str) -> None:
    engine = start(*arguments.split())
    out, errors = engine.communicate(timeout=20)
    assert engine.returncode == 2
    assert out == ""
    assert len(errors.splitlines()) == 1
    assert errors[0].isupper() or errors.startswith("/")
    assert errors.endswith(".\n") or "No such file" in errors


def test_the_help_teaches_with_examples_that_are_good_arguments() -> None:
    engine = start("run", "--help")
    out, _ = engine.communicate(timeout=20)
    lines = [line.strip() for line in out.splitlines() if line.startswith("  python -m lab run ")]
    assert len(lines) >= 6
    for line in lines:
        command = re.split(r"  +| > ", line)[0]
        assert settings_of(parser().parse_args(command.split()[3:]))
    for word in ("VALID", "SUSPECT", "INVALID", "exit status"):
        assert word in out


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_interrupted_shows_what_was_measured(number: signal.Signals) -> None:
    engine = start("run", "fan-out", "--clients", "5", "--seconds", "20", "--json")
    assert engine.stdout
    lines = [json.loads(engine.stdout.readline())]
    processes = tree_of(lines[0])
    while lines[-1].get("phase") != "measuring":
        lines.append(json.loads(engine.stdout.readline()))
    time.sleep(2)
    engine.send_signal(number)
    out, _ = engine.communicate(timeout=20)
    done = json.loads(out.splitlines()[-1])
    assert engine.returncode == 128 + number
    assert done["type"] == "done"
    assert done["verdict"] != "VALID"
    assert any("before its time" in reason for reason in done["reasons"])
    assert all(each["completed"] > 0 for each in done["variants"])
    _, alive = psutil.wait_procs(processes, timeout=5)
    assert alive == []


@pytest.mark.slow
def test_a_run_that_is_interrupted_before_anything_was_counted_says_so() -> None:
    engine = start("run", "fan-out", "--seconds", "20")
    time.sleep(1.2)
    engine.send_signal(signal.SIGINT)
    out, errors = engine.communicate(timeout=20)
    assert engine.returncode == 128 + signal.SIGINT
    assert out == ""
    assert "before anything was counted" in errors


def test_what_was_under_way_when_a_turn_ended_is_in_a_line_of_many_snapshots(
    capsys: pytest.CaptureFixture[str],
) -> None:
    writer = Writer(every=10)
    for under_way in ([1, 2], [2, 3], []):
        writer({"type": "snapshot", "variants": {"sync": {"ticks": {}, "events": {}, "open": {"id": under_way}}}})
    writer.close()
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["variants"]["sync"]["open"].get("id") for line in lines] == [[2, 3], []]
