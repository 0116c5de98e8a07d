"""All that is kept of one learner: to take along, or to be erased."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from learners.holdings import HOLDINGS
from learners.models import Learner

FORMAT = "firstbyte-learner"
VERSION = 1  # raised when a reader of older files would misread a newer one


def export(learner_id: UUID | None, now: datetime) -> dict[str, Any]:
    """Everything as JSON values, times in UTC as ISO 8601. A stranger's file says that nothing is kept."""
    learner = Learner.objects.filter(pk=learner_id).first() if learner_id else None
    file: dict[str, Any] = {"format": FORMAT, "version": VERSION, "exported": stamp(now), "learner": None}
    if learner is None:
        return file
    reads = learner.modes_read.order_by("created")
    file["learner"] = {"id": str(learner.pk), "created": stamp(learner.created)}
    file["modes_read"] = [{"lesson": each.lesson, "mode": each.mode, "created": stamp(each.created)} for each in reads]
    return file | {name: holding.export(learner.pk) for name, holding in HOLDINGS.items()}


def stamp(when: datetime) -> str:
    return when.astimezone(UTC).isoformat()


def erase(learner_id: UUID) -> None:
    """The learner with everything that hangs on it. The lock lets an answer that is being saved finish before."""
    with transaction.atomic():
        Learner.objects.select_for_update().filter(pk=learner_id).first()
        Learner.objects.filter(pk=learner_id).delete()
