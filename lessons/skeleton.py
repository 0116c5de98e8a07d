"""The files of a new lesson: a draft that passes the check, with a mark at each place that its author has to fill."""

from collections.abc import Mapping, Sequence
from datetime import date

from lessons.linting.teaching import UNWRITTEN
from lessons.modes import MODES, ModeKind

LESSON = """\
slug: {slug}
title: {title}
summary: {unwritten}. One sentence that says what a reader can do afterwards.
impact:
  level: medium # low, medium or high
  affects: [{unwritten}]
web_vital:
  name: Largest Contentful Paint
  text: {unwritten}. How the topic reaches what a browser measures.
objectives: [{objective}]
prerequisites: []
scenarios: [] # of `python -m lab list`
sources:
  django-async: {{title: "Django documentation, Asynchronous support", url: "https://docs.djangoproject.com/en/5.2/topics/async/"}}
results: [] # files of results/: python -m lab run SCENARIO --json > results/NAME.jsonl
status: draft # then beta, then live
updated: {today}
omit:{omitted}
"""

PROGRAM = """\
import asyncio


# [main]
async def main() -> str:
    await asyncio.sleep(0.1)
    return "waited"
# [/main]


print(asyncio.run(main()))
"""

QUESTIONS = """\
# Three questions or more for each objective. Every option says why it is right or wrong, to whoever chose it.
- id: {slug}-first
  rev: 1
  type: choice
  objective: {objective}
  prompt: {unwritten}
  options:
    - {{id: right, text: {unwritten} right, correct: true, why: {unwritten}}}
    - {{id: wrong, text: {unwritten} wrong, why: {unwritten}}}
    - {{id: other, text: {unwritten} other, why: {unwritten}}}
  source: django-async
  section: {section}
"""

# What stands in some sections beside the mark: what they are for, or what is easiest to change than to begin.
BODIES = {
    ("why", "takeaways"): "::: takeaways\n- {unwritten}\n:::",
    ("basics", "sample-program"): "::: program first.py\n```output\nwaited\n```\n:::",
    ("visualize", "execution-table"): "::: player trace.yaml\n:::",
    ("deep-dive", "myth-busters"): "::: myth {unwritten}\n{unwritten}\n:::",
    ("performance", "quiz"): "::: quiz performance\n:::",
    ("review", "cards"): "::: card {unwritten}\n{unwritten}\n:::",
}


def heading(section: str) -> str:
    return section.replace("-", " ").capitalize()


def mode_text(kind: ModeKind) -> str:
    sections = []
    for name in kind.sections:
        body = BODIES.get((kind.slug, name), "{unwritten}").format(unwritten=UNWRITTEN)
        sections.append(f"## {heading(name)} {{#{name}}}\n\n{body}\n\nSources: [Django](source:django-async)\n")
    head = f"---\ntitle: {UNWRITTEN}\nminutes: 5\nsummary: {UNWRITTEN}. {kind.purpose}.\n---\n\n"
    return head + "\n".join(sections)


def files(slug: str, title: str, objective: str, modes: Sequence[str], today: date) -> Mapping[str, str]:
    """Path within the lesson's folder -> text. `modes` are slugs; the others are omitted with a reason to write."""
    left_out = [name for name in MODES if name not in modes]
    omitted = "".join(f"\n  {name}: {UNWRITTEN}" for name in left_out) or " {}"
    first = MODES[modes[0]]
    words = {"slug": slug, "title": title, "objective": objective, "unwritten": UNWRITTEN}
    found = {
        "lesson.yaml": LESSON.format(**words, today=today.isoformat(), omitted=omitted),
        "questions.yaml": QUESTIONS.format(**words, section=f"{first.slug}#{first.sections[0]}"),
        **{f"{name}.md": mode_text(MODES[name]) for name in modes},
    }
    if {"basics", "visualize"} & set(modes):
        found["programs/first.py"] = PROGRAM
    return found


def with_lesson(course: str, slug: str, objective: str) -> str:
    """course.yaml with the lesson at the end of its list and its objective. Raises ValueError where it has no place."""
    lines = course.split("\n")
    for number, line in enumerate(lines):
        if line.startswith("lessons: [") and line.rstrip().endswith("]"):
            lines[number] = line.rstrip()[:-1] + f", {slug}]"
            break
    else:
        raise ValueError("course.yaml has no line `lessons: […]`")
    for number, line in enumerate(lines):
        if line.rstrip() == "objectives:":
            lines.insert(number + 1, f"  {objective}: {UNWRITTEN}")
            return "\n".join(lines)
    raise ValueError("course.yaml has no line `objectives:`")
