"""Runs a program and writes down each line that it executes: `python recorder.py PROGRAM OUT MOST`.

A script of its own, with the standard library only: it runs in the program's process. OUT becomes JSON: `steps`, each
with its `line` and `stack` and the variables that `changed` after it, and `ended`: how the program ended.
"""

import ast
import inspect
import json
import re
import runpy
import sys
import threading
import types
from pathlib import Path
from typing import Any

ADDRESS = re.compile(r" at 0x[0-9a-f]+")
LONGEST = 60  # signs of a value that are shown
UNSHOWN = (types.ModuleType, types.FunctionType, types.CodeType, type)


class TooLong(BaseException):
    """More steps than a reader will follow. No Exception, so that the program's own handlers let it through."""


def shown(value: object) -> str:
    """The value as Python shows it, without what differs from run to run."""
    asyncio = sys.modules.get("asyncio")
    if asyncio and isinstance(value, asyncio.Future):
        state = "pending" if not value.done() else "cancelled" if value.cancelled() else "done"
        return f"<{value.get_name() if isinstance(value, asyncio.Task) else 'Future'} {state}>"
    try:
        text = ADDRESS.sub("", repr(value))
    except Exception as error:  # a half-made object cannot always say what it is
        text = f"<{type(value).__name__}: {error}>"
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def variables(frame: types.FrameType) -> dict[str, str]:
    return {
        name: shown(value)
        for name, value in frame.f_locals.items()
        if not name.startswith("_") and not isinstance(value, UNSHOWN)
    }


def declarations(program: str) -> set[int]:
    """Lines of the module that import or define something: nothing happens there that a reader has to follow."""
    kinds = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    nodes = [node for node in ast.parse(Path(program).read_bytes()).body if isinstance(node, kinds)]
    decorators = [each for node in nodes for each in getattr(node, "decorator_list", [])]
    return {node.lineno for node in [*nodes, *decorators]}


class Recorder:
    def __init__(self, program: str, most: int) -> None:
        self.program = program
        self.passed_over = declarations(program)
        self.most = most
        self.steps: list[dict[str, Any]] = []
        self.known: dict[int, dict[str, str]] = {}
        self.frames: list[types.FrameType] = []  # kept, so that no id is given twice
        self.lock = threading.Lock()

    def stack(self, frame: types.FrameType | None) -> list[str]:
        """The program's own functions, outermost first."""
        names: list[str] = []
        while frame is not None:
            if frame.f_code.co_filename == self.program and frame.f_code.co_name != "<module>":
                names.append(frame.f_code.co_name)
            frame = frame.f_back
        return names[::-1]

    def trace(self, frame: types.FrameType, event: str, argument: Any) -> Any:
        """Called by Python for each new frame, then for each of its lines."""
        module = frame.f_code.co_name == "<module>"
        if frame.f_code.co_filename != self.program or not (module or frame.f_code.co_flags & inspect.CO_OPTIMIZED):
            return None  # another file, or the body of a class
        with self.lock:
            self.look(frame)
            if event == "line" and not (module and frame.f_lineno in self.passed_over):
                if len(self.steps) == self.most:
                    raise TooLong
                self.steps.append({"line": frame.f_lineno, "stack": self.stack(frame), "changed": []})
        return self.trace

    def look(self, frame: types.FrameType) -> None:
        """What has changed in this frame happened after the last step that was written down."""
        if id(frame) not in self.known:
            self.frames.append(frame)
        now, before = variables(frame), self.known.get(id(frame), {})
        if self.steps:
            changed = [[frame.f_code.co_name, name, text] for name, text in now.items() if before.get(name) != text]
            self.steps[-1]["changed"] += changed
        self.known[id(frame)] = now


def main(program: str, out: str, most: int) -> None:
    recorder = Recorder(program, most)
    sys.argv = [program]
    sys.path[0] = str(Path(program).parent)
    threading.settrace(recorder.trace)
    sys.settrace(recorder.trace)
    ended = ""
    try:
        runpy.run_path(program, run_name="__main__")
    except TooLong:
        ended = f"it takes more than {most} steps"
    except SystemExit as end:
        ended = "" if not end.code else f"it ended with status {end.code}"
    except BaseException as error:
        ended = f"it ended with {type(error).__name__}: {error}"
    finally:
        sys.settrace(None)
        threading.settrace(None)
    Path(out).write_text(json.dumps({"steps": recorder.steps, "ended": ended}), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
