"""All that is kept of one learner: to take along, or to be erased."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from learners import sessions
from learners.holdings import HOLDINGS
from learners.models import Account, Learner

FORMAT = "firstbyte-learner"
VERSION = 1  # raised when a reader of older files would misread a newer one


def export(learner_id: UUID | None, now: datetime) -> dict[str, Any]:
    """Everything as JSON values, times in UTC as ISO 8601. A stranger's file says that nothing is kept."""
    account = Account.objects.filter(pk=learner_id).first() if learner_id else None
    learner = Learner.objects.filter(pk=learner_id).first() if learner_id else None
    file: dict[str, Any] = {"format": FORMAT, "version": VERSION, "exported": stamp(now)}
    file["account"] = account and of_account(account)
    file["learner"] = learner and {"id": str(learner.pk), "created": stamp(learner.created)}
    reads = learner.modes_read.order_by("created") if learner else []
    file["modes_read"] = [{"lesson": each.lesson, "mode": each.mode, "created": stamp(each.created)} for each in reads]
    return file | {name: holding.export(learner.pk) if learner else [] for name, holding in HOLDINGS.items()}


def of_account(account: Account) -> dict[str, Any]:
    """Not the password: what is stored of it is a hash that is of no use to anybody."""
    devices = [
        {"device": each.name, "since": stamp(each.since) if each.since else None}
        for each in sessions.devices(account, None)
    ]
    return {
        "email": account.email,
        "created": stamp(account.created),
        "last_sign_in": stamp(account.last_login) if account.last_login else None,
        "staff": account.is_staff,
        "signed_in_on": devices,
    }


def stamp(when: datetime) -> str:
    return when.astimezone(UTC).isoformat()


def erase(learner_id: UUID) -> None:
    """The learner and the account, with everything that hangs on them. The lock lets an answer that is being saved
    finish before, so that it goes too."""
    with transaction.atomic():
        Learner.objects.select_for_update().filter(pk=learner_id).first()
        Account.objects.filter(pk=learner_id).delete()
        Learner.objects.filter(pk=learner_id).delete()
