"""The addresses at which a run can be taken along."""

from __future__ import annotations

import json

import jsonschema
import pytest
from django.test import AsyncClient

from lab.exports import EXPORTS
from lab.live import store
from lab.live.log import Frame
from lab.models import Run, Status
from lab.settings import Settings
from tests.lab.exports.recordings import CITED, name_of

pytestmark = pytest.mark.django_db(transaction=True)
STORED = name_of(CITED[0])


@pytest.mark.parametrize("kind", [*EXPORTS, "html"])
async def test_a_run_is_had_as_a_file_with_a_name(kind: str) -> None:
    response = await AsyncClient().get(f"/lab/runs/{STORED}/export/{kind}/")
    assert response.status_code == 200
    assert "attachment" in response["Content-Disposition"]
    assert STORED in response["Content-Disposition"]
    page = (await AsyncClient().get(f"/lab/runs/{STORED}/")).content.decode()
    assert f"/lab/runs/{STORED}/export/{kind}/" in page


async def test_the_document_is_valid_by_the_schema_at_its_address() -> None:
    schema = json.loads((await AsyncClient().get("/lab/run.schema.json")).content)
    document = json.loads((await AsyncClient().get(f"/lab/runs/{STORED}/export/json/")).content)
    jsonschema.Draft202012Validator(schema).validate(document)


async def test_the_report_says_what_the_page_says() -> None:
    done = [json.loads(line) for line in CITED[0].read_text().splitlines()][-1]
    report = (await AsyncClient().get(f"/lab/runs/{STORED}/export/html/")).content.decode()
    assert done["sentence"] in report
    assert done["verdict"] in report
    assert "<script" not in report
    assert 'src="' not in report
    assert 'rel="stylesheet"' not in report


async def test_a_run_that_goes_on_says_so() -> None:
    run = Run.of(Settings("sync-vs-async"), None)
    await run.asave()
    response = await AsyncClient().get(f"/lab/runs/{run.pk}/export/csv/")
    assert response.status_code == 409
    assert "not over yet" in response.content.decode()


@pytest.mark.parametrize(
    "address", ["nothing1234/export/csv", "é/export/csv", "x" * 500 + "/export/csv", f"{STORED}/export/pdf"]
)
async def test_what_is_not_there_is_a_404(address: str) -> None:
    assert (await AsyncClient().get(f"/lab/runs/{address}/")).status_code == 404


async def test_a_run_that_failed_before_its_first_line_has_nothing_to_take_along() -> None:
    run = Run.of(Settings("sync-vs-async"), None)
    run.status, run.reason = Status.FAILED, "The server did not start."
    await run.asave()
    response = await AsyncClient().get(f"/lab/runs/{run.pk}/export/json/")
    assert response.status_code == 404
    assert "before its first line" in response.content.decode()


async def test_a_failed_run_gives_what_it_had() -> None:
    run = Run.of(Settings("sync-vs-async"), None)
    run.status = Status.RUNNING
    await run.asave()
    lines = [line for line in CITED[0].read_text().splitlines() if '"type":"done"' not in line]
    for offset, line in enumerate(lines):
        await store.off_the_loop(store.save, run.pk, Frame(offset, 1, line))
    await store.off_the_loop(store.finish, run.pk, Status.FAILED, "The engine was killed.")
    for kind in [*EXPORTS, "html"]:
        assert (await AsyncClient().get(f"/lab/runs/{run.pk}/export/{kind}/")).status_code == 200
    assert "The engine was killed." in (await AsyncClient().get(f"/lab/runs/{run.pk}/export/html/")).content.decode()
