"""The variables of a trace after each step, and its key moments. A player on the same page moves with them."""

from html import escape

from lessons.containers.trace import find, player_id, states
from lessons.rendering import Block, Rendering
from lessons.schemas import Moment, TraceYaml


def variable_table(trace: TraceYaml, player: str) -> str:
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
    return (
        f'<div class="table-scroll" tabindex="0" role="group" aria-label="Variable tracker" data-of="{player}">'
        '<table class="tracker"><caption>Variable tracker: each value after each step</caption>'
        f'<thead><tr><th scope="col">After step</th>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'
    )


def moment(page: Rendering, one: Moment, player: str) -> str:
    links = ", ".join(f'<a href="#{player}-{step}">step {step}</a>' for step in one.steps)
    return (
        f'<details class="moment"><summary><span>{page.inline(one.question)}</span></summary><div class="covered">'
        f'<p>{page.inline(one.answer)} <span class="moment-steps">See {links}.</span></p></div></details>'
    )


def tracker(page: Rendering, block: Block) -> str:
    """`tracker trace.yaml`"""
    trace = find(page, block)
    return (variable_table(trace, player_id(block.args)) if trace else "") + page.body(block)


def moments(page: Rendering, block: Block) -> str:
    """`moments trace.yaml`"""
    trace = find(page, block)
    listed = "".join(moment(page, one, player_id(block.args)) for one in trace.moments) if trace else ""
    return f'<div class="moments">{listed}</div>{page.body(block)}'
