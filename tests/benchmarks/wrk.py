"""wrk, the independent load tool that our figures are held against."""

import re
import resource
import subprocess
from dataclasses import dataclass

MILLISECONDS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


@dataclass(frozen=True)
class WrkResult:
    requests: int
    per_second: float
    p50_ms: float
    cpu_s: float
    """User and system time of the wrk process itself."""


def run(url: str, connections: int, seconds: int, headers: dict[str, str] | None = None) -> WrkResult:
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency"]
    for name, value in (headers or {}).items():
        command += ["-H", f"{name}: {value}"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    output = subprocess.run([*command, url], capture_output=True, text=True, check=True, timeout=seconds + 30).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    failed = re.search(r"Non-2xx or 3xx responses: (\d+)|Socket errors: (.*)", output)
    if failed:
        raise RuntimeError(f"wrk saw failures at {url}: {failed[0]}")
    p50 = re.search(r"50%\s+([\d.]+)(us|ms|s)", output)
    requests = re.search(r"(\d+) requests in", output)
    rate = re.search(r"Requests/sec:\s+([\d.]+)", output)
    assert p50, output
    assert requests, output
    assert rate, output
    cpu = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return WrkResult(int(requests[1]), float(rate[1]), float(p50[1]) * MILLISECONDS[p50[2]], cpu)
