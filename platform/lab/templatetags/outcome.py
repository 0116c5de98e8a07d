"""`{% outcome run_line done_line bet as name %}`: a lab.outcome.Outcome for a template to lay out."""

from typing import Any

from django import template

from lab.outcome import Outcome
from lab.outcome import outcome as outcome_of

register = template.Library()


@register.simple_tag
def outcome(run: dict[str, Any] | None, done: dict[str, Any] | None, bet: float | None = None) -> Outcome | None:
    return outcome_of(run, done, bet) if run and done else None


@register.filter
def seconds(ms: float | None) -> str:
    """Milliseconds in the unit that suits them; a dash for what was not measured."""
    if ms is None:
        return "–"
    return f"{ms:.3g} ms" if ms < 999.5 else f"{ms / 1000:.3g} s"


@register.filter
def figure(value: float | None) -> str:
    """Three digits, thousands grouped; a dash for what was not measured."""
    if value is None:
        return "–"
    return f"{value:,.0f}" if abs(value) >= 99.95 else f"{value:.3g}"
