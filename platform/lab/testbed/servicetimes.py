"""Seeded service times of the slow backend, in seconds.

The time of request `number` depends on the seed and the number alone, so that every variant meets the same times.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

LONGEST = 30.0  # seconds
SIGMA = 0.5  # of the logarithm, lognormal
FAST_SHARE, FAST, SLOW = 0.9, 0.5, 5.5  # bimodal: nine in ten take half the mean, one in ten 5.5 times; mean 1

SLOWER = 2.0  # by so much of its time is the first call of a slow start slower; it wears off evenly

ServiceTime = Callable[[random.Random, float], float]
Temper = Literal["ok", "error", "reset", "hang"]


def constant(random_: random.Random, mean: float) -> float:
    return mean


def lognormal(random_: random.Random, mean: float) -> float:
    return random_.lognormvariate(math.log(mean) - SIGMA * SIGMA / 2, SIGMA)


def bimodal(random_: random.Random, mean: float) -> float:
    return mean * (FAST if random_.random() < FAST_SHARE else SLOW)


DISTRIBUTIONS: dict[str, ServiceTime] = {"constant": constant, "lognormal": lognormal, "bimodal": bimodal}

# Half of all requests take at least this share of the mean: what the law "p50 >= backend latency" is held against.
MEDIANS = {"constant": 1.0, "lognormal": math.exp(-SIGMA * SIGMA / 2), "bimodal": FAST}


def median_error(distribution: str, samples: int) -> float:
    """By how much of itself a sample's median may lie below the true one: 2 % for the timer, and for the lognormal
    four standard errors of a median (1.2533 sigma / sqrt(n), the logarithm being normal)."""
    spread = 4 * 1.2533 * SIGMA / math.sqrt(max(samples, 1)) if distribution == "lognormal" else 0.0
    return 1 - 0.98 * math.exp(-spread)


def service_time(distribution: str, mean: float, seed: int, number: int) -> float:
    """Seconds that the backend takes for request `number`. `mean` in seconds."""
    if distribution == "constant":
        return mean
    random_ = random.Random(seed * 1_000_003 + number)
    return min(DISTRIBUTIONS[distribution](random_, mean), LONGEST)


@dataclass
class Times:
    """What befalls each call. Seconds; the shares are percent of the calls."""

    distribution: str
    mean_s: float
    seed: int
    jitter_s: float = 0.0
    error_percent: float = 0.0
    reset_percent: float = 0.0
    hang_percent: float = 0.0
    slow_start_s: float = 0.0
    begun: float | None = None

    def temper(self, number: int) -> Temper:
        if not self.error_percent + self.reset_percent + self.hang_percent:
            return "ok"
        drawn = random.Random(self.seed * 2_000_003 + number).random() * 100
        for temper, share in (
            ("error", self.error_percent),
            ("reset", self.reset_percent),
            ("hang", self.hang_percent),
        ):
            if drawn < share:
                return temper  # type: ignore[return-value]
            drawn -= share
        return "ok"

    def wait(self, number: int, now: float) -> float:
        """Seconds that the call takes. The slow start begins with the first of all calls; `now` in seconds."""
        wait = service_time(self.distribution, self.mean_s, self.seed, number)
        if self.jitter_s:
            wait += self.jitter_s * random.Random(self.seed * 3_000_017 + number).random()
        if self.slow_start_s:
            self.begun = now if self.begun is None else self.begun
            wait *= 1 + SLOWER * max(0.0, 1 - (now - self.begun) / self.slow_start_s)
        return wait
