"""The pages of the reviews, without a browser."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.utils import timezone
from fsrs import State

from lessons import catalogue
from quiz import pool as pools
from quiz.models import Attempt, Response
from quiz.review.models import Card, Review
from tests.learners.people import Browser
from tests.quiz.review.reviewing import answer_quiz, answered, hidden, question

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared")]
ANSWER, UNDO = "/review/answer/", "/review/undo/"


def someone(*names: str, right: bool = True, days: int = 30) -> tuple[Browser, UUID]:
    """A browser whose learner answered these questions so many days ago."""
    browser = Browser()
    browser.be_known()
    learner_id = browser.anonymous_id
    assert learner_id
    for name in names:
        answered(learner_id, question(name, name.partition("-")[0]), right, timezone.now() - timedelta(days=days))
    return browser, learner_id


def page(browser: Browser, address: str = "/review/", **options: Any) -> str:
    response = browser.get(address, **options)
    assert response.status_code == 200
    return str(response.content.decode())


def review(browser: Browser, option: str = "a", **changed: str) -> Any:
    return browser.post(ANSWER, {**hidden(page(browser), ANSWER), "option": option, **changed})


def test_a_stranger_sees_where_to_begin_and_nothing_is_written(django_assert_num_queries: Any) -> None:
    browser = Browser()
    with django_assert_num_queries(0):
        shown = page(browser)
    assert "Nothing learned yet" in shown
    assert not browser.cookies
    assert browser.post(ANSWER, {"question": "hold-1", "rev": "1", "turn": "1", "option": "a"}).status_code == 404


def test_what_was_answered_in_the_quiz_comes_back() -> None:
    browser = Browser()
    answer_quiz(browser)
    assert "Nothing is due" in page(browser)
    assert "comes <strong" in page(browser)
    Card.objects.update(due=timezone.now())
    assert "<b>1</b> to answer now" in page(browser)


def test_an_answer_is_told_with_its_reason_and_the_next_due_day() -> None:
    browser, learner_id = someone("hold-1", "predict-1")
    sent = review(browser)
    assert sent.status_code == 303
    told = page(browser, sent["Location"])
    assert "Because of hold-1 a." in told
    assert re.search(r"It comes again <strong class=\"num\">in \d+ days, on \w+day \d+ \w+", told)
    assert "Next question" in told
    attempt = Attempt.objects.get(learner_id=learner_id, question_set="review")
    assert (attempt.number, attempt.responses.count()) == (1, 1)


def test_a_miss_says_in_how_many_minutes_it_comes_again() -> None:
    browser, _ = someone("hold-1")
    told = page(browser, review(browser, "b")["Location"])
    assert "Not right" in told
    assert "in 10 minutes" in told
    assert "See what comes" in told


def test_nothing_of_what_is_right_stands_on_the_page_before_the_answer() -> None:
    browser, _ = someone("hold-1")
    assert "Because of" not in page(browser)


def test_htmx_is_given_the_part_that_changes() -> None:
    browser, _ = someone("hold-1")
    part = page(browser, headers={"HX-Request": "true"})
    assert "<html" not in part
    told = browser.post(ANSWER, {**hidden(page(browser), ANSWER), "option": "a"}, headers={"HX-Request": "true"})
    assert told.status_code == 200
    assert "Because of hold-1 a." in told.content.decode()


def test_the_same_post_again_is_the_same_review() -> None:
    browser, learner_id = someone("hold-1")
    form = {**hidden(page(browser), ANSWER), "option": "a"}
    first, second = (browser.post(ANSWER, form) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Review.objects.count() == Response.objects.count() == 2
    assert Card.objects.get(learner_id=learner_id).turn == 2


def test_a_different_answer_to_the_same_form_is_refused_and_shows_the_first() -> None:
    browser, _ = someone("hold-1")
    form = hidden(page(browser), ANSWER)
    browser.post(ANSWER, {**form, "option": "b"})
    refused = browser.post(ANSWER, {**form, "option": "a"})
    assert refused.status_code == 409
    assert "Your first answer is kept" in refused.content.decode()
    assert "Because of hold-1 b." in refused.content.decode()
    assert Review.objects.count() == 2


def test_the_last_grade_is_taken_back_and_its_question_asked_again() -> None:
    browser, learner_id = someone("hold-1", "predict-1")
    before = Card.objects.filter(learner_id=learner_id).values("question_id", "state", "due")
    stood = list(before)
    told = page(browser, review(browser, "b")["Location"])
    form = hidden(told, UNDO)
    for _ in range(2):
        assert browser.post(UNDO, form)["Location"] == "/review/?question=hold-1"
    assert list(before.all()) == stood
    assert "What of hold-1?" in page(browser, "/review/?question=hold-1")
    assert "<b>0</b> done" in page(browser)
    assert page(browser, f"/review/?told={form['review']}").count("was taken back") == 1


def test_a_grade_that_is_not_the_last_stays() -> None:
    browser, _ = someone("hold-1", "predict-1")
    form = hidden(page(browser, review(browser)["Location"]), UNDO)
    told = review(browser)["Location"]
    assert browser.post(UNDO, form).status_code == 409
    assert UNDO in page(browser, told)


def test_after_a_hint_a_right_answer_is_a_hard_one(served: Any) -> None:
    served.edit("tiny/questions.yaml", "- id: hold-1\n", "- id: hold-1\n  hints: [Think., Think again.]\n")
    browser, learner_id = someone("hold-1")
    shown = page(browser)
    assert "Think." not in shown
    link = re.search(r'href="(/review/\?question=hold-1&amp;hints=1)"', shown)
    assert link
    hinted = page(browser, link[1].replace("&amp;", "&"))
    assert "Think." in hinted
    assert "Think again." not in hinted
    browser.post(ANSWER, {**hidden(hinted, ANSWER), "option": "a"})
    assert list(Review.objects.filter(card__learner_id=learner_id).order_by("pk").values_list("rating", flat=True)) == [
        3,
        2,
    ]


def test_the_limit_holds_the_rest_back_and_can_be_raised() -> None:
    browser, _ = someone(*(f"{objective}-{n}" for objective in ("hold", "predict", "decide") for n in (1, 2)))
    assert browser.post("/review/preferences/", {"limit": "2", "zone": "UTC"}).status_code == 303
    assert "<b>2</b> to answer now" in page(browser)
    for _ in range(2):
        assert review(browser).status_code == 303
    enough = page(browser)
    assert "That is enough for today" in enough
    assert "4 more are due" in enough
    browser.post("/review/preferences/", {"limit": "5", "zone": "UTC"})
    assert "<b>3</b> to answer now" in page(browser)


@pytest.mark.parametrize("form", [{}, {"limit": "0", "zone": "UTC"}, {"limit": "501", "zone": "UTC"}, {"limit": "x", "zone": "UTC"}, {"limit": "5", "zone": "../etc"}, {"limit": "5", "zone": "Nowhere/At-all"}, {"limit": "5", "zone": "é" * 70}, {"limit": "5", "zone": "Europe"}])  # fmt: skip
def test_what_cannot_be_a_limit_or_a_zone_is_refused(form: dict[str, str]) -> None:
    browser, _ = someone("hold-1")
    assert browser.post("/review/preferences/", form).status_code == 422
    assert 'name="limit" inputmode="numeric" value="20"' in page(browser)


@pytest.mark.parametrize("zone", ["", "x" * 500, "../../etc/passwd", '"', "Europe/Nowhere", "Europe%2FBerlin", "\x01"])
def test_a_cookie_that_names_no_zone_is_utc(zone: str) -> None:
    browser, _ = someone("hold-1")
    browser.cookies["zone"] = zone
    assert 'name="zone" value="' in page(browser)


@pytest.mark.parametrize(("hour", "due"), [(6, "1"), (16, "0")])
def test_days_are_those_of_the_browsers_zone(hour: int, due: str) -> None:
    browser, _ = someone("hold-1")
    now = timezone.now()
    Card.objects.update(state={**Card.objects.get().state, "state": State.Review}, due=now + timedelta(hours=12))
    ahead = (hour - now.hour + 12) % 24 - 12  # where it is this hour now; the names of these zones have the other sign
    browser.cookies["zone"] = f"Etc/GMT{-ahead:+d}"
    assert f"<b>{due}</b> to answer now" in page(browser)


@pytest.mark.parametrize("form", [{}, {"question": "hold-1"}, {"question": "hold-1", "rev": "x", "turn": "1"}, {"question": "hold-1", "rev": "1", "turn": "-1"}, {"question": "hold-1", "rev": "1", "turn": "²"}, {"question": "\x00", "rev": "1", "turn": "1"}, {"question": "hold-1", "rev": "1", "turn": "99999"}, {"question": "hold-1", "rev": "1", "turn": "0"}, {"question": "none", "rev": "1", "turn": "1"}, {"question": "hold-1", "rev": "1", "turn": "1"}, {"question": "hold-1", "rev": "1", "turn": "1", "option": "zzz"}])  # fmt: skip
def test_a_form_that_arrived_changed_is_refused_and_counts_nothing(form: dict[str, str]) -> None:
    browser, _ = someone("hold-1")
    assert browser.post(ANSWER, form).status_code in (400, 404, 422)
    assert Review.objects.count() == Response.objects.count() == 1
    assert not Attempt.objects.filter(question_set="review").exists()


@pytest.mark.parametrize("address", ["/review/?told=x", f"/review/?told={uuid4()}", "/review/?question=none&hints=3", "/review/?hints=99999999999", "/review/?question=hold-1&hints=77"])  # fmt: skip
def test_an_address_with_nonsense_shows_what_is_due(address: str) -> None:
    browser, _ = someone("hold-1")
    assert "What of hold-1?" in page(browser, address)


@pytest.mark.parametrize("address", [ANSWER, UNDO, "/review/preferences/"])
def test_an_address_of_a_form_is_not_read(address: str) -> None:
    response = Browser().get(address)
    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert Browser().post("/review/").status_code == 405


def test_another_learners_review_is_not_shown() -> None:
    first, _ = someone("hold-1")
    told = review(first, "b")["Location"]
    other, _ = someone("predict-1")
    assert "Because of" not in page(other, told.partition("#")[0])


def test_a_question_that_left_the_course_waits_for_its_return(served: Any) -> None:
    browser, learner_id = someone("hold-1", "gone-1")
    assert "<b>1</b> to answer now" in page(browser)
    assert Card.objects.filter(learner_id=learner_id).count() == 2
    assert browser.post(ANSWER, {"question": "gone-1", "rev": "1", "turn": "1", "option": "a"}).status_code == 404


def test_a_corrected_question_is_due_at_once_as_it_reads_now(served: Any) -> None:
    browser, learner_id = someone("hold-1", days=0)
    assert "Nothing is due" in page(browser)
    served.edit("tiny/questions.yaml", "- id: hold-1\n  rev: 1\n", "- id: hold-1\n  rev: 2\n")
    catalogue.shelf.clear()
    form = hidden(page(browser), ANSWER)
    assert form["rev"] == "2"
    assert browser.post(ANSWER, {**form, "rev": "1", "option": "a"}).status_code == 409
    browser.post(ANSWER, {**form, "option": "a"})
    assert Card.objects.get(learner_id=learner_id).rev == 2
    assert "Nothing is due" in page(browser)


def test_progress_home_and_answers_say_what_is_due() -> None:
    browser, _ = someone("hold-1", "predict-1")
    for address in ("/", "/me/"):
        assert "2 questions due today" in page(browser, address)
    assert "due" not in re.sub(r"<script.*?</script>", "", page(Browser(), "/me/"))
    review(browser)
    assert "1 question due today" in page(browser, "/me/")
    assert "/review/" in page(browser, "/me/answers/")


def test_what_is_due_is_counted_without_running_a_program(served: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = Browser()
    browser.cookies["learner"] = someone("hold-1", "gone-1")[0].cookies["learner"].value
    catalogue.shelf.clear()
    monkeypatch.setattr(pools, "made_of", lambda course, slug: pytest.fail(f"The pool of {slug} was made."))
    for address in ("/", "/me/"):
        assert "1 question due today" in page(browser, address)


def test_what_is_told_of_a_lesson_without_running_it_is_what_its_pool_says() -> None:
    course = catalogue.get()
    told = {slug: dict(pools.told_by(lesson)) for slug, lesson in course.lessons.items()}
    for slug, versions in told.items():
        pool = pools.pool(slug)
        assert versions == {each.id: pools.Version(each.rev, each.objective) for each in (pool.alone if pool else ())}


def test_no_attempt_of_one_review_stands_among_the_attempts_of_a_lesson() -> None:
    browser, _ = someone("hold-1")
    review(browser)
    assert ">Review <" not in page(browser, "/me/")


def test_the_forecast_says_its_days_as_a_table() -> None:
    browser, _ = someone("hold-1")
    shown = page(browser)
    assert shown.count('<th scope="row"') == 14
    assert "1 review within 14 days, 1 of them before today ends." in shown
