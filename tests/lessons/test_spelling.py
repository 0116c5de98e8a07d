import pytest

from lessons.faults import Severity
from lessons.spelling import is_known, prose, strange
from tests.lessons.course import Course


def found(text: str, *own: str) -> list[str]:
    return [word for _, word in strange(text, frozenset(own))]


@pytest.mark.parametrize("word", ["sevrer", "recieve", "Teh", "throughtput"])
def test_it_finds_a_misspelled_word(word: str) -> None:
    assert found(f"This is {word} here.") == [word]


@pytest.mark.parametrize("word", ["behaviour", "cancelled", "serialise", "analysed", "doesn't", "thread's", "colour’s"])
def test_british_spelling_and_contractions_are_known(word: str) -> None:
    assert is_known(word, frozenset())


def test_names_of_code_and_abbreviations_are_let_be() -> None:
    assert found("ASGIHandler and HTTP and sync_to_async and asgiref.sync and aget() and 12ms and x1y") == []


def test_the_courses_own_words_are_known() -> None:
    assert found("A coroutine of Daphnee", "coroutine") == ["Daphnee"]


def test_a_word_that_stands_twice_is_found() -> None:
    assert found("It is in the the loop") == ["the"]
    assert found("What it is, is fine. It had had, it") == ["had"]


def test_code_and_addresses_are_no_prose() -> None:
    text = "Words `cdoe` here [link](source:dcos)\n\n```python\nqwrt = 1\n```\n\nMore wrods.\n"
    assert [(line, column, run) for line, column, run in prose(text)] == [
        (1, 1, "Words "),
        (1, 13, " here "),
        (1, 20, "link"),
        (7, 1, "More wrods."),
    ]


def test_a_misspelled_word_is_a_warning_at_its_place(course: Course) -> None:
    line, column = course.edit("tiny/why.md", "Words.", "Some sevrer here.")
    (fault,) = course.faults()
    assert (fault.line, fault.column, fault.code, fault.severity) == (
        line,
        column + len("Some "),
        "word-unknown",
        Severity.WARNING,
    )
    assert course.places(fast=True) == []


def test_questions_are_read_too(course: Course) -> None:
    course.edit("tiny/questions.yaml", "why: It awaits.", "why: It awiats.")
    place = course.find("tiny/questions.yaml", "It awiats.")
    assert course.places() == [("tiny/questions.yaml", *place, "word-unknown")]
