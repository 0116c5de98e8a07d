from datetime import UTC, datetime, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from learners.holdings import Answered
from learners.mastery import MASTERED, masteries, mastery_of

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
MARKS = st.lists(st.sampled_from([0.0, 0.25, 0.5, 1.0]), max_size=12)


def answers(marks: list[float], objective: str = "tell-apart") -> list[Answered]:
    return [
        Answered(f"q{place}", objective, "", (), mark, NOON + timedelta(minutes=place))
        for place, mark in enumerate(marks)
    ]


def level(marks: list[float]) -> float:
    return mastery_of("tell-apart", "", answers(marks)).level


def words(*marks: float) -> str:
    return mastery_of("tell-apart", "", answers(list(marks))).words


def test_two_right_answers_in_a_row_master_it_and_a_wrong_one_loses_it() -> None:
    assert words() == "not asked yet"
    assert words(0) == "begun"
    assert words(1) == "on the way"
    assert words(1, 1) == "mastered"
    assert words(1, 1, 0) == "slipped"
    assert words(1, 1, 1, 1, 1, 0) == "slipped"
    assert words(1, 1, 0, 1, 1) == "mastered"
    assert words(0, 1, 0, 1) == "on the way"


@given(MARKS)
def test_a_right_answer_never_lowers_the_level_and_a_wrong_one_never_raises_it(marks: list[float]) -> None:
    before = level(marks)
    assert 0 <= level([*marks, 0.0]) <= before <= level([*marks, 1.0]) <= 1


@given(MARKS)
def test_from_wherever_it_is_two_right_answers_master_it(marks: list[float]) -> None:
    assert level([*marks, 1.0, 1.0]) >= MASTERED


@given(MARKS)
def test_a_wrong_answer_loses_mastery_whatever_was_before(marks: list[float]) -> None:
    assert level([*marks, 0.0]) < MASTERED


@given(MARKS, st.integers(0, 1000))
def test_the_order_in_which_answers_are_read_does_not_matter(marks: list[float], seed: int) -> None:
    given = answers(marks)
    Random(seed).shuffle(given)
    assert mastery_of("tell-apart", "", given) == mastery_of("tell-apart", "", answers(marks))


def test_each_objective_has_its_own_answers() -> None:
    given = [*answers([1, 1]), *answers([0], "other")]
    found = masteries({"other": "Other", "tell-apart": "Tell apart", "third": "Third"}, given)
    assert [(each.text, each.words) for each in found] == [
        ("Other", "begun"),
        ("Tell apart", "mastered"),
        ("Third", "not asked yet"),
    ]
