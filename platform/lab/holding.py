"""What the lab keeps of a learner: which runs they started, with which bets, and what they wrote on them."""

from typing import Any
from uuid import UUID

from lab.models import Bet, Label, Run
from learners.holdings import HOLDINGS, Holding


def export(learner_id: UUID) -> list[dict[str, Any]]:
    labels = {label.run_id: label for label in Label.objects.filter(learner_id=learner_id)}
    return [
        {
            "id": run.pk,
            "scenario": run.scenario,
            "asked": run.asked,
            "bet": run.bet,
            "status": run.status,
            "created": run.created.isoformat(),
            "label": written(labels[run.pk]) if run.pk in labels else None,
        }
        for run in Run.objects.filter(owner_id=learner_id).order_by("created")
    ]


def written(label: Label) -> dict[str, Any]:
    return {"name": label.name, "notes": label.notes, "starred": label.starred}


def merge(source: UUID, target: UUID) -> None:
    Run.objects.filter(owner_id=source).update(owner_id=target)
    Label.objects.filter(learner_id=source).update(learner_id=target)


def merge_bets(source: UUID, target: UUID) -> None:
    """Where both have bet on a run, the target's bet stands, since there is one a learner; the source's goes."""
    theirs = Bet.objects.filter(learner_id=target).values("run")
    Bet.objects.filter(learner_id=source).exclude(run__in=theirs).update(learner_id=target)
    Bet.objects.filter(learner_id=source).delete()


def export_bets(learner_id: UUID) -> list[dict[str, Any]]:
    """Those on runs that are watched together, the learner's own and others'."""
    found = Bet.objects.filter(learner_id=learner_id).order_by("created")
    return [{"run": each.run_id, "value": each.value, "created": each.created.isoformat()} for each in found]


HOLDINGS["runs"] = Holding(export, merge)
HOLDINGS["bets"] = Holding(export_bets, merge_bets)
