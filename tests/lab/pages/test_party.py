"""A run that is watched together: it waits, all bet, its owner starts it."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import AsyncClient

from lab import party
from lab.live import store
from lab.models import Bet, Run, Status
from tests.lab.pages.test_history import FORM

pytestmark = pytest.mark.django_db(transaction=True)


async def opened(client: AsyncClient, **changes: str) -> Run:
    form = {**FORM, "ticket": str(uuid.uuid4()), "together": "1", **changes}
    response = await client.post("/lab/start/", form)
    assert response.status_code == 302, response.content.decode()[:2000]
    return await Run.objects.aget(pk=response["Location"].rstrip("/").rpartition("/")[2])


async def test_it_waits_until_its_owner_starts_it() -> None:
    teacher = AsyncClient()
    run = await opened(teacher)
    assert run.status == Status.GATHERING
    assert await store.off_the_loop(store.claim) == (None, False)
    page = (await teacher.get(f"/lab/runs/{run.pk}/")).content.decode()
    assert "Start the run" in page
    assert f"http://testserver/lab/runs/{run.pk}/" in page
    assert (await teacher.post(f"/lab/runs/{run.pk}/go/")).status_code == 302
    await run.arefresh_from_db()
    assert run.status == Status.QUEUED


async def test_nobody_else_can_start_it() -> None:
    run = await opened(AsyncClient())
    student = AsyncClient()
    assert "Start the run" not in (await student.get(f"/lab/runs/{run.pk}/")).content.decode()
    assert (await student.post(f"/lab/runs/{run.pk}/go/")).status_code == 404
    await student.post(f"/lab/runs/{run.pk}/bet/", {"bet": "3"})
    assert (await student.post(f"/lab/runs/{run.pk}/go/")).status_code == 404
    await run.arefresh_from_db()
    assert run.status == Status.GATHERING


async def test_a_second_press_does_not_start_it_again() -> None:
    teacher = AsyncClient()
    run = await opened(teacher)
    for _ in range(2):
        await teacher.post(f"/lab/runs/{run.pk}/go/")
    await Run.objects.filter(pk=run.pk).aupdate(status=Status.DONE)
    await teacher.post(f"/lab/runs/{run.pk}/go/")
    await run.arefresh_from_db()
    assert run.status == Status.DONE


async def test_each_has_one_bet_and_the_last_counts() -> None:
    teacher, student = AsyncClient(), AsyncClient()
    run = await opened(teacher, bet="8")
    for value in ("2", "12"):
        assert (await student.post(f"/lab/runs/{run.pk}/bet/", {"bet": value})).status_code == 302
    assert sorted([bet.value async for bet in Bet.objects.all()]) == [8, 12]
    assert (await store.off_the_loop(store.bets, run.pk))["n"] == 2
    await teacher.post(f"/lab/runs/{run.pk}/bet/", {"bet": "9"})
    await run.arefresh_from_db()
    assert run.bet == 9


async def test_a_bet_by_htmx_comes_back_in_its_form() -> None:
    run, student = await opened(AsyncClient()), AsyncClient()
    response = await student.post(f"/lab/runs/{run.pk}/bet/", {"bet": "7"}, headers={"HX-Request": "true"})
    assert response.status_code == 200
    assert 'value="7"' in response.content.decode()
    assert "Your bet stands" in response.content.decode()
    assert "learner" in response.cookies


async def test_before_the_start_nobody_sees_anothers_bet_by_name() -> None:
    run, student = await opened(AsyncClient(), bet="8"), AsyncClient()
    assert "Their bet" not in (await student.get(f"/lab/runs/{run.pk}/")).content.decode()
    await Run.objects.filter(pk=run.pk).aupdate(status=Status.RUNNING)
    assert "Their bet" in (await student.get(f"/lab/runs/{run.pk}/")).content.decode()


@pytest.mark.parametrize("value", ["", "-1", "0", "1001", "nan", "inf", "many", "\x00", "1e400"])
@pytest.mark.parametrize("htmx", [True, False])
async def test_a_bet_that_is_none_gets_a_sentence_and_keeps_the_one_before(value: str, htmx: bool) -> None:
    run, student = await opened(AsyncClient()), AsyncClient()
    await student.post(f"/lab/runs/{run.pk}/bet/", {"bet": "3"})
    headers: Any = {"HX-Request": "true"} if htmx else {}
    response = await student.post(f"/lab/runs/{run.pk}/bet/", {"bet": value}, headers=headers)
    assert response.status_code == (200 if htmx else 422)
    assert "A bet has to be" in response.content.decode()
    assert [bet.value async for bet in Bet.objects.all()] == [3]


async def test_once_it_has_started_no_bet_is_taken() -> None:
    run, student = await opened(AsyncClient()), AsyncClient()
    await Run.objects.filter(pk=run.pk).aupdate(status=Status.RUNNING)
    response = await student.post(f"/lab/runs/{run.pk}/bet/", {"bet": "3"})
    assert response.status_code == 422
    assert "has started" in response.content.decode()
    assert await Bet.objects.acount() == 0


@pytest.mark.parametrize("run", ["nothing", "é", "x" * 300, "%00"])
async def test_a_run_that_is_not_there_takes_neither(run: str) -> None:
    client = AsyncClient()
    assert (await client.post(f"/lab/runs/{run}/bet/", {"bet": "3"})).status_code == 404
    assert (await client.post(f"/lab/runs/{run}/go/")).status_code == 404


async def test_too_many_that_wait_for_their_start_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(party, "MOST_GATHERING", 2)
    client = AsyncClient()
    for _ in range(2):
        await opened(client)
    response = await client.post("/lab/start/", {**FORM, "ticket": str(uuid.uuid4()), "together": "1"})
    assert response.status_code == 503


async def test_what_is_kept_can_be_taken_along() -> None:
    teacher = AsyncClient()
    run = await opened(teacher, bet="8")
    await teacher.post(f"/lab/runs/{run.pk}/label/", {"name": "Class 3"})
    kept = (await teacher.get("/me/data.json")).json()
    assert [(each["id"], each["label"]["name"]) for each in kept["runs"]] == [(run.pk, "Class 3")]
    assert [(each["run"], each["value"]) for each in kept["bets"]] == [(run.pk, 8)]


async def test_of_two_bets_on_one_run_the_accounts_own_stays_when_a_browser_signs_in() -> None:
    run, here, there = await opened(AsyncClient()), AsyncClient(), AsyncClient()
    account = {"email": "ada@example.org", "password1": "a long pass phrase"}
    await there.post("/me/sign-up/", account)
    for client, value in ((there, "3"), (here, "5")):
        await client.post(f"/lab/runs/{run.pk}/bet/", {"bet": value})
    signed_in = await here.post("/me/sign-in/", {"login": account["email"], "password": account["password1"]})
    assert signed_in.status_code == 302
    assert [each["value"] for each in (await here.get("/me/data.json")).json()["bets"]] == [3]
    assert [bet.value async for bet in Bet.objects.filter(run=run)] == [3]


async def test_a_full_queue_takes_no_run_that_waited_and_loses_nothing_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    teacher = AsyncClient()
    run = await opened(teacher, bet="8")
    monkeypatch.setattr(store, "MOST_QUEUED", 0)
    response = await teacher.post(f"/lab/runs/{run.pk}/go/")
    assert response.status_code == 503
    await run.arefresh_from_db()
    assert run.status == Status.GATHERING
    monkeypatch.setattr(store, "MOST_QUEUED", 1)
    assert (await teacher.post(f"/lab/runs/{run.pk}/go/")).status_code == 302


async def test_a_name_that_is_too_long_takes_nothing_from_the_page() -> None:
    teacher = AsyncClient()
    run = await opened(teacher, bet="8")
    response = await teacher.post(f"/lab/runs/{run.pk}/label/", {"name": "x" * 81})
    page = response.content.decode()
    assert response.status_code == 422
    assert "Start the run" in page
    assert f'http://testserver/lab/runs/{run.pk}/"' in page
