"""The quiz on PostgreSQL, where writers really are side by side."""

import pytest

from tests.quiz.posting import COUNTS, twenty_posts
from tests.setup.servers import Site

pytestmark = [pytest.mark.services, pytest.mark.slow]


def test_twenty_concurrent_posts_of_one_answer_give_one_response(hosted: Site) -> None:
    before = [int(count) for count in hosted.manage("shell", "-v", "0", "-c", COUNTS).split()]
    same, mixed = twenty_posts(hosted.url, "async-views-basics")
    after = [int(count) for count in hosted.manage("shell", "-v", "0", "-c", COUNTS).split()]
    assert set(same) == {303}
    assert set(mixed) == {303, 409}
    assert [now - then for now, then in zip(after, before, strict=True)] == [1, 1, 2]
