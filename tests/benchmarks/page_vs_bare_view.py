"""A lesson page against the least Django can answer, both on Daphne: what do our middleware, page and bytes cost?"""

import statistics
import sys
import tempfile
from pathlib import Path

from tests.benchmarks import wrk
from tests.benchmarks.result import Result
from tests.setup.servers import answers, free_port, run_site, running

PAGE = "/lessons/async-views-basics/performance/"
ROUNDS = 3
CONNECTIONS = 16
SECONDS = 4


def measure() -> Result:
    with tempfile.TemporaryDirectory() as name:
        port = free_port()
        url = f"http://127.0.0.1:{port}/"
        daphne = [sys.executable, "-m", "daphne", "-p", str(port), "-v", "0", "tests.benchmarks.bare:application"]
        with (
            run_site(Path(name)) as site,
            running(daphne, lambda: answers(url), Path(name) / "bare.log"),
        ):
            pages, bares = [], []
            accept = {"Accept-Encoding": "br"}
            for _ in range(ROUNDS):  # in turn, so that a slow moment of the machine meets both
                pages.append(wrk.run(site.url + PAGE, CONNECTIONS, SECONDS, accept).per_second)
                bares.append(wrk.run(url, CONNECTIONS, SECONDS, accept).per_second)
    return Result(
        value=statistics.median(pages),
        unit="requests/s",
        against="a view without middleware returning HttpResponse(b'ok'), same Daphne",
        against_value=statistics.median(bares),
        target=0.7,
    )
