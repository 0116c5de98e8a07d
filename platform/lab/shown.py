"""A run as the pages show it, whether it is of this site or cited by a lesson."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse

from lab.counterpart import clients_for, rate_for
from lab.exports import EXPORTS
from lab.forms import plain
from lab.knobs import KNOBS
from lab.live import results
from lab.live.store import bets, off_the_loop
from lab.models import Bet, Label, Run, is_id
from lab.scenarios import SCENARIOS
from learners import identity
from lessons import catalogue
from lessons.catalogue import Lesson
from lessons.results import Result

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
    name: str = ""
    notes: str = ""
    starred: bool = False

    @property
    def sentence(self) -> str:
        return str(self.done_line["sentence"]) if self.done_line else self.reason

    @property
    def verdict(self) -> str:
        return str(self.done_line["verdict"]) if self.done_line else ""

    def again(self, **changes: Any) -> str:
        """The query with which the lab's form opens on the same settings, or on these with changes."""
        asked = self.config | changes
        named = {name: plain(value) for name, value in asked.items() if value is not None}
        return urlencode({"scenario": self.scenario, **{name: named[name] for name in KNOBS if name in named}})

    def other_model(self) -> str:
        """The query for the other load model at about the same load: as many requests in flight on average (Little)
        where nothing queues."""
        latency = self.config["latency_ms"]
        if self.config["model"] == "open":
            return self.again(model="closed", rate_per_s=None, clients=clients_for(self.config["rate_per_s"], latency))
        measured = (self.done_line or {}).get("variants", [])
        rate = max((each["throughput_per_s"] for each in measured), default=0.0)
        rate = rate or self.config["clients"] / latency * 1000
        return self.again(model="open", clients=None, rate_per_s=rate_for(rate))

    def context(self) -> dict[str, Any]:
        return {**self.__dict__, "again": self.again(), "other_model": self.other_model()}


def of_run(run: Run) -> Shown:
    scenario = SCENARIOS.get(run.scenario)
    line = run.run_line or {}
    label = getattr(run, "label", None) or Label()
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
        name=label.name,
        notes=label.notes,
        starred=label.starred,
    )


def of_result(result: Result) -> Shown:
    run, done = thawed(result.run), thawed(result.done)
    return Shown(
        result.run_id, result.scenario, "done", run["title"], run.get("question", ""), run["config"], run, done
    )


def seen_by(shown: Shown, learner: UUID | None) -> dict[str, Any]:
    """What differs from visitor to visitor: whether the run is theirs, and which bet is."""
    if "." in shown.run_id:
        return {}
    owner = Run.objects.filter(pk=shown.run_id).values_list("owner", flat=True).first()
    mine = learner is not None and owner == learner
    found = Bet.objects.filter(run=shown.run_id, learner=learner) if learner else Bet.objects.none()
    my_bet = found.values_list("value", flat=True).first()
    return {
        "mine": mine,
        "my_bet": my_bet,
        "bet": shown.bet if my_bet is None else my_bet,
        "bet_words": "Your bet" if mine or my_bet is not None else "Their bet",
        "bets": bets(shown.run_id),
    }


def lessons_of(shown: Shown) -> list[Lesson]:
    """The lessons that the run belongs to: those that name its scenario, else the one that the scenario names."""
    known = catalogue.get().lessons
    found = [lesson for lesson in known.values() if shown.scenario in lesson.scenarios]
    own = known.get((shown.run_line or {}).get("lesson", ""))
    return found or ([own] if own else [])


async def on_page(request: HttpRequest, run_id: str) -> dict[str, Any]:
    """What a run's page shows this visitor, whatever they may write on it. Raises Http404."""
    learner = await identity.known(request)
    shown = await off_the_loop(look_up, run_id)
    more = await off_the_loop(seen_by, shown, learner)
    return {
        **shown.context(),
        **more,
        "exports": EXPORTS,
        "lessons": lessons_of(shown),
        "link": request.build_absolute_uri(reverse("lab:run", args=[run_id])),
    }


def thawed(value: Any) -> Any:
    """The catalogue's frozen objects as the plain ones that templates and JSON know."""
    if hasattr(value, "items"):
        return {key: thawed(item) for key, item in value.items()}
    return [thawed(item) for item in value] if isinstance(value, tuple) else value


def look_up(run_id: str) -> Shown:
    """Raises Http404."""
    if result := results.find(run_id):
        return of_result(result)
    run = Run.objects.select_related("label").filter(pk=run_id).first() if is_id(run_id) else None
    if run is None:
        raise Http404(MISSING)
    return of_run(run)
