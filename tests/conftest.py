"""What every room's tests share: the real site, a real browser, and an honest account of what could not run."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.setup.servers import Site, find_postgresql, run_site

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


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    # Playwright's event loop runs in the main thread once a browser test has begun, so that those come last.
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)
    lacking = missing()
    not_run: dict[str, int] = {}
    for item in items:
        for mark, programs in lacking.items():
            if item.get_closest_marker(mark):
                item.add_marker(pytest.mark.skip(reason=f"needs {', '.join(programs)}"))
                not_run[mark] = not_run.get(mark, 0) + 1
    config.stash[NOT_RUN] = not_run


NOT_RUN: pytest.StashKey[dict[str, int]] = pytest.StashKey()


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    for mark, count in config.stash.get(NOT_RUN, {}).items():
        programs = ", ".join(missing().get(mark, []))
        terminalreporter.write_line(f"NOT RUN: {count} tests marked '{mark}', because {programs} is not installed.")
        if not_intended(mark):
            terminalreporter.write_line(f"         If this is intended, say so: make test WITHOUT={mark}")


def not_intended(mark: str) -> bool:
    return mark not in os.environ.get("WITHOUT", "").replace(",", " ").split()


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    if exitstatus == 0 and any(not_intended(mark) for mark in session.config.stash.get(NOT_RUN, {})):
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
