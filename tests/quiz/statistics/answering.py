"""Many answers of many learners, made without the pages."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from learners.models import Learner
from quiz.models import Attempt, Response
from quiz.questions import Question
from quiz.questions.options import WithOptions

BEGIN = datetime(2026, 3, 2, tzinfo=UTC)


def answers(questions: Sequence[Question], learners: int, each: int, seed: int = 1) -> None:
    """Each learner answers so many of the questions, drawn by chance, with a skill of their own; every third answers the
    first of them once more in a later attempt, which must not count."""
    chance = random.Random(seed)
    people = [Learner(id=UUID(int=chance.getrandbits(128), version=4)) for _ in range(learners)]
    Learner.objects.bulk_create(people, batch_size=500)
    attempts: list[Attempt] = []
    drawn: list[tuple[Attempt, Question, float, datetime]] = []
    for place, learner in enumerate(people):
        skill = chance.random()
        mine = chance.sample(list(questions), each)
        begun = BEGIN + timedelta(seconds=place)
        for number, asked in ((1, mine), (2, mine[:1] if place % 3 == 0 else [])):
            if asked:
                attempts.append(Attempt(learner=learner, lesson="tiny", number=number, seed=1, asked=[], created=begun))
                drawn += [(attempts[-1], q, skill, begun + timedelta(days=number - 1)) for q in asked]
    Attempt.objects.bulk_create(attempts, batch_size=500)
    rows = []
    for attempt, question, skill, when in drawn:
        assert isinstance(question, WithOptions)
        right = chance.random() < skill
        option = chance.choice([each for each in question.options if each.correct is right])
        rows.append(
            Response(
                attempt=attempt,
                question_id=question.id,
                rev=question.rev,
                given=option.id,
                mark=float(right),
                created=when,
            )
        )
    Response.objects.bulk_create(rows, batch_size=500)


def independent() -> dict[str, dict[str, Any]]:
    """The same figures by another way: sums of products, a list of scores a learner, nothing shared with the site."""
    firsts: dict[tuple[Any, str], tuple[float, str]] = {}
    found = Response.objects.select_related("attempt").order_by("attempt__number", "id")
    for one in found.iterator(5000):
        firsts.setdefault((one.attempt.learner_id, one.question_id), (one.mark, str(one.given)))
    marks_of: dict[Any, list[tuple[str, float]]] = {}
    for (learner, question), (mark, _) in firsts.items():
        marks_of.setdefault(learner, []).append((question, mark))
    figures: dict[str, dict[str, Any]] = {}
    for question in sorted({question for _, question in firsts}):
        pairs, chosen, all_marks = [], {}, []
        for (learner, name), (mark, option) in firsts.items():
            if name != question:
                continue
            all_marks.append(mark)
            chosen[option] = chosen.get(option, 0) + 1
            rest = [m for other, m in marks_of[learner] if other != question]
            if rest:
                pairs.append((mark, sum(rest) / len(rest)))
        n = len(pairs)
        sx, sy = sum(x for x, _ in pairs), sum(y for _, y in pairs)
        sxx, syy = sum(x * x for x, _ in pairs), sum(y * y for _, y in pairs)
        sxy = sum(x * y for x, y in pairs)
        best = sum(x * y for x, y in zip(sorted(x for x, _ in pairs), sorted(y for _, y in pairs), strict=True))
        top, most = n * sxy - sx * sy, n * best - sx * sy
        figures[question] = {
            "n": len(all_marks),
            "facility": sum(all_marks) / len(all_marks),
            "n_compared": n,
            "discrimination": 100 * top / ((n * sxx - sx * sx) * (n * syy - sy * sy)) ** 0.5,
            "efficiency": 100 * top / most,
            "chosen": chosen,
        }
    return figures
