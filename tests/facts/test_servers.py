"""What Daphne, uvicorn and runserver do."""

import asyncio
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

import aiohttp
import pytest

from tests.facts.serving import get_all, serving
from tests.setup.servers import ROOT, accepts, free_port, running

pytestmark = pytest.mark.slow


def request_class_of_runserver(apps: str) -> str:
    """The class of the request that a view gets under `runserver`: WSGIRequest or ASGIRequest."""
    port = free_port()
    command = [sys.executable, "-m", "tests.facts.project", "runserver", f"127.0.0.1:{port}", "--noreload"]
    env = {"FACTS_APPS": apps}
    with tempfile.NamedTemporaryFile() as log, running(command, lambda: accepts(port), Path(log.name), env):
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/class", timeout=30) as response:
            return str(response.read().decode())


@pytest.mark.fact("runserver-is-wsgi-without-daphne")
def test_runserver_is_wsgi_unless_daphne_is_installed() -> None:
    assert request_class_of_runserver("django.contrib.staticfiles") == "WSGIRequest"
    assert request_class_of_runserver("daphne,django.contrib.staticfiles") == "ASGIRequest"


@pytest.mark.fact("runserver-is-wsgi-without-daphne")
def test_daphne_behind_staticfiles_is_an_error_of_the_checks() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.facts.project", "check"],
        cwd=ROOT,
        env={"FACTS_APPS": "django.contrib.staticfiles,daphne", "PATH": ""},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "daphne.E001" in done.stderr


@pytest.mark.fact("daphne-has-no-lifespan")
async def test_daphne_opens_no_lifespan_scope_and_uvicorn_does() -> None:
    for server, expected in (("daphne", []), ("uvicorn", ["lifespan"])):
        with serving(server, "bare") as address:
            ((*before, _),) = await get_all(f"{address}/", 1)
        assert [kind for kind in before if kind == "lifespan"] == expected


@pytest.mark.fact("disconnect-cancels-an-async-view")
@pytest.mark.parametrize("server", ["daphne", "uvicorn"])
async def test_a_closed_socket_cancels_the_view(server: str) -> None:
    with serving(server, "application") as address:
        async with aiohttp.ClientSession() as session:

            async def until(name: str) -> None:
                async with asyncio.timeout(60):
                    while True:
                        async with session.get(f"{address}/counts") as response:
                            if (await response.json())[name] == 1:
                                return
                        await asyncio.sleep(0.02)

            host, port = address.removeprefix("http://").split(":")
            _, writer = await asyncio.open_connection(host, int(port))
            writer.write(b"GET /until-cancelled HTTP/1.1\r\nHost: x\r\n\r\n")
            await until("entered")
            writer.close()
            await until("cancelled")
