"""One review, posted many times at one moment over real HTTP, grades its card once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.quiz.posting import Learner, made_up_site
from tests.quiz.review.reviewing import hidden
from tests.setup.servers import Site

pytestmark = pytest.mark.slow
DUE = "from quiz.review.models import *; from django.utils import timezone; Card.objects.update(due=timezone.now())"
COUNTS = (
    "from quiz.review.models import *; from quiz.models import *;"
    "print(Card.objects.get().turn, Review.objects.count(), Review.objects.filter(undone=None).count(), Response.objects.count())"
)


def review_at_once(site: Site) -> None:
    """Twenty posts of three answers at one moment, then twenty undos: one review, and one undo."""
    learner = Learner(site.url)
    form = {**learner.form("/quiz/tiny/"), "option": "a"}
    assert set(learner.at_once("/quiz/tiny/answer/", [form] * 20)) == {303}
    assert site.manage("shell", "-v", "0", "-c", COUNTS).split() == ["1", "1", "1", "1"]
    site.manage("shell", "-v", "0", "-c", DUE)
    page = learner.ask("/review/")[1]
    token = {"csrfmiddlewaretoken": form["csrfmiddlewaretoken"]}
    form = {**hidden(page, "/review/answer/"), **token}
    mixed = learner.at_once("/review/answer/", [{**form, "option": "abc"[turn % 3]} for turn in range(20)])
    assert set(mixed) == {303, 409}
    assert site.manage("shell", "-v", "0", "-c", COUNTS).split() == ["2", "2", "2", "2"]
    # Whichever came first is shown, be it by a redirect or above the refusal of another answer.
    refused = [
        page
        for option in "abc"
        for status, page in [learner.ask("/review/answer/", {**form, "option": option})]
        if status == 409
    ]
    told = refused[0]
    undo = {**hidden(told, "/review/undo/"), **token}
    assert set(learner.at_once("/review/undo/", [undo] * 20)) == {303}
    assert site.manage("shell", "-v", "0", "-c", COUNTS).split() == ["2", "2", "1", "2"]


def test_twenty_concurrent_posts_are_one_review_and_twenty_undos_one_undo(tmp_path: Path) -> None:
    with made_up_site(tmp_path) as site:
        review_at_once(site)
