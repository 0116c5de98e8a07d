"""Which questions an attempt asks. Pure, so that reading a page writes nothing."""

from collections.abc import Collection, Sequence
from uuid import UUID

from quiz.questions import Question
from quiz.ranking import rank

ASKED = 3  # questions in a performance quiz, one an objective
DIAGNOSED = 10  # questions in a diagnostic, over all objectives


def seed_of(learner: UUID, lesson: str, number: int) -> int:
    """The seed of a learner's attempt: 63 bits, which every database holds as an integer."""
    return int.from_bytes(rank(0, learner.hex, lesson, str(number))[:8]) >> 1


def seed_of_set(lesson: str, question_set: str, number: int) -> int:
    """The seed of an attempt at a set that is asked as a whole: the same for everyone, another for each attempt."""
    return int.from_bytes(rank(0, lesson, question_set, str(number))[:8]) >> 1


def objectives_asked(pool: Sequence[Question], objectives: Collection[str], seed: int) -> tuple[str, ...]:
    """Up to ASKED of the objectives that the pool has questions for, in the lesson's order."""
    able = [objective for objective in objectives if any(question.objective == objective for question in pool)]
    kept = set(sorted(able, key=lambda objective: rank(seed, "objective", objective))[:ASKED])
    return tuple(objective for objective in able if objective in kept)


def objectives_diagnosed(pool: Sequence[Question], objectives: Collection[str], seed: int) -> tuple[str, ...]:
    """Up to DIAGNOSED objectives, each as often as any other where the pool has the questions, by turns."""
    left = {objective: sum(question.objective == objective for question in pool) for objective in objectives}
    order = sorted(left, key=lambda objective: rank(seed, "diagnosed", objective))
    found: list[str] = []
    while len(found) < DIAGNOSED and any(left.values()):
        for objective in order:
            if left[objective] and len(found) < DIAGNOSED:
                left[objective] -= 1
                found.append(objective)
    return tuple(found)


def draw(
    pool: Sequence[Question], objectives: Sequence[str], seed: int, asked_before: Sequence[str] = ()
) -> tuple[Question, ...]:
    """A question for each objective that the pool has questions for; for one that is named twice, two.

    `asked_before` holds question ids, the oldest first: what was never asked comes before what was, and then what was
    asked longest ago.
    """
    last_asked = {question_id: place for place, question_id in enumerate(asked_before)}
    drawn: list[Question] = []
    for objective in objectives:
        candidates = [question for question in pool if question.objective == objective and question not in drawn]
        if candidates:
            drawn.append(min(candidates, key=lambda q: (last_asked.get(q.id, -1), rank(seed, q.id))))
    return tuple(drawn)
