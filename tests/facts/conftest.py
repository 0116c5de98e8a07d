"""`@pytest.mark.fact("its-id")` ties a test to a statement of facts.yaml; when it fails, the lessons concerned are named."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.facts.known import known, no_longer

FALLEN: pytest.StashKey[list[str]] = pytest.StashKey()


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "fact(id): the statement of lessons/content/facts.yaml that the test holds")
    config.stash[FALLEN] = []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report: Any = yield
    mark = item.get_closest_marker("fact")
    if mark and report.failed:
        words = no_longer(mark.args[0], known())
        report.sections.append(("fact", words))
        item.config.stash[FALLEN].append(words)
    return report


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    fallen = dict.fromkeys(config.stash[FALLEN])
    if fallen:
        terminalreporter.section("facts that fell")
    for words in fallen:
        terminalreporter.write_line(words)
