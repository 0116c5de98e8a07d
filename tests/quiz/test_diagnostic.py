"""The diagnostic: ten questions over a lesson's objectives, and a result by objective."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from quiz.drawing import DIAGNOSED, draw, objectives_diagnosed
from quiz.models import Attempt, Response
from tests.quiz.questions import OBJECTIVES, questions
from tests.quiz.test_views import fields, opened

DIAGNOSTIC = "/quiz/tiny/diagnostic/"


@given(st.integers(0, 2**63 - 1), st.integers(1, 6))
def test_ten_are_drawn_each_once_and_as_evenly_as_can_be(seed: int, per_objective: int) -> None:
    pool = questions(per_objective)
    drawn = draw(pool, objectives_diagnosed(pool, OBJECTIVES, seed), seed)
    assert len(drawn) == len({question.id for question in drawn}) == min(DIAGNOSED, len(pool))
    counts = Counter(question.objective for question in drawn).values()
    assert max(counts) - min(counts) <= 1


@pytest.mark.django_db
@pytest.mark.usefixtures("shared")
class TestItsPage:
    def send(self, client: Client, option: str) -> Any:
        form = fields(opened(client, DIAGNOSTIC))
        return client.post(f"{DIAGNOSTIC}answer/", {**form, "option": option})

    def finish(self, client: Client, options: str) -> str:
        for option in options:
            assert self.send(client, option).status_code == 303
        return opened(client, DIAGNOSTIC)

    def test_reading_writes_nothing(self, client: Client, django_assert_num_queries: Any) -> None:
        with django_assert_num_queries(0):
            page = opened(client, DIAGNOSTIC)
        assert "Question 1 of 9" in page
        assert "<h1>Diagnostic</h1>" in page

    def test_its_result_names_each_objective_and_the_sections_that_mend_it(self, client: Client) -> None:
        page = self.finish(client, "aaaaaaaab")
        assert page.count("</span> at hand") == 2
        assert page.count('class="diagnosed-figure') == 3
        assert page.count("2 of 3") == 1
        assert 'href="/lessons/tiny/why/#problem"' in page.split('class="diagnosed"')[1].split("</dl>")[0]

    def test_it_and_the_quiz_are_attempts_of_their_own(self, client: Client) -> None:
        self.send(client, "a")
        form = fields(opened(client))
        assert client.post("/quiz/tiny/answer/", {**form, "option": "a"}).status_code == 303
        assert sorted(Attempt.objects.values_list("question_set", "number")) == [("diagnostic", 1), ("performance", 1)]

    def test_a_quizs_drawing_is_none_of_the_diagnostic(self, client: Client) -> None:
        form = fields(opened(client))
        assert client.post(f"{DIAGNOSTIC}answer/", {**form, "option": "a"}).status_code == 400
        assert Response.objects.count() == 0

    def test_what_was_missed_is_asked_again_with_fresh_questions_where_there_are_some(self, client: Client) -> None:
        self.finish(client, "bbaaaaaaa")
        form = fields(opened(client, DIAGNOSTIC))
        assert client.post(f"{DIAGNOSTIC}next/", {**form, "ask": "missed"}).status_code == 303
        assert [len(each.asked) for each in Attempt.objects.order_by("number")] == [9, 2]

    def test_it_is_named_in_the_history(self, client: Client) -> None:
        self.send(client, "a")
        page = client.get("/me/").content.decode()
        assert "Diagnostic" in page
        assert f'href="{DIAGNOSTIC}"' in page
