"""An exercise: the reader writes a program in the page, and a check runs it. Without JavaScript it is files."""

from collections.abc import Mapping
from html import escape

from lessons import places
from lessons.exercises import Exercise, beside, names
from lessons.highlighting import code_block
from lessons.programs import Program
from lessons.rendering import Block, Rendering

KEYS = ("start", "check", "solution", "ask")


def arguments(page: Rendering, block: Block) -> tuple[str, dict[str, str]] | None:
    """`FILE.py start=… check=… solution=… [ask=/path]`; None where something is missing, which is noted."""
    name, *pairs = block.args.split() or [""]
    given = dict(pair.partition("=")[::2] for pair in pairs)
    missing = [key for key in KEYS[:3] if not given.get(key)]
    unknown = [key for key in given if key not in KEYS]
    if not name.endswith(".py") or missing or unknown or given.get("ask", "/")[:1] != "/":
        message = "an exercise is `exercise FILE.py start=FILE.py check=FILE.py solution=FILE.py [ask=/path]`"
        page.fault(block.line, block.column, "container-argument", message)
        return None
    for name_of in (given[key] for key in KEYS[:3]):
        if name_of not in page.around.programs:
            page.fault(block.line, block.column, "program-missing", f"there is no programs/{name_of}")
    return name, given


def file_block(name: str, text: str, words: str, role: str) -> str:
    """A file that lies beside the program, covered; the script reads it from here."""
    code = code_block(text, "python", f"File {name}")
    return (
        f'<details class="reveal exercise-file" data-name="{escape(name)}" data-role="{role}">'
        f'<summary><span>{words}</span></summary><div class="covered">{code}</div></details>'
    )


def exercise(page: Rendering, block: Block) -> str:
    """`exercise FILE.py start=… check=… solution=… [ask=/path]`; hints and an answer to open stand in the body."""
    found = arguments(page, block)
    if found is None:
        return page.body(block)
    program, given = found
    around = page.around.programs
    start, check = around.get(given["start"]), around.get(given["check"])
    hints = sum(token.type == "container_block_open" and token.info.split()[:1] == ["hint"] for token in block.tokens)
    first = all(each.program != program for each in page.found.exercises)
    earlier = {name for each in page.found.exercises for name in files_of(each, around)}
    files = given["start"], given["check"], given["solution"]
    this = Exercise(program, *files, given.get("ask", ""), hints, block.line, block.column)
    page.found.exercises.append(this)
    page.found.needs.add("python")
    if start is None or check is None:
        return page.body(block)
    covered = "".join(
        file_block(name, each.shown, f"Beside it: <code>{escape(name)}</code>", "beside")
        for name, each in files_of(this, around).items()
        if name not in earlier
    )
    covered += file_block(check.name, check.shown, f"The check: <code>{escape(check.name)}</code>", "check")
    code = code_block(start.shown, "python", f"Program {program}")
    figure = f'<figure class="program"><figcaption>{escape(program)}, to begin with</figcaption>{code}</figure>'
    archive = escape(places.project(page.around.lesson, program))
    data = {
        "lesson": page.around.lesson,
        "program": program,
        "check": check.name,
        "files": " ".join(files_of(this, around)),
        "archive": archive,
        "ask": this.ask,
    }
    attributes = "".join(f' data-{name}="{escape(value)}"' for name, value in data.items() if value)
    return (
        f'<python-exercise class="exercise"{attributes}>'
        f"{figure if first else folded(figure)}"
        f'<p class="exercise-still">To work on your own machine, <a href="{archive}">take the project with its '
        "checks</a> and run <code>python manage.py test</code> in it."
        '<span class="exercise-without"> With JavaScript on, you can write and check it here.</span></p>'
        f"{covered}{page.body(block)}</python-exercise>"
    )


def folded(figure: str) -> str:
    """The start of a later step, covered: it is a solution of the step before."""
    summary = "To begin with: a solution of the step before"
    return (
        f'<details class="reveal exercise-start"><summary><span>{summary}</span></summary>'
        f'<div class="covered">{figure}</div></details>'
    )


def to_try(page: Rendering, program: Program, figure: str) -> str:
    """A program's figure, with what it takes to change and run it in the page."""
    around = beside(page.around.programs, [program.text], program.name)
    files = "".join(
        file_block(name, each.shown, f"Beside it: <code>{escape(name)}</code>", "beside")
        for name, each in around.items()
    )
    data = {"lesson": page.around.lesson, "program": program.name, "files": " ".join(around)}
    attributes = "".join(f' data-{name}="{escape(value)}"' for name, value in data.items() if value)
    return f'<python-exercise class="exercise exercise-try"{attributes}>{figure}{files}</python-exercise>'


def files_of(exercise: Exercise, programs: Mapping[str, Program]) -> dict[str, Program]:
    """The programs beside an exercise, for its start, its check and its solution."""
    texts = [programs[name].text for name in names(exercise) if name in programs]
    return beside(programs, texts, exercise.program)
