"""`{% outcome run_line done_line bet as name %}`: a lab.outcome.Outcome for a template to lay out."""

from typing import Any

from django import template

from lab import words
from lab.outcome import Outcome
from lab.outcome import outcome as outcome_of

register = template.Library()
register.filter(words.seconds)
register.filter(words.figure)
register.filter(words.load_words)


@register.simple_tag
def outcome(run: dict[str, Any] | None, done: dict[str, Any] | None, bet: float | None = None) -> Outcome | None:
    return outcome_of(run, done, bet) if run and done else None
