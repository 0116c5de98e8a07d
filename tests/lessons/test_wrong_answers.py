"""What the exercises say of wrong answers is what happens: each is put into the finished program, which is run."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from lessons.exercises import HARNESS

pytestmark = pytest.mark.slow

LESSON = Path(__file__).parents[2] / "lessons" / "content" / "async-views-basics"

GATHERED = 'await asyncio.gather(fetch("Ada"), fetch("3 orders"))'
RATES = """await asyncio.gather(
        asyncio.to_thread(rate, "EUR"),
        asyncio.to_thread(rate, "GBP"),
    )"""
THREADED = "await sync_to_async(make_pdf)(7)"
# The program, what stands in it, what stands there instead, and a part of what is then said.
FILLS = [
    ("practice_await.py", "await fetch_name()", "fetch_name()", "Hello, <coroutine object fetch_name"),
    ("practice_await.py", "await fetch_name()", "fetch_name()", "was never awaited"),
    ("practice_await.py", "await fetch_name()", "async fetch_name()", "SyntaxError"),
    ("practice_await.py", "await fetch_name()", "asyncio.create_task(fetch_name())", "Hello, <Task pending"),
    ("practice_await.py", "await fetch_name()", "asyncio.run(fetch_name())", "RuntimeError"),
    ("practice_gather.py", GATHERED, 'await fetch("Ada"), await fetch("3 orders")', "2 x the wait"),
    ("practice_gather.py", GATHERED, GATHERED.removeprefix("await "), "RuntimeError: await wasn't used with future"),
    ("practice_gather.py", "asyncio.gather", "asyncio.wait", "TypeError"),
    ("practice_gather.py", "asyncio.gather", "asyncio.create_task", "TypeError"),
    ("practice_thread.py", THREADED, "make_pdf(7)", "answered not while the PDF was made\ninvoice 7"),
    ("practice_thread.py", THREADED, "await make_pdf(7)", "answered not while"),
    ("practice_thread.py", THREADED, "await make_pdf(7)", "TypeError"),
    ("practice_thread.py", THREADED, "await sync_to_async(make_pdf(7))", "TypeError"),
    ("practice_thread.py", THREADED, "sync_to_async(make_pdf)(7)", "<coroutine object"),
    ("practice_predict.py", "min(clients, workers)", "workers", " 1 clients, 4 workers: 20/s"),
    ("practice_predict.py", "min(clients, workers)", "max(clients, workers)", "20 clients, 4 workers: 100/s"),
    ("practice_predict.py", "min(clients, workers)", "clients * workers", "20 clients, 4 workers: 400/s"),
    ("practice_predict.py", "clients / throughput", "wait", "20 clients, 4 workers: 20/s after 0.2 s"),
    ("practice_side_by_side.py", RATES, 'await gather(rate("EUR"), rate("GBP"))', "TypeError"),
    ("practice_side_by_side.py", RATES, 'await gather(to_thread(rate("EUR")), to_thread(rate("GBP")))', "TypeError"),
    (
        "practice_side_by_side.py",
        RATES,
        'await gather(sync_to_async(rate)("EUR"), sync_to_async(rate)("GBP"))',
        "EUR 1.1, GBP 1.3\n2 x the wait",
    ),
    (
        "practice_side_by_side.py",
        RATES,
        "await gather(*(sync_to_async(rate, thread_sensitive=False)(each) for each in ('EUR', 'GBP')))",
        "EUR 1.1, GBP 1.3\n1 x the wait",
    ),
]
# What a reader who tries these has imported, too.
IMPORTED = "from asyncio import gather, to_thread\nfrom asgiref.sync import sync_to_async\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(LESSON / "programs", tmp_path / "programs"))


def said(folder: Path, *arguments: str) -> str:
    command = [sys.executable, "-B", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False)
    return done.stdout + done.stderr


@pytest.mark.parametrize(("name", "right", "wrong", "expected"), FILLS)
def test_a_wrong_fill_does_what_the_page_says(folder: Path, name: str, right: str, wrong: str, expected: str) -> None:
    program = folder / name
    text = program.read_text()
    assert right in text
    # A view's error is a page with the status 500; to be read, it has to reach the terminal.
    shown = text.replace("ROOT_URLCONF=__name__", "ROOT_URLCONF=__name__, DEBUG_PROPAGATE_EXCEPTIONS=True")
    program.write_text(IMPORTED + shown.replace(right, wrong))
    assert expected in said(folder, name)


# A version of the page, the step whose check is asked, and what it says first.
VERSIONS = [
    ("project_start", 1, "Server-Timing is '', not services;dur=NUMBER"),
    ("project_step_1", 2, "at most 1 call waited at a time: the three waited in turn"),
    ("project_step_2", 3, "bikes hangs, and the page hung with it"),
    ("project_step_3", 4, "trains: 20 calls at once, not 10"),
]
ALL = "await asyncio.gather(*(call(name) for name in NAMES))"
# A mistake in a version, and what the check says of that.
MISTAKES = [
    ("project_step_1", "* 1000", "", 1, "and the longest wait takes 300 ms"),
    ("project_step_2", ALL, "[await call(name) for name in NAMES]", 2, "the three waited in turn"),
    ("project_step_2", ALL, "[call_blocking(name) for name in NAMES]", 2, "nothing else could run: the loop was held"),
    (
        "project_step_3",
        "await call(name)",
        "await asyncio.to_thread(call_blocking, name)",
        3,
        "the page has answered; its call to bikes still waits",
    ),
    ("project_step_3", "await call(name)", "await asyncio.shield(call(name))", 3, "its call to bikes still waits"),
    ("project_page", "places[name]:", "asyncio.Semaphore(LIMIT):", 4, "20 calls at once, not 10"),
    ("project_page", "places[name]:", 'places["trains"]:', 4, "calls at once, not 10"),
]


def messages(folder: Path, text: str, step: int) -> list[str]:
    """What the check of a step says of a page, a message a failed test."""
    (folder / "project_page.py").write_text(text)
    report = json.loads(said(folder, str(HARNESS), "check", ".", "project_page.py", f"project_check_{step}.py"))
    assert report["trouble"] is None
    return [test["trouble"]["message"] for test in report["tests"] if not test["passed"]]


@pytest.mark.parametrize(("version", "step", "expected"), VERSIONS)
def test_the_check_of_a_step_says_what_its_start_lacks(folder: Path, version: str, step: int, expected: str) -> None:
    assert expected in messages(folder, (folder / f"{version}.py").read_text(), step)[0]


@pytest.mark.parametrize(("version", "right", "wrong", "step", "expected"), MISTAKES)
def test_the_check_of_a_step_names_the_mistake(
    folder: Path, version: str, right: str, wrong: str, step: int, expected: str
) -> None:
    text = (folder / f"{version}.py").read_text()
    assert right in text
    mistaken = "from project_services import call_blocking\n" + text.replace(right, wrong)
    assert any(expected in message for message in messages(folder, mistaken, step))
