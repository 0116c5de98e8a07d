"""The progress page and the history of answers."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from learners import cookie
from learners.models import Learner
from tests.learners.answers import attempt
from tests.learners.test_views import learner_of, mark, signed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("course")]


def test_a_strangers_progress_is_empty_asks_no_database_and_sets_no_cookie(
    client: Client, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        response = client.get("/me/")
    page = response.content.decode()
    assert response.status_code == 200
    assert "Nothing is kept yet" in page
    assert 'href="/quiz/tiny/"' in page
    assert response.cookies == {}


def test_looking_at_ones_progress_writes_nothing(client: Client) -> None:
    client.cookies[cookie.NAME] = signed(uuid4())
    assert "Nothing is kept yet" in client.get("/me/").content.decode()
    assert not Learner.objects.exists()


def test_progress_shows_what_was_read_and_answered(client: Client) -> None:
    mark(client)
    attempt(learner_of(client), 1, "ab", asked=3)
    page = client.get("/me/").content.decode()
    assert "1 of 9 modes read" in page
    assert "Performance quiz" in page
    assert "1 of 3 right" in page
    assert "1 to answer" in page
    history = page.partition('class="scores"')[2].partition("</ol>")[0]
    assert [history.count(f"cell-{state}") for state in ("right", "missed", "open", "part")] == [1, 1, 1, 0]


def test_progress_leads_back_to_the_open_attempt_first(client: Client) -> None:
    mark(client)
    attempt(learner_of(client), 1, "ab", asked=3)
    page = client.get("/me/").content.decode()
    assert '<a class="button" href="/quiz/tiny/">Finish the attempt</a>' in page


def test_progress_leads_on_from_the_mode_that_was_read_last(client: Client) -> None:
    for mode in ("why", "practice"):
        mark(client, mode)
    attempt(learner_of(client), 1, "a")
    assert (
        '<a class="button" href="/lessons/tiny/challenge/">Go on with Challenge</a>'
        in client.get("/me/").content.decode()
    )


def test_an_attempt_at_a_lesson_that_is_gone_is_still_shown(client: Client) -> None:
    mark(client)
    attempt(learner_of(client), 1, "a", lesson="gone")
    page = client.get("/me/").content.decode()
    assert "Lessons that the course no longer has" in page
    assert "gone: Performance quiz" in page


def test_anothers_progress_is_not_shown(client: Client) -> None:
    attempt(uuid4(), 1, "a")
    mark(client)
    assert "No question answered yet" in client.get("/me/").content.decode()


def test_progress_shows_each_objective_and_that_it_can_slip(client: Client) -> None:
    mark(client)
    attempt(learner_of(client), 1, "a")
    attempt(learner_of(client), 2, "a")
    page = client.get("/me/").content.decode()
    assert "Tell waiting from running." in page
    assert "1 of 1 mastered" in page
    attempt(learner_of(client), 3, "b")
    page = client.get("/me/").content.decode()
    assert "0 of 1 mastered" in page
    assert "slipped" in page


def test_every_answer_is_shown_with_its_reason_as_it_was_asked(client: Client) -> None:
    mark(client)
    attempt(learner_of(client), 1, "ab", asked=3)
    page = client.get("/me/answers/").content.decode()
    assert "Which one waits, 0?" in page
    assert "It awaits." in page
    assert "That" in page
    assert "It computes." in page
    assert "Which one waits, 2?" not in page
    assert "1 of 3 right, 1 to answer" in page


def test_a_long_history_has_pages_and_a_page_that_is_not_there_is_the_nearest(client: Client) -> None:
    mark(client)
    for number in range(1, 26):
        attempt(learner_of(client), number, "a")
    assert client.get("/me/answers/").content.decode().count("It awaits.") == 20
    for page in ("2", "999", "9" * 5000):
        assert client.get("/me/answers/", {"page": page}).content.decode().count("It awaits.") == 5
    for page in ("", "x", "\x00"):
        assert client.get("/me/answers/", {"page": page}).status_code == 200


def test_a_stranger_has_no_answers_and_leaves_nothing(client: Client, django_assert_num_queries: Any) -> None:
    attempt(uuid4(), 1, "a")
    with django_assert_num_queries(0):
        response = client.get("/me/answers/")
    assert "No question has been answered yet" in response.content.decode()
    assert response.cookies == {}


# --- the data ---------------------------------------------------------------------------------------------------------
