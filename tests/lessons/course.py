"""A small whole course in a folder, and the means to break it in one place."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

from lessons.catalogue import Catalogue, Lesson
from lessons.faults import Fault
from lessons.linting import check
from lessons.loading import load
from lessons.modes import MODES
from lessons.programs import Outcome, Program, Stage

COURSE = """\
title: A small course
lessons: [tiny]
objectives:
  tell-apart: Tell waiting from running.
misconceptions:
  async-is-faster:
    text: Async makes one request faster.
    lesson: tiny
    mode: why
    section: problem
glossary:
  throughput:
    term: throughput
    text: Requests completed a second.
"""

LESSON = """\
slug: tiny
title: A tiny lesson
summary: What a wait costs.
impact:
  level: medium
  affects: [throughput]
web_vital:
  name: LCP
  text: It begins with the first byte.
objectives: [tell-apart]
prerequisites: []
scenarios: [sync-vs-async]
sources:
  docs:
    title: The documentation
    url: https://docs.example/async
results: [sync-vs-async]
status: draft
updated: 2025-01-31
"""

PROGRAM = """\
import asyncio

# [main]
async def main() -> str:
    await asyncio.sleep(0)
    return "done"
# [/main]

print(asyncio.run(main()))
"""

TRACE = """\
title: One wait
program: wait.py
columns: [step, action, topic]
variables: [result]
steps:
  - {line: 9, action: The loop starts, topic: loop, lanes: {loop: running}}
  - {line: 5, action: It waits, topic: await, lanes: {loop: waiting}}
  - {line: 6, action: It returns, topic: coroutine, vars: {result: "'done'"}, lanes: {loop: running}}
moments:
  - {question: Where does it wait?, answer: At the await., steps: [2]}
"""

FACTS = """\
facts:
  a-wait-holds:
    text: A wait holds its thread.
    sections: [tiny/why#problem]
"""

QUESTIONS = """\
- id: tiny-first
  rev: 1
  type: choice
  objective: tell-apart
  prompt: Which one waits?
  options:
    - {id: a, text: This, correct: true, why: It awaits.}
    - {id: b, text: That, why: It computes.}
  source: docs
"""

# What the bodies of some sections hold beside their one sentence.
BODIES = {
    (
        "why",
        "big-idea",
    ): "A wait of [500 ms](glossary:throughput) costs a *whole* thread; see [how](mode:basics#syntax).",
    ("basics", "sample-program"): "::: program wait.py\nIt waits once.\n\n```output\ndone\n```\n:::",
    ("basics", "examples"): "::: fragment wait.py#main\n:::\n\n```python\nx = 1\n```",
    ("visualize", "execution-table"): "::: player trace.yaml\n:::",
    ("visualize", "variable-tracker"): "::: tracker trace.yaml\n:::",
    ("visualize", "key-moments"): "::: moments trace.yaml\n:::",
    ("visualize", "concept-flow"): (
        "::: timeline Two lanes\n```yaml\nunit: ms\nend: 1000\nlanes:\n"
        "  - {label: Thread 1, spans: [[0, 100, running, view], [100, 900, waiting, backend]]}\n"
        "  - {label: Thread 2, spans: [[0, 400, queued], [400, 1000, error]]}\n```\n:::"
    ),
    ("performance", "measured"): (
        "It does [8.0](figure:sync-vs-async/sync/throughput_per_s) a second, [25](figure:sync-vs-async/ratio) times "
        "less, in [12.5 s](figure:sync-vs-async/sync/response_ms.p50).\n\n::: measured sync-vs-async\n:::"
    ),
    ("performance", "impact"): "::: impact medium\nThe server.\n:::",
    ("performance", "patterns"): (
        ":::: pattern good Gather the waits\n```python\nawait gather()\n```\n::::\n\n"
        "::: pattern bad Wait in turn\nSlow.\n:::"
    ),
    ("performance", "rendering-pipeline"): (
        "::: pipeline\n```yaml\nstages:\n  - {name: Server, text: It works., bottleneck: true}\n"
        "  - {name: Network, text: It carries.}\n  - {name: Browser, text: It draws.}\n```\n:::"
    ),
    ("performance", "devtools"): "::: ttfb\n:::",
    ("performance", "quiz"): "::: quiz performance\n:::",
    ("performance", "tips"): "::: lab sync-vs-async clients=100 latency=500\n:::",
    ("practice", "task-1"): (
        "::::: task Fill the blank\nWrite it.\n\n:::: hint 1\nLook.\n::::\n\n:::: reveal The answer\nHere.\n::::\n:::::"
    ),
    ("deep-dive", "myth-busters"): "::: myth Async is faster\nIt is not.\n:::",
    ("deep-dive", "build-up"): "::: steps\n1. One.\n2. Two.\n:::",
    ("review", "cards"): "::: card What is a wait?\nTime without work.\n:::",
    ("why", "takeaways"): "::: takeaways\n- One.\n:::",
}

VARIANTS = (
    {"name": "sync", "label": "Sync view, 4 threads", "server": "gunicorn gthread", "workers": 4},
    {"name": "async", "label": "Async view", "server": "daphne", "workers": None},
)


def mode_text(slug: str) -> str:
    head = f"---\ntitle: The mode {slug}\nminutes: 5\nsummary: What {slug} shows.\n---\n"
    sections = [
        f"## Section {name} {{#{name}}}\n\n{BODIES.get((slug, name), 'Words.')}\n\nSources: [docs](source:docs)\n"
        for name in MODES[slug].sections
    ]
    return head + "\n" + "\n".join(sections)


def stored_result() -> str:
    run = {
        "type": "run",
        "schema": 1,
        "scenario": "sync-vs-async",
        "title": "Sync against async",
        "question": "How many requests a second can four threads answer?",
        "config": {"model": "closed", "clients": 100, "rate_per_s": None, "latency_ms": 500.0, "seconds": 6.0},
        "variants": VARIANTS,
        "machine": {"cpus": 2},
    }
    measured = [
        {
            "name": name,
            "server": "a server",
            "throughput_per_s": throughput,
            "in_flight_end": 100,
            "response_ms": {"p50": p50, "p99": p50 * 1.1},
            "peak_threads": 4,
            "peak_rss_mb": 60.25,
            "predicted": {"throughput_per_s": throughput, "response_ms": p50},
        }
        for name, throughput, p50 in (("sync", 7.96, 12_480.0), ("async", 198.7, 503.2))
    ]
    done = {
        "type": "done",
        "scenario": "sync-vs-async",
        "verdict": "VALID",
        "variants": measured,
        "ratio": {"of": "throughput_per_s", "variant": "async", "against": "sync", "value": 24.962},
    }
    return "\n".join(json.dumps(line) for line in (run, {"type": "snapshot", "variants": {}}, done)) + "\n"


def printed(program: Program) -> Outcome:
    """What the fixture's program prints, without starting it."""
    return Outcome(0, "done\n", "")


@dataclass
class Course:
    """The course's folder; `load` and `faults` read it afresh at each call."""

    root: Path
    run: object = field(default=printed)

    @property
    def lesson_folder(self) -> Path:
        return self.root / "tiny"

    def write(self, name: str, text: str) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def edit(self, name: str, old: str, new: str) -> tuple[int, int]:
        """Replaces the first `old`; gives the line and column at which it stood."""
        place = self.find(name, old)
        text = (self.root / name).read_text(encoding="utf-8")
        self.write(name, text.replace(old, new, 1))
        return place

    def find(self, name: str, wanted: str) -> tuple[int, int]:
        """Line and column at which the text first stands in the file."""
        before, found, _ = (self.root / name).read_text(encoding="utf-8").partition(wanted)
        assert found, f"{name} holds no {wanted!r}"
        return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1

    def load(self) -> Catalogue:
        return load(self.root)

    def lesson(self) -> Lesson:
        return self.load().lessons["tiny"]

    def faults(self, *, fast: bool = False, run: object = None) -> list[Fault]:
        stage = Stage(self.root.parent / "outcomes", run or self.run)  # type: ignore[arg-type]
        return check(self.load(), fast=fast, stage=stage)

    def places(self, **options: bool) -> list[tuple[str, int, int, str]]:
        """Each fault as (file, line, column, code)."""
        return [
            (str(fault.path.relative_to(self.root)), fault.line, fault.column, fault.code)
            for fault in self.faults(**options)
        ]


def write_course(root: Path) -> Course:
    course = Course(root)
    course.write("course.yaml", COURSE)
    course.write("facts.yaml", FACTS)
    course.write("words.txt", "async\ndevtools\ndjango\n")
    course.write("tiny/lesson.yaml", LESSON)
    course.write("tiny/trace.yaml", TRACE)
    course.write("tiny/questions.yaml", QUESTIONS)
    course.write("tiny/programs/wait.py", PROGRAM)
    course.write("tiny/results/sync-vs-async.jsonl", stored_result())
    for slug in MODES:
        course.write(f"tiny/{slug}.md", mode_text(slug))
    return course
