"""When the requests of an open load are meant to be sent: computed before the load, from its seed."""

from __future__ import annotations

import random
from array import array


def arrivals(rate_per_s: float, total_us: int, seed: int) -> array[int]:
    """Poisson arrivals, microseconds since load start, sorted."""
    random_ = random.Random(seed)
    mean = 1e6 / rate_per_s
    plan = array("I")
    at = random_.expovariate(1) * mean
    while at < total_us:
        plan.append(int(at))
        at += random_.expovariate(1) * mean
    return plan
