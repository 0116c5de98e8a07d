"""Programs of the lesson, whole or in part, with what they print."""

from html import escape

from markdown_it.token import Token

from lessons.containers import exercise
from lessons.highlighting import code_block
from lessons.parts import ProgramUse
from lessons.programs import Program
from lessons.rendering import Block, Rendering


def figure(name: str, code: str, after: str) -> str:
    return (
        f'<figure class="program"><figcaption>{escape(name)}</figcaption>'
        f"{code_block(code, 'python', f'Program {name}')}{after}</figure>"
    )


def find(page: Rendering, block: Block, name: str) -> Program | None:
    found = page.around.programs.get(name)
    if found is None:
        page.fault(block.line, block.column, "program-missing", f"there is no programs/{name}")
    return found


def output_block(token: Token) -> str:
    return '<p class="output-head">It prints</p>' + code_block(token.content, "output", "Output")


def to_predict(token: Token, caption: str) -> str:
    """The output, and what the page says about it, covered."""
    code = code_block(token.content, "output", "Output")
    head = "<summary><span>What does it print?</span></summary>"
    return f'<details class="reveal">{head}<div class="covered">{code}{caption}</div></details>'


def in_caption(html: str) -> str:
    return f'<div class="caption">{html}</div>' if html.strip() else ""


def program(page: Rendering, block: Block) -> str:
    """`program FILE.py [hide-output|predict] [try]`"""
    name, *options = block.args.split() or [""]
    tried = options[-1:] == ["try"]
    option = " ".join(options[:-1] if tried else options)
    if option not in ("", "hide-output", "predict"):
        message = f"a program knows hide-output, predict and try, not {option!r}"
        page.fault(block.line, block.column, "container-argument", message)
    output = block.fence("output")
    page.found.programs.append(
        ProgramUse(
            name,
            None,
            block.line,
            block.column,
            hidden=option == "hide-output",
            output=output.content if output else None,
            output_line=(output.map or [0])[0] + 1 if output else 0,
            tried=tried,
        )
    )
    shown = find(page, block, name)
    if shown is None:
        return page.body(block)
    code = "\n".join(line for _, line in shown.lines)
    caption = page.body(block, without=output)
    hidden = to_predict(output, caption) if output and option == "predict" else ""
    after = output_block(output) if output and not hidden else ""
    drawn = figure(name, code, after)
    if tried:
        page.found.needs.add("python")
        drawn = exercise.to_try(page, shown, drawn)
    return drawn + (hidden or in_caption(caption))


def fragment(page: Rendering, block: Block) -> str:
    """`fragment FILE.py#name`"""
    name, hash_, part = block.args.partition("#")
    page.found.programs.append(ProgramUse(name, part, block.line, block.column, hidden=True))
    shown = find(page, block, name)
    lines = shown.fragment(part) if shown and hash_ else None
    if lines is None:
        if shown:
            missing = f"programs/{name} has no lines between `# [{part}]` and `# [/{part}]`"
            page.fault(block.line, block.column, "fragment-missing", missing)
        return page.body(block)
    caption = page.body(block)
    code = figure(name, "\n".join(line for _, line in lines), "")
    return code + in_caption(caption)
