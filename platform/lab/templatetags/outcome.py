"""`{% outcome run_line done_line bet bet_words bets as name %}`: a lab.outcome.Outcome for a template to lay out."""

from typing import Any

from django import template

from lab import words
from lab.forms import usual as usual_of
from lab.outcome import Outcome
from lab.outcome import outcome as outcome_of
from lab.scenarios import Scenario

register = template.Library()
register.filter(words.seconds)
register.filter(words.figure)
register.filter(words.load_words)


@register.simple_tag
def outcome(
    run: dict[str, Any] | None,
    done: dict[str, Any] | None,
    bet: float | None = None,
    bet_words: str = "",
    bets: dict[str, Any] | None = None,
) -> Outcome | None:
    return outcome_of(run, done, bet, bet_words or "Bet", bets or None) if run and done else None


@register.filter
def unusual(config: dict[str, Any]) -> list[tuple[str, str]]:
    """(knob, value) of what a run was asked beyond the usual: the backend's faults, rounds, a stall."""
    return words.unusual(config)


@register.filter
def usual(scenario: Scenario) -> list[tuple[str, Any]]:
    """A scenario's usual value of each knob."""
    return list(usual_of(scenario).items())
