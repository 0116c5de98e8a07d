"""Locust's FastHttpUser in a process of its own, as its users run it: closed users without think time.

Prints one JSON line: requests, CPU seconds of this process while the load ran, median milliseconds. Locust patches the
standard library through gevent, so that it must not share a process with anything else.
"""

from gevent import monkey

monkey.patch_all()

import json  # noqa: E402
import sys  # noqa: E402
import time  # noqa: E402

import gevent  # noqa: E402
from locust import FastHttpUser, constant, task  # noqa: E402
from locust.env import Environment  # noqa: E402


def main(host: str, path: str, users: int, seconds: float) -> None:
    class Reader(FastHttpUser):
        wait_time = constant(0)

        @task
        def read(self) -> None:
            self.client.get(path)

    Reader.host = host
    environment = Environment(user_classes=[Reader])
    runner = environment.create_local_runner()
    runner.start(users, spawn_rate=users)
    gevent.sleep(1)  # all users are there and connected
    environment.stats.reset_all()
    cpu = time.process_time()
    gevent.sleep(seconds)
    total = environment.stats.total
    spent = time.process_time() - cpu
    line = {"requests": total.num_requests, "failures": total.num_failures, "cpu_s": spent}
    print(json.dumps({**line, "p50_ms": total.get_response_time_percentile(0.5)}))
    runner.quit()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), float(sys.argv[4]))
