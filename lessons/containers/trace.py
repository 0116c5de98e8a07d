"""The trace that a container names, and its variables after each step."""

from pathlib import Path

from lessons.rendering import Block, Rendering
from lessons.schemas import TraceYaml, Value


def player_id(trace: str) -> str:
    """The player's id on its page: its steps, its lanes, its tracker and its moments all stand on it."""
    return f"player-{Path(trace).stem}"


def find(page: Rendering, block: Block) -> TraceYaml | None:
    """The trace that the container names, where its program can be read as well."""
    trace = page.around.traces.get(block.args)
    if trace is None or trace.program not in page.around.programs:
        what = f"the program {trace.program!r} of {block.args}" if trace else f"a trace {block.args!r}"
        page.fault(block.line, block.column, "trace-missing", f"there is no {what} that could be read")
        return None
    return trace


def value_text(value: Value) -> str:
    """A value as Python shows it; a text stands as it is typed, since it may be code."""
    return value if isinstance(value, str) else repr(value)


def states(trace: TraceYaml) -> list[dict[str, str]]:
    """Each step's variables, with those that keep their value from the step before."""
    known: dict[str, str] = {}
    return [
        known := {**known, **{name: value_text(value) for name, value in step.vars.items()}} for step in trace.steps
    ]
