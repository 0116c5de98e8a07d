"""What stays covered until the reader opens it: an answer to predict first, a hint, the back of a card."""

from lessons.rendering import Block, Rendering


def covered(page: Rendering, block: Block, kind: str, head: str) -> str:
    summary = f"<summary><span>{head}</span></summary>"
    return f'<details class="{kind}">{summary}<div class="covered">{page.body(block)}</div></details>'


def reveal(page: Rendering, block: Block) -> str:
    return covered(page, block, "reveal", page.inline(block.args or "Show the answer"))


def hint(page: Rendering, block: Block) -> str:
    if not block.args.isdigit():
        page.fault(block.line, block.column, "container-argument", "a hint needs its number: `hint 1`")
    return covered(page, block, "hint", f"Hint {page.inline(block.args)}")


def card(page: Rendering, block: Block) -> str:
    if not block.args:
        page.fault(block.line, block.column, "container-argument", "a card needs its front: `card FRONT`")
    return covered(page, block, "card", page.inline(block.args))
