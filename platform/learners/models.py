import uuid
from typing import Self

from django.db import models
from django.utils import timezone


class Learner(models.Model):
    """Whoever learns. The row is made when there is something to keep; until then the cookie alone holds the id."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.id)

    @classmethod
    def keep(cls, learner_id: uuid.UUID) -> Self:
        """The learner's row, made if it is not there yet, locked until the transaction ends.

        The lock keeps an erasure in another tab from pulling the row away under what is being saved. SQLite has no row
        locks and needs none: its transactions are IMMEDIATE, one writer at a time.
        """
        while True:
            cls.objects.bulk_create([cls(id=learner_id)], ignore_conflicts=True)
            if learner := cls.objects.select_for_update(no_key=True).filter(pk=learner_id).first():
                return learner


class ModeRead(models.Model):
    """The learner has marked a mode of a lesson as read."""

    learner = models.ForeignKey(Learner, models.CASCADE, related_name="modes_read")
    lesson = models.CharField(max_length=80)
    mode = models.CharField(max_length=20)
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("learner", "lesson", "mode"), name="mode_read_once"),)

    def __str__(self) -> str:
        return f"{self.lesson}/{self.mode}"
