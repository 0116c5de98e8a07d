"""The lab's pages. Starting is a POST; the rest looks at runs, whether they are of this site or cited by a lesson."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lab.forms import RunForm, blank, plain
from lab.live import results, store
from lab.live.host import host
from lab.live.hub import hub
from lab.models import Run
from lab.scenarios import SCENARIOS
from lessons.results import Result

RECENT = 12
MISSING = "There is no such run. It may have been erased, or its address may have a slip in it."


@dataclass(frozen=True)
class Shown:
    """A run as the pages show it."""

    run_id: str
    scenario: str
    status: str
    title: str
    question: str
    config: dict[str, Any]
    run_line: dict[str, Any] | None
    done_line: dict[str, Any] | None
    created: datetime | None = None
    bet: float | None = None
    reason: str = ""
    position: int | None = None

    @property
    def sentence(self) -> str:
        return str(self.done_line["sentence"]) if self.done_line else self.reason

    @property
    def verdict(self) -> str:
        return str(self.done_line["verdict"]) if self.done_line else ""

    def again(self) -> str:
        """The query with which the lab's form opens on the same settings."""
        named = {name: plain(value) for name, value in self.config.items() if value is not None}
        kept = ("model", "clients", "rate_per_s", "latency_ms", "seconds", "threads", "asgi_server")
        return urlencode({"scenario": self.scenario, **{name: named[name] for name in kept if name in named}})

    def context(self) -> dict[str, Any]:
        return {**self.__dict__, "again": self.again()}


def of_run(run: Run) -> Shown:
    scenario = SCENARIOS.get(run.scenario)
    line = run.run_line or {}
    return Shown(
        run_id=run.pk,
        scenario=run.scenario,
        status=run.status,
        title=line.get("title") or (scenario.title if scenario else run.scenario),
        question=line.get("question") or (scenario.question if scenario else ""),
        config=line.get("config") or run.settings.config(),
        run_line=run.run_line,
        done_line=run.done_line,
        created=run.created,
        bet=run.bet,
        reason=run.reason,
        position=run.position(),
    )


def of_result(result: Result) -> Shown:
    run, done = thawed(result.run), thawed(result.done)
    return Shown(
        result.run_id, result.scenario, "done", run["title"], run.get("question", ""), run["config"], run, done
    )


def thawed(value: Any) -> Any:
    """The catalogue's frozen objects as the plain ones that templates and JSON know."""
    if hasattr(value, "items"):
        return {key: thawed(item) for key, item in value.items()}
    return [thawed(item) for item in value] if isinstance(value, tuple) else value


def look_up(run_id: str) -> Shown:
    """Raises Http404."""
    if result := results.find(run_id):
        return of_result(result)
    run = Run.objects.filter(pk=run_id).first() if run_id.isascii() and len(run_id) <= 16 else None
    if run is None:
        raise Http404(MISSING)
    return of_run(run)


def recent() -> list[Shown]:
    runs = [of_run(run) for run in Run.objects.order_by("-created")[:RECENT]]
    return [*runs, *(of_result(result) for result in results.every())][:RECENT]


def may_start() -> bool:
    return bool(settings.LAB_ACCESS == "everyone")


async def page(request: HttpRequest, form: RunForm, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "scenarios": list(SCENARIOS.values()),
        "may_start": may_start(),
        "recent": await store.off_the_loop(recent),
    }
    return render(request, "lab/index.html", context, status=status)


@require_safe
async def index(request: HttpRequest) -> HttpResponse:
    return await page(request, blank(request.GET))


@require_POST
async def start(request: HttpRequest) -> HttpResponse:
    form = RunForm(request.POST)
    if not may_start():
        form.add_error(None, "New runs are switched off on this site. Every recorded run can be watched.")
        return await page(request, form, status=403)
    if not form.is_valid():
        return await page(request, form, status=422)
    asked = Run.of(form.settings, form.cleaned_data["bet"], form.cleaned_data["ticket"])
    try:
        run = await store.off_the_loop(store.enqueue, asked)
    except store.QueueFull:
        words = f"{store.MOST_QUEUED} runs are waiting already. Everything you chose is kept; try again in a minute."
        form.add_error(None, words)
        return await page(request, form, status=503)
    host.wake()
    return redirect("lab:run", run.pk)


@require_safe
@never_cache
async def run(request: HttpRequest, run_id: str) -> HttpResponse:
    shown = await store.off_the_loop(look_up, run_id)
    return render(request, "lab/run.html", shown.context())


@require_safe
@never_cache
async def summary(request: HttpRequest, run_id: str) -> HttpResponse:
    """What came of it, for the page that watched the run to its end."""
    shown = await store.off_the_loop(look_up, run_id)
    return render(request, "lab/_summary.html", shown.context())


@require_safe
async def log(request: HttpRequest, run_id: str) -> HttpResponse:
    """All lines of a run, or those that are there yet."""
    found = await hub.log_of(run_id) if run_id.isascii() and len(run_id) <= 120 else None
    if found is None:
        raise Http404(MISSING)
    body = '{"lines":[' + ",".join(frame.data for frame in found.frames()) + "]}"
    response = HttpResponse(body, content_type="application/json")
    # A run that is over does not change any more.
    response["Cache-Control"] = "max-age=3600" if found.over else "no-store"
    response["ETag"] = f'"{run_id}-{found.last}-{found.status}"'
    return response
