"""One answer, posted many times at one moment over real HTTP, is one response: here on SQLite."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.quiz.posting import COUNTS, Learner, made_up_site, twenty_posts

pytestmark = pytest.mark.slow


def test_twenty_concurrent_posts_of_one_answer_give_one_response(tmp_path: Path) -> None:
    with made_up_site(tmp_path) as site:
        same, mixed = twenty_posts(site.url)
        assert set(same) == {303}
        assert set(mixed) == {303, 409}
        assert site.manage("shell", "-v", "0", "-c", COUNTS).split() == ["1", "1", "2"]


def test_what_was_answered_is_there_after_kill_nine(tmp_path: Path) -> None:
    with made_up_site(tmp_path) as site:
        learner = Learner(site.url)
        form = {**learner.form("/quiz/tiny/"), "option": "b"}
        assert learner.ask("/quiz/tiny/answer/", form)[0] == 303
        site.process.kill()
        site.process.wait()
    with made_up_site(tmp_path, port=site.port) as site:
        assert learner.ask("/quiz/tiny/answer/", form)[0] == 303
        assert site.manage("shell", "-v", "0", "-c", COUNTS).split() == ["1", "1", "1"]
