"""What a browser does in the lab, without a browser: sends the form, watches the socket."""

from __future__ import annotations

import http.cookiejar
import json
import re
import time
import urllib.error
import urllib.parse
import urllib.request
from typing import Any

import psutil
from websockets.asyncio.client import ClientConnection, connect

from tests.setup.servers import Site

Frame = dict[str, Any]
FORM = {
    "scenario": "sync-vs-async",
    "model": "closed",
    "clients": "20",
    "latency_ms": "100",
    "seconds": "2",
    "threads": "4",
    "asgi_server": "daphne",
}


class Visitor:
    """Someone with a cookie jar."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

    def get(self, path: str) -> tuple[int, str]:
        return self.send(urllib.request.Request(self.site.url + path))

    def send(self, request: urllib.request.Request) -> tuple[int, str]:
        self.address = ""
        try:
            with self.opener.open(request, timeout=30) as response:
                self.address = response.url
                return response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def form(self) -> dict[str, str]:
        _, page = self.get("/lab/")
        found = {}
        for name in ("csrfmiddlewaretoken", "ticket"):
            match = re.search(rf'name="{name}" value="([^"]+)"', page)
            assert match
            found[name] = match[1]
        return found

    def post(self, path: str, data: dict[str, str]) -> tuple[int, str]:
        body = urllib.parse.urlencode(data).encode()
        return self.send(urllib.request.Request(self.site.url + path, body, {"Origin": self.site.url}))

    def start(self, **knobs: str) -> str:
        """The id of the run that was started."""
        status, page = self.post("/lab/start/", {**FORM, **self.form(), **knobs})
        assert status == 200, page[:2000]
        return self.address.rstrip("/").rpartition("/")[2]

    def log(self, run_id: str) -> list[Frame]:
        lines: list[Frame] = json.loads(self.get(f"/lab/runs/{run_id}/log.json")[1])["lines"]
        return lines

    def status(self, run_id: str) -> str:
        _, page = self.get(f"/lab/runs/{run_id}/")
        match = re.search(r'<lab-run[^>]* status="(\w+)"', page)
        assert match, page[:500]
        return match[1]

    def until(self, run_id: str, *wanted: str, seconds: float = 40) -> str:
        deadline = time.monotonic() + seconds
        while (status := self.status(run_id)) not in wanted:
            assert time.monotonic() < deadline, f"the run {run_id} is {status}, not {' or '.join(wanted)}"
            time.sleep(0.1)
        return status


def socket(site: Site, run_id: str) -> Any:
    address = f"ws://127.0.0.1:{site.port}/ws/lab/runs/{run_id}/"
    return connect(address, origin=site.url, max_size=None, compression=None)  # type: ignore[arg-type]


async def say(ws: ClientConnection, **message: Any) -> None:
    await ws.send(json.dumps(message))


class Watched:
    """What came over one socket after another: a watcher that comes back where it was."""

    def __init__(self) -> None:
        self.offset = -1
        self.lines: list[Frame] = []
        self.holes = 0
        self.hellos: list[Frame] = []
        self.reason = ""
        self.largest = 0

    async def watch(self, site: Site, run_id: str, until: int | None = None) -> None:
        """To the end of the run, or until so many frames have come this time."""
        came = 0
        async with socket(site, run_id) as ws:
            await say(ws, type="watch", offset=self.offset)
            async for text in ws:
                message = json.loads(text)
                if message.get("type") == "hello":
                    self.hellos.append(message)
                    if not message["recovered"]:
                        self.offset, self.lines = -1, []
                elif "o" in message:
                    came += 1
                    self.holes += message["o"] - message["n"] != self.offset
                    self.offset = message["o"]
                    self.lines.append(message["d"])
                    self.largest = max(self.largest, len(text))
                    await say(ws, type="ack", o=self.offset)
                self.reason = message.get("reason") or self.reason
                over = message.get("status") in ("done", "failed") and self.offset >= message.get("last", -1)
                if over or (until is not None and came >= until):
                    return


def figures(lines: list[Frame]) -> dict[str, list[Any]]:
    """Each variant's ticks and the ids of its finished requests, whatever pieces the lines came in."""
    found: dict[str, list[Any]] = {}
    for line in lines:
        for name, part in line.get("variants", {}).items() if line["type"] == "snapshot" else ():
            found.setdefault(f"{name} ticks", []).extend(part["ticks"]["t"])
            found.setdefault(f"{name} events", []).extend(part["events"].get("id", []))
    return found


def processes_of(site: Site) -> list[psutil.Process]:
    """The engine of the site and all that it has started."""
    return psutil.Process(site.process.pid).children(recursive=True)


def engine_of(site: Site) -> psutil.Process:
    return next(child for child in psutil.Process(site.process.pid).children() if "lab" in child.cmdline())
