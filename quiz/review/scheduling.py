"""When a question is asked again: FSRS, by the `fsrs` package, with steps that suit questions asked on a site. Pure.

The package's own steps of one and ten minutes would bring back, within the hour, what was answered right at first. Here
a wrong answer comes again after ten minutes, and a right one after days (docs/decisions/0010-spaced-review.md).
"""

from datetime import UTC, datetime, timedelta
from functools import lru_cache

from django.conf import settings
from fsrs import Card, Rating, Scheduler, State
from fsrs.card import CardDict

STEP = timedelta(minutes=10)


def rating_of(mark: float, helped: bool) -> Rating:
    """`helped`: a hint, or an answer that missed just before, went ahead of this one. Partly right is not right."""
    if mark < 1.0:
        return Rating.Again
    return Rating.Hard if helped else Rating.Good


@lru_cache(maxsize=2)
def scheduler(fuzzing: bool) -> Scheduler:
    """`fuzzing` moves an interval of days by some per cent, so that what was learned together is not always due
    together."""
    return Scheduler(learning_steps=(STEP,), relearning_steps=(STEP,), enable_fuzzing=fuzzing)


def fresh(when: datetime) -> CardDict:
    """The state of a card that was never graded."""
    return Card(card_id=0, due=when.astimezone(UTC)).to_dict()


def graded(state: CardDict, rating: Rating, when: datetime) -> CardDict:
    """The state after a grade at that time."""
    card, _ = scheduler(settings.REVIEW_FUZZING).review_card(Card.from_dict(state), rating, when.astimezone(UTC))
    return card.to_dict()


def due_of(state: CardDict) -> datetime:
    return datetime.fromisoformat(state["due"])


def by_the_minute(state: CardDict) -> bool:
    """Whether the card is in a step of minutes. Else it is due on a day, from that day's beginning."""
    return state["state"] != State.Review
