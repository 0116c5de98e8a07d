"""What the reviews keep of a learner, for the export, the merging of two learners, and what waits for them."""

from datetime import datetime, tzinfo
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.urls import reverse
from fsrs import Rating

from learners.holdings import HOLDINGS, Holding, Waits
from quiz.review.models import Card, Preference, Review
from quiz.review.scheduling import due_of, fresh, graded
from quiz.review.standing import limit_of, standing
from quiz.words import count


def export(learner_id: UUID) -> dict[str, Any]:
    """The limit, and every card with all of its grades; the answers themselves are among the attempts."""
    cards = Card.objects.filter(learner_id=learner_id).order_by("question_id").prefetch_related("reviews__response")
    return {
        "daily_limit": limit_of(learner_id),
        "cards": [
            {
                "question": card.question_id,
                "lesson": card.lesson,
                "objective": card.objective,
                "rev": card.rev,
                "due": card.due.isoformat(),
                "state": card.state,
                "reviews": [
                    {
                        "turn": review.turn,
                        "rating": Rating(review.rating).name.lower(),
                        "created": review.created.isoformat(),
                        "undone": review.undone.isoformat() if review.undone else None,
                    }
                    for review in sorted(card.reviews.all(), key=lambda each: each.turn)
                ],
            }
            for card in cards
        ],
    }


def merge(source: UUID, target: UUID) -> None:
    """A card that only the source has becomes the target's. Of a question that both have, the target's card takes the
    source's grades and is scheduled as if one learner had given all of them, in the order of time."""
    mine = {card.question_id: card for card in Card.objects.filter(learner_id=target)}
    for card in Card.objects.filter(learner_id=source):
        own = mine.get(card.question_id)
        if own is None:
            Card.objects.filter(pk=card.pk).update(learner_id=target)
        else:
            join(card, own)
            card.delete()
    if Preference.objects.filter(learner_id=target).exists():
        Preference.objects.filter(learner_id=source).delete()
    Preference.objects.filter(learner_id=source).update(learner_id=target)


def join(card: Card, own: Card) -> None:
    """All grades of `card` become `own`'s, with turns after those that it has had."""
    turn = max(own.turn, 1 + (own.reviews.aggregate(last=Max("turn"))["last"] or 0))
    for place, review in enumerate(card.reviews.order_by("turn")):
        Review.objects.filter(pk=review.pk).update(card=own, turn=turn + place)
    newer = max(own, card, key=lambda each: each.state["last_review"] or "")
    state, reviews = fresh(min(own.due, card.due)), list(own.reviews.order_by("created", "pk"))
    if reviews:
        state = fresh(reviews[0].created)
    for review in reviews:
        review.before = state
        if review.undone is None:
            state = graded(state, Rating(review.rating), review.created)
    Review.objects.bulk_update(reviews, ["before"])
    Card.objects.filter(pk=own.pk).update(
        state=state,
        due=due_of(state),
        turn=turn + card.turn,
        rev=newer.rev,
        lesson=newer.lesson,
        objective=newer.objective,
    )


def waits(learner_id: UUID, now: datetime, zone: tzinfo) -> Waits | None:
    """Says how many questions are due; nothing where nothing was learned yet."""
    stands = standing(learner_id, now, zone)
    if not stands.cards:
        return None
    due = len(stands.queue)
    words = f"{count(due, 'question')} due today" if due else "nothing is due now"
    return Waits(reverse("review:index"), "Review", words, due)


HOLDINGS["review"] = Holding(export, merge, waits=waits)
