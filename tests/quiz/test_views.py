"""The quiz's pages: what they answer to whatever is sent."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import AsyncClient, Client

from learners.models import Learner
from lessons import catalogue
from quiz.models import Attempt, Response
from tests.lessons.course import Course

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared")]
QUIZ, ANSWER, NEXT = "/quiz/tiny/", "/quiz/tiny/answer/", "/quiz/tiny/next/"
HTMX = {"HX-Request": "true"}


def fields(page: str) -> dict[str, str]:
    """The hidden fields of the form on the page."""
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page)
    return {name: value for name, value in found if name != "csrfmiddlewaretoken"}


def opened(client: Client, path: str = QUIZ) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def send(client: Client, option: str, **changes: str) -> Any:
    return client.post(ANSWER, {**fields(opened(client)), "option": option, **changes})


def finish(client: Client, options: str) -> None:
    for option in options:
        assert send(client, option).status_code == 303


def counts() -> tuple[int, int, int]:
    return Learner.objects.count(), Attempt.objects.count(), Response.objects.count()


def test_a_first_visit_asks_a_question_and_writes_nothing(client: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        page = opened(client)
    assert page.count('type="radio"') == 3
    assert page.count("<h1") == 1
    assert "Question 1 of 3" in page
    assert counts() == (0, 0, 0)


@pytest.mark.django_db(transaction=True)
async def test_it_answers_on_the_event_loop() -> None:
    client = AsyncClient()
    page = (await client.get(QUIZ)).content.decode()
    response = await client.post(ANSWER, {**fields(page), "option": "a"})
    assert response.status_code == 303
    assert (await client.get(response["Location"])).status_code == 200


def test_reading_leaves_no_cookie_that_names_a_learner_and_the_first_answer_does(client: Client) -> None:
    opened(client)
    assert set(client.cookies) <= {"csrftoken"}
    send(client, "a")
    assert "learner" in client.cookies


def test_a_double_click_of_a_stranger_is_one_learner(client: Client) -> None:
    form = {**fields(opened(client)), "option": "a"}
    for each in (Client(), Client()):  # neither has had a cookie yet
        assert each.post(ANSWER, form).status_code == 303
    assert counts() == (1, 1, 1)


def test_the_page_is_nobody_elses(client: Client) -> None:
    response = client.get(QUIZ)
    assert "no-store" in response["Cache-Control"]
    assert {"Cookie", "HX-Request"} <= {name.strip() for name in response["Vary"].split(",")}


def test_reloading_asks_the_same_question(client: Client) -> None:
    assert fields(opened(client))["question"] == fields(opened(client))["question"]


def test_before_the_answer_no_reason_and_no_mark_stands_on_the_page(client: Client) -> None:
    page = opened(client)
    assert "Because of" not in page
    assert "data-mark" not in page
    assert "correct" not in page


def test_an_answer_leads_to_an_address_with_its_reason(client: Client) -> None:
    response = send(client, "a")
    assert response.status_code == 303
    assert response["Location"].endswith("#quiz-said")
    page = opened(client, response["Location"])
    assert re.search(r"<h2[^>]*>Right</h2>", page)
    assert page.count("Because of") == 1
    assert "Next question" in page


def test_a_wrong_answer_names_the_idea_behind_it_and_where_it_is_mended(client: Client) -> None:
    page = opened(client, send(client, "b")["Location"])
    assert re.search(r"<h2[^>]*>Not right</h2>", page)
    assert "Async makes one request faster." in page
    assert 'href="/lessons/tiny/why/#problem"' in page
    assert re.search(r"Because of \w+-\d b\.", page)


def test_the_run_that_shows_the_answer_is_offered(client: Client) -> None:
    assert "/lab/?scenario=sync-vs-async&amp;clients=9" in opened(client, send(client, "b")["Location"])
    assert "/lab/?scenario" not in opened(Client())


def test_htmx_is_given_the_part_that_changes_at_once(client: Client) -> None:
    response = client.post(ANSWER, {**fields(opened(client)), "option": "a"}, headers=HTMX)
    page = response.content.decode()
    assert response.status_code == 200
    assert page.lstrip().startswith("<quiz-flow")
    assert "<html" not in page
    assert page.count("data-focus") == 1
    assert re.search(r"<h2[^>]*data-focus[^>]*>Right</h2>", page)


def test_the_fragment_is_a_part_of_the_page(client: Client) -> None:
    def bare(page: str) -> str:
        return re.sub(r'value="[^"]{40,}"', "", page)

    whole = opened(client)
    part = client.get(QUIZ, headers=HTMX).content.decode()
    assert bare(part.strip()) in bare(whole)


def test_regions_that_speak_are_there_from_the_start(client: Client) -> None:
    page = opened(client)
    assert '<div id="quiz-said" role="status"></div>' in page
    assert 'id="quiz-notice" role="status"' in page


def test_the_end_shows_the_score_and_every_option_with_its_reason(client: Client) -> None:
    finish(client, "aba")
    page = opened(client)
    assert "2 of 3" in page
    assert page.count("Because of") == 9
    assert page.count('class="option-key"') == 3
    assert page.count('class="option-yours"') == 3
    assert "Try what was missed" in page


def test_with_nothing_missed_only_new_questions_are_offered(client: Client) -> None:
    finish(client, "aaa")
    page = opened(client)
    assert "Nothing was missed" in page
    assert "Try what was missed" not in page


@pytest.mark.parametrize(("ask", "count"), [("missed", 1), ("all", 3)])
def test_the_next_attempt_asks_what_was_missed_or_all(client: Client, ask: str, count: int) -> None:
    finish(client, "aba")
    response = client.post(NEXT, {"after": "1", "ask": ask})
    assert (response.status_code, response["Location"]) == (303, QUIZ)
    assert f"Question 1 of {count}" in opened(client)


def test_an_earlier_attempt_can_be_looked_at(client: Client) -> None:
    finish(client, "aba")
    client.post(NEXT, {"after": "1", "ask": "missed"})
    finish(client, "a")
    assert "/quiz/tiny/?attempt=1" in opened(client)
    page = opened(client, f"{QUIZ}?attempt=1")
    assert "2 of 3" in page
    assert "To the latest attempt" in page
    assert "Try what was missed" not in page


def test_an_answered_question_can_be_looked_at_again(client: Client) -> None:
    location = send(client, "b")["Location"].partition("#")[0]
    send(client, "a")
    assert location.replace("&", "&amp;") in opened(client)
    assert "Not right" in opened(client, location)


def test_a_lost_cookie_begins_anew_with_the_questions_that_were_on_the_page(client: Client) -> None:
    form = fields(opened(client))
    client.cookies.clear()
    response = client.post(ANSWER, {**form, "option": "a"})
    assert response.status_code == 303
    assert form["question"] in response["Location"]
    assert "Right" in opened(client, response["Location"])


def test_a_forged_cookie_is_a_strangers(client: Client) -> None:
    send(client, "b")
    client.cookies["learner"] = client.cookies["learner"].value[:-3] + "abc"
    assert "Question 1 of 3" in opened(client)


def test_two_learners_do_not_see_each_others_answers(client: Client) -> None:
    finish(client, "aaa")
    other = Client()
    assert "Question 1 of 3" in opened(other, f"{QUIZ}?attempt=1")


def test_a_page_has_no_inline_style_and_no_inline_script_but_the_import_map(client: Client) -> None:
    for _ in range(3):
        page = opened(client, send(client, "b")["Location"]) + opened(client)
        assert " style=" not in page
        assert "onclick" not in page
        assert set(re.findall(r"<script (?!src|type=.module)[^>]*>", page)) == {'<script type="importmap">'}


def test_markup_in_a_question_is_shown_as_text(client: Client, served: Course) -> None:
    for name in ("hold", "predict", "decide"):
        for number in "123":
            served.edit("tiny/questions.yaml", f"What of {name}-{number}?", "What of <b>this</b>?")
    catalogue.shelf.clear()
    page = opened(client)
    assert "<b>this" not in page
    assert "&lt;b&gt;this" in page


def test_the_list_says_how_far_one_is(client: Client) -> None:
    assert "Begin" in opened(client, "/quiz/")
    send(client, "a")
    assert "1 of 3 answered" in opened(client, "/quiz/")
    finish(client, "ab")
    page = opened(client, "/quiz/")
    assert "attempt 1: 2 of 3 right" in page
    assert client.post("/quiz/").status_code == 405


def test_the_lessons_page_fetches_the_quiz_and_links_to_it(client: Client) -> None:
    page = opened(client, "/lessons/tiny/performance/")
    assert f'hx-get="{QUIZ}"' in page
    assert f'href="{QUIZ}"' in page
    assert "quiz/quiz-flow.js" in page
    assert "quiz/quiz.css" in page
