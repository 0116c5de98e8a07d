"""The lab's generator against wrk: requests a CPU second on a fast server, and the median on one that waits.

wrk has no rate of its own to set: both send from N closed clients to a backend that takes 50 ms, which is a rate of N / 50 ms.
"""

import statistics

from tests.benchmarks import wrk
from tests.benchmarks.result import Result
from tests.benchmarks.servers import client, plain_server, slow_backend

CLIENTS = 16
SECONDS = 4
ROUNDS = 3
CLOSE_MS = 1.5


def measure() -> Result:
    ours, theirs, our_p50, their_p50 = [], [], [], []
    with plain_server() as port:
        for _ in range(ROUNDS):
            mine = client("our_client", port, "/sync", CLIENTS, SECONDS)
            ours.append(mine["requests"] / mine["cpu_s"])
            other = wrk.run(f"http://127.0.0.1:{port}/sync/1", CLIENTS, SECONDS)
            theirs.append(other.requests / other.cpu_s)
    with slow_backend(50) as port:
        for _ in range(ROUNDS):
            our_p50.append(client("our_client", port, "", CLIENTS, SECONDS)["p50_ms"])
            their_p50.append(wrk.run(f"http://127.0.0.1:{port}/1", CLIENTS, SECONDS).p50_ms)
    mine_ms, wrk_ms = statistics.median(our_p50), statistics.median(their_p50)
    return Result(
        value=statistics.median(ours),
        unit="requests/CPU s",
        against="wrk, same server",
        against_value=statistics.median(theirs),
        target=0.2,
        also={"p50_ms": mine_ms, "wrk_p50_ms": wrk_ms, "p50_within_1.5_ms": abs(mine_ms - wrk_ms) <= CLOSE_MS},
    )
