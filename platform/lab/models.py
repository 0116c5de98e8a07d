import secrets
from dataclasses import asdict
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from lab.settings import Settings
from learners.models import Learner

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is mistaken for another when read aloud


def new_id() -> str:
    """Ten letters: 48 bits, enough that nobody finds a run by guessing, short enough to be typed."""
    return "".join(secrets.choice(LETTERS) for _ in range(10))


def is_id(text: str) -> bool:
    """Whether a run may have this id. For anything else no database is asked: PostgreSQL has errors for some of it."""
    return len(text) <= 16 and text.isascii() and text.isalnum()


class Status(models.TextChoices):
    GATHERING = "gathering"  # its watchers bet, and whoever opened it will start it
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Run(models.Model):
    """A run that somebody asked for. `run_line` and `done_line` are the engine's first and last line.

    `ticket` comes with the form: a form that is sent twice starts one run. `host` and `beat` say who carries the run
    out, and that it is alive. `owner` is whoever started it, as long as they are known.
    """

    id = models.CharField(primary_key=True, max_length=16, default=new_id, editable=False)
    ticket = models.UUIDField(null=True, unique=True)
    scenario = models.CharField(max_length=80)
    asked: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField()
    bet = models.FloatField(null=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.QUEUED)
    reason = models.TextField(default="", blank=True)
    run_line: "models.JSONField[dict[str, Any] | None, dict[str, Any] | None]" = models.JSONField(null=True)
    done_line: "models.JSONField[dict[str, Any] | None, dict[str, Any] | None]" = models.JSONField(null=True)
    host = models.CharField(max_length=120, default="", blank=True)
    beat = models.DateTimeField(null=True)
    created = models.DateTimeField(default=timezone.now, db_index=True)
    owner = models.ForeignKey(Learner, models.SET_NULL, null=True, related_name="runs")

    class Meta:
        constraints = (
            # One at a time: whoever comes second meets this constraint, in whatever process.
            models.UniqueConstraint(fields=("status",), condition=Q(status=Status.RUNNING), name="one_run_at_a_time"),
        )
        indexes = (models.Index(fields=("status", "created")),)

    def __str__(self) -> str:
        return f"{self.id} {self.scenario}"

    @property
    def settings(self) -> Settings:
        return Settings(**self.asked)

    @classmethod
    def of(cls, settings: Settings, bet: float | None, ticket: Any = None) -> "Run":
        return cls(scenario=settings.scenario, asked=asdict(settings), bet=bet, ticket=ticket)

    @property
    def over(self) -> bool:
        return self.status in (Status.DONE, Status.FAILED)

    def position(self) -> int | None:
        """The place in the queue, from 1; None for a run that is not queued."""
        if self.status != Status.QUEUED:
            return None
        before = Q(created__lt=self.created) | Q(created=self.created, id__lt=self.id)
        return 1 + Run.objects.filter(before, status=Status.QUEUED).count()


class Chunk(models.Model):
    """Engine lines `last - count + 1` to `last` of a run, merged into one line's columns; `data` is its JSON, zlib."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="chunks")
    last = models.PositiveIntegerField()
    count = models.PositiveIntegerField()
    data = models.BinaryField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("run", "last"), name="chunk_once"),)
        ordering = ("last",)

    def __str__(self) -> str:
        return f"{self.run_id} up to {self.last}"


class Label(models.Model):
    """What its owner calls a run and has to say about it. A row of its own, so that it goes when its author is erased,
    and the measurement stays."""

    run = models.OneToOneField(Run, models.CASCADE, related_name="label")
    learner = models.ForeignKey(Learner, models.CASCADE, related_name="labels")
    name = models.CharField(max_length=80, default="", blank=True)
    notes = models.TextField(max_length=2000, default="", blank=True)
    starred = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name or f"label of {self.run_id}"


class Bet(models.Model):
    """What one of those who watch together bets: how many times as many. Until the run starts it can be changed."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="bets")
    learner = models.ForeignKey(Learner, models.CASCADE, related_name="bets")
    value = models.FloatField()
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("run", "learner"), name="one_bet_each"),)

    def __str__(self) -> str:
        return f"{self.value:g} on {self.run_id}"
