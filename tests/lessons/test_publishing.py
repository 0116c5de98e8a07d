"""What is asked of a lesson once it is beta or live, and of its questions for ever after."""

import pytest

from lessons.linting.ledger import digest
from tests.lessons.course import Course
from tests.lessons.publishing import ask, publish, question, seal


@pytest.fixture
def published(course: Course) -> Course:
    publish(course)
    assert course.faults() == []
    return course


THREE = (question("first"), question("second"), question("third"))


def codes(course: Course) -> list[str]:
    return [place[3] for place in course.places(fast=True)]


def test_a_draft_is_asked_for_none_of_this(course: Course) -> None:
    course.edit("tiny/why.md", "Words.", "TO BE WRITTEN")
    ask(course)
    assert codes(course) == []


def test_what_is_not_written_is_not_published(published: Course) -> None:
    published.edit("tiny/why.md", "Words.", "This is TO BE WRITTEN")
    place = published.find("tiny/why.md", "TO BE WRITTEN")
    assert published.places(fast=True) == [("tiny/why.md", *place, "not-written")]


def test_an_objective_without_words_is_not_published(published: Course) -> None:
    place = published.edit("course.yaml", "Tell waiting from running.", "TO BE WRITTEN")
    assert published.places(fast=True) == [("course.yaml", *place, "not-written")]


def test_an_objective_that_no_section_teaches_is_a_fault_at_the_objective(published: Course) -> None:
    untaught = [{key: value for key, value in each.items() if key != "section"} for each in THREE]
    ask(published, *untaught)
    place = published.find("tiny/lesson.yaml", "tell-apart")
    assert published.places(fast=True) == [("tiny/lesson.yaml", *place, "objective-taught")]


def changed(**more: object) -> dict[str, object]:
    """The first question with another right answer."""
    options = [dict(option, correct=option["id"] == "b") for option in question("first")["options"]]
    return question("first", options=options, **more)


def test_a_changed_answer_needs_a_raised_rev(published: Course) -> None:
    ask(published, changed(), *THREE[1:])
    place = published.find("tiny/questions.yaml", "rev: 1")
    assert published.places(fast=True) == [("tiny/questions.yaml", place[0], place[1] + 5, "rev-not-raised")]


def test_sealing_does_not_hide_an_answer_that_changed_under_its_rev(published: Course) -> None:
    ask(published, changed(), *THREE[1:])
    seal(published)
    assert codes(published) == ["rev-not-raised"]


def test_a_raised_rev_is_sealed(published: Course) -> None:
    ask(published, changed(rev=2), *THREE[1:])
    assert codes(published) == ["question-unsealed"]
    seal(published)
    assert codes(published) == []


def test_a_rev_is_never_lowered(published: Course) -> None:
    ask(published, changed(rev=2), *THREE[1:])
    seal(published)
    ask(published, *THREE)
    assert codes(published) == ["rev-lowered"]


def test_words_around_a_question_may_change(published: Course) -> None:
    options = [dict(option, why="Said better.") for option in question("first")["options"]]
    ask(published, question("first", prompt="Asked better?", hints=["Think."], options=options), *THREE[1:])
    assert codes(published) == []


def test_an_id_that_is_gone_is_retired_and_never_used_again(published: Course) -> None:
    ask(published, question("fourth"), *THREE[1:])
    assert sorted(codes(published)) == ["question-gone", "question-unsealed"]
    seal(published)
    assert codes(published) == []
    ask(published, *THREE, question("fourth"))
    assert codes(published) == ["id-reused"]
    seal(published)
    assert codes(published) == ["id-reused"]


def test_a_ledger_that_cannot_be_read_is_a_fault(published: Course) -> None:
    published.write("ledger.yaml", "questions:\n  first: {rev: 0, digest: '0123456789ab'}\n")
    assert published.places(fast=True) == [("ledger.yaml", 2, 16, "bad-value")]


def test_the_digest_knows_options_by_id_and_text() -> None:
    first = question("first")
    assert digest(first) == digest(dict(first, id="other", rev=7))
    renamed = [dict(option, id=f"{option['id']}x") for option in first["options"]]
    assert digest(first) != digest(dict(first, options=renamed))
    assert digest(first) != digest(dict(first, options=first["options"][:1]))
