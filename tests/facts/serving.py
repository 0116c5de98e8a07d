"""The one-file project under real servers, and requests sent to it side by side."""

import asyncio
import contextlib
import json
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import aiohttp

from tests.setup.servers import accepts, free_port, running

PROJECT = "tests.facts.project"
COMMANDS = {
    "daphne": ("daphne", "-b", "127.0.0.1", "-p", "PORT", "-v", "0"),
    "uvicorn": ("uvicorn", "--port", "PORT", "--log-level", "error"),
    "gunicorn": ("gunicorn", "-k", "gthread", "-w", "1", "--threads", "THREADS", "-b", "127.0.0.1:PORT"),
}


@contextlib.contextmanager
def serving(
    server: str,
    application: str,
    env: Mapping[str, str] | None = None,
    *,
    threads: int = 1,
    project: str = PROJECT,
) -> Iterator[str]:
    """The server's address; `application` is a name of the project."""
    port = free_port()
    words = {"PORT": str(port), "THREADS": str(threads)}
    options = [word.replace("PORT", words["PORT"]).replace("THREADS", words["THREADS"]) for word in COMMANDS[server]]
    command = [sys.executable, "-m", *options, f"{project}:{application}"]
    with tempfile.NamedTemporaryFile() as log, running(command, lambda: accepts(port), Path(log.name), env):
        yield f"http://127.0.0.1:{port}"


async def get_all(address: str, count: int) -> list[Any]:
    """`count` GETs, each on a connection of its own and all at once; their JSON. Fails where one is not 200."""
    connector = aiohttp.TCPConnector(limit=0, force_close=True)
    async with aiohttp.ClientSession(connector=connector) as session:

        async def get() -> Any:
            async with session.get(address) as response:
                assert response.status == 200
                return json.loads(await response.read())

        return await asyncio.gather(*(get() for _ in range(count)))
