"""Answers that are known beforehand: short texts that are accepted, and slips that have a reason of their own."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

import re2

from quiz.questions.envelope import Flaw, Slug, Strict, Words

LONGEST = 200  # characters of a typed answer
AROUND = " \"'`“”‘’«»"


class Known(Strict):
    """Texts, and patterns of RE2 for what has many spellings: RE2 reads a text once, so that no pattern can hang."""

    accepted: tuple[Words, ...] = ()
    patterns: tuple[Words, ...] = ()


class Slip(Known):
    """A wrong answer that somebody is bound to give, and what to say to it."""

    why: str
    misconception: Slug | None = None


def plain(text: str, exact: bool = False) -> str:
    """What is compared: single blanks, no quotation marks or full stop around, and no case unless `exact`."""
    text = " ".join(unicodedata.normalize("NFKC", text).split())
    text = text.strip(AROUND).removesuffix(".").strip(AROUND)
    return text if exact else text.casefold()


def code(text: str) -> str:
    """Code without the blanks that mean nothing: those beside a sign, and all but one between words."""
    text = " ".join(unicodedata.normalize("NFC", text).split()).replace('"', "'")
    return re.sub(r"\s*([^\w\s])\s*", r"\1", text)


@lru_cache(maxsize=512)
def compiled(pattern: str, exact: bool) -> Any:
    """Raises re2.error for what RE2 cannot read."""
    options = re2.Options()
    options.log_errors = False
    options.case_sensitive = exact
    return re2.compile(pattern, options)


def matches(known: Known, text: str, exact: bool = False) -> bool:
    typed = plain(text, exact)
    if any(plain(accepted, exact) == typed for accepted in known.accepted):
        return True
    return any(compiled(pattern, exact).fullmatch(typed) is not None for pattern in known.patterns)


def flaws_of(known: Known, loc: tuple[str | int, ...], exact: bool = False) -> Iterator[Flaw]:
    if not known.accepted and not known.patterns:
        yield loc, "there is neither an accepted text nor a pattern"
    for index, pattern in enumerate(known.patterns):
        try:
            compiled(pattern, exact)
        except re2.error as error:
            yield (*loc, "patterns", index), f"RE2 cannot read this pattern: {error}"


def first_slip(slips: Sequence[Slip], text: str, exact: bool = False) -> Slip | None:
    return next((slip for slip in slips if matches(slip, text, exact)), None)
