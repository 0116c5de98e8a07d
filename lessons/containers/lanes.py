"""The lanes of a trace: who runs, waits or is queued after each step, in the site's one language of time."""

from html import escape

from lessons.schemas import TraceYaml

NAMES = {"running": "running", "waiting": "waiting", "queued": "queued", "error": "error", "idle": "idle"}


def lane_names(trace: TraceYaml) -> list[str]:
    return list(dict.fromkeys(name for step in trace.steps for name in step.lanes))


def lane_states(trace: TraceYaml) -> list[list[str]]:
    """For each step, the state of each lane; a lane keeps its state until a step changes it."""
    names = lane_names(trace)
    known = dict.fromkeys(names, "idle")
    return [list((known := {**known, **step.lanes}).values()) for step in trace.steps]


def lane_table(trace: TraceYaml) -> str:
    """A row a lane and a cell a step; empty where the trace has no lanes."""
    names, states = lane_names(trace), lane_states(trace)
    if not names:
        return ""
    heads = "".join(f'<th scope="col" data-step="{n}" class="num">{n}</th>' for n in range(1, len(states) + 1))
    rows = ""
    for index, name in enumerate(names):
        cells = "".join(
            f'<td data-step="{number}" data-kind="{state[index]}">'
            f'<span class="visually-hidden">{NAMES[state[index]]}</span></td>'
            for number, state in enumerate(states, 1)
        )
        rows += f'<tr><th scope="row">{escape(name)}</th>{cells}</tr>'
    used = [kind for kind in NAMES if kind != "idle" and any(kind in state for state in states)]
    legend = "".join(f'<li><span class="mark-{kind}"></span>{NAMES[kind]}</li>' for kind in used)
    return (
        '<div class="lanes"><table><caption>Lanes: each step, from left to right</caption>'
        f'<thead><tr><th scope="col"><span class="visually-hidden">Step</span></th>{heads}</tr></thead>'
        f'<tbody>{rows}</tbody></table><ul class="legend">{legend}</ul></div>'
    )
