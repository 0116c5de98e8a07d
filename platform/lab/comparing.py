"""The page on which runs are held against each other."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lab.comparison import LETTERS, MOST_RUNS, NotComparable, compare
from lab.curves import curves, distribution, over_time
from lab.exporting import NotOver, lines_of, one_at_a_time
from lab.live import results, store
from lab.load_models import explained
from lab.models import Run, Status
from lab.recording import NoRun, Recording
from lab.shown import Shown, look_up, of_result, of_run

WAITED_FOR = (Status.GATHERING, Status.QUEUED, Status.RUNNING)
KEPT = 16  # comparisons: runs that are over do not change, and a class looks at the same two
CANDIDATES = 12

kept: OrderedDict[tuple[str, ...], dict[str, Any]] = OrderedDict()


def compared(recordings: Sequence[Recording]) -> dict[str, Any]:
    """Raises NotComparable."""
    pairs = list(zip(LETTERS, recordings, strict=False))
    found = curves(pairs)
    return {
        "comparison": compare(recordings),
        "charts": [distribution(found), *over_time(found)],
        "models": models_of(pairs),
    }


def models_of(pairs: Sequence[tuple[str, Recording]]) -> Any:
    """Where runs of one scenario were loaded in both models: what that makes of them."""
    closed = next((pair for pair in pairs if pair[1].run["config"]["model"] == "closed"), None)
    opened = next((pair for pair in pairs if pair[1].run["config"]["model"] == "open"), None)
    if not closed or not opened or closed[1].run["scenario"] != opened[1].run["scenario"]:
        return None
    return explained(closed, opened)


def candidates(shown: Sequence[Shown]) -> list[Shown]:
    """What else could be held beside them: the newest runs and the cited ones, of the same scenario first."""
    have = {each.run_id for each in shown}
    wanted = {each.scenario for each in shown}
    runs = [of_run(run) for run in Run.objects.filter(status=Status.DONE).order_by("-created")[:60]]
    found = [each for each in (*runs, *map(of_result, results.every())) if each.run_id not in have]
    return sorted(found, key=lambda each: each.scenario not in wanted)[:CANDIDATES]


def wanted(request: HttpRequest) -> list[str]:
    """The ids in the address, each once."""
    return list(dict.fromkeys(run.strip() for run in request.GET.getlist("run") if run.strip()))[: MOST_RUNS + 1]


async def held(ids: Sequence[str]) -> dict[str, Any]:
    """The comparison of these runs, made once. Raises Http404, NotOver, NoRun and NotComparable."""
    key = tuple(ids)
    if key not in kept:
        async with one_at_a_time:
            lines = [await lines_of(run_id) for run_id in ids]
            kept[key] = await store.off_the_loop(lambda: compared([Recording.of(each) for each in lines]))
        while len(kept) > KEPT:
            kept.popitem(last=False)
    return kept[key]


@require_safe
@never_cache
async def page(request: HttpRequest) -> HttpResponse:
    ids = wanted(request)
    shown = [await store.off_the_loop(look_up, run_id) for run_id in ids]
    context: dict[str, Any] = {"ids": ids, "shown": shown, "room": len(ids) < MOST_RUNS, "most": MOST_RUNS}
    status = 200
    if "ticked" in request.GET and not ids:
        context["problem"] = f"No run was ticked. Tick 2 to {MOST_RUNS} in the list of runs, or choose them here."
    if len(ids) >= 2:
        try:
            context |= await held(ids)
        except NotComparable as error:
            context["problem"], status = str(error), 422
        except NotOver:
            # Not an error: the page waits for it, and asks again by itself where it can.
            context["pending"], status = [each for each in shown if each.status in WAITED_FOR], 202
        except NoRun:
            context["problem"], status = "One of these runs ended before its first line.", 422
    context["candidates"] = await store.off_the_loop(candidates, shown)
    context["lettered"] = list(zip(LETTERS, shown, strict=False))
    return render(request, "lab/compare.html", context, status=status)
