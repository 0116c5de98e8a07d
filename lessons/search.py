"""Full text over the entries: an SQLite FTS5 index in a file of its own, made once a content version.

See docs/decisions/0009-search-in-a-file.md for why it is neither in the site's database nor in memory.
"""

import hashlib
import os
import re
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from lessons.entries import Entry

SCHEMA = "1"  # raised when the table or its tokenizer changes: an older file is then made anew
WORD = re.compile(r"\w+")
MOST_WORDS = 8
LONGEST = 200  # signs of a query that are looked at
ABANDONED = 3600  # s after which a draft of an index is nobody's
# Set around what was found; control signs, since the text between them is escaped afterwards.
OPEN, CLOSE = "\x02", "\x03"

CREATE = """
CREATE VIRTUAL TABLE entries USING fts5(
    title, context, body, kind UNINDEXED, url UNINDEXED,
    tokenize = "porter unicode61 remove_diacritics 2", prefix = '2 3'
)
"""
# A word in a title counts for ten in a text, one in the place for two.
FIND = f"""
SELECT kind, title, context, url, snippet(entries, 2, '{OPEN}', '{CLOSE}', '…', 28),
       highlight(entries, 0, '{OPEN}', '{CLOSE}')
FROM entries WHERE entries MATCH ? ORDER BY bm25(entries, 10, 2, 1), rowid LIMIT ?
"""


@dataclass(frozen=True)
class Hit:
    """A part of a text is (words, whether they were looked for)."""

    kind: str
    context: str
    url: str
    title: tuple[tuple[str, bool], ...]
    excerpt: tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class Found:
    """`loose` says that no entry holds all words, so that these hold some."""

    hits: tuple[Hit, ...]
    loose: bool = False
    more: bool = False


class Index:
    """The index of one content version, in `folder`. It is made by whoever asks first."""

    def __init__(self, folder: Path, version: str) -> None:
        name = hashlib.sha256(f"{SCHEMA} {version}".encode()).hexdigest()[:16]
        self.path = folder / f"search-{name}.sqlite3"
        self._lock = threading.Lock()

    def build(self, entries: Iterable[Entry]) -> None:
        """Written beside its place and moved there whole, so that two processes may do it at once."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        draft = self.path.with_suffix(f".{os.getpid()}-{threading.get_ident()}")
        draft.unlink(missing_ok=True)
        with closing(sqlite3.connect(draft)) as db:
            db.execute("PRAGMA journal_mode = OFF")
            db.execute("PRAGMA synchronous = OFF")
            with db:
                db.execute(CREATE)
                rows = ((e.title, e.context, e.body, e.kind, e.url) for e in entries)
                db.executemany("INSERT INTO entries VALUES (?, ?, ?, ?, ?)", rows)
                db.execute("INSERT INTO entries(entries) VALUES ('optimize')")
        draft.replace(self.path)
        abandoned = time.time() - ABANDONED
        for old in self.path.parent.glob("search-*"):
            # What is not an index is a draft: of someone at work, or of a process that was killed at it.
            with suppress(FileNotFoundError):
                if old != self.path and (old.suffix == ".sqlite3" or old.stat().st_mtime < abandoned):
                    old.unlink()  # a process that still has it open keeps it until it ends

    def ask(self, query: str, entries: Callable[[], Iterable[Entry]]) -> Found:
        """`find`, for whom it does not matter whether the index is there: a process of another version of the content
        takes it away when it makes its own, even between looking for the file and opening it."""
        for _ in range(3):
            self.ready(entries())
            try:
                return self.find(query)
            except sqlite3.OperationalError:
                if self.path.is_file():
                    raise
        return self.find(query)

    def ready(self, entries: Iterable[Entry]) -> None:
        with self._lock:
            if not self.path.is_file():
                self.build(entries)

    @contextmanager
    def open(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(f"{self.path.as_uri()}?mode=ro&immutable=1", uri=True)) as db:
            yield db

    def find(self, query: str, limit: int = 20) -> Found:
        """The best entries for all words, or, where there are none, for any. The last word may be a beginning."""
        words = WORD.findall(query[:LONGEST])[:MOST_WORDS]
        if not words:
            return Found(())
        with self.open() as db:
            for operator in (" AND ", " OR ")[: 2 if len(words) > 1 else 1]:
                rows = db.execute(FIND, (expression(words, operator), limit + 1)).fetchall()
                if rows:
                    return Found(tuple(map(hit, rows[:limit])), loose=operator == " OR ", more=len(rows) > limit)
        return Found(())


def expression(words: list[str], operator: str) -> str:
    """FTS5's own language. Words are quoted, so that AND, NOT and NEAR are words too."""
    return operator.join([f'"{word}"' for word in words[:-1]] + [f'"{words[-1]}"*'])


def hit(row: tuple[str, str, str, str, str, str]) -> Hit:
    kind, _, context, url, excerpt, title = row
    return Hit(kind, context, url, parts(title), parts(excerpt))


def parts(text: str) -> tuple[tuple[str, bool], ...]:
    found: list[tuple[str, bool]] = []
    for index, piece in enumerate(re.split(f"[{OPEN}{CLOSE}]", text)):
        if piece:
            found.append((piece, index % 2 == 1))
    return tuple(found)
