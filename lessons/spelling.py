"""Words that no dictionary knows. The dictionary is American; the content's own words stand in `words.txt`."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Protocol

from markdown_it.token import Token

from lessons.markdown import parser

# Letters with an apostrophe within; what has a digit, an underscore or a dot beside it is a name of code.
WORD = re.compile(r"(?<![\w.`/@#-])[A-Za-z]+(?:['’][A-Za-z]+)*(?![\w/@(=]|\.\w)")
BRITISH = ((r"our", "or"), (r"is(e|ed|es|ing|ation|ations)$", r"iz\1"), (r"ys(e|ed|es|ing)$", r"yz\1"), (r"ll", "l"))
POSSESSIVE = re.compile(r"['’]s?$")


class Dictionary(Protocol):
    def known(self, words: list[str]) -> set[str]: ...


@cache
def dictionary() -> Dictionary:
    """Read when the first word is looked up: a quarter of a second that a page does not have to wait for."""
    from spellchecker import SpellChecker

    found: Dictionary = SpellChecker(language="en")
    return found


def own_words(root: Path) -> frozenset[str]:
    """The course's own words, one a line, in small letters; `#` begins a remark."""
    path = root / "words.txt"
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return frozenset(word.lower() for line in lines if (word := line.partition("#")[0].strip()))


def is_known(word: str, own: frozenset[str]) -> bool:
    """Whether the word, or its American spelling, is in a dictionary. Abbreviations and names of code are let be."""
    bare = POSSESSIVE.sub("", word).replace("’", "'")
    if len(bare) < 3 or not (bare.islower() or bare.istitle() or "'" in bare):
        return True
    lower = bare.lower()
    forms = [lower, *(re.sub(pattern, to, lower) for pattern, to in BRITISH)]
    return bool(own.intersection(forms)) or bool(dictionary().known(forms))


def strange(text: str, own: frozenset[str]) -> Iterator[tuple[int, str]]:
    """Offset and word of each unknown word, and of each that is the one before it again."""
    before: re.Match[str] | None = None
    for found in WORD.finditer(text):
        again = before is not None and before[0].lower() == found[0].lower()
        if (again and before and text[before.end() : found.start()].isspace()) or not is_known(found[0], own):
            yield found.start(), found[0]
        before = found


def prose(text: str) -> Iterator[tuple[int, int, str]]:
    """Line, column and text of each run of words of a Markdown file: no code, no address."""
    lines = text.splitlines()
    for token in parser().parse(text):
        if token.type != "inline" or not token.map or not token.children:
            continue
        line, column = token.map[0], 0
        for child in words_of(token.children):
            for number in range(line, min(token.map[1], len(lines))):
                at = lines[number].find(child, column if number == line else 0)
                if at >= 0:
                    line, column = number, at + len(child)
                    yield number + 1, at + 1, child
                    break


def words_of(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "text" and token.content.strip():
            yield token.content
