"""Runs a learner's program and its checks, here by the content check and in the reader's browser by Pyodide.

Only the standard library is imported, and Django where the program has imported it. A check is a module of `unittest`
or Django tests that imports the program. The docstring of a test is what it says to the reader: its first line names
what is tested; `Look at: TEXT` names the line of the program to look at when the test fails and no exception does;
`Hint: N` the hint that helps.

    python learner.py check FOLDER PROGRAM.py CHECK.py      prints the report as JSON
"""

from __future__ import annotations

import contextlib
import importlib
import inspect
import io
import json
import linecache
import os
import re
import sys
import traceback
import unittest
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType, TracebackType
from typing import Any

Report = dict[str, Any]


def line_in(folder: Path, name: str, wanted: str) -> int | None:
    """The first line of a program that holds a text."""
    lines = (folder / name).read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1) if wanted in line), None)


def trouble(error: BaseException, folder: Path, program: str, check: str = "") -> Report:
    """What went wrong, with the learner's own lines only: `line` is the innermost one in the program, if any."""
    frames: list[Report] = []
    if isinstance(error, SyntaxError) and error.filename and Path(error.filename).parent == folder:
        frames.append({"file": Path(error.filename).name, "line": error.lineno or 1, "within": "", "code": error.text})
    for frame in traceback.extract_tb(error.__traceback__):
        path = Path(frame.filename)
        if path.parent == folder and path.name != check:
            frames.append({"file": path.name, "line": frame.lineno, "within": frame.name, "code": frame.line})
    mine = [frame["line"] for frame in frames if frame["file"] == program]
    return {
        "kind": type(error).__name__,
        "message": error.msg if isinstance(error, SyntaxError) else str(error),
        "line": mine[-1] if mine else None,
        "frames": [{**frame, "code": (frame["code"] or "").strip()} for frame in frames],
    }


class Fresh:
    """What a run leaves as it was: the modules, the search path, the folder and the arguments."""

    def __init__(self, folder: Path, program: str) -> None:
        self.folder = folder
        self.program = program

    def __enter__(self) -> None:
        self.before = set(sys.modules), list(sys.path), os.getcwd(), sys.argv
        sys.path.insert(0, str(self.folder))
        os.chdir(self.folder)
        sys.argv = [self.program]
        importlib.invalidate_caches()
        linecache.clearcache()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        modules, sys.path[:], cwd, sys.argv = self.before
        os.chdir(cwd)
        used = settings_of() is not None
        if used and sys.platform == "emscripten":
            close_databases()
        for name in list(sys.modules):
            # Settings can be configured once in a process: the next run imports Django anew.
            if (used and name.partition(".")[0] == "django") or (
                name not in modules and self._is_learners(sys.modules[name])
            ):
                del sys.modules[name]

    def _is_learners(self, module: ModuleType) -> bool:
        file = getattr(module, "__file__", None)
        return bool(file) and Path(str(file)).parent == self.folder


def run(folder: Path, program: str) -> Report:
    """Runs the program as `python program.py` would. `trouble` is None where it ended well."""
    main = ModuleType("__main__")
    main.__dict__["__file__"] = str(folder / program)
    old = sys.modules["__main__"]
    with Fresh(folder, program):
        sys.modules["__main__"] = main
        try:
            source = (folder / program).read_text(encoding="utf-8")
            exec(compile(source, str(folder / program), "exec"), main.__dict__)
        except SystemExit as end:
            wrong = end.code not in (None, 0)
            found: Report | None = {**trouble(end, folder, program), "message": str(end.code)} if wrong else None
            return {"trouble": found}
        except BaseException as error:
            return {"trouble": trouble(error, folder, program)}
        finally:
            sys.modules["__main__"] = old
    return {"trouble": None}


def close_databases() -> None:
    """Django leaves a database in memory open: it ends with its process. In a browser the next run has the same one."""
    import gc
    import sqlite3

    for each in gc.get_objects():
        # By its type: to ask a lazy object for its class would set it up.
        if issubclass(type(each), sqlite3.Connection):
            each.close()


def prepare() -> None:
    """Imports Django while nobody waits, so that the next run finds it there."""
    for name in ("conf", "core.asgi", "db.models", "http", "shortcuts", "test", "test.runner", "urls"):
        importlib.import_module(f"django.{name}")


def settings_of() -> Any:
    """Django's settings where the program has configured them, else None."""
    if "django" not in sys.modules:
        return None
    from django.conf import settings

    return settings if settings.configured else None


@contextlib.contextmanager
def test_environment(suite: unittest.TestSuite) -> Iterator[None]:
    """As `manage.py test` has it: settings for tests, and a database of its own where a test wants one."""
    if settings_of() is None:
        yield
        return
    import django
    from django.test.runner import DiscoverRunner

    django.setup()
    runner = DiscoverRunner(verbosity=0, interactive=False)
    runner.setup_test_environment()
    try:
        databases = runner.get_databases(suite)
        old = runner.setup_databases(aliases=databases)
        try:
            yield
        finally:
            runner.teardown_databases(old)
    finally:
        runner.teardown_test_environment()


def words_of(test: unittest.TestCase) -> tuple[str, dict[str, str]]:
    """What a test says: the first line of its docstring, and its `Look at` and `Hint`."""
    name = getattr(test, "_testMethodName", "")  # what fails before the tests, such as setUpClass, has none
    text = (getattr(type(test), name).__doc__ or "").strip() if name else ""
    name = (name or str(test)).removeprefix("test_").replace("_", " ")
    return (text.splitlines() or [name])[0], dict(re.findall(r"^\s*(Look at|Hint):\s*(.+?)\s*$", text, re.MULTILINE))


def tests_of(suite: Iterable[Any]) -> Iterator[unittest.TestCase]:
    for each in suite:
        if isinstance(each, unittest.TestSuite):
            yield from tests_of(each)
        else:
            yield each


def place_of(test: Any) -> int:
    """The line at which a test stands: tests run as they are read."""
    method = getattr(type(test), getattr(test, "_testMethodName", ""), None)
    code = getattr(inspect.unwrap(method), "__code__", None) if method else None
    return code.co_firstlineno if code else 0


class Result(unittest.TestResult):
    """Collects one report a test, in the order in which they ran."""

    def __init__(self, folder: Path, program: str, check: str) -> None:
        super().__init__()
        self.place = folder, program, check
        self.reports: list[Report] = []

    def report(self, test: unittest.TestCase, error: BaseException | None) -> None:
        folder, program, check = self.place
        words, more = words_of(test)
        report: Report = {"name": getattr(test, "_testMethodName", str(test)), "words": words, "passed": error is None}
        if error is not None:
            found = trouble(error, folder, program, check)
            if isinstance(error, AssertionError):
                # The test's own message; unittest puts what it compared before it.
                found["message"] = found["message"].rpartition(" : ")[2] or words
            if found["line"] is None and "Look at" in more:
                found["line"] = line_in(folder, program, more["Look at"])
            report["trouble"] = found
            report["hint"] = int(more["Hint"]) if more.get("Hint", "").isdigit() else None
        self.reports.append(report)

    def addSuccess(self, test: unittest.TestCase) -> None:
        super().addSuccess(test)
        self.report(test, None)

    def addFailure(self, test: unittest.TestCase, err: Any) -> None:
        super().addFailure(test, err)
        self.report(test, err[1])

    def addError(self, test: unittest.TestCase, err: Any) -> None:
        super().addError(test, err)
        self.report(test, err[1])


def check(folder: Path, program: str, checks: str) -> Report:
    """Imports the program, then runs its check. `tests` has a report for each; `trouble` is of the import."""
    with Fresh(folder, program):
        try:
            importlib.import_module(program.removesuffix(".py"))
            if settings_of() is not None:
                import django

                django.setup()
            module = importlib.import_module(checks.removesuffix(".py"))
            tests = tests_of(unittest.defaultTestLoader.loadTestsFromModule(module))
            suite = unittest.TestSuite(sorted(tests, key=place_of))
            result = Result(folder, program, checks)
            with test_environment(suite):
                suite.run(result)
        except BaseException as error:
            return {"trouble": trouble(error, folder, program, checks), "tests": []}
        return {"trouble": None, "tests": result.reports}


def ask(folder: Path, program: str, path: str) -> Report:
    """Asks the program's `path` once, through Django's AsyncClient: status, headers and body."""
    import asyncio

    with Fresh(folder, program):
        try:
            importlib.import_module(program.removesuffix(".py"))
            import django
            from django.test import AsyncClient
            from django.test.utils import setup_test_environment, teardown_test_environment

            django.setup()
            setup_test_environment()

            async def answer() -> Report:
                response: Any = await AsyncClient().get(path)
                streamed = getattr(response, "streaming", False)
                body = b"".join([part async for part in response]) if streamed else response.content
                headers = [[name, value] for name, value in response.headers.items()]
                return {"status": response.status_code, "headers": headers, "body": body.decode(errors="replace")}

            try:
                return {"trouble": None, "answer": asyncio.run(answer())}
            finally:
                teardown_test_environment()
        except BaseException as error:
            return {"trouble": trouble(error, folder, program)}


if __name__ == "__main__":
    _, verb, where, name, *more = sys.argv
    with contextlib.redirect_stdout(io.StringIO()):
        outcome = check(Path(where).resolve(), name, *more) if verb == "check" else run(Path(where).resolve(), name)
    print(json.dumps(outcome))
