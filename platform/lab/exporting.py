"""The addresses at which a run can be taken along."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from firstbyte.views import trouble
from lab.curves import curves, over_time
from lab.curves import distribution as distribution_of
from lab.exports import EXPORTS
from lab.exports.document import SCHEMA
from lab.live import store
from lab.live.hub import hub
from lab.picture import picture
from lab.recording import NoRun, Recording
from lab.shown import MISSING, Shown, look_up

STYLES = ("tokens.css", "site.css", "lab/lanes.css", "lab/lab.css", "lab/matrix.css")
one_at_a_time = asyncio.Semaphore(1)  # a long run is seconds of work, which the site's other visitors share


class NotOver(Exception):
    """The run goes on, or waits."""


async def lines_of(run_id: str) -> list[dict[str, Any]]:
    """All lines of a run that is over. Raises Http404 and NotOver."""
    log = await hub.log_of(run_id)
    if log is None:
        raise Http404(MISSING)
    if not log.over:
        raise NotOver
    frames = list(log.frames())
    return await store.off_the_loop(lambda: [json.loads(frame.data) for frame in frames])


@require_safe
@never_cache
async def export(request: HttpRequest, run_id: str, kind: str) -> HttpResponse:
    if kind != "html" and kind not in EXPORTS:
        raise Http404(f"A run can be had as {', '.join(EXPORTS)} and html.")
    shown = await store.off_the_loop(look_up, run_id)
    try:
        async with one_at_a_time:
            lines = await lines_of(run_id)
            write: Callable[..., str] = report if kind == "html" else EXPORTS[kind].write
            found = (shown, lines) if kind == "html" else (Recording.of(lines),)
            body = await store.off_the_loop(write, *found)
    except NotOver:
        return trouble(
            request, 409, "This run is not over yet", "What can be taken along of it stands here once it is.", "", ""
        )
    except NoRun:
        raise Http404("This run ended before its first line: there is nothing to take along.") from None
    content_type, ending = (
        ("text/html; charset=utf-8", ".html") if kind == "html" else (EXPORTS[kind].content_type, EXPORTS[kind].ending)
    )
    response = HttpResponse(body, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="firstbyte-{shown.scenario}-{run_id}{ending}"'
    return response


def report(shown: Shown, lines: list[dict[str, Any]]) -> str:
    """One HTML file that needs nothing beside it. Raises NoRun."""
    recording = Recording.of(lines)
    found = curves([("", recording)])
    context = shown.context() | {
        "picture": picture(lines),
        "charts": [*over_time(found), distribution_of(found)],
        "styles": "\n".join(style(name) for name in STYLES),
    }
    return render_to_string("lab/report.html", context)


def style(name: str) -> str:
    path = finders.find(name)
    assert isinstance(path, str)
    with open(path, encoding="utf-8") as file:
        return file.read()


@require_safe
async def schema(request: HttpRequest) -> HttpResponse:
    response = HttpResponse(SCHEMA.read_bytes(), content_type="application/schema+json")
    response["Cache-Control"] = "max-age=3600"
    response["Access-Control-Allow-Origin"] = "*"  # a validator in another page may read it
    return response
