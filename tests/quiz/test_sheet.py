from hypothesis import given
from hypothesis import strategies as st

from quiz.sheet import Sheet
from tests.quiz.questions import questions

ASKED = questions(1)
answers = st.dictionaries(st.sampled_from([question.id for question in ASKED]), st.sampled_from("abc"))


@given(answers)
def test_right_missed_and_unanswered_are_all_of_it(given: dict[str, str]) -> None:
    sheet = Sheet(1, 7, ASKED, given, None)
    assert sheet.right + len(sheet.missed) + len(sheet.unanswered) == len(ASKED)
    assert sheet.finished == (not sheet.unanswered)
    assert sheet.right == list(given.values()).count("a")


@given(answers)
def test_there_is_feedback_for_what_was_answered_and_for_nothing_else(given: dict[str, str]) -> None:
    assert set(Sheet(1, 7, ASKED, given, None).feedback) == set(given)


def test_a_question_that_is_not_asked_is_not_found() -> None:
    assert Sheet(1, 7, ASKED, {}, None).question("elsewhere") is None
