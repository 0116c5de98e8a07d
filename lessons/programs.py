"""The programs that a lesson shows: their text, their fragments, and what they print."""

import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict, dataclass
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

TIME_LIMIT = 20.0  # seconds; imports are slow on a busy machine, and a program that hangs must not hold the check
TRIES = 3  # runs of a program that printed something else than the page shows
NOT_RUN = re.compile(r"^# not run: (\S.*)$", re.MULTILINE)
MARK = re.compile(r"^\s*# \[(/?)([a-z0-9-]+)\]\s*$")
IMPORT = re.compile(r"^(?:from|import) (\w+)", re.MULTILINE)


@dataclass(frozen=True)
class Program:
    """A file of `programs/`. A comment `# not run: REASON` says why it is shown and never started."""

    name: str
    path: Path
    text: str

    @property
    def not_run(self) -> str | None:
        found = NOT_RUN.search(self.text)
        return found[1] if found else None

    @property
    def lines(self) -> list[tuple[int, str]]:
        """Number and text of each line, without the marks of fragments and the blank lines that they would double."""
        kept: list[tuple[int, str]] = []
        after_mark = False
        for number, line in enumerate(self.text.splitlines(), 1):
            if MARK.match(line):
                after_mark = True
            elif line.strip() or not after_mark or not kept or kept[-1][1].strip():
                kept.append((number, line))
                after_mark = after_mark and not line.strip()
        return kept

    @property
    def shown(self) -> str:
        """The text as a page shows it."""
        return "".join(f"{line}\n" for _, line in self.lines)

    def ready(self) -> AbstractContextManager[tuple[Path, list[str]]]:
        """The folder to run it in, and what Python is given; both last as long as the context."""
        return nullcontext((self.path.parent, [self.path.name]))

    def fragment(self, name: str) -> list[tuple[int, str]] | None:
        """The lines between `# [name]` and `# [/name]`, moved to the left; None where the marks are missing."""
        found: list[tuple[int, str]] = []
        inside = False
        for number, line in enumerate(self.text.splitlines(), 1):
            mark = MARK.match(line)
            if mark and mark[2] == name:
                if mark[1]:
                    return outdented(found) if inside else None
                inside = True
            elif inside and not mark:
                found.append((number, line))
        return None

    @property
    def imports(self) -> list[str]:
        """The modules that it imports by a plain name, those beside it among them."""
        return IMPORT.findall(self.text)

    @cached_property
    def key(self) -> str:
        """Names what the output depends on: the program, the programs beside it that it imports, and the versions."""
        digest = hashlib.sha256()
        for part in (sys.version, version("django"), version("asgiref"), str(TIME_LIMIT), self.text):
            digest.update(part.encode() + b"\0")
        seen = {self.path}
        waiting = [self.text]
        while waiting:
            for module in IMPORT.findall(waiting.pop()):
                beside = self.path.with_name(f"{module}.py")
                if beside not in seen and beside.is_file():
                    seen.add(beside)
                    waiting.append(beside.read_text(encoding="utf-8"))
                    digest.update(waiting[-1].encode() + b"\0")
        return digest.hexdigest()[:32]


def outdented(lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    margin = min((len(line) - len(line.lstrip()) for _, line in lines if line.strip()), default=0)
    return [(number, line[margin:]) for number, line in lines]


@dataclass(frozen=True)
class Outcome:
    """How a program ended. `status` is None where it was stopped at the time limit."""

    status: int | None
    stdout: str
    stderr: str


def start(program: Program) -> Outcome:
    """Runs the program in a process of its own, with none of the site's settings in its environment."""
    environ = {name: value for name, value in os.environ.items() if name in {"PATH", "LANG", "TMPDIR", "VIRTUAL_ENV"}}
    try:
        with program.ready() as (folder, arguments):
            done = subprocess.run(
                [sys.executable, "-X", "utf8", "-B", *arguments],
                cwd=folder,
                env={**environ, "PYTHONUNBUFFERED": "1"},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                encoding="utf-8",
                errors="replace",
                timeout=TIME_LIMIT,
            )
    except subprocess.TimeoutExpired:
        return Outcome(None, "", "")
    return Outcome(done.returncode, done.stdout, done.stderr)


class Stage:
    """Runs programs, and keeps what they printed by their key, so that an unchanged program is not run again."""

    def __init__(self, folder: Path, run: Callable[[Program], Outcome] = start) -> None:
        self.folder = folder
        self.run = run
        self.known: dict[str, Outcome] = {}

    def outcome(self, program: Program) -> Outcome:
        return self.kept(program) or self.fresh(program)

    def fresh(self, program: Program) -> Outcome:
        """The outcome of a run made now, kept in the place of an older one."""
        outcome = self.known[program.key] = self.run(program)
        if outcome.status is not None:  # a time limit met on a busy machine says nothing about the next time
            self.folder.mkdir(parents=True, exist_ok=True)
            draft = self.folder / f"{program.key}.{os.getpid()}"
            draft.write_text(json.dumps(asdict(outcome)), encoding="utf-8")
            draft.replace(self.folder / f"{program.key}.json")
        return outcome

    def outcome_like(self, program: Program, wanted: Callable[[Outcome], bool]) -> Outcome:
        """The first of a few outcomes that is as wanted, else the last one.

        Programs that print rounded times run side by side at first, on a machine that others use too: where one printed
        something else than the page shows, it is asked again, alone.
        """
        outcome = self.outcome(program)
        for _ in range(TRIES - 1):
            if wanted(outcome):
                break
            outcome = self.fresh(program)
        return outcome

    def kept(self, program: Program) -> Outcome | None:
        if program.key in self.known:
            return self.known[program.key]
        try:
            stored = json.loads((self.folder / f"{program.key}.json").read_text(encoding="utf-8"))
            self.known[program.key] = Outcome(**stored)
        except (OSError, ValueError, TypeError):
            return None
        return self.known[program.key]

    def run_all(self, programs: Sequence[Program], jobs: int, say: Callable[[str], None]) -> None:
        """Runs those not yet known, `jobs` at a time, and says after each how far it is."""
        waiting = [program for program in programs if not program.not_run and self.kept(program) is None]
        if not waiting:
            return
        with ThreadPoolExecutor(max_workers=jobs) as pool:
            for count, (program, _) in enumerate(zip(waiting, pool.map(self.outcome, waiting), strict=True), 1):
                say(f"programs {count}/{len(waiting)} {program.name}")
