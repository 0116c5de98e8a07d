"""Lanes of time as an inline SVG, in the site's one language of time, with a table for those who do not see it.

Along the x-axis everything is in per cent of the width and text keeps its size, so that the drawing is as legible on a
phone as on a desk: it is not scaled, it is stretched.
"""

from html import escape

from lessons.rendering import Block, Rendering
from lessons.schemas import Lane, Span, TimelineYaml

LABEL, BAR, GAP, AXIS = 20, 26, 12, 26  # px: a lane's label, its bar, the space below it, the axis
LETTER = 7.2  # px, about the width of a letter of the drawing's text
# Widths of the drawing, in px, from which a text is shown; static/lessons/figures.css holds the same steps.
STEPS = (0, 420, 620)
NARROWEST = 290  # px: the drawing on a phone that is 360 px wide, less its margins
NAMES = {"running": "running", "waiting": "waiting for I/O", "queued": "queued", "error": "error"}


def percent(value: float, end: float) -> str:
    return f"{100 * value / end:.3f}".rstrip("0").rstrip(".") + "%"


def step_for(text: str, share: float) -> int | None:
    """The least width from which `text` fits into a bar of that share of it; None where it never does."""
    needed = (len(text) * LETTER + 10) / share
    return next((step for step in STEPS if max(step, NARROWEST) >= needed), None)


def bar(span: Span, end: float, y: float, hatch: str, cross: str) -> str:
    x, width = percent(span.start, end), percent(span.end - span.start, end)
    place = f'x="{x}" y="{y:g}" width="{width}" height="{BAR}"'
    if span.kind == "waiting":
        shape = f'<rect class="t-waiting" {place}/><rect {place} fill="url(#{hatch})"/>'
    elif span.kind == "error":
        # A drawing within the drawing begins its pattern at the bar's own corner, so that the crosses are whole.
        shape = (
            f'<rect class="t-error" {place}/><svg {place}><rect width="100%" height="100%" fill="url(#{cross})"/></svg>'
        )
    else:
        shape = f'<rect class="t-{span.kind}" {place}/>'
    text = ""
    step = step_for(span.text, (span.end - span.start) / end) if span.text else None
    if span.text and step is not None:
        middle = percent((span.start + span.end) / 2, end)
        wide = f" from-{step}" if step else ""
        place = f'x="{middle}" y="{y + BAR / 2 + 4:g}" text-anchor="middle"'
        text = f'<text class="on-{span.kind}{wide}" {place}>{escape(span.text)}</text>'
    return f'<g data-kind="{span.kind}">{shape}{text}</g>'


def axis(spec: TimelineYaml, y: float) -> str:
    parts = [f'<line class="t-axis" x1="0" y1="{y:g}" x2="100%" y2="{y:g}"/>']
    for index in range(5):
        value = spec.end * index / 4
        x = percent(value, spec.end)
        anchor = "start" if index == 0 else "end" if index == 4 else "middle"
        wide = " from-420" if index % 2 else ""
        parts.append(f'<line class="t-axis{wide}" x1="{x}" y1="{y:g}" x2="{x}" y2="{y + 5:g}"/>')
        unit = f" {spec.unit}" if index in (0, 4) else ""
        parts.append(
            f'<text class="t-tick{wide}" x="{x}" y="{y + 19:g}" text-anchor="{anchor}">{value:,g}{unit}</text>'
        )
    return "".join(parts)


def drawing(spec: TimelineYaml, number: int) -> str:
    hatch, cross = f"hatch-{number}", f"cross-{number}"
    height = len(spec.lanes) * (LABEL + BAR + GAP) + AXIS
    parts = [
        f'<pattern id="{hatch}" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<line class="t-hatch" x1="0" y1="0" x2="0" y2="5"/></pattern>',
        f'<pattern id="{cross}" width="{BAR}" height="{BAR}" patternUnits="userSpaceOnUse">'
        f'<path class="t-cross" d="M0 0L{BAR} {BAR}M{BAR} 0L0 {BAR}"/></pattern>',
    ]
    y = 0.0
    for lane in spec.lanes:
        parts.append(f'<text class="t-label" x="0" y="{y + 14:g}">{escape(lane.label)}</text>')
        parts.append(f'<rect class="t-idle" x="0" y="{y + LABEL:g}" width="100%" height="{BAR}"/>')
        parts += [bar(span, spec.end, y + LABEL, hatch, cross) for span in lane.spans]
        y += LABEL + BAR + GAP
    parts.append(axis(spec, y))
    size = f'width="100%" height="{height:g}"'
    return f'<svg class="timeline-drawing" {size} aria-hidden="true" focusable="false">{"".join(parts)}</svg>'


def row(lane: Lane, unit: str) -> str:
    words = "; ".join(
        f"{span.start:g} to {span.end:g} {unit}: {NAMES[span.kind]}" + (f" ({escape(span.text)})" if span.text else "")
        for span in lane.spans
    )
    return f'<tr><th scope="row">{escape(lane.label)}</th><td>{words or "idle"}</td></tr>'


def timeline(page: Rendering, block: Block) -> str:
    """`timeline TITLE`"""
    token = block.fence("yaml")
    if token is None or not block.args:
        page.fault(block.line, block.column, "container-body", "a timeline has a title and a yaml block with its lanes")
        return page.body(block)
    document = page.document(block, token)
    if document is None:
        return ""
    spec, faults = document.checked(TimelineYaml)
    page.faults += faults
    if spec is None:
        return ""
    used = [kind for kind in NAMES if any(span.kind == kind for lane in spec.lanes for span in lane.spans)]
    legend = "".join(f'<li data-kind="{kind}"><span class="mark-{kind}"></span>{NAMES[kind]}</li>' for kind in used)
    rows = "".join(row(lane, spec.unit) for lane in spec.lanes)
    table = f"<table><caption>{page.inline(block.args)}</caption><tbody>{rows}</tbody></table>"
    caption = f'<p class="figure-caption">{page.inline(spec.caption)}</p>' if spec.caption else ""
    return (
        f'<figure class="timeline"><figcaption>{page.inline(block.args)}</figcaption>'
        f"{page.keep(drawing(spec, page.number()))}"
        f'<ul class="legend">{legend}</ul>{caption}'
        f'<div class="visually-hidden">{table}</div>'
        f"</figure>{page.body(block, without=token)}"
    )
