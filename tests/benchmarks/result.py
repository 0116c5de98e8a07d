"""The one shape of a benchmark's result."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Result:
    """A figure and what it is compared with, measured in the same run.

    `ratio` is value / against_value; it must be at least `target`, or at most where `at_most`. `also` holds further
    figures of the same run, and conditions (bool) that must be true for the result to hold.
    """

    value: float
    unit: str
    against: str
    against_value: float
    target: float
    at_most: bool = False
    also: dict[str, Any] = field(default_factory=dict)

    @property
    def ratio(self) -> float:
        return self.value / self.against_value if self.against_value else float("inf")

    @property
    def holds(self) -> bool:
        reached = self.ratio <= self.target if self.at_most else self.ratio >= self.target
        return reached and all(condition for condition in self.also.values() if isinstance(condition, bool))

    def line(self, name: str) -> dict[str, Any]:
        return {
            "name": name,
            "value": round(self.value, 4),
            "unit": self.unit,
            "against": self.against,
            "against_value": round(self.against_value, 4),
            "ratio": round(self.ratio, 4),
            "target": self.target,
            "holds": self.holds,
            **self.also,
        }
