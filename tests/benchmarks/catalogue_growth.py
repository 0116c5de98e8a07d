"""A page's time with a thousand lessons against six: reading one must not cost more because there are others."""

import contextlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil

from tests.benchmarks import wrk
from tests.benchmarks.result import Result
from tests.benchmarks.servers import ROOT
from tests.setup.servers import Site, run_site

FEW, MANY = 6, 1_000
MODEL = "async-views-basics"
PAGE = f"/lessons/{MODEL}/performance/"
ROUNDS = 5
CONNECTIONS = 16
SECONDS = 3
IDLE_WITHIN = 120.0  # s; only a limit against hanging
QUERIES = ("thread", "event loop", "time to first byte", "gather", "sync view under asgi", "zebra")


def write_course(root: Path, count: int) -> None:
    """The first lesson, and copies of it under other slugs. What a copy has in common is linked."""
    model = ROOT / "lessons" / "content"
    slugs = [MODEL, *(f"{MODEL}-{number}" for number in range(1, count))]
    course = (model / "course.yaml").read_text(encoding="utf-8")
    head, _, rest = course.partition("lessons: [")
    root.mkdir(parents=True)
    (root / "course.yaml").write_text(f"{head}lessons: [{', '.join(slugs)}]{rest.partition(']')[2]}", encoding="utf-8")
    for slug in slugs:
        for path in sorted((model / MODEL).rglob("*")):
            if path.is_dir() or "__pycache__" in path.parts:
                continue
            copy = root / slug / path.relative_to(model / MODEL)
            copy.parent.mkdir(parents=True, exist_ok=True)
            if path.name == "lesson.yaml":
                text = path.read_text(encoding="utf-8")
                copy.write_text(text.replace(f"slug: {MODEL}\n", f"slug: {slug}\n"), encoding="utf-8")
            else:
                os.symlink(path, copy)


def started(root: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.benchmarks.catalogue_reader", str(root)]
    output = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=600).stdout
    found: dict[str, Any] = json.loads(output)
    return found


def search_times(folder: Path, count: int) -> dict[str, float]:
    """Seconds to render one lesson and to index `count` of them, and milliseconds of a search, the median."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from lessons.entries import entries
    from lessons.loading import load
    from lessons.search import Index

    begin = time.perf_counter()
    one = list(entries(load(ROOT / "lessons" / "content")))
    rendered = time.perf_counter() - begin
    index = Index(folder, str(count))
    begin = time.perf_counter()
    index.build(replace(entry, url=f"/{number}{entry.url}") for number in range(count) for entry in one)
    built = time.perf_counter() - begin
    took = []
    for _ in range(5):
        for query in QUERIES:
            begin = time.perf_counter()
            index.find(query)
            took.append(time.perf_counter() - begin)
    return {"render_s": rendered, "index_s": built, "search_ms": statistics.median(took) * 1000}


@contextlib.contextmanager
def sites(folder: Path) -> Iterator[tuple[Site, Site]]:
    with contextlib.ExitStack() as stack:
        running = []
        for count in (FEW, MANY):
            env = {"DJANGO_SETTINGS_MODULE": "tests.quiz.settings", "CONTENT_ROOT": str(folder / f"content-{count}")}
            data = folder / f"site-{count}"
            data.mkdir()
            running.append(stack.enter_context(run_site(data, env)))
        yield running[0], running[1]


def wait_until_idle(site: Site) -> None:
    """A site makes pages in advance after its start: that computing is over when it rests for some seconds in a row,
    for on a busy machine it may get no processor for one."""
    process = psutil.Process(site.process.pid)
    deadline = time.monotonic() + IDLE_WITHIN
    quiet = 0
    while quiet < 4:
        quiet = quiet + 1 if process.cpu_percent(1.0) < 5 else 0
        if time.monotonic() > deadline:
            raise TimeoutError(f"{site.url} was not idle within {IDLE_WITHIN} s")


def processor_s(site: Site) -> float:
    """What the site has computed: unlike the time on the clock, it is no longer because others compute as well."""
    times = psutil.Process(site.process.pid).cpu_times()
    return float(times.user + times.system)


def measure() -> Result:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for count in (FEW, MANY):
            write_course(folder / f"content-{count}", count)
        few_start, many_start = (started(folder / f"content-{count}") for count in (FEW, MANY))
        few_search, many_search = (search_times(folder / f"index-{count}", count) for count in (FEW, MANY))
        accept = {"Accept-Encoding": "br"}
        with sites(folder) as (few, many):
            seconds: dict[int, list[float]] = {FEW: [], MANY: []}
            computed: dict[int, list[float]] = {FEW: [], MANY: []}
            for site in (few, many):
                with urllib.request.urlopen(
                    site.url + PAGE, timeout=300
                ) as first:  # reads the course, renders the page
                    first.read()
            for site in (few, many):
                wait_until_idle(site)
            for _ in range(ROUNDS):  # in turn, so that a slow moment of the machine meets both
                for count, site in ((FEW, few), (MANY, many)):
                    before = processor_s(site)
                    pages = wrk.run(site.url + PAGE, CONNECTIONS, SECONDS, accept).per_second * SECONDS
                    computed[count].append((processor_s(site) - before) / pages)
                    seconds[count].append(SECONDS / pages)
    return Result(
        value=statistics.median(computed[MANY]) * 1000,
        unit=f"ms of processor time of a page with {MANY} lessons",
        against=f"the same page with {FEW} lessons",
        against_value=statistics.median(computed[FEW]) * 1000,
        target=1.1,
        at_most=True,
        also={
            "page_ms": round(statistics.median(seconds[MANY]) * 1000, 3),
            "page_ms_of_few": round(statistics.median(seconds[FEW]) * 1000, 3),
            "start_s": round(many_start["seconds"], 2),
            "start_s_of_few": round(few_start["seconds"], 2),
            "memory_mb": round(many_start["memory_mb"], 1),
            "memory_mb_of_few": round(few_start["memory_mb"], 1),
            "search_ms": round(many_search["search_ms"], 2),
            "search_ms_of_few": round(few_search["search_ms"], 2),
            "index_s": round(many_search["index_s"], 1),
            "render_s_of_one": round(many_search["render_s"], 2),
        },
    )
