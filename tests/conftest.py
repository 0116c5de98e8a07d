"""What every room's tests share: the real site, a real browser, and an honest account of what could not run."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from tests.setup.servers import Site, find_postgresql, run_site

# A shared machine stalls now and then: how long an example takes proves nothing.
hypothesis.settings.register_profile(
    "shared", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow], database=None
)
hypothesis.settings.load_profile("shared")

# What a test may need of the machine: mark -> the programs, and how to find them.
NEEDS = {
    "browser": {"chromium": lambda: chromium()},
    "services": {"postgresql": find_postgresql, "redis-server": lambda: shutil.which("redis-server")},
}


def chromium() -> str | None:
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((path for name in names if (path := shutil.which(name))), None)


def missing() -> dict[str, list[str]]:
    """mark -> programs that its tests need and that this machine lacks."""
    return {
        mark: lacking
        for mark, programs in NEEDS.items()
        if (lacking := [name for name, find in programs.items() if not find()])
    }


# Groups of tests that WITHOUT may name, in the order in which they run: what measures runs beside nothing, and Playwright's
# event loop, once begun, stays in the main thread, where no other test could have one.
GROUPS = ("services", "slow", "browser")


def group(item: pytest.Item) -> str:
    return next((mark for mark in reversed(GROUPS) if item.get_closest_marker(mark)), "")


def without() -> set[str]:
    """The groups that are left out on purpose. Raises UsageError."""
    named = set(os.environ.get("WITHOUT", "").replace(",", " ").split())
    if unknown := named.difference(GROUPS):
        raise pytest.UsageError(f"WITHOUT names {', '.join(sorted(unknown))}; it may name {', '.join(GROUPS)}.")
    return named


@pytest.hookimpl(trylast=True)  # after `-m` and `-k` have had their say: what they leave out needs nothing
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    order = ("", *GROUPS)
    items.sort(key=lambda item: order.index(group(item)))
    lacking, unwanted = missing(), without()
    not_run: Counter[tuple[str, str]] = Counter()
    for item in items:
        marks = [mark for mark in GROUPS if item.get_closest_marker(mark)]
        if left_out := [mark for mark in marks if mark in unwanted]:
            why = (left_out[0], "WITHOUT says so")
        elif needing := [mark for mark in marks if mark in lacking]:
            programs = lacking[needing[0]]
            why = (needing[0], f"{' and '.join(programs)} {'is' if len(programs) == 1 else 'are'} not installed")
        else:
            continue
        item.add_marker(pytest.mark.skip(reason=why[1]))
        not_run[why] += 1
    config.stash[NOT_RUN] = not_run


NOT_RUN: pytest.StashKey[Counter[tuple[str, str]]] = pytest.StashKey()


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    for (mark, why), count in config.stash.get(NOT_RUN, Counter()).items():
        asks = "" if mark in without() else f" If this is intended, say so: make test WITHOUT={mark}"
        terminalreporter.write_line(f"NOT RUN: {count} tests of the group '{mark}', because {why}.{asks}")


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    not_run = session.config.stash.get(NOT_RUN, Counter())
    if exitstatus == 0 and any(mark not in without() for mark, _ in not_run):
        session.exitstatus = 1


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The whole site as it is hosted: Daphne, hashed static files, an empty database. `site.url` has no final slash."""
    with run_site(tmp_path_factory.mktemp("site")) as running:
        yield running


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return {
        "executable_path": chromium(),
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ],
    }


@pytest.fixture(scope="session")
def axe_source() -> str:
    return (Path(__file__).parents[1] / "node_modules" / "axe-core" / "axe.min.js").read_text()


@pytest.fixture
def axe(axe_source: str) -> Callable[[Any], list[str]]:
    """axe(page) -> its violations, each as one line "rule: where". WCAG 2.2 AA and best practices."""

    def violations(page: Any) -> list[str]:
        page.evaluate(axe_source)
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
        return [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]]

    return violations
