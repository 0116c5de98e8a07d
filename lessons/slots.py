"""Slots: places of a page that another room fills for each reader, such as a question's form or the answer to it.

The page around them is rendered once, like every other; what stands in the slots is asked for at each request.
`lessons` imports no other room: the one that fills the slots registers itself with `filled_by`.
"""

import re
from collections.abc import Awaitable, Callable, Mapping

from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

from lessons.catalogue import Lesson, Mode

MARKER = re.compile(r"<!--slot:([^>]*)-->")
HEAD = "head"  # the slot in the head of a page with questions, for what these need (templates/lessons/mode.html)

# Slot's key -> HTML, for a mode of a lesson as this reader sees it.
Filler = Callable[[HttpRequest, Lesson, Mode], Awaitable[Mapping[str, str]]]

_fillers: list[Filler] = []


def filled_by(filler: Filler) -> Filler:
    _fillers[:] = [filler]
    return filler


def marker(key: str) -> str:
    return f"<!--slot:{key}-->"


async def fills(request: HttpRequest, lesson: Lesson, mode: Mode) -> Mapping[str, str]:
    return await _fillers[0](request, lesson, mode) if _fillers else {}


def response(page: str, fills: Mapping[str, str], status: int = 200) -> HttpResponse:
    """The page with its slots filled. It is this reader's own: nobody may keep it for another."""
    html = MARKER.sub(lambda found: fills.get(found[1], ""), page)
    answer = HttpResponse(html, status=status)
    add_never_cache_headers(answer)
    return answer
