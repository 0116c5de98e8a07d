"""Traces that were recorded: from a program's run to the steps of a trace, and into the file of one."""

import difflib
import io
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from lessons import recorder
from lessons.programs import TIME_LIMIT, Outcome, Program

MOST_STEPS = 80  # a reader who is asked for more has stopped reading


class NotRecorded(Exception):
    """The program could not be followed to its end; the message says why."""


@dataclass(frozen=True)
class Recorded:
    """A line that was executed, the functions that were entered, and the variables that had changed after it."""

    line: int
    stack: tuple[str, ...]
    vars: dict[str, str]


def record(program: Program, most: int = MOST_STEPS) -> list[Recorded]:
    """The steps of one run in a process of its own. Raises NotRecorded."""
    outcome = run(program, most)
    if outcome.status != 0:
        raise NotRecorded(outcome.stderr)
    return steps_of(json.loads(outcome.stdout))


def run(program: Program, most: int = MOST_STEPS) -> Outcome:
    """The recorder's JSON as the output of an outcome, so that a Stage can keep it by the program's key."""
    environ = {name: value for name, value in os.environ.items() if name in {"PATH", "LANG", "TMPDIR", "VIRTUAL_ENV"}}
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "trace.json"
        path = str(program.path.resolve())
        command = [sys.executable, "-X", "utf8", "-B", recorder.__file__, path, str(out), str(most)]
        try:
            done = subprocess.run(
                command,
                cwd=program.path.parent,
                env=environ,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                timeout=3 * TIME_LIMIT,
            )
        except subprocess.TimeoutExpired:
            return Outcome(None, "", f"it did not end within {3 * TIME_LIMIT:g} s")
        if not out.is_file():
            return Outcome(done.returncode or 1, "", (done.stderr.strip().splitlines() or ["it wrote nothing"])[-1])
        text = out.read_text(encoding="utf-8")
    ended = json.loads(text)["ended"]
    return Outcome(1, "", ended) if ended else Outcome(0, text, "")


def steps_of(recording: dict[str, Any]) -> list[Recorded]:
    """A variable has its plain name; one that several functions have also has its function's: `main.url`."""
    owners: dict[str, set[str]] = {}
    for step in recording["steps"]:
        for function, name, _ in step["changed"]:
            owners.setdefault(name, set()).add(function)
    return [
        Recorded(
            step["line"],
            tuple(step["stack"]),
            {
                name if len(owners[name]) == 1 else f"{function.strip('<>')}.{name}": value
                for function, name, value in step["changed"]
            },
        )
        for step in recording["steps"]
    ]


def variables_of(steps: Sequence[Recorded]) -> list[str]:
    """Their names in the order of appearance."""
    return list(dict.fromkeys(name for step in steps for name in step.vars))


def trace_data(program: Program, steps: Sequence[Recorded], old: dict[str, Any] | None) -> dict[str, Any]:
    """The content of a trace file. Words that an author wrote into the `old` one stay with the steps of the same lines.

    Its list of variables is the author's choice: those that it leaves out are not taken in again.
    """
    before = old or {}
    chosen = [str(name) for name in before.get("variables") or variables_of(steps)]
    words = kept_words(before.get("steps") or [], steps)
    lines = program.text.splitlines()
    return {
        "title": before.get("title") or f"{program.name}, step by step",
        "program": program.name,
        "recorded": True,
        "columns": before.get("columns") or ["step", "line", "action"],
        "variables": chosen,
        "steps": [
            {
                "line": step.line,
                "action": f"`{lines[step.line - 1].strip()}`",
                **words.get(index, {}),
                **({"stack": list(step.stack)} if step.stack else {}),
                **({"vars": shown} if (shown := {n: number(v) for n, v in step.vars.items() if n in chosen}) else {}),
            }
            for index, step in enumerate(steps)
        ],
        **({"moments": before["moments"]} if before.get("moments") else {}),
    }


def number(value: str) -> str | int:
    """Whole numbers are typed as such: 2, where '2' would need its quotes."""
    return int(value) if value.isascii() and value.isdigit() and value == str(int(value)) else value


def kept_words(old: Sequence[dict[str, Any]], steps: Sequence[Recorded]) -> dict[int, dict[str, Any]]:
    """New step -> what an author wrote at the old step that it stands for."""
    matcher = difflib.SequenceMatcher(None, [s.get("line") for s in old], [s.line for s in steps], autojunk=False)
    return {
        block.b + offset: {
            name: value
            for name, value in old[block.a + offset].items()
            if name in ("action", "why", "topic", "lanes") and value
        }
        for block in matcher.get_matching_blocks()
        for offset in range(block.size)
    }


def trace_text(data: dict[str, Any]) -> str:
    """The data as YAML, a step a line where it is short."""
    yaml = YAML()
    yaml.width = 116
    yaml.default_flow_style = None
    yaml.indent(mapping=2, sequence=4, offset=2)
    out = io.StringIO()
    yaml.dump(data, out)
    return out.getvalue()


def differences(
    shown: Sequence[tuple[int, dict[str, str]]], recorded: Sequence[Recorded], variables: Sequence[str]
) -> tuple[int, str] | None:
    """The first step (counted from 0) at which a trace is not what the program did, and a sentence; None for none."""
    for index, ((line, values), step) in enumerate(zip(shown, recorded, strict=False)):
        if line != step.line:
            return index, f"the program runs line {step.line} here, the trace says {line}"
        now = {name: value for name, value in step.vars.items() if name in variables}
        for name in sorted({*values, *now}):
            if values.get(name) != now.get(name):
                what = f"{now[name]} after it" if name in now else "unchanged by it"
                return index, f"{name} is {what}, the trace says {values.get(name, 'nothing')}"
    if len(shown) != len(recorded):
        counts = Counter(shown=len(shown), run=len(recorded))
        return min(counts.values()), f"the program takes {counts['run']} steps, the trace shows {counts['shown']}"
    return None
