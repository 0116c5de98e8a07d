"""The list of runs, its filters, and what an owner writes on a run."""

from __future__ import annotations

import json
import re
import uuid
from typing import Any

import pytest
from django.test import AsyncClient

from lab.models import Label, Run, Status
from lab.settings import Settings
from learners.models import Learner
from tests.lab.exports.recordings import CITED, name_of

pytestmark = pytest.mark.django_db(transaction=True)
FORM = {
    **{"scenario": "sync-vs-async", "model": "closed", "clients": "10", "latency_ms": "100", "seconds": "1"},
    **{"threads": "4", "asgi_server": "daphne", "bet": ""},
}


def lines(verdict: str, server: str) -> dict[str, Any]:
    found = [json.loads(line) for line in CITED[0].read_text().splitlines()]
    run, done = found[0], found[-1]
    run["variants"] = [{**each, "server": server} for each in run["variants"]]
    return {"run_line": run, "done_line": {**done, "verdict": verdict}}


async def recorded(
    verdict: str = "VALID", server: str = "daphne 4.2", scenario: str = "sync-vs-async", **more: Any
) -> Run:
    run = Run.of(Settings(scenario, **more), None)
    run.status = Status.DONE
    for name, value in lines(verdict, server).items():
        setattr(run, name, value)
    await run.asave()
    return run


async def listed(client: AsyncClient, query: str = "") -> list[str]:
    """The ids of this site's runs in the list."""
    response = await client.get(f"/lab/runs/{query}")
    assert response.status_code == 200
    return [found for found in re.findall(r'name="run" value="([^"]+)"', response.content.decode()) if "." not in found]


async def started(client: AsyncClient) -> Run:
    response = await client.post("/lab/start/", {**FORM, "ticket": str(uuid.uuid4())})
    return await Run.objects.aget(pk=response["Location"].rstrip("/").rpartition("/")[2])


async def test_each_filter_lets_through_what_it_names() -> None:
    valid = await recorded()
    broken = await recorded(verdict="INVALID", server="gunicorn gthread 23.0")
    other = await recorded(scenario="blocking-in-async", model="open")
    client = AsyncClient()
    assert set(await listed(client)) == {valid.pk, broken.pk, other.pk}
    assert await listed(client, "?verdict=INVALID") == [broken.pk]
    assert await listed(client, "?server=gunicorn+gthread") == [broken.pk]
    assert await listed(client, "?scenario=blocking-in-async") == [other.pk]
    assert await listed(client, "?model=open") == [other.pk]
    assert await listed(client, "?verdict=VALID&scenario=sync-vs-async") == [valid.pk]
    assert await listed(client, "?kept=on") == []


async def test_a_filter_with_a_slip_in_it_is_named_and_hides_nothing() -> None:
    run = await recorded()
    client = AsyncClient()
    assert await listed(client, "?verdict=FINE&page=%00&run=%F0%9F%98%80") == [run.pk]
    assert "FINE is not one of" in (await client.get("/lab/runs/?verdict=FINE")).content.decode()


async def test_the_cited_runs_stand_below_as_far_as_the_filters_let_them() -> None:
    client = AsyncClient()
    page = (await client.get("/lab/runs/")).content.decode()
    for path in CITED:
        assert f"/lab/runs/{name_of(path)}/" in page
    page = (await client.get("/lab/runs/?scenario=blocking-in-async")).content.decode()
    assert "async-views-basics.blocking-in-async" in page
    assert "async-views-basics.sync-vs-async" not in page


async def test_a_long_list_has_pages() -> None:
    runs = [Run.of(Settings("sync-vs-async"), None) for _ in range(30)]
    await Run.objects.abulk_create(runs)
    client = AsyncClient()
    first, second = await listed(client), await listed(client, "?page=2")
    assert len(first) == 25
    assert sorted([*first, *second]) == sorted(run.pk for run in runs)
    assert await listed(client, "?page=99999") == second


async def test_whoever_started_a_run_names_it_and_others_cannot() -> None:
    owner, stranger = AsyncClient(), AsyncClient()
    run = await started(owner)
    words = {"name": "  My\n first ", "notes": "A <b>note</b>", "starred": "on"}
    assert (await stranger.post(f"/lab/runs/{run.pk}/label/", words)).status_code == 404
    await started(stranger)
    assert (await stranger.post(f"/lab/runs/{run.pk}/label/", words)).status_code == 404
    assert (await owner.post(f"/lab/runs/{run.pk}/label/", words)).status_code == 302
    page = (await owner.get(f"/lab/runs/{run.pk}/")).content.decode()
    assert "<h1>My first</h1>" in page
    assert "A &lt;b&gt;note&lt;/b&gt;" in page
    assert "Save" in page
    seen = (await stranger.get(f"/lab/runs/{run.pk}/")).content.decode()
    assert "My first" in seen
    assert "Save" not in seen
    assert await listed(stranger, "?kept=on") == [run.pk]
    assert run.pk not in await listed(stranger, "?mine=on")
    assert await listed(owner, "?mine=on") == [run.pk]


async def test_a_label_that_is_emptied_is_gone() -> None:
    owner = AsyncClient()
    run = await started(owner)
    await owner.post(f"/lab/runs/{run.pk}/label/", {"name": "x"})
    assert await Label.objects.acount() == 1
    await owner.post(f"/lab/runs/{run.pk}/label/", {})
    assert await Label.objects.acount() == 0


@pytest.mark.parametrize("words", [{"name": "x" * 81}, {"notes": "x" * 2001}, {"name": "a\x00b"}])
async def test_what_cannot_be_kept_is_said_and_nothing_typed_is_lost(words: dict[str, str]) -> None:
    owner = AsyncClient()
    run = await started(owner)
    response = await owner.post(f"/lab/runs/{run.pk}/label/", {"notes": "kept", **words})
    assert response.status_code == 422
    assert 'class="field-error"' in response.content.decode()
    assert await Label.objects.acount() == 0


async def test_when_a_learner_is_erased_their_words_go_and_the_run_stays() -> None:
    owner = AsyncClient()
    run = await started(owner)
    await owner.post(f"/lab/runs/{run.pk}/label/", {"name": "mine"})
    await Learner.objects.all().adelete()
    assert await Label.objects.acount() == 0
    assert (await AsyncClient().get(f"/lab/runs/{run.pk}/")).status_code == 200


async def test_a_form_sent_twice_still_starts_one_run_of_the_same_owner() -> None:
    client = AsyncClient()
    ticket = str(uuid.uuid4())
    places = {(await client.post("/lab/start/", {**FORM, "ticket": ticket}))["Location"] for _ in range(2)}
    assert len(places) == 1
    assert await Run.objects.acount() == 1
