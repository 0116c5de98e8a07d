"""A badge: what somebody's mastery of a challenge rests on, for whoever they show it to.

Nothing about it is stored but its address and the name that its owner chose: whether it holds is found anew each time,
from the answers as they are. So it can be lost, and goes with its owner's erasure.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from learners.holdings import HOLDINGS, Holding, attempts_of
from learners.mastery import Mastery, masteries
from learners.models import Learner
from quiz import attempts, challenge, refusal
from quiz.models import Badge
from quiz.pool import Pool
from quiz.sets import CHALLENGE
from quiz.sheet import Sheet

LONGEST = 60  # characters of a name


@dataclass(frozen=True)
class Proof:
    """`earned` is the first attempt that reached the bar, `rests` the last finished one. `slipped` are objectives that
    were mastered and are not now. `holds` is whether the badge stands."""

    earned: Sheet
    rests: Sheet
    slipped: tuple[Mastery, ...]

    @property
    def fell(self) -> bool:
        """Whether the last finished attempt is below the bar."""
        return not challenge.reached(self.rests)

    @property
    def holds(self) -> bool:
        return not self.fell and not self.slipped

    @property
    def percent(self) -> int:
        return challenge.percent(challenge.score(self.rests))


def ended(sheet: Sheet) -> datetime:
    """When the last answer of a finished attempt was given."""
    return max(sheet.answered.values())


def proof(so_far: Sequence[Sheet], objectives: Sequence[Mastery]) -> Proof | None:
    """None where the bar was never reached. In the order of time: attempts of another device, which came along at
    sign-in, have later numbers than they have dates."""
    finished = sorted((sheet for sheet in so_far if sheet.finished and sheet.questions), key=ended)
    first = next((sheet for sheet in finished if challenge.reached(sheet)), None)
    if first is None:
        return None
    return Proof(first, finished[-1], tuple(each for each in objectives if each.slipped))


def proof_of(learner_id: UUID, pool: Pool, so_far: Sequence[Sheet] | None = None) -> Proof | None:
    """Asks the database."""
    sheets = attempts.sheets(learner_id, pool.lesson, CHALLENGE) if so_far is None else so_far
    if not any(challenge.reached(sheet) for sheet in sheets):
        return None
    answers = (answer for attempt in attempts_of(learner_id) for answer in attempt.answers)
    return proof(sheets, masteries(pool.objectives, answers))


# --- its page --------------------------------------------------------------------------------------------------------


def of(learner_id: UUID, lesson: str) -> Badge | None:
    return Badge.objects.filter(learner_id=learner_id, lesson=lesson).order_by("pk").first()


def show(learner_id: UUID, pool: Pool, name: str) -> Badge:
    """The badge's page, made if there is none, under this name. Raises Refused where there is nothing to show."""
    name = " ".join(name.split())
    if len(name) > LONGEST or not name.isprintable():
        raise refusal.no_name(LONGEST)
    with transaction.atomic():
        learner = Learner.keep(learner_id)
        badge = of(learner_id, pool.lesson)
        if badge is None:
            found = proof_of(learner_id, pool)
            if found is None or not found.holds:
                raise refusal.no_badge()
            badge = Badge(learner=learner, lesson=pool.lesson, key=secrets.token_urlsafe(16))
        badge.name = name
        badge.save()
    return badge


def withdraw(learner_id: UUID, lesson: str) -> None:
    Badge.objects.filter(learner_id=learner_id, lesson=lesson).delete()


# --- what is kept of a learner -----------------------------------------------------------------------------------


def export(learner_id: UUID) -> list[dict[str, Any]]:
    rows = Badge.objects.filter(learner_id=learner_id).order_by("pk")
    return [
        {"lesson": each.lesson, "key": each.key, "name": each.name, "created": each.created.isoformat()}
        for each in rows
    ]


def merge(source: UUID, target: UUID) -> None:
    """An address that was given away goes on to work: both keep theirs."""
    Badge.objects.filter(learner_id=source).update(learner_id=target)


HOLDINGS["badges"] = Holding(export, merge)
