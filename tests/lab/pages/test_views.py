"""The lab's pages: what they answer to whatever is sent."""

from __future__ import annotations

import json
import uuid
from pathlib import Path
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.test import AsyncClient, Client

from lab.live import store
from lab.live.log import Frame
from lab.models import Run, Status
from lab.scenarios import SCENARIOS
from lab.settings import Settings
from learners.models import Account

pytestmark = pytest.mark.django_db(transaction=True)
FORM: dict[str, Any] = {
    "scenario": "sync-vs-async",
    "model": "closed",
    "clients": "100",
    "latency_ms": "500",
    "seconds": "6",
    "threads": "4",
    "asgi_server": "daphne",
    "bet": "",
}
STORED = "async-views-basics.sync-vs-async"
CITED_FILES = Path(__file__).resolve().parents[3] / "lessons" / "content" / "async-views-basics" / "results"


async def post(**changes: Any) -> Any:
    return await AsyncClient().post("/lab/start/", {**FORM, "ticket": str(uuid.uuid4()), **changes})


async def test_the_page_offers_each_scenario_and_the_stored_runs() -> None:
    page = (await AsyncClient().get("/lab/")).content.decode()
    for scenario in SCENARIOS.values():
        assert scenario.title in page
    assert f"/lab/runs/{STORED}/" in page


async def test_starting_queues_a_run_with_its_bet_and_leads_to_its_address() -> None:
    response = await post(bet="12.5")
    run = await Run.objects.aget()
    assert response.status_code == 302
    assert response["Location"] == f"/lab/runs/{run.pk}/"
    assert (run.status, run.bet, run.settings.clients) == (Status.QUEUED, 12.5, 100)


BAD = [
    {"clients": ""},
    {"clients": "0"},
    {"clients": "-5"},
    {"clients": "501"},
    {"clients": "9" * 5000},
    {"clients": "many"},
    {"clients": "1.5"},
    {"latency_ms": "nan"},
    {"latency_ms": "inf"},
    {"latency_ms": "1e400"},
    {"latency_ms": "0"},
    {"seconds": "31"},
    {"seconds": "\u0000"},
    {"threads": "65"},
    {"threads": "😀"},
    {"asgi_server": "apache"},
    {"model": "ajar"},
    {"model": "open", "rate_per_s": "2001"},
    {"model": "open"},
    {"scenario": "nothing"},
    {"scenario": "x" * 500},
    {"scenario": ""},
    {"bet": "-1"},
    {"bet": "1e9"},
    {"ticket": "not-a-uuid"},
]


@pytest.mark.parametrize("changes", BAD, ids=lambda changes: json.dumps(changes)[:40])
async def test_what_cannot_be_run_is_said_at_its_field_and_nothing_is_queued(changes: dict[str, str]) -> None:
    response = await post(**changes)
    assert response.status_code == 422
    assert "Not started" in response.content.decode()
    assert await Run.objects.acount() == 0


async def test_what_was_typed_is_kept_when_something_is_wrong() -> None:
    page = (await post(clients="9999", latency_ms="123", bet="7")).content.decode()
    assert 'value="9999"' in page
    assert 'value="123"' in page
    assert "from 1 to 500" in page


async def test_an_open_run_needs_no_clients() -> None:
    assert (await post(model="open", clients="", rate_per_s="40")).status_code == 302
    assert (await Run.objects.aget()).settings.rate_per_s == 40


async def test_a_refused_setting_is_named_above_the_form_with_a_way_to_it() -> None:
    page = (await post(clients="99999")).content.decode()
    assert '<a href="#id_clients">Clients</a>: The number of clients has to be from 1 to 500.' in page
    assert 'id="id_clients"' in page


@pytest.mark.parametrize(
    "query", ["scenario=x", "clients=0", "latency=nan", "clients=abc&scenario=sync-under-asgi", "bet=x", "model=%00"]
)
async def test_an_address_with_a_slip_opens_the_usual_form(query: str) -> None:
    assert (await AsyncClient().get(f"/lab/?{query}")).status_code == 200


async def test_an_address_can_fill_in_the_form() -> None:
    page = (await AsyncClient().get("/lab/?scenario=blocking-in-async&clients=33&latency=120")).content.decode()
    assert 'value="33"' in page
    assert 'value="120"' in page


@pytest.mark.parametrize("run_id", ["nothing", "x" * 300, "async-views-basics.nothing", "..", "ünïcode", "%00"])
@pytest.mark.parametrize("page", ["", "summary/", "log.json"])
async def test_an_unknown_run_answers_a_designed_404(run_id: str, page: str) -> None:
    response = await AsyncClient().get(f"/lab/runs/{run_id}/{page}")
    assert response.status_code == 404
    assert "There is nothing at this address" in response.content.decode()


async def test_a_queued_run_says_its_place() -> None:
    for _ in range(2):
        await post()
    last = await Run.objects.order_by("-created").afirst()
    assert last
    assert "Queued, number 2" in (await AsyncClient().get(f"/lab/runs/{last.pk}/")).content.decode()


def test_a_failed_run_says_why() -> None:
    run = store.enqueue(Run.of(Settings("sync-vs-async"), None))
    store.claim()
    store.save(run.pk, Frame(0, 1, '{"type":"run"}'))
    store.finish(run.pk, Status.FAILED, "The server did not start.")
    page = Client().get(f"/lab/runs/{run.pk}/").content.decode()
    assert "The server did not start." in page
    assert "This run failed" in page


async def test_a_stored_run_shows_its_figures_and_can_be_taken_along() -> None:
    page = (await AsyncClient().get(f"/lab/runs/{STORED}/")).content.decode()
    assert "VALID" in page
    assert "gunicorn" in page
    lines = json.loads((await AsyncClient().get(f"/lab/runs/{STORED}/log.json")).content)["lines"]
    assert lines[0]["type"] == "run"
    assert lines[-1]["type"] == "done"


async def test_where_runs_are_switched_off_the_page_says_so(settings: Any) -> None:
    settings.LAB_ACCESS = "nobody"
    assert (await post()).status_code == 403
    page = (await AsyncClient().get("/lab/")).content.decode()
    assert "switched off" in page
    assert await Run.objects.acount() == 0


async def test_a_full_queue_says_when_to_come_back() -> None:
    for _ in range(store.MOST_QUEUED):
        await post()
    response = await post()
    assert response.status_code == 503
    assert "runs are waiting" in response.content.decode()


async def test_starting_is_a_post() -> None:
    assert (await AsyncClient().get("/lab/start/")).status_code == 405


def test_a_form_from_elsewhere_starts_nothing() -> None:
    assert Client(enforce_csrf_checks=True).post("/lab/start/", FORM).status_code == 403
    assert Run.objects.count() == 0


@pytest.mark.parametrize(
    ("access", "who", "may"),
    [
        ("signed-in", "stranger", False),
        ("signed-in", "somebody", True),
        ("signed-in", "staff", True),
        ("staff", "stranger", False),
        ("staff", "somebody", False),
        ("staff", "staff", True),
        ("nobody", "staff", False),
    ],
)
async def test_who_may_start_runs_is_a_setting(settings: Any, access: str, who: str, may: bool) -> None:
    settings.LAB_ACCESS = access
    client = AsyncClient()
    if who != "stranger":
        account = await sync_to_async(Account.objects.create_user)("a@example.org", is_staff=who == "staff")
        await client.aforce_login(account)
    response = await client.post("/lab/start/", {**FORM, "ticket": str(uuid.uuid4())})
    assert response.status_code == (302 if may else 403)
    assert await Run.objects.acount() == int(may)
    page = (await client.get("/lab/")).content.decode()
    assert ("run-button" in page) is may
    assert ("New runs are" in page) is not may


async def test_a_run_belongs_to_the_account_that_started_it() -> None:
    client = AsyncClient()
    account = await sync_to_async(Account.objects.create_user)("a@example.org")
    await client.aforce_login(account)
    response = await client.post("/lab/start/", {**FORM, "ticket": str(uuid.uuid4())})
    assert (await Run.objects.aget()).owner_id == account.pk
    assert "learner" not in response.cookies


async def test_in_both_models_means_two_runs_the_closed_one_first_and_leads_to_their_comparison() -> None:
    ticket = str(uuid.uuid4())
    response = await post(both="1", ticket=ticket, model="open", rate_per_s="40")
    closed, opened = [run async for run in Run.objects.order_by("created")]
    assert response["Location"] == f"/lab/compare/?run={closed.pk}&run={opened.pk}"
    assert (closed.settings.model, closed.settings.clients) == ("closed", 20)
    assert (opened.settings.model, opened.settings.rate_per_s) == ("open", 40.0)
    assert (await post(both="1", ticket=ticket, model="open", rate_per_s="40"))["Location"] == response["Location"]
    assert await Run.objects.acount() == 2


async def test_the_stall_that_the_page_offers_can_be_started_as_it_stands() -> None:
    page = await AsyncClient().get("/lab/")
    response = await AsyncClient().post("/lab/start/", {**page.context["stall"], "both": "1"})
    assert response.status_code == 302
    assert {run.settings.stall_ms async for run in Run.objects.all()} == {1000.0}


async def test_the_matrix_shows_the_newest_run_of_all_servers_and_offers_one_where_there_is_none() -> None:
    assert "Nobody has measured" in (await AsyncClient().get("/lab/matrix/")).content.decode()
    line = json.loads((CITED_FILES / "sync-vs-async.jsonl").read_text().splitlines()[0])
    done = json.loads((CITED_FILES / "sync-vs-async.jsonl").read_text().splitlines()[-1])
    run = Run.of(Settings("server-matrix"), None)
    run.status, run.run_line, run.done_line = Status.DONE, {**line, "scenario": "server-matrix"}, done
    await run.asave()
    page = (await AsyncClient().get("/lab/matrix/")).content.decode()
    assert f"/lab/runs/{run.pk}/" in page
    assert page.count('class="matrix-column"') == 6
    assert line["variants"][0]["server"] in page
    assert 'id="matrix"' in (await AsyncClient().get(f"/lab/runs/{run.pk}/")).content.decode()
