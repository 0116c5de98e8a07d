"""The pages of a lesson that ask questions: what they answer to whatever is sent, with and without htmx."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from learners.models import Learner
from lessons import catalogue, views
from lessons.bodies import Store
from lessons.catalogue import Catalogue
from quiz.models import Attempt, Hint, Response
from tests.quiz.placing import HINTS, write_placed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_of_sets")]
PRACTICE, CHALLENGE = "/lessons/tiny/practice/", "/lessons/tiny/challenge/"
HTMX = {"HX-Request": "true"}


@pytest.fixture(scope="module")
def loaded_sets(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return write_placed(tmp_path_factory.mktemp("sets") / "content").load()


@pytest.fixture
def site_of_sets(loaded_sets: Catalogue, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.CONTENT_ROOT = loaded_sets.root
    monkeypatch.setattr(catalogue.shelf, "_catalogue", loaded_sets)
    monkeypatch.setattr(views, "store", Store())


def page_of(client: Client, path: str = PRACTICE) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def slot_of(page: str, question: str) -> str:
    found = re.search(rf'<quiz-flow class="quiz asked" id="q-{question}".*?</quiz-flow>', page, re.DOTALL)
    assert found, f"the page does not ask {question}"
    return found[0]


def hidden(slot: str) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', slot)
    return {name: value for name, value in found if name != "csrfmiddlewaretoken"}


def send(client: Client, slot: str, act: str = "answer", path: str = PRACTICE, **fields: str) -> Any:
    form = hidden(slot_of(page_of(client, path), slot))
    name = {PRACTICE: "practice", CHALLENGE: "challenge"}[path]
    headers = {"HX-Request": "true"} if fields.pop("htmx", "") else {}
    return client.post(f"/quiz/tiny/{name}/{act}/", {**form, **fields}, headers=headers)


def test_reading_asks_no_database_and_sets_no_cookie_that_names_anybody(
    client: Client, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        page = page_of(client)
    assert page.count("<quiz-flow") == 9
    assert set(client.cookies) <= {"csrftoken"}
    assert Learner.objects.count() == 0


def test_what_gives_the_answer_away_is_not_on_the_page_before_it(client: Client) -> None:
    page = page_of(client)
    assert "The solution of p-choice" not in page
    assert "Because of p-choice" not in page
    assert HINTS[0] not in page
    send(client, "p-choice", option="a")
    assert "The solution of p-choice" in page_of(client)
    assert "The solution of p-multi" not in page_of(client)


def test_a_page_with_questions_is_its_readers_own(client: Client) -> None:
    response = client.get(PRACTICE)
    assert "no-store" in response["Cache-Control"]
    assert "ETag" not in response
    assert client.get("/lessons/tiny/why/")["ETag"]


def test_without_htmx_an_answer_leads_back_to_its_place(client: Client) -> None:
    response = send(client, "p-choice", option="b")
    assert (response.status_code, response["Location"]) == (303, f"{PRACTICE}#q-p-choice")
    slot = slot_of(page_of(client), "p-choice")
    assert "Not right" in slot
    assert "Because of p-choice b." in slot


def test_with_htmx_the_slot_alone_comes_back(client: Client) -> None:
    response = send(client, "p-choice", option="a", htmx="yes")
    body = response.content.decode()
    assert response.status_code == 200
    assert body.count("<quiz-flow") == 1
    assert "<html" not in body
    assert "Right" in slot_of(body, "p-choice")


def test_the_first_attempt_asks_the_whole_set_and_each_answer_counts_once(client: Client) -> None:
    form = hidden(slot_of(page_of(client), "p-choice"))
    for option in "aab":
        client.post("/quiz/tiny/practice/answer/", {**form, "option": option})
    attempt = Attempt.objects.get()
    assert (attempt.question_set, attempt.number, len(attempt.asked)) == ("practice", 1, 9)
    response = Response.objects.get()
    assert (response.given, response.mark, response.hints) == ("a", 1.0, 0)


def test_a_second_answer_that_differs_is_refused_and_the_first_stands(client: Client) -> None:
    form = hidden(slot_of(page_of(client), "p-choice"))
    client.post("/quiz/tiny/practice/answer/", {**form, "option": "a"})
    response = client.post("/quiz/tiny/practice/answer/", {**form, "option": "b"})
    assert response.status_code == 409
    assert "Your first answer is kept" in slot_of(response.content.decode(), "p-choice")


def test_a_double_click_of_a_stranger_is_one_learner(client: Client) -> None:
    form = {**hidden(slot_of(page_of(client), "p-choice")), "option": "a"}
    first, second = Client(), Client()  # neither has had a cookie yet
    for each in (first, second):
        assert each.post("/quiz/tiny/practice/answer/", form).status_code == 303
    assert (Learner.objects.count(), Response.objects.count()) == (1, 1)


@pytest.mark.parametrize("offer", ["", "x", "a:b:c"])
def test_an_offer_that_is_not_ours_makes_a_learner_of_its_own(client: Client, offer: str) -> None:
    assert send(client, "p-choice", option="a", newcomer=offer).status_code == 303
    assert Learner.objects.count() == 1


def test_a_hint_is_kept_counted_and_named_with_the_answer(client: Client) -> None:
    response = send(client, "p-choice", "hint", hint="1", option="b")
    slot = slot_of(response.content.decode(), "p-choice")
    assert response.status_code == 200
    assert HINTS[0] in slot
    assert HINTS[1] not in slot
    assert re.search(r'value="b" checked', slot), "what was marked is still marked"
    send(client, "p-choice", "hint", hint="2")
    send(client, "p-choice", option="a")
    assert Response.objects.get().hints == 2
    assert "after 2 hints" in slot_of(page_of(client), "p-choice")


@pytest.mark.parametrize("number", ["0", "2", "3", "99", "-1", "x", ""])
def test_hints_come_one_after_the_other(client: Client, number: str) -> None:
    assert send(client, "p-choice", "hint", hint=number).status_code == 200
    assert Hint.objects.count() == 0


def test_a_hint_asked_for_twice_is_one_and_none_comes_after_the_answer(client: Client) -> None:
    form = hidden(slot_of(page_of(client), "p-choice"))
    for _ in range(2):
        client.post("/quiz/tiny/practice/hint/", {**form, "hint": "1"})
    assert Hint.objects.count() == 1
    client.post("/quiz/tiny/practice/answer/", {**form, "option": "a"})
    client.post("/quiz/tiny/practice/hint/", {**form, "hint": "2"})
    assert (Hint.objects.count(), Response.objects.get().hints) == (1, 1)


def test_a_question_can_be_tried_again_by_itself(client: Client) -> None:
    send(client, "p-choice", option="b")
    form = hidden(slot_of(page_of(client), "p-choice"))
    for _ in range(2):  # a double click
        assert client.post("/quiz/tiny/practice/again/", form).status_code == 303
    second = Attempt.objects.get(number=2)
    assert [each["id"] for each in second.asked] == ["p-choice"]
    assert 'type="radio"' in slot_of(page_of(client), "p-choice")
    send(client, "p-choice", option="a")
    assert [each.mark for each in Response.objects.order_by("pk")] == [0.0, 1.0]
    assert Attempt.objects.count() == 2


def test_a_question_that_joined_the_set_later_joins_the_attempt(client: Client) -> None:
    send(client, "p-choice", option="a")
    attempt = Attempt.objects.get()
    attempt.asked = [each for each in attempt.asked if each["id"] != "p-text"]
    attempt.save()
    send(client, "p-text", value="sync_to_async")
    assert len(Attempt.objects.get().asked) == 9
    assert Response.objects.filter(question_id="p-text").count() == 1


def test_an_answer_to_another_rev_is_not_counted(client: Client) -> None:
    response = send(client, "p-choice", option="a", rev="2")
    assert response.status_code == 409
    assert "corrected while you read" in response.content.decode()
    assert (Attempt.objects.count(), Learner.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({}, 422),
        ({"option": "z"}, 422),
        ({"question": "c-1", "option": "a"}, 422),
        ({"question": "", "option": "a"}, 400),
        ({"attempt": "x", "option": "a"}, 400),
        ({"attempt": "7", "option": "a"}, 404),
        ({"rev": "", "option": "a"}, 400),
    ],
)
@pytest.mark.parametrize("htmx", ["", "yes"])
def test_what_cannot_be_counted_is_said_and_nothing_is_written(
    client: Client, fields: dict[str, str], status: int, htmx: str
) -> None:
    response = send(client, "p-choice", htmx=htmx, **fields)
    assert response.status_code == status
    assert 'class="quiz-note-head"' in response.content.decode()
    assert Response.objects.count() == 0
    assert "learner" not in client.cookies


@pytest.mark.parametrize("act", ["answer", "hint", "again"])
def test_an_address_that_takes_forms_leads_a_reader_to_the_page(client: Client, act: str) -> None:
    response = client.get(f"/quiz/tiny/practice/{act}/")
    assert (response.status_code, response["Location"]) == (302, PRACTICE)
    assert client.get(f"/quiz/tiny/nothing/{act}/").status_code == 404


def test_nobody_answers_for_another(client: Client) -> None:
    send(client, "p-choice", option="a")
    stranger = Client()
    assert 'type="radio"' in slot_of(page_of(stranger), "p-choice")
    assert Response.objects.count() == 1


def test_the_challenge_is_begun_anew_as_a_whole_once_it_is_finished(client: Client) -> None:
    for number in range(1, 6):
        assert "Begin the challenge anew" not in page_of(client, CHALLENGE)
        send(client, f"c-{number}", path=CHALLENGE, option="a" if number < 5 else "b")
    page = page_of(client, CHALLENGE)
    assert "<strong>80 %</strong>" in page
    form = hidden(page[page.index('id="mastery-now"') :])
    for _ in range(2):
        assert client.post("/quiz/tiny/challenge/again/", form).status_code == 303
    assert [len(each.asked) for each in Attempt.objects.order_by("number")] == [5, 5]
    assert page_of(client, CHALLENGE).count('type="radio"') == 15


def test_the_challenge_cannot_be_begun_anew_before_it_is_finished(client: Client) -> None:
    send(client, "c-1", path=CHALLENGE, option="a")
    response = send(client, "c-2", "again", path=CHALLENGE)
    assert response.status_code == 409
    assert Attempt.objects.count() == 1


def test_a_question_that_has_left_the_course_does_not_hold_the_challenge_up(client: Client) -> None:
    send(client, "c-1", path=CHALLENGE, option="a")
    attempt = Attempt.objects.get()
    attempt.asked = [*attempt.asked, {**attempt.asked[-1], "id": "c-gone"}]
    attempt.save()
    for number in range(2, 6):
        send(client, f"c-{number}", path=CHALLENGE, option="a")
    page = page_of(client, CHALLENGE)
    assert "5 of 6 answered" in page
    form = hidden(page[page.index('id="mastery-now"') :])
    assert client.post("/quiz/tiny/challenge/again/", form).status_code == 303
    assert [len(each.asked) for each in Attempt.objects.order_by("number")] == [6, 5]
