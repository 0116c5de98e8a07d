"""One answer, posted many times at one moment over real HTTP, is one response: here on SQLite."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.quiz.posting import COUNTS, Learner, twenty_posts
from tests.setup.servers import Site, run_site

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def own_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site whose database holds what these tests write and nothing else."""
    with run_site(tmp_path_factory.mktemp("once")) as site:
        yield site


def test_twenty_concurrent_posts_of_one_answer_give_one_response(own_site: Site) -> None:
    same, mixed = twenty_posts(own_site.url, "async-views-basics")
    assert set(same) == {303}
    assert set(mixed) == {303, 409}
    assert own_site.manage("shell", "-v", "0", "-c", COUNTS).split() == ["1", "1", "2"]


def test_what_was_answered_is_there_after_kill_nine(tmp_path: Path) -> None:
    with run_site(tmp_path) as site:
        learner = Learner(site.url)
        form = learner.form("/quiz/async-views-basics/")
        options = learner.options("/quiz/async-views-basics/")
        assert learner.ask("/quiz/async-views-basics/answer/", {**form, "option": options[0]})[0] == 303
        site.process.kill()
        site.process.wait()
    with run_site(tmp_path, port=site.port) as site:
        again = learner.ask("/quiz/async-views-basics/answer/", {**form, "option": options[0]})[0]
        assert again == 303
        assert site.manage("shell", "-v", "0", "-c", COUNTS).split() == ["1", "1", "1"]
