"""Places that other rooms fill: the quiz, a call into the lab, the reader's own timing of this page."""

from html import escape

from lessons import places
from lessons.parts import Place
from lessons.rendering import Block, Rendering


def quiz(page: Rendering, block: Block) -> str:
    """`quiz NAME`. The questions come as a fragment; the link inside works without JavaScript."""
    address = places.quiz(page.around.lesson)
    page.found.needs.add("quiz")
    page.found.places.append(Place("quiz", block.args, block.line, block.column))
    return (
        f'{page.body(block)}<div class="quiz-place" hx-get="{address}" hx-trigger="revealed" hx-swap="innerHTML">'
        f'<p><a class="button" href="{address}">Take the three-question quiz</a></p></div>'
    )


def ttfb(page: Rendering, block: Block) -> str:
    page.found.needs.add("timing")
    return (
        f'{page.body(block)}<page-timing><p class="timing-still">With JavaScript on, this place shows what your own '
        "browser measured while it loaded this page: the time to first byte in its parts, and its share of the "
        "largest contentful paint. The browser's network panel shows the same without it.</p></page-timing>"
    )


def lab(page: Rendering, block: Block) -> str:
    """`lab SCENARIO k=v ...`. The question is the body, or that of a stored result of the same scenario."""
    scenario, *pairs = block.args.split()[:1] + block.args.split()[1:] if block.args else [""]
    page.found.places.append(Place("lab", scenario, block.line, block.column))
    settings = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals:
            page.fault(block.line, block.column, "container-argument", f"a setting of the lab is k=v, not {pair!r}")
        settings[key] = value
    question = page.body(block).strip()
    if not question:
        same = (result for result in page.around.results.values() if result.scenario == scenario)
        stored = next(same, None)
        question = f"<p>{escape(stored.question)}</p>" if stored and stored.question else ""
    if not question:
        page.fault(block.line, block.column, "lab-question", "a call into the lab asks something: write it in the body")
    shown = ", ".join(f"{key.replace('_', ' ')} {value}" for key, value in settings.items())
    note = f'<span class="lab-settings num">{escape(shown)}</span>' if shown else ""
    link = f'<a class="button" href="{escape(places.lab(scenario, settings))}">Run it in the lab</a>'
    head = '<p class="lab-head">Measure it</p>'
    return f'<div class="lab-call">{head}{question}<p class="lab-go">{link}{note}</p></div>'
