from typing import Any

from django.db import models
from django.utils import timezone

from learners.models import Learner
from quiz.questions.feedback import Given
from quiz.sets import PERFORMANCE


class Attempt(models.Model):
    """One drawing of questions for one learner. `asked` holds the questions in full, as they were at that time: an old
    attempt is shown and graded by what it asked, whatever the content says today."""

    learner = models.ForeignKey(Learner, models.CASCADE, related_name="attempts")
    lesson = models.CharField(max_length=80)
    question_set = models.CharField(max_length=20, default=PERFORMANCE)
    number = models.PositiveIntegerField()
    seed = models.PositiveBigIntegerField()
    asked: "models.JSONField[list[dict[str, Any]], list[dict[str, Any]]]" = models.JSONField()
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("learner", "lesson", "question_set", "number"), name="attempt_once"),
        )

    def __str__(self) -> str:
        return f"{self.lesson} {self.question_set} {self.number}"


class Response(models.Model):
    """The answer to one question of an attempt. There is at most one: the first. The question's type says what `given`
    looks like. `hints` is how many hints had been asked for when the answer came."""

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="responses")
    question_id = models.CharField(max_length=80)
    rev = models.PositiveIntegerField()
    given: "models.JSONField[Given, Given]" = models.JSONField()
    mark = models.FloatField()
    hints = models.PositiveSmallIntegerField(default=0)
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("attempt", "question_id"), name="response_once"),)
        indexes = (models.Index(fields=("question_id", "rev")),)  # statistics for authors

    def __str__(self) -> str:
        return f"{self.question_id}: {self.given}"


class Hint(models.Model):
    """The learner has asked for a hint to a question of an attempt; `number` counts from 1."""

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="hints")
    question_id = models.CharField(max_length=80)
    number = models.PositiveSmallIntegerField()
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("attempt", "question_id", "number"), name="hint_once"),)

    def __str__(self) -> str:
        return f"{self.question_id}: hint {self.number}"


class Badge(models.Model):
    """The page on which a learner shows the mastery of a lesson's challenge. `key` is its address, which nobody can
    guess; `name` is what its owner chose to be called there, or empty."""

    learner = models.ForeignKey(Learner, models.CASCADE, related_name="badges")
    lesson = models.CharField(max_length=80)
    key = models.CharField(max_length=32, unique=True)
    name = models.CharField(max_length=60, blank=True)
    created = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.lesson} {self.key}"
