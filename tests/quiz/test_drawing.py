from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from quiz.drawing import ASKED, draw, objectives_asked, seed_of
from quiz.questions import parse
from tests.quiz.questions import OBJECTIVES, choice, questions

POOL = questions(4)
NAMES = tuple(OBJECTIVES)
seeds = st.integers(0, 2**63 - 1)


@given(seeds)
def test_a_drawing_asks_one_question_an_objective_in_the_lessons_order(seed: int) -> None:
    drawn = draw(POOL, objectives_asked(POOL, NAMES, seed), seed)
    assert [question.objective for question in drawn] == list(NAMES)


@given(seeds)
def test_the_same_seed_draws_the_same_whatever_the_order_of_the_pool(seed: int) -> None:
    assert draw(POOL, NAMES, seed) == draw(POOL[::-1], NAMES, seed)


def test_every_question_of_the_pool_is_drawn_by_some_seed() -> None:
    assert {question.id for seed in range(200) for question in draw(POOL, NAMES, seed)} == {q.id for q in POOL}


@given(seeds)
def test_a_question_that_is_added_moves_no_other(seed: int) -> None:
    added = parse(choice("hold-added"))
    before, after = draw(POOL, NAMES, seed), draw((*POOL, added), NAMES, seed)
    assert all(old == new or new == added for old, new in zip(before, after, strict=True))


@given(seeds, st.lists(st.sampled_from([question.id for question in POOL]), max_size=30))
def test_what_was_never_asked_comes_first_and_then_what_was_asked_longest_ago(seed: int, before: list[str]) -> None:
    for question in draw(POOL, NAMES, seed, before):
        same = [q.id for q in POOL if q.objective == question.objective]
        fresh = [name for name in same if name not in before]
        if fresh:
            assert question.id in fresh
        else:
            last = {name: len(before) - before[::-1].index(name) for name in same}
            assert question.id == min(same, key=lambda name: last[name])


@given(seeds, st.integers(1, 8))
def test_no_more_objectives_are_asked_than_a_quiz_has_questions(seed: int, count: int) -> None:
    names = [f"objective-{number}" for number in range(count)]
    pool = [parse(choice(f"q-{name}", name)) for name in names]
    asked = objectives_asked(pool, names, seed)
    assert len(asked) == min(ASKED, count)
    assert list(asked) == [name for name in names if name in asked]


def test_an_objective_without_questions_is_left_out() -> None:
    assert objectives_asked(POOL, ("hold", "unasked"), 1) == ("hold",)
    assert draw(POOL, ("unasked", "hold"), 1)[0].objective == "hold"
    assert draw((), NAMES, 1) == ()


@given(st.uuids(), st.integers(1, 10_000))
def test_a_seed_fits_the_databases_integers_and_differs_by_attempt(learner: UUID, number: int) -> None:
    seed = seed_of(learner, "tiny", number)
    assert 0 <= seed < 2**63
    assert seed != seed_of(learner, "tiny", number + 1)
    assert seed == seed_of(UUID(str(learner)), "tiny", number)


def test_learners_get_different_drawings() -> None:
    drawn = {tuple(q.id for q in draw(POOL, NAMES, seed_of(uuid4(), "tiny", 1))) for _ in range(60)}
    assert len(drawn) > 10
