"""Starting Python in the browser on the second visit against the first, over a line of 10 Mbit/s: what does keeping gain?"""

import asyncio
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.benchmarks.result import Result
from tests.conftest import chromium
from tests.setup.servers import free_port, run_site

PROJECT = "/lessons/async-views-basics/project/"
ROUNDS = 3
LINE = 10_000_000 / 8  # bytes a second, Lighthouse's line for desktops
SLICE = 16_384  # bytes


class Line:
    """A TCP proxy whose way to the browser carries `LINE` bytes a second, all connections together."""

    def __init__(self, to: int) -> None:
        self.to = to
        self.carried = 0
        self.free_at = 0.0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            up_reader, up_writer = await asyncio.open_connection("127.0.0.1", self.to)
            await asyncio.gather(self.copy(reader, up_writer), self.copy(up_reader, writer, slow=True))
        except OSError:
            writer.close()

    async def copy(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, slow: bool = False) -> None:
        while part := await reader.read(SLICE):
            if slow:
                self.carried += len(part)
                now = time.monotonic()
                self.free_at = max(now, self.free_at) + len(part) / LINE
                await asyncio.sleep(self.free_at - now)
            writer.write(part)
            await writer.drain()
        writer.close()


@contextmanager
def line(to: int) -> Iterator[tuple[Line, int]]:
    made, port = Line(to), free_port()
    loop = asyncio.new_event_loop()
    loop.run_until_complete(asyncio.start_server(made.serve, "127.0.0.1", port))
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    yield made, port
    loop.call_soon_threadsafe(loop.stop)
    thread.join()


def seconds_to_python(page: Page, url: str) -> float:
    page.goto(url + PROJECT)
    page.wait_for_load_state("networkidle")
    button = page.get_by_role("button", name="Write it here").first
    begin = time.monotonic()
    button.click()
    page.locator(".exercise-status", has_text="is ready").first.wait_for(timeout=180_000)
    return time.monotonic() - begin


def measure() -> Result:
    firsts, seconds, carried = [], [], []
    with tempfile.TemporaryDirectory() as name, run_site(Path(name)) as site, line(site.port) as (way, port):
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
            for _ in range(ROUNDS):
                context = browser.new_context()
                firsts.append(seconds_to_python(context.new_page(), f"http://127.0.0.1:{port}"))
                before = way.carried
                seconds.append(seconds_to_python(context.new_page(), f"http://127.0.0.1:{port}"))
                carried.append(way.carried - before)
                context.close()
            browser.close()
    return Result(
        value=statistics.median(seconds),
        unit="s",
        against="the first visit over the same line of 10 Mbit/s, nothing kept",
        against_value=statistics.median(firsts),
        target=0.5,
        at_most=True,
        also={"bytes_of_the_second_visit": max(carried), "page_and_no_kit": max(carried) < 200_000},
    )
