"""The right picture among several: lanes of time, bars, or curves. Each option is a mark of the chart, with its words.

The words of an option describe its picture and draw no conclusion: whoever does not see it can answer as well.
"""

from collections.abc import Iterator
from html import escape
from typing import Annotated, Any, Literal

from django.utils.safestring import SafeString
from pydantic import Field

from lessons.containers.timeline import drawing
from lessons.schemas import TimelineYaml
from quiz.questions.envelope import Flaw, Strict, Words
from quiz.questions.feedback import Feedback, Fields, Given, NotAnAnswer, NothingGiven
from quiz.questions.options import Option, WithOptions
from quiz.ranking import rank

WIDTH, HEIGHT = 320, 120  # of a curve's drawing, in units of its own


Kind = Literal["running", "waiting", "queued", "error"]


class ChartLane(Strict):
    """Spans are [from, to, kind] or [from, to, kind, text], as in a timeline of the lessons."""

    label: Words
    spans: tuple[tuple[float, float, Kind] | tuple[float, float, Kind, str], ...]


class ChartOption(Option):
    """One of `lanes`, `bar` and `curve` (points from left to right, in the units of the axes)."""

    lanes: tuple[ChartLane, ...] | None = None
    bar: Annotated[float, Field(ge=0)] | None = None
    curve: tuple[tuple[float, float], ...] | None = None


class Chart(WithOptions):
    """`end` is the end of the x-axis or of the bars, `unit` its unit; `top` and `unit_y` are those of a curve."""

    type: Literal["chart"]
    options: Annotated[tuple[ChartOption, ...], Field(min_length=2, max_length=6)]
    end: Annotated[float, Field(gt=0)]
    unit: str
    top: Annotated[float, Field(gt=0)] = 1.0
    unit_y: str = ""


def read(question: Chart, fields: Fields) -> Given:
    chosen = [value for value in fields.getlist("option") if value]
    if not chosen:
        raise NothingGiven("Choose one of the pictures, then send the answer again.")
    return chosen[-1]


def grade(question: Chart, given: Given) -> Feedback:
    """Raises NotAnAnswer for what is the id of none of the question's pictures."""
    for option in question.options:
        if option.id == given:
            return Feedback(1.0 if option.correct else 0.0, (option.remark(),))
    raise NotAnAnswer(question.id)


def flaws(question: Chart) -> Iterator[Flaw]:
    right = [index for index, option in enumerate(question.options) if option.correct]
    if len(right) != 1:
        yield ("options",), f"one picture is the right one, here {len(right)} are"
    if question.unit not in ("ms", "s") and any(option.lanes is not None for option in question.options):
        yield ("unit",), "lanes of time are in ms or s"
    kinds = set()
    for index, option in enumerate(question.options):
        held = [name for name in ("lanes", "bar", "curve") if getattr(option, name) is not None]
        kinds.update(held)
        if len(held) != 1:
            yield ("options", index), "a picture has lanes, a bar or a curve"
        if option.bar is not None and option.bar > question.end:
            yield ("options", index, "bar"), "the bar is longer than the axis"
        for span in (span for lane in option.lanes or () for span in lane.spans):
            if not 0 <= span[0] < span[1] <= question.end:
                yield ("options", index, "lanes"), "a span begins before it ends, and lies within the axis"
        if any(not (0 <= x <= question.end and 0 <= y <= question.top) for x, y in option.curve or ()):
            yield ("options", index, "curve"), "a point lies outside the axes"
    if len(kinds) > 1:
        yield ("options",), "the pictures of a chart are all of one kind"


def show(question: Chart, seed: int, given: Given, typed: Fields) -> dict[str, Any]:
    chosen = typed.getlist("option") if given is None else [str(given)]
    pictures = {option.id: picture(question, option, index) for index, option in enumerate(question.options)}
    return {"options": [(option, pictures[option.id]) for option in question.shown(seed, chosen)]}


def picture(question: Chart, option: ChartOption, index: int) -> SafeString:
    if option.lanes is not None:
        lanes = [{"label": lane.label, "spans": [list(span) for span in lane.spans]} for lane in option.lanes]
        spec = TimelineYaml.model_validate({"unit": question.unit, "end": question.end, "lanes": lanes})
        # The drawing's patterns have ids: a number that no other picture of a page has.
        return SafeString(drawing(spec, int.from_bytes(rank(0, question.id)[:3]) * 10 + index))
    return SafeString(bar(question, option.bar) if option.bar is not None else curve(question, option.curve or ()))


def bar(question: Chart, value: float) -> str:
    share = f"{100 * value / question.end:.2f}%"
    return (
        '<svg class="chart-bar" width="100%" height="34" aria-hidden="true" focusable="false">'
        '<rect class="t-idle" width="100%" height="34"/>'
        f'<rect class="chart-fill" width="{share}" height="34"/></svg>'
    )


def curve(question: Chart, points: tuple[tuple[float, float], ...]) -> str:
    path = " ".join(
        f"{WIDTH * x / question.end:.1f},{HEIGHT - HEIGHT * y / question.top:.1f}" for x, y in sorted(points)
    )
    ends = escape(f"{question.end:g} {question.unit}"), escape(f"{question.top:g} {question.unit_y}")
    return (
        f'<svg class="chart-curve" viewBox="-4 -16 {WIDTH + 8} {HEIGHT + 36}" aria-hidden="true" focusable="false">'
        f'<path class="t-axis" fill="none" d="M0 0V{HEIGHT}H{WIDTH}"/><polyline class="chart-line" points="{path}"/>'
        f'<text class="t-tick" x="{WIDTH}" y="{HEIGHT + 16}" text-anchor="end">{ends[0]}</text>'
        f'<text class="t-tick" x="4" y="-4">{ends[1]}</text></svg>'
    )


def credit(question: Chart) -> str:
    return ""
