"""A number with a unit. The answer is `{"value": number in the question's unit, "typed": what was typed}`."""

import math
import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal

from pydantic import model_validator

from quiz.questions.envelope import Envelope, Flaw, Slug, Strict
from quiz.questions.feedback import Feedback, Fields, Given, NotAnAnswer, NothingGiven, Remark, Unreadable

TYPED = re.compile(r"([+-]?\d{1,15}(?:[.,]\d{1,15})?(?:[eE][+-]?\d{1,2})?)\s*([^\d\s]{0,12})", re.ASCII)
GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+", re.ASCII)
ROUNDING = 1e-9  # of the larger figure: 0.1 + 0.2 is within 0.3


class Tolerance(Strict):
    """`absolute` in the question's unit, or `relative` as a share of the right value."""

    absolute: float | None = None
    relative: float | None = None

    @model_validator(mode="after")
    def is_one_thing(self) -> "Tolerance":
        given = [width for width in (self.absolute, self.relative) if width is not None]
        if len(given) != 1 or not 0 <= given[0] < 1e12:
            raise ValueError("a tolerance is either absolute or relative, and is no less than 0")
        return self

    def holds(self, value: float, right: float) -> bool:
        width = self.absolute if self.absolute is not None else (self.relative or 0) * abs(right)
        return abs(value - right) <= width + ROUNDING * max(abs(value), abs(right))


class NumberSlip(Strict):
    """A wrong figure that a known mistake gives."""

    value: float
    why: str
    misconception: Slug | None = None


class Number(Envelope):
    """`units` are others that may be typed, each in terms of `unit`: `{ms: 0.001}` where the unit is s."""

    type: Literal["number"]
    value: float
    unit: str = ""
    units: Mapping[str, float] = {}
    tolerance: Tolerance
    why: str
    otherwise: str
    slips: tuple[NumberSlip, ...] = ()


def read(question: Number, fields: Fields) -> Given:
    """Raises NothingGiven, and Unreadable for what is no number in a known unit."""
    typed = " ".join(" ".join(fields.getlist("value")[-1:]).split())
    if not typed:
        raise NothingGiven("Type a number, then send the answer.")
    found = TYPED.fullmatch(typed)
    if GROUPED.fullmatch(typed):
        raise Unreadable("A comma is read as a decimal point: write 1000 for a thousand.")
    if not found:
        raise Unreadable(f"Type a number such as 12.5{' ' + question.unit if question.unit else ''}.")
    factor = 1.0 if found[2] in ("", question.unit) else question.units.get(found[2])
    if factor is None:
        known = ", ".join(name for name in (question.unit, *question.units) if name)
        raise Unreadable(f"The unit is not one of this question's: {known}." if known else "The answer has no unit.")
    return {"value": float(found[1].replace(",", ".")) * factor, "typed": typed}


def parts(question: Number, given: Given) -> tuple[float, str]:
    if not isinstance(given, Mapping) or set(given) != {"value", "typed"}:
        raise NotAnAnswer(question.id)
    value, typed = given["value"], given["typed"]
    if isinstance(value, bool) or not isinstance(value, int | float) or not isinstance(typed, str):
        raise NotAnAnswer(question.id)
    if not math.isfinite(value):
        raise NotAnAnswer(question.id)
    return float(value), typed


def grade(question: Number, given: Given) -> Feedback:
    """Raises NotAnAnswer for what is no finite number with its typed form."""
    value, typed = parts(question, given)
    shown = typed if not typed[-1:].isdigit() else f"{typed} {question.unit}".strip()
    if question.tolerance.holds(value, question.value):
        return Feedback(1.0, (Remark("value", shown, True, question.why),))
    for slip in question.slips:
        if question.tolerance.holds(value, slip.value):
            return Feedback(0.0, (Remark("value", shown, False, slip.why, slip.misconception),))
    return Feedback(0.0, (Remark("value", shown, False, question.otherwise),))


def flaws(question: Number) -> Iterator[Flaw]:
    for index, slip in enumerate(question.slips):
        if question.tolerance.holds(slip.value, question.value):
            yield ("slips", index, "value"), "this slip would be counted as right"
    for name, factor in question.units.items():
        if not factor > 0:
            yield ("units", name), "a unit is a positive number of the question's unit"


def within(question: Number) -> str:
    if question.tolerance.relative is not None:
        return f"within {question.tolerance.relative * 100:g} %"
    return f"within {question.tolerance.absolute:g} {question.unit}".strip()


def show(question: Number, seed: int, given: Given, typed: Fields) -> dict[str, Any]:
    text = parts(question, given)[1] if given is not None else " ".join(typed.getlist("value")[-1:])[:40]
    return {
        "typed": text,
        "unit": question.unit,
        "right": f"{question.value:g} {question.unit}".strip(),
        "within": within(question),
        "why": question.why,
        "slips": [(f"{slip.value:g} {question.unit}".strip(), slip.why) for slip in question.slips],
    }


def credit(question: Number) -> str:
    other = f" {' or '.join(question.units)} may be typed as well." if question.units else ""
    return f"Counts {within(question)} of the exact figure.{other}"
