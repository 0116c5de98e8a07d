"""Parts of a text that stand out: an impact, a pattern, a list set large, build-up steps, a myth, a task."""

from lessons.rendering import Block, Rendering

IMPACT = {"low": "badge-ok", "medium": "badge-warn", "high": "badge-bad"}
PATTERN = {"good": ("badge-ok", "Good"), "bad": ("badge-bad", "Bad")}


def impact(page: Rendering, block: Block) -> str:
    level = block.args.lower()
    if level not in IMPACT:
        page.fault(block.line, block.column, "container-argument", f"impact is low, medium or high, not {level!r}")
        return page.body(block)
    badge = f'<p class="impact-level"><span class="badge {IMPACT[level]}">{level.upper()} IMPACT</span></p>'
    return f'<div class="impact impact-{level}">{badge}<div>{page.body(block)}</div></div>'


def pattern(page: Rendering, block: Block) -> str:
    kind, _, title = block.args.partition(" ")
    if kind not in PATTERN or not title:
        page.fault(
            block.line, block.column, "container-argument", "a pattern is `pattern good TITLE` or `pattern bad TITLE`"
        )
        return page.body(block)
    badge, word = PATTERN[kind]
    head = f'<p class="pattern-title"><span class="badge {badge}">{word}</span> {page.inline(title)}</p>'
    return f'<div class="pattern pattern-{kind}">{head}{page.body(block)}</div>'


def takeaways(page: Rendering, block: Block) -> str:
    return f'<div class="takeaways">{page.body(block)}</div>'


def steps(page: Rendering, block: Block) -> str:
    return f'<div class="steps">{page.body(block)}</div>'


def myth(page: Rendering, block: Block) -> str:
    if not block.args:
        page.fault(block.line, block.column, "container-argument", "a myth needs its claim: `myth CLAIM`")
    head = f'<p class="myth-claim"><span class="myth-word">Myth</span> {page.inline(block.args)}</p>'
    return f'<div class="myth">{head}{page.body(block)}</div>'


def task(page: Rendering, block: Block) -> str:
    if not block.args:
        page.fault(block.line, block.column, "container-argument", "a task needs its title: `task TITLE`")
    return f'<div class="task"><p class="task-title">{page.inline(block.args)}</p>{page.body(block)}</div>'
