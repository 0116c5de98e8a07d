"""A learner's questions as a deck for Anki, by `genanki`.

The ids of deck and note type are fixed and a note's guid is made of its question's id, so that importing a newer deck
updates the notes that are there, and leaves their schedules alone. Everything is escaped: a note shows a text as the
site shows it. The file is made in memory: genanki's own writing leaves a temporary file behind.
"""

import io
import itertools
import json
import sqlite3
import zipfile
from collections.abc import Iterable
from datetime import datetime
from html import escape

import genanki

from quiz.pool import Pool
from quiz.questions import Question
from quiz.review.key import Line, key, offered
from quiz.words import inline

DECK_ID, MODEL_ID = 1_764_028_801, 1_764_028_802  # any numbers, for good
DECK = "Firstbyte"
FIELDS = ("Question", "Answer", "Lesson", "Source", "Id")
FRONT = '<div class="lesson">{{Lesson}}</div>{{Question}}'
BACK = '{{FrontSide}}<hr id="answer">{{Answer}}<div class="source">{{Source}}</div>'
CSS = """
.card { font-family: Georgia, serif; font-size: 19px; line-height: 1.5; text-align: left; }
.card { max-width: 36em; margin: 1em auto; padding: 0 1em; }
.lesson, .source { font: 13px system-ui, sans-serif; opacity: 0.7; }
pre { font-size: 14px; white-space: pre-wrap; border: 1px solid #8886; border-radius: 4px; padding: 8px; }
li { margin: 6px 0; } .right { font-weight: bold; }
.why { display: block; font-size: 16px; font-weight: normal; opacity: 0.85; }
"""


def deck(asked: Iterable[tuple[Pool, Question]], now: datetime) -> bytes:
    """An .apkg with a note a question, in the order given. `now` is when the notes were last changed: Anki takes over
    what is newer than its own."""
    made = genanki.Deck(DECK_ID, DECK, "What was answered on Firstbyte, with a reason for every option.")
    for pool, question in asked:
        made.add_note(note(pool, question))
    return packed(made, now)


def model() -> genanki.Model:
    return genanki.Model(
        MODEL_ID,
        "Firstbyte question",
        fields=[{"name": name} for name in FIELDS],
        templates=[{"name": "Card 1", "qfmt": FRONT, "afmt": BACK}],
        css=CSS,
        sort_field_index=FIELDS.index("Id"),
    )


def note(pool: Pool, question: Question) -> genanki.Note:
    tags = [f"lesson::{pool.lesson}", f"objective::{question.objective}"]
    fields = [front(pool, question), back(question), escape(pool.title), source(pool, question), question.id]
    return genanki.Note(model(), fields, tags=tags, guid=guid(question.id))


def guid(question_id: str) -> str:
    return str(genanki.guid_for("firstbyte", question_id))


def front(pool: Pool, question: Question) -> str:
    """The prompt, what is looked at, and what can be chosen, in an order that says nothing."""
    stimulus = ""
    if question.stimulus:
        text = pool.programs.get(question.stimulus.program or "", "") or question.stimulus.text or ""
        stimulus = f"<pre>{escape(text)}</pre>"
    choices = listed(offered(question))
    return f"<p>{inline(question.prompt)}</p>{stimulus}{choices}"


def back(question: Question) -> str:
    return listed(list(key(question)), marked=True)


def listed(lines: list[Line], marked: bool = False) -> str:
    return f"<ul>{''.join(item(line, marked) for line in lines)}</ul>" if lines else ""


def item(line: Line, marked: bool) -> str:
    text = f"<pre>{escape(line.text)}</pre>" if line.code else str(inline(line.text))
    sign = ("✓ " if line.right else "✗ ") if marked else ""
    why = f'<span class="why">{inline(line.why)}</span>' if line.why else ""
    return f"<li{' class=right' if marked and line.right else ''}>{sign}{text}{why}</li>"


def source(pool: Pool, question: Question) -> str:
    found = pool.sources.get(question.source)
    return f'<a href="{escape(found.url)}">{escape(found.label)}</a>' if found else ""


def packed(made: genanki.Deck, now: datetime) -> bytes:
    """The deck as a zip of Anki's database and of no media."""
    stamp = now.timestamp()
    with sqlite3.connect(":memory:") as database:
        genanki.Package(made).write_to_db(database.cursor(), stamp, itertools.count(int(stamp * 1000)))
        database.commit()
        collection = database.serialize()
    database.close()
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("collection.anki2", collection)
        archive.writestr("media", json.dumps({}))
    return file.getvalue()
