"""The step player: a program, its execution table and its variables. Without JavaScript it is two still tables."""

from html import escape

from lessons.highlighting import numbered_block
from lessons.rendering import Block, Rendering
from lessons.schemas import Moment, Step, TraceYaml, Value

HEADS = {"step": "Step", "line": "Line", "action": "Action", "why": "Why", "topic": "Topic"}
NAMES = {"running": "running", "waiting": "waiting", "queued": "queued", "error": "error", "idle": "idle"}


def value_text(value: Value) -> str:
    """A value as Python shows it; a text stands as it is typed, since it may be code."""
    return value if isinstance(value, str) else repr(value)


def states(trace: TraceYaml) -> list[dict[str, str]]:
    """Each step's variables, with those that keep their value from the step before."""
    known: dict[str, str] = {}
    return [
        known := {**known, **{name: value_text(value) for name, value in step.vars.items()}} for step in trace.steps
    ]


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


def lane_names(trace: TraceYaml) -> list[str]:
    return list(dict.fromkeys(name for step in trace.steps for name in step.lanes))


def lane_states(trace: TraceYaml) -> list[list[str]]:
    """For each step, the state of each lane; a lane keeps its state until a step changes it."""
    names = lane_names(trace)
    known = dict.fromkeys(names, "idle")
    return [list((known := {**known, **step.lanes}).values()) for step in trace.steps]


def variable_table(trace: TraceYaml) -> str:
    heads = "".join(f'<th scope="col" data-step="{n}" class="num">{n}</th>' for n in range(1, len(trace.steps) + 1))
    rows = ""
    for name in trace.variables:
        cells, before = "", None
        for number, state in enumerate(states(trace), 1):
            value = state.get(name)
            kind = ' class="changed"' if value is not None and value != before else ""
            shown = f"<code>{escape(value, quote=False)}</code>" if value is not None else "–"
            cells += f'<td data-step="{number}"{kind}>{shown}</td>'
            before = value
        rows += f'<tr><th scope="row"><code>{escape(name)}</code></th>{cells}</tr>'
    for index, name in enumerate(lane_names(trace)):
        cells = "".join(
            f'<td data-step="{number}" data-kind="{state[index]}">{NAMES[state[index]]}</td>'
            for number, state in enumerate(lane_states(trace), 1)
        )
        rows += f'<tr><th scope="row">{escape(name)}</th>{cells}</tr>'
    return (
        '<div class="table-scroll" tabindex="0" role="group" aria-label="Variable tracker"><table class="tracker">'
        "<caption>Variable tracker: each value after each step</caption>"
        f'<thead><tr><th scope="col">After step</th>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'
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


def moment(page: Rendering, one: Moment, player: str) -> str:
    links = ", ".join(f'<a href="#{player}-{step}" data-to-step="{step}">step {step}</a>' for step in one.steps)
    return (
        f'<details class="moment"><summary><span>{page.inline(one.question)}</span></summary><div class="covered">'
        f'<p>{page.inline(one.answer)} <span class="moment-steps">See {links}.</span></p></div></details>'
    )


def player(page: Rendering, block: Block) -> str:
    """`player trace.yaml`"""
    trace = page.around.traces.get(block.args)
    program = page.around.programs.get(trace.program) if trace else None
    if trace is None or program is None:
        what = f"the program {trace.program!r} of {block.args}" if trace else f"a trace {block.args!r}"
        page.fault(block.line, block.column, "trace-missing", f"there is no {what} that could be read")
        return page.body(block)
    page.found.needs.add("player")
    name = f"player-{page.number()}"
    table = execution_table(page, trace, name)
    tracker = variable_table(trace) if trace.variables or lane_names(trace) else ""
    moments = "".join(moment(page, one, name) for one in trace.moments)
    return (
        f'<step-player id="{name}"><div class="player-bar"><p>{len(trace.steps)} steps, read row by row.</p></div>'
        f'<div class="player-stage"><figure class="program"><figcaption>{escape(trace.program)}</figcaption>'
        f"{numbered_block(program.lines, 'python', f'Program {trace.program}')}</figure>"
        f'<div class="player-now">{first_state(page, trace)}</div></div>'
        f'{table}{tracker}<div class="moments">{moments}</div></step-player>{page.body(block)}'
    )
