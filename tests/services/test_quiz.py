"""The quiz on PostgreSQL, where writers really are side by side."""

from pathlib import Path

import pytest

from tests.quiz.posting import COUNTS, made_up_site, twenty_posts
from tests.quiz.review.test_once import review_at_once
from tests.setup.servers import run_postgresql

pytestmark = [pytest.mark.services, pytest.mark.slow]


def test_twenty_concurrent_posts_of_one_answer_give_one_response(tmp_path: Path) -> None:
    with run_postgresql() as database, made_up_site(tmp_path, {"DATABASE_URL": database}) as site:
        same, mixed = twenty_posts(site.url)
        assert set(same) == {303}
        assert set(mixed) == {303, 409}
        assert site.manage("shell", "-v", "0", "-c", COUNTS).split() == ["1", "1", "2"]


def test_twenty_concurrent_posts_are_one_review_and_twenty_undos_one_undo(tmp_path: Path) -> None:
    with run_postgresql() as database, made_up_site(tmp_path, {"DATABASE_URL": database}) as site:
        review_at_once(site)
