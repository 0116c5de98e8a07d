"""What was done without an account becomes the account's: at sign-up, at sign-in, and for whatever came late."""

from uuid import UUID

from django.db import transaction

from learners.holdings import HOLDINGS
from learners.models import Learner, ModeRead


def hand_over(source: UUID, target: UUID) -> None:
    """All that the source has becomes the target's, in one transaction. Nothing of the target's is overwritten.

    The source is gone afterwards, so that doing it again does nothing. An answer that is being saved for the source at
    this moment waits or is waited for, by the lock on its row: see Learner.keep.
    """
    # Asked first without a lock: a browser that keeps an old cookie would else cost a write on every page.
    if source == target or not Learner.objects.filter(pk=source).exists():
        return
    with transaction.atomic():
        given = Learner.objects.select_for_update().filter(pk=source).first()
        if given is None:
            return
        into = Learner.keep(target)
        hand_over_reads(given, into)
        for holding in HOLDINGS.values():
            holding.merge(source, target)
        refuse_leftovers(given)
        if given.created < into.created:
            Learner.objects.filter(pk=target).update(created=given.created)
        given.delete()


def hand_over_reads(source: Learner, target: Learner) -> None:
    """A mode that both have read was read when the first of them read it."""
    mine = {(each.lesson, each.mode): each for each in target.modes_read.all()}
    for read in source.modes_read.all():
        own = mine.get((read.lesson, read.mode))
        if own is None:
            ModeRead.objects.filter(pk=read.pk).update(learner=target)
        elif read.created < own.created:
            ModeRead.objects.filter(pk=own.pk).update(created=read.created)


def refuse_leftovers(source: Learner) -> None:
    """Deleting the source takes with it whatever still hangs on it: a room that forgot to merge must not lose work."""
    for relation in Learner._meta.related_objects:
        if relation.related_model is not ModeRead and getattr(source, relation.get_accessor_name() or "").exists():
            raise RuntimeError(f"{relation.related_model} of the learner were not handed over; see learners.holdings")
