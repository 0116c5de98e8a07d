"""The page that holds runs against each other."""

from __future__ import annotations

import pytest
from django.test import AsyncClient

from lab.models import Run
from lab.settings import Settings
from tests.lab.exports.recordings import CITED, name_of

pytestmark = pytest.mark.django_db(transaction=True)
ONE, TWO = (name_of(path) for path in CITED if path.stem in ("sync-vs-async", "settled"))


async def page(query: str) -> tuple[int, str]:
    response = await AsyncClient().get(f"/lab/compare/{query}")
    return response.status_code, response.content.decode()


async def test_two_runs_are_overlaid_with_their_differences() -> None:
    status, text = await page(f"?run={ONE}&run={TWO}")
    assert status == 200
    for expected in ("How response times are distributed", "Answers a second", "against A", "settings", "VALID"):
        assert expected in text
    assert text.count('class="line-plot"') == 4
    assert text.count("<table") == 5


async def test_one_run_asks_for_another_and_none_for_the_first() -> None:
    status, text = await page(f"?run={ONE}")
    assert (status, "hold beside it" in text) == (200, True)
    status, text = await page("")
    assert (status, "first run" in text) == (200, True)


async def test_a_press_with_nothing_ticked_says_what_to_do() -> None:
    status, text = await page("?ticked=1")
    assert status == 200
    assert "No run was ticked" in text
    assert "No run was ticked" not in (await page(f"?ticked=1&run={ONE}"))[1]


async def test_a_run_named_twice_counts_once() -> None:
    assert "hold beside it" in (await page(f"?run={ONE}&run={ONE}"))[1]


async def test_more_runs_than_fit_are_refused_with_a_sentence() -> None:
    query = "&".join(f"run={name_of(path)}" for path in CITED)
    assert len(CITED) > 4
    status, text = await page(f"?{query}")
    assert status == 422
    assert "From two to 4 runs" in text


async def test_a_run_that_is_not_over_says_so() -> None:
    run = Run.of(Settings("sync-vs-async"), None)
    await run.asave()
    status, text = await page(f"?run={ONE}&run={run.pk}")
    assert status == 202
    assert "not over yet" in text
    assert "number 1 in the queue" in text


@pytest.mark.parametrize("run", ["nothing", "%00", "%F0%9F%98%80", "x" * 300, "../etc"])
async def test_an_unknown_run_is_a_404(run: str) -> None:
    assert (await page(f"?run={ONE}&run={run}"))[0] == 404
