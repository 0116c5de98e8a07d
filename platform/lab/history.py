"""The list of runs with its filters, and what an owner may write on a run."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.core.paginator import Page, Paginator
from django.db import transaction
from django.db.models import Q, QuerySet, TextField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lab.comparison import LETTERS
from lab.live import results, store
from lab.models import Label, Run, is_id
from lab.scenarios import SCENARIOS
from lab.shown import Shown, of_result, of_run, on_page
from lab.testbed.servers import SERVERS
from learners import identity
from learners.models import Learner

A_PAGE = 25
STRANGER = "Only whoever started a run can write on it, from the browser that started it or signed in."
VERDICTS = ("VALID", "SUSPECT", "INVALID")


class Filters(forms.Form):
    """Which runs the list shows. What is not asked for is not filtered."""

    scenario = forms.ChoiceField(required=False)
    verdict = forms.ChoiceField(required=False)
    server = forms.ChoiceField(required=False)
    model = forms.ChoiceField(label="Load model", required=False)
    kept = forms.BooleanField(label="named or starred", required=False)
    mine = forms.BooleanField(label="started by me", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = {
            "scenario": [(each.slug, each.title) for each in SCENARIOS.values()],
            "verdict": [(word, word) for word in VERDICTS],
            "server": [(label, label) for label in (server.label for server in SERVERS.values())],
            "model": [("closed", "closed"), ("open", "open")],
        }
        for name, choices in found.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", "any"), *choices]

    @property
    def asked(self) -> dict[str, Any]:
        """Those that were asked for; of a field with a slip in it, nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def query(self) -> str:
        return urlencode({name: "on" if value is True else value for name, value in self.asked.items()})


def runs(asked: dict[str, Any], learner: UUID | None) -> QuerySet[Run]:
    found = Run.objects.select_related("label").order_by("-created", "id")
    if scenario := asked.get("scenario"):
        found = found.filter(scenario=scenario)
    if verdict := asked.get("verdict"):
        found = found.filter(done_line__verdict=verdict)
    if model := asked.get("model"):
        found = found.filter(asked__model=model)
    if server := asked.get("server"):
        # The variants are a list, within which not every database can look: as text, all of them can.
        served = Cast(KT("run_line__variants"), TextField())
        found = found.annotate(served=served).filter(served__contains=f'"{server} ')
    if asked.get("kept"):
        found = found.filter(Q(label__starred=True) | Q(label__name__gt=""))
    if asked.get("mine"):
        found = found.filter(owner=learner, owner__isnull=False)
    return found


def cited(asked: dict[str, Any]) -> list[Shown]:
    """The runs that lessons cite, as far as the filters let them through."""
    if asked.get("kept") or asked.get("mine"):
        return []
    return [shown for shown in map(of_result, results.every()) if passes(shown, asked)]


def passes(shown: Shown, asked: dict[str, Any]) -> bool:
    servers = [info["server"] for info in (shown.run_line or {}).get("variants", [])]
    return (
        asked.get("scenario", shown.scenario) == shown.scenario
        and asked.get("verdict", shown.verdict) == shown.verdict
        and asked.get("model", shown.config["model"]) == shown.config["model"]
        and ("server" not in asked or any(server.startswith(f"{asked['server']} ") for server in servers))
    )


def page_of(filters: Filters, learner: UUID | None, number: str) -> tuple[Page[Run], list[Shown], list[Shown]]:
    """A page of runs, shown, and the cited runs that stand below the last page."""
    page = Paginator(runs(filters.asked, learner), A_PAGE).get_page(number)
    return page, [of_run(run) for run in page], [] if page.has_next() else cited(filters.asked)


@require_safe
@never_cache
async def index(request: HttpRequest) -> HttpResponse:
    filters = Filters(request.GET)
    learner = await identity.known(request)
    page, shown, below = await store.off_the_loop(page_of, filters, learner, request.GET.get("page", "1")[:6])
    context = {
        "filters": filters,
        "query": filters.query(),
        "page": page,
        "runs": shown,
        "cited": below,
        "picked": request.GET.getlist("run")[: len(LETTERS)],
        "most": len(LETTERS),
    }
    return render(request, "lab/history.html", context)


class LabelForm(forms.Form):
    name = forms.CharField(max_length=80, required=False)
    notes = forms.CharField(max_length=2000, required=False, widget=forms.Textarea({"rows": 3}))
    starred = forms.BooleanField(required=False)

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())


def owned(run_id: str, learner: UUID | None) -> Run | None:
    """The run, if it is there and this learner's own."""
    if learner is None or not is_id(run_id):
        return None
    return Run.objects.filter(pk=run_id, owner=learner).first()


def label_form(run_id: str, learner: UUID | None) -> LabelForm | None:
    """For the run's owner; None for anybody else."""
    run = owned(run_id, learner)
    if run is None:
        return None
    label = Label.objects.filter(run=run).first() or Label()
    return LabelForm(initial={"name": label.name, "notes": label.notes, "starred": label.starred})


def write(run_id: str, learner_id: UUID, values: dict[str, Any]) -> bool:
    """Whether the run is this learner's own and the label has been written; an empty one is taken off."""
    with transaction.atomic():
        learner = Learner.keep(learner_id)
        run = owned(run_id, learner.pk)
        if run is None:
            return False
        if any(values.values()):
            Label.objects.update_or_create(run=run, defaults={"learner": learner, **values})
        else:
            Label.objects.filter(run=run).delete()
    return True


@require_POST
async def label(request: HttpRequest, run_id: str) -> HttpResponse:
    learner = await identity.known(request)
    if await store.off_the_loop(owned, run_id, learner) is None:
        raise Http404(STRANGER)
    form = LabelForm(request.POST)
    if not form.is_valid():
        page = await on_page(request, run_id)
        return render(request, "lab/run.html", page | {"label_form": form}, status=422)
    assert learner
    if not await store.off_the_loop(write, run_id, learner, form.cleaned_data):
        raise Http404(STRANGER)
    return redirect("lab:run", run_id)
