"""The step player: a program, its lanes and its execution table. Without JavaScript it is two still tables."""

from html import escape

from lessons.containers.lanes import NAMES, lane_names, lane_states, lane_table
from lessons.containers.trace import find, player_id, states
from lessons.highlighting import numbered_block
from lessons.rendering import Block, Rendering
from lessons.schemas import Step, TraceYaml

HEADS = {"step": "Step", "line": "Line", "action": "Action", "why": "Why", "topic": "Topic"}


def cell(page: Rendering, column: str, number: int, step: Step) -> str:
    if column == "step":
        return f'<th scope="row" class="num">{number}</th>'
    if column == "line":
        return f'<td class="num" data-label="Line">{step.line}</td>'
    return f'<td data-label="{HEADS[column]}">{page.inline(getattr(step, column) or "")}</td>'


def execution_table(page: Rendering, trace: TraceYaml, player: str) -> str:
    columns = ("step", "line", *(name for name in trace.columns if name not in ("step", "line")))
    heads = "".join(f'<th scope="col">{HEADS[name]}</th>' for name in columns)
    rows = ""
    for number, step in enumerate(trace.steps, 1):
        cells = "".join(cell(page, name, number, step) for name in columns)
        rows += f'<tr id="{player}-{number}" data-step="{number}" data-line="{step.line}">{cells}</tr>'
    return (
        f'<table class="execution"><caption>Execution table: {page.inline(trace.title)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def first_state(page: Rendering, trace: TraceYaml) -> str:
    """The panel beside the code as it stands at the first step; the script draws it anew at each step."""
    step, values = trace.steps[0], ""
    known = states(trace)[0]
    for name in trace.variables:
        kind = ' class="changed"' if name in known else ""
        values += f"<div{kind}><dt>{escape(name)}</dt><dd>{escape(known.get(name, '–'), quote=False)}</dd></div>"
    for name, state in zip(lane_names(trace), lane_states(trace)[0], strict=True):
        values += f'<div><dt>{escape(name)}</dt><dd data-kind="{state}">{NAMES[state]}</dd></div>'
    extra = "".join(f'<p class="now-extra">{page.inline(text)}</p>' for text in (step.why, step.topic) if text)
    list_ = f'<dl class="now-values">{values}</dl>' if values else ""
    return f'<p class="now-action">{page.inline(step.action)}</p>{extra}{list_}'


def player(page: Rendering, block: Block) -> str:
    """`player trace.yaml`: the program, the state at a step, the lanes and the execution table."""
    trace = find(page, block)
    if trace is None:
        return page.body(block)
    page.found.needs.add("player")
    name = player_id(block.args)
    program = page.around.programs[trace.program]
    return (
        f'<step-player id="{name}"><div class="player-bar"><p>{len(trace.steps)} steps, read row by row.</p></div>'
        f'<div class="player-stage"><figure class="program"><figcaption>{escape(trace.program)}</figcaption>'
        f"{numbered_block(program.lines, 'python', f'Program {trace.program}')}</figure>"
        f'<div class="player-now">{first_state(page, trace)}</div>{lane_table(trace)}</div>'
        f"{execution_table(page, trace, name)}</step-player>{page.body(block)}"
    )
