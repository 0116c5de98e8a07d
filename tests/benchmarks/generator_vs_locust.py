"""Requests a CPU second of the generator's own process: the lab's, with every stamp taken, against Locust's."""

import statistics

from tests.benchmarks.result import Result
from tests.benchmarks.servers import client, plain_server

CLIENTS = 16
SECONDS = 4
ROUNDS = 3


def measure() -> Result:
    ours, locusts = [], []
    with plain_server() as port:
        for _ in range(ROUNDS):
            for found, module, address in (
                (ours, "our_client", (port, "/sync")),
                (locusts, "locust_client", (f"http://127.0.0.1:{port}", "/sync/1")),
            ):
                measured = client(module, *address, CLIENTS, SECONDS)
                found.append(measured["requests"] / measured["cpu_s"])
    return Result(
        value=statistics.median(ours),
        unit="requests/CPU s",
        against="Locust's FastHttpUser, same server",
        against_value=statistics.median(locusts),
        target=8,
    )
