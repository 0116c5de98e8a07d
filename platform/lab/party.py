"""A run that is watched together: it waits, its watchers bet, and whoever opened it presses Start."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django import forms
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from firstbyte.views import trouble
from lab.forms import BET
from lab.live import store
from lab.live.host import host
from lab.models import Bet, Run, Status, is_id
from lab.shown import MISSING, look_up
from learners import identity
from learners.models import Learner

MOST_GATHERING = 100  # runs that were opened within the last hour and wait for their start
MOST_BETS = 2000  # a run
OPEN = (Status.GATHERING, Status.QUEUED)  # until it starts, a bet can be placed and changed


class Closed(Exception):
    """The run takes no bets any more, with a sentence for people."""


class BetForm(forms.Form):
    bet = forms.FloatField(
        error_messages={"required": "A bet has to be a number.", "invalid": "A bet has to be a number."}
    )

    def clean_bet(self) -> float:
        value: float = self.cleaned_data["bet"]
        if not BET[0] <= value <= BET[1]:
            raise forms.ValidationError(f"A bet has to be from {BET[0]:g} to {BET[1]:g}.")
        return value


def gather(run: Run) -> Run:
    """The run, waiting for its start. Raises store.QueueFull."""
    recent = timezone.now() - timedelta(hours=1)
    if Run.objects.filter(status=Status.GATHERING, created__gt=recent).count() >= MOST_GATHERING:
        raise store.QueueFull
    run.status = Status.GATHERING
    run = store.enqueue(run)
    if run.bet is not None and run.owner is not None:
        Bet.objects.update_or_create(run=run, learner=run.owner, defaults={"value": run.bet})
    return run


def place(run_id: str, learner_id: UUID, value: float) -> None:
    """One bet a learner; the last one counts. Raises Closed and Http404."""
    with transaction.atomic():
        learner = Learner.keep(learner_id)
        run = Run.objects.select_for_update(no_key=True).filter(pk=run_id).first() if is_id(run_id) else None
        if run is None:
            raise Http404(MISSING)
        if run.status not in OPEN:
            raise Closed("The run has started. Bets are placed before that.")
        mine = Bet.objects.filter(run=run, learner=learner)
        if not mine.exists() and run.bets.count() >= MOST_BETS:
            raise Closed(f"{MOST_BETS:,} people have bet on this run, and more it does not take.")
        Bet.objects.update_or_create(run=run, learner=learner, defaults={"value": value})
        if run.owner_id == learner.pk:
            Run.objects.filter(pk=run.pk).update(bet=value)


def bet_of(run_id: str, learner_id: UUID | None) -> float | None:
    if learner_id is None or not is_id(run_id):
        return None
    return Bet.objects.filter(run_id=run_id, learner_id=learner_id).values_list("value", flat=True).first()


def set_off(run_id: str, learner: UUID | None) -> bool:
    """Whether this learner opened the run; it is queued then, behind those that are queued already. A second press
    changes nothing. Raises store.QueueFull."""
    if learner is None or not is_id(run_id):
        return False
    with transaction.atomic():
        run = Run.objects.filter(pk=run_id, owner=learner).first()
        if run is None:
            return False
        if run.status == Status.GATHERING and store.queue_is_full():
            raise store.QueueFull
        waiting = Run.objects.filter(pk=run.pk, status=Status.GATHERING)
        waiting.update(status=Status.QUEUED, created=timezone.now())
    return True


@require_POST
async def bet(request: HttpRequest, run_id: str) -> HttpResponse:
    form = BetForm(request.POST)
    learner = await identity.known_or_new(request)
    problem = ""
    if form.is_valid():
        try:
            await store.off_the_loop(place, run_id, learner, form.cleaned_data["bet"])
        except Closed as error:
            problem = str(error)
    else:
        problem = str(form.errors["bet"].as_data()[0].messages[0])
    if getattr(request, "htmx", False):
        mine = await store.off_the_loop(bet_of, run_id, learner)
        typed = request.POST.get("bet", "")[:20]
        shown = await store.off_the_loop(look_up, run_id)
        context = {
            "run_id": run_id,
            "question": shown.question,
            "my_bet": mine,
            "bet_problem": problem,
            "typed": typed if problem else "",
        }
        response: HttpResponse = render(request, "lab/_bet.html", context)
    elif problem:
        then = "Go back and place it again; nothing else on the page has changed."
        return trouble(request, 422, "This bet was not placed", problem, "", then)
    else:
        response = redirect("lab:run", run_id)
    await identity.remember(request, response, learner)
    return response


@require_POST
async def go(request: HttpRequest, run_id: str) -> HttpResponse:
    try:
        theirs = await store.off_the_loop(set_off, run_id, await identity.known(request))
    except store.QueueFull:
        what = "As many runs are waiting as may wait."
        return trouble(
            request, 503, "The run was not started", what, "It is open, with every bet.", "Try again in a minute."
        )
    if not theirs:
        raise Http404("Only whoever opened a run can start it, from the browser that opened it.")
    host.wake()
    return redirect("lab:run", run_id)
