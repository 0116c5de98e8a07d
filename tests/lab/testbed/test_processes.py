"""Starting the processes of a run, and what is said when one does not start."""

import time
from collections.abc import AsyncIterator

import pytest

from lab.testbed import processes
from lab.testbed.processes import RunFailed, until_ready


@pytest.fixture
async def testbed() -> AsyncIterator[processes.Testbed]:
    found = processes.Testbed(time.perf_counter_ns(), 60)
    yield found
    found.close()


async def test_a_server_that_does_not_start_is_named_with_what_it_said(testbed: processes.Testbed) -> None:
    server = testbed.start("uvicorn", "The server of 'async' (uvicorn)", {}, env={"LAB_VIEWS": "lab.no_such_views"})
    with pytest.raises(RunFailed) as caught:
        await until_ready(server, 1)
    assert caught.value.sentence == "The server of 'async' (uvicorn) did not start: it ended with status 1."
    assert "no_such_views" in caught.value.detail


async def test_a_server_that_is_up_is_ready_when_all_its_workers_are(testbed: processes.Testbed) -> None:
    backend = testbed.start(
        "backend", "The backend", {"times": {"distribution": "constant", "mean_s": 0.01, "seed": 1}}
    )
    await until_ready(backend)
    server = testbed.start("uvicorn", "The server", {"workers": 2}, backend)
    await until_ready(server, 2)
    assert server.board.processes_ready == 2
    assert len(server.tree()) == 3
