"""What the quiz refuses: it is said above the question, and nothing that was answered is lost."""

from __future__ import annotations

import pytest
from django.test import Client

from lessons import catalogue
from quiz.models import Response
from tests.lessons.course import Course
from tests.quiz.test_views import ANSWER, HTMX, NEXT, QUIZ, counts, fields, opened, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared")]


BAD: dict[str, tuple[dict[str, str], int, str]] = {
    "no option": ({"option": ""}, 422, "There was no answer in the form"),
    "an unknown option": ({"option": "z"}, 422, "That is no answer to this question"),
    "a NUL": ({"option": "a\0"}, 422, "That is no answer to this question"),
    "a huge option": ({"option": "a" * 100_000}, 422, "That is no answer to this question"),
    "an unknown question": ({"question": "elsewhere"}, 422, "This attempt does not ask that question"),
    "a NUL in the question": ({"question": "\0"}, 422, "This attempt does not ask that question"),
    "no question": ({"question": ""}, 400, "The form arrived changed"),
    "no attempt": ({"attempt": ""}, 400, "The form arrived changed"),
    "an attempt in words": ({"attempt": "one"}, 400, "The form arrived changed"),
    "an attempt in other digits": ({"attempt": "١"}, 400, "The form arrived changed"),
    "a negative attempt": ({"attempt": "-1"}, 400, "The form arrived changed"),
    "a huge attempt": ({"attempt": "9" * 5000}, 400, "The form arrived changed"),
    "a large attempt": ({"attempt": "99999999"}, 400, "The form arrived changed"),
    "a foreign attempt": ({"attempt": "7"}, 404, "That attempt is not yours"),
    "a forged drawing": ({"sealed": "eyJ:forged"}, 400, "The form arrived changed"),
    "a drawing with a NUL": ({"sealed": "\0"}, 400, "The form arrived changed"),
    "no drawing": ({"sealed": ""}, 404, "That attempt is not yours"),
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("htmx", [False, True], ids=["form", "htmx"])
def test_bad_input_is_said_above_the_question_and_nothing_is_written(client: Client, name: str, htmx: bool) -> None:
    changes, status, title = BAD[name]
    question = fields(opened(client))["question"]
    form = {**fields(opened(client)), "option": "a", **changes}
    response = client.post(ANSWER, form, headers=HTMX if htmx else {})
    page = response.content.decode()
    assert response.status_code == status
    assert title in page
    assert fields(page)["question"] == question
    assert page.count("data-focus") == 1
    assert counts() == (0, 0, 0)


# A stored attempt needs no drawing, whatever has become of it.
@pytest.mark.parametrize("name", [name for name in BAD if "drawing" not in name])
def test_bad_input_loses_nothing_that_was_answered(client: Client, name: str) -> None:
    send(client, "b")
    changes, _, title = BAD[name]
    form = {**fields(opened(client)), "option": "a", **changes}
    response = client.post(ANSWER, form)
    assert title in response.content.decode()
    assert Response.objects.get().given == "b"


def test_a_second_answer_is_told_that_the_first_counts(client: Client) -> None:
    form = fields(opened(client))
    client.post(ANSWER, {**form, "option": "b"})
    response = client.post(ANSWER, {**form, "option": "a"})
    page = response.content.decode()
    assert response.status_code == 409
    assert "Your first answer is kept" in page
    assert "Not right" in page
    assert Response.objects.get().given == "b"


def test_a_repeated_answer_is_the_same_answer(client: Client) -> None:
    form = {**fields(opened(client)), "option": "b"}
    assert {client.post(ANSWER, form).status_code for _ in range(3)} == {303}
    assert counts() == (1, 1, 1)


def test_beginning_too_early_is_refused(client: Client) -> None:
    send(client, "a")
    response = client.post(NEXT, {"after": "1", "ask": "all"})
    assert response.status_code == 409
    assert "This attempt is not finished" in response.content.decode()


@pytest.mark.parametrize("after", ["", "0", "x", "9" * 400, "-1", "\0"])
def test_beginning_after_no_attempt_is_refused(client: Client, after: str) -> None:
    response = client.post(NEXT, {"after": after})
    assert response.status_code == 400
    assert counts() == (0, 0, 0)


@pytest.mark.parametrize(
    "query", ["attempt=x", "attempt=99", "question=elsewhere", "question=%00", "attempt=" + "9" * 900]
)
def test_an_address_with_a_slip_shows_the_attempt_as_it_stands(client: Client, query: str) -> None:
    assert "Question 1 of 3" in opened(client, f"{QUIZ}?{query}")


@pytest.mark.parametrize(
    "path", ["/quiz/nothing/", "/quiz/nothing/answer/", "/quiz/%00/", f"/quiz/{'x' * 3000}/", "/quiz/tiny/no/"]
)
def test_an_unknown_quiz_answers_a_designed_404(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert "There is nothing at this address" in response.content.decode()


def test_a_lesson_without_questions_says_so(client: Client, served: Course) -> None:
    (served.lesson_folder / "questions.yaml").unlink()
    catalogue.shelf.clear()
    response = client.get(QUIZ)
    assert response.status_code == 404
    assert "asks no questions yet" in response.content.decode()


@pytest.mark.parametrize(("path", "method", "allowed"), [(ANSWER, "get", "POST"), (NEXT, "get", "POST"), (QUIZ, "post", "GET, HEAD"), (QUIZ, "delete", "GET, HEAD"), (ANSWER, "put", "POST")])  # fmt: skip
def test_the_wrong_method_is_said_above_the_quiz(client: Client, path: str, method: str, allowed: str) -> None:
    response = getattr(client, method)(path)
    page = response.content.decode()
    assert (response.status_code, response["Allow"]) == (405, allowed)
    assert "quiz-note" in page
    assert page.count('type="radio"') == 3
    assert counts() == (0, 0, 0)


def test_an_expired_form_says_so_and_nothing_is_lost() -> None:
    client = Client(enforce_csrf_checks=True)
    form = fields(opened(client))
    response = client.post(ANSWER, {**form, "option": "a", "csrfmiddlewaretoken": "x" * 64})
    assert response.status_code == 403
    assert "This form has expired" in response.content.decode()
    assert counts() == (0, 0, 0)


def test_a_body_that_is_too_large_is_refused_whole(client: Client) -> None:
    response = client.post(ANSWER, {**fields(opened(client)), "option": "a" * 400_000})
    assert response.status_code == 400
    assert "could not be read" in response.content.decode()


def test_a_body_that_is_no_form_is_refused(client: Client) -> None:
    response = client.post(ANSWER, b"\xff\x00{", content_type="application/json")
    assert response.status_code == 400
    assert "The form arrived changed" in response.content.decode()
