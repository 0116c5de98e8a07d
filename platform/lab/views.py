"""The lab's pages. Starting is a POST; the rest looks at runs, whether they are of this site or cited by a lesson."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4, uuid5

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lab import party
from lab.counterpart import STALL, counterpart
from lab.forms import RunForm, blank, hidden
from lab.history import label_form
from lab.live import results, store
from lab.live.host import host
from lab.live.hub import hub
from lab.matrix import SCENARIO as SERVER_MATRIX
from lab.models import Run, Status
from lab.scenarios import SCENARIOS
from lab.shown import MISSING, Shown, of_result, of_run, on_page
from learners import identity
from learners.models import Learner

RECENT = 8


def recent() -> list[Shown]:
    runs = [of_run(run) for run in Run.objects.select_related("label").order_by("-created")[:RECENT]]
    return [*runs, *(of_result(result) for result in results.every())][:RECENT]


REFUSED = {
    "signed-in": "New runs are for those who are signed in. Every recorded run can be watched.",
    "staff": "New runs are for the staff of this site. Every recorded run can be watched.",
    "nobody": "New runs are switched off on this site. Every recorded run can be watched.",
}


async def may_start(request: HttpRequest) -> bool:
    if settings.LAB_ACCESS in ("signed-in", "staff"):
        account = await identity.account(request)
        return account is not None and (account.is_staff or settings.LAB_ACCESS == "signed-in")
    return bool(settings.LAB_ACCESS == "everyone")


async def page(request: HttpRequest, form: RunForm, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "scenarios": list(SCENARIOS.values()),
        "may_start": await may_start(request),
        "refused": REFUSED.get(settings.LAB_ACCESS, ""),
        "stall": hidden(STALL),
        "stall_ticket": uuid4(),
        "recent": await store.off_the_loop(recent),
    }
    return render(request, "lab/index.html", context, status=status)


@require_safe
async def index(request: HttpRequest) -> HttpResponse:
    return await page(request, blank(request.GET))


@require_POST
async def start(request: HttpRequest) -> HttpResponse:
    form = RunForm(request.POST)
    if not await may_start(request):
        form.add_error(None, REFUSED[settings.LAB_ACCESS])
        return await page(request, form, status=403)
    if not form.is_valid():
        return await page(request, form, status=422)
    learner = await identity.known_or_new(request)
    asked = Run.of(form.settings, form.cleaned_data["bet"], form.cleaned_data["ticket"])
    both = [asked, other(asked)] if "both" in request.POST else []
    try:
        if both:
            pair = await store.off_the_loop(enqueue_both, both, learner)
        else:
            run = await store.off_the_loop(enqueue, asked, learner, "together" in request.POST)
    except store.QueueFull:
        words = "As many runs are waiting as may wait. Everything you chose is kept; try again in a minute."
        form.add_error(None, words)
        return await page(request, form, status=503)
    host.wake()
    if both:
        query = urlencode([("run", each.pk) for each in pair])
        response: HttpResponse = redirect(f"{reverse('lab:compare')}?{query}")
    else:
        response = redirect("lab:run", run.pk)
    await identity.remember(request, response, learner)
    return response


def enqueue(run: Run, learner: UUID, together: bool) -> Run:
    """Queued, or waiting for those who will watch it. Raises store.QueueFull."""
    with transaction.atomic():
        run.owner = Learner.keep(learner)
        return party.gather(run) if together else store.enqueue(run)


def newest_matrix() -> Shown | None:
    found = Run.objects.select_related("label").filter(scenario=SERVER_MATRIX, status=Status.DONE)
    run = found.order_by("-created").first()
    if run:
        return of_run(run)
    return next((of_result(result) for result in results.every() if result.scenario == SERVER_MATRIX), None)


@require_safe
@never_cache
async def matrix(request: HttpRequest) -> HttpResponse:
    """All servers side by side, as the newest run of them found it."""
    shown = await store.off_the_loop(newest_matrix)
    return render(request, "lab/matrix.html", {"run": shown, "again": shown.again() if shown else ""})


def other(run: Run) -> Run:
    """The same in the other load model; a form that is sent twice starts it once, too."""
    ticket = uuid5(run.ticket, "other model") if run.ticket else None
    return Run.of(counterpart(run.settings), run.bet, ticket)


def enqueue_both(runs: Sequence[Run], learner: UUID) -> list[Run]:
    """Both or neither, the closed one first: A of the comparison. Raises store.QueueFull."""
    with transaction.atomic():
        owner = Learner.keep(learner)
        found = []
        for run in sorted(runs, key=lambda run: not run.settings.closed):
            run.owner, run.created = owner, timezone.now()
            found.append(store.enqueue(run))
        return found


@require_safe
@never_cache
async def run(request: HttpRequest, run_id: str) -> HttpResponse:
    return render(request, "lab/run.html", await seen(request, run_id))


async def seen(request: HttpRequest, run_id: str) -> dict[str, Any]:
    """A run's page as this visitor sees it. Raises Http404."""
    page = await on_page(request, run_id)
    return page | {"label_form": await store.off_the_loop(label_form, run_id, await identity.known(request))}


@require_safe
@never_cache
async def summary(request: HttpRequest, run_id: str) -> HttpResponse:
    """What came of it, for the page that watched the run to its end."""
    return render(request, "lab/_summary.html", await seen(request, run_id))


@require_safe
async def log(request: HttpRequest, run_id: str) -> HttpResponse:
    """All lines of a run, or those that are there yet."""
    found = await hub.log_of(run_id)
    if found is None:
        raise Http404(MISSING)
    body = '{"lines":[' + ",".join(frame.data for frame in found.frames()) + "]}"
    response = HttpResponse(body, content_type="application/json")
    # A run that is over does not change any more.
    response["Cache-Control"] = "max-age=3600" if found.over else "no-store"
    response["ETag"] = f'"{run_id}-{found.last}-{found.status}"'
    return response
