"""The badge: earned, shown, lost, taken along, withdrawn and erased."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from learners import belongings, merging
from learners.models import Learner
from quiz.models import Attempt, Badge
from tests.quiz.test_slots import CHALLENGE, hidden, loaded_sets, page_of, send, site_of_sets

__all__ = ["loaded_sets", "site_of_sets"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_of_sets")]
SHOW, WITHDRAW = "/quiz/tiny/challenge/badge/", "/quiz/tiny/challenge/badge/withdraw/"


def take(client: Client, options: str = "aaaaa") -> None:
    """A whole attempt at the challenge, begun anew where one is finished."""
    page = page_of(client, CHALLENGE)
    if "Begin the challenge anew" in page:
        client.post("/quiz/tiny/challenge/again/", hidden(page[page.index("Begin the challenge anew") - 600 :]))
    for number, option in enumerate(options, 1):
        assert send(client, f"c-{number}", path=CHALLENGE, option=option).status_code == 303


def shown(client: Client, name: str = "") -> str:
    """Where the badge can be seen."""
    response = client.post(SHOW, {"name": name})
    assert response.status_code == 303
    return str(response["Location"])


def test_a_badge_is_shown_to_whoever_has_its_address(client: Client) -> None:
    take(client)
    url = shown(client, "  Ada\tL. ")
    response = Client().get(url)
    page = response.content.decode()
    assert response.status_code == 200
    assert response["X-Robots-Tag"] == "noindex"
    assert "<h1>Mastered</h1>" in page
    assert "<strong>Ada L.</strong>" in page
    assert "100 %" in page
    assert len(url.split("/")[-2]) >= 22, "nobody can guess it"


def test_its_page_gives_no_answer_away_and_names_nobody_unasked(client: Client) -> None:
    take(client)
    page = Client().get(shown(client)).content.decode()
    assert "What of c-1?" in page
    assert "c-1 option a" not in page
    assert "Because of" not in page
    assert str(Learner.objects.get().pk) not in page
    assert "<strong>" not in page


def test_a_later_worse_attempt_takes_it_back_and_a_better_one_brings_it_back(client: Client) -> None:
    take(client)
    url = shown(client)
    take(client, "aabbb")
    assert "Was mastered, and is not now" in client.get(url).content.decode()
    assert "NOT NOW" in page_of(client, CHALLENGE)
    take(client)
    take(client)
    assert "<h1>Mastered</h1>" in client.get(url).content.decode()


def test_an_objective_that_slips_takes_it_back(client: Client) -> None:
    take(client)
    url = shown(client)
    send(client, "p-choice", option="b")
    page = client.get(url).content.decode()
    assert "Was mastered, and is not now" in page
    assert "Say what a wait holds." in page


def test_an_attempt_that_is_being_made_takes_nothing_back(client: Client) -> None:
    take(client)
    url = shown(client)
    page = page_of(client, CHALLENGE)
    client.post("/quiz/tiny/challenge/again/", hidden(page[page.index("Begin the challenge anew") - 600 :]))
    assert Attempt.objects.count() == 2
    assert "<h1>Mastered</h1>" in client.get(url).content.decode()


@pytest.mark.parametrize("options", ["", "aaab", "aaabb"])
def test_what_is_not_earned_cannot_be_shown(client: Client, options: str) -> None:
    take(client, options or "b")
    response = client.post(SHOW, {"name": "x"})
    assert response.status_code == 409
    assert "There is nothing to show yet" in response.content.decode()
    assert Badge.objects.count() == 0


@pytest.mark.parametrize("name", ["x" * 61, "a\0b"])
def test_a_name_that_does_not_fit_is_refused(client: Client, name: str) -> None:
    take(client)
    assert client.post(SHOW, {"name": name}).status_code == 422
    assert Badge.objects.count() == 0


def test_a_name_is_shown_as_it_was_typed(client: Client) -> None:
    take(client)
    assert "&lt;b&gt;Ada" in client.get(shown(client, "<b>Ada")).content.decode()


def test_the_same_page_gets_another_name(client: Client) -> None:
    take(client)
    assert shown(client, "Ada") == shown(client, "Grace")
    assert Badge.objects.get().name == "Grace"


def test_withdrawn_or_erased_it_is_gone(client: Client) -> None:
    take(client)
    url = shown(client)
    client.post(WITHDRAW)
    assert client.get(url).status_code == 404
    url = shown(client)
    belongings.erase(Learner.objects.get().pk)
    assert client.get(url).status_code == 404
    assert Badge.objects.count() == 0


def test_it_is_taken_along_and_goes_over_to_another_learner(client: Client) -> None:
    take(client)
    url = shown(client)
    source = Learner.objects.get().pk
    from django.utils import timezone

    file: dict[str, Any] = belongings.export(source, timezone.now())
    assert [each["lesson"] for each in file["badges"]] == ["tiny"]
    target = UUID(int=7)
    Learner.keep(target)
    merging.hand_over(source, target)
    assert Badge.objects.get().learner_id == target
    assert "<h1>Mastered</h1>" in client.get(url).content.decode()


@pytest.mark.parametrize("address", [SHOW, WITHDRAW])
def test_a_stranger_has_no_badge_and_a_reader_is_led_back(client: Client, address: str) -> None:
    for response in (client.post(address), client.get(address)):
        assert (response.status_code, response["Location"]) == (303, f"{CHALLENGE}#mastery")


def test_a_zero_byte_is_no_address_and_is_not_asked_for(client: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert client.get("/quiz/badges/a%00b/").status_code == 404


def test_an_older_failure_that_came_along_takes_nothing_back(client: Client) -> None:
    other = Client()
    take(other, "bbbbb")
    take(client)
    url = shown(client)
    target = Badge.objects.get().learner_id
    source = Learner.objects.exclude(pk=target).get().pk
    merging.hand_over(source, target)
    assert [each.learner_id for each in Attempt.objects.order_by("number")] == [target, target]
    assert "<h1>Mastered</h1>" in client.get(url).content.decode()


@pytest.mark.parametrize("key", ["x", "0" * 22, "answer", "'"])
def test_an_address_of_no_badge_says_so(client: Client, key: str) -> None:
    response = client.get(f"/quiz/badges/{key}/")
    assert response.status_code == 404
    assert "There is no badge at this address" in response.content.decode()
