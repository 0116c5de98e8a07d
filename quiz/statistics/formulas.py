"""What marks say about a question. Pure.

The formulas are those of Moodle's "Quiz statistics calculations" (https://docs.moodle.org/dev/Quiz_statistics_calculations),
with one difference: there every learner answers the same questions, so that the score over the others is a sum. Here
questions are drawn, so that it is a mean. All marks are between 0 and 1.
"""

import math
from collections.abc import Sequence


def mean(values: Sequence[float]) -> float:
    """Raises ZeroDivisionError for no values."""
    return math.fsum(values) / len(values)


def covariance(x: Sequence[float], y: Sequence[float]) -> float:
    """Of a sample: divided by one less than there are pairs. Raises ZeroDivisionError for less than two."""
    mean_x, mean_y = mean(x), mean(y)
    return math.fsum((a - mean_x) * (b - mean_y) for a, b in zip(x, y, strict=True)) / (len(x) - 1)


def varies(values: Sequence[float]) -> bool:
    """By more than rounding: thirds that were added up in another order are the same score."""
    return max(values) - min(values) > 1e-12


def discrimination_index(x: Sequence[float], y: Sequence[float]) -> float | None:
    """100 · cov(x, y) / sqrt(var x · var y), in per cent: how well the question's marks `x` go along with `y`, the same
    learners' scores over all other questions. None where either is the same for all, or there is but one learner."""
    if len(x) < 2 or not varies(x) or not varies(y):
        return None
    return 100 * covariance(x, y) / math.sqrt(covariance(x, x) * covariance(y, y))


def discriminative_efficiency(x: Sequence[float], y: Sequence[float]) -> float | None:
    """100 · cov(x, y) / covmax, in per cent, where covmax is the covariance of both lists, sorted: the highest that
    these marks could have had. So a question that is easy, and cannot discriminate much, is not blamed for it."""
    if len(x) < 2 or not varies(x) or not varies(y):
        return None
    return 100 * covariance(x, y) / covariance(sorted(x), sorted(y))
