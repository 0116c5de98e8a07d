import uuid

from django.db import models
from django.utils import timezone
from fsrs.card import CardDict

from learners.models import Learner
from quiz.models import Response

DAILY_LIMIT = 20  # reviews a day, until the learner says otherwise


class Card(models.Model):
    """What one learner remembers of one question. `state` is the scheduler's own, `due` is taken from it. `turn` counts
    the answers, whether or not their grades were taken back: a form names the turn that it was made for. `rev` is that
    of the question when it was last answered."""

    learner = models.ForeignKey(Learner, models.CASCADE, related_name="cards")
    question_id = models.CharField(max_length=80)
    lesson = models.CharField(max_length=80)
    objective = models.CharField(max_length=80)
    rev = models.PositiveIntegerField()
    state: "models.JSONField[CardDict, CardDict]" = models.JSONField()
    due = models.DateTimeField()
    turn = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("learner", "question_id"), name="card_once"),)

    def __str__(self) -> str:
        return f"{self.question_id}, due {self.due}"


class Review(models.Model):
    """One grade of a card, given by one response. `before` is the card's state before it, so that it can be undone:
    then `undone` says when, and the grade no longer counts."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    card = models.ForeignKey(Card, models.CASCADE, related_name="reviews")
    response = models.OneToOneField(Response, models.CASCADE, related_name="review")
    turn = models.PositiveIntegerField()
    rating = models.PositiveSmallIntegerField()
    before: "models.JSONField[CardDict, CardDict]" = models.JSONField()
    created = models.DateTimeField(default=timezone.now)
    undone = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("card", "turn"), name="review_once"),)

    def __str__(self) -> str:
        return f"{self.card_id} turn {self.turn}: {self.rating}"


class Preference(models.Model):
    """How a learner wants to review."""

    learner = models.ForeignKey(Learner, models.CASCADE, related_name="review_preferences")
    daily_limit = models.PositiveSmallIntegerField(default=DAILY_LIMIT)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("learner",), name="preference_once"),)

    def __str__(self) -> str:
        return f"{self.daily_limit} a day"
