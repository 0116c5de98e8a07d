"""The quiz on PostgreSQL, where writers really are side by side."""

from pathlib import Path

import pytest

from tests.quiz.posting import COUNTS, made_up_site, twenty_posts
from tests.setup.servers import run_postgresql

pytestmark = [pytest.mark.services, pytest.mark.slow]


def test_twenty_concurrent_posts_of_one_answer_give_one_response(tmp_path: Path) -> None:
    with run_postgresql() as database, made_up_site(tmp_path, {"DATABASE_URL": database}) as site:
        same, mixed = twenty_posts(site.url)
        assert set(same) == {303}
        assert set(mixed) == {303, 409}
        assert site.manage("shell", "-v", "0", "-c", COUNTS).split() == ["1", "1", "2"]
