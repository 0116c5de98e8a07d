"""The deck for Anki, opened as what it is: a zip with a SQLite database."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from datetime import timedelta
from html import unescape
from types import SimpleNamespace
from typing import Any, NamedTuple
from uuid import UUID

import pytest
from django.core.cache import cache

from learners import limits
from lessons import catalogue
from quiz.pool import Pool, pool
from quiz.questions import parse
from quiz.review import anki
from quiz.review.key import key
from quiz.words import inline
from tests.learners.people import Browser
from tests.quiz.questions import choice
from tests.quiz.review.reviewing import NOON, answered, question
from tests.quiz.types import MADE

pytestmark = pytest.mark.django_db


class Note(NamedTuple):
    guid: str
    model: int
    modified: int
    fields: list[str]


def opened(apkg: bytes) -> tuple[list[Note], int, dict[str, Any], dict[str, Any]]:
    """Notes, number of cards, note types and decks."""
    with zipfile.ZipFile(io.BytesIO(apkg)) as archive:
        assert archive.testzip() is None
        assert json.loads(archive.read("media")) == {}
        collection = archive.read("collection.anki2")
    database = sqlite3.connect(":memory:")
    database.deserialize(collection)
    notes = [
        Note(guid, model, modified, fields.split("\x1f"))
        for guid, model, modified, fields in database.execute("SELECT guid, mid, mod, flds FROM notes ORDER BY id")
    ]
    (count,) = database.execute("SELECT count(*) FROM cards").fetchone()
    models, decks = database.execute("SELECT models, decks FROM col").fetchone()
    database.close()
    return notes, count, json.loads(models), json.loads(decks)


def learner() -> tuple[Browser, UUID]:
    browser = Browser()
    browser.be_known()
    assert browser.anonymous_id
    return browser, browser.anonymous_id


@pytest.mark.usefixtures("shared")
def test_it_holds_what_was_missed_or_everything() -> None:
    browser, learner_id = learner()
    for name, right in (("hold-1", False), ("hold-2", True), ("predict-1", False), ("gone-1", False)):
        answered(learner_id, question(name), right)
    answered(learner_id, question("hold-1"), True, NOON + timedelta(days=1))  # known by now, and missed once
    for address, names in (("", ["hold-1", "predict-1"]), ("?cards=all", ["hold-1", "hold-2", "predict-1"])):
        response = browser.get(f"/review/anki.apkg{address}")
        assert response["Content-Disposition"] == 'attachment; filename="firstbyte.apkg"'
        notes, cards, models, decks = opened(response.content)
        assert [note.fields[4] for note in notes] == names
        assert cards == len(names)
        assert {note.model for note in notes} == {anki.MODEL_ID}
        assert [field["name"] for field in models[str(anki.MODEL_ID)]["flds"]] == list(anki.FIELDS)
        assert decks[str(anki.DECK_ID)]["name"] == "Firstbyte"


@pytest.mark.usefixtures("shared")
def test_every_option_has_its_reason_on_the_back_and_none_on_the_front() -> None:
    browser, learner_id = learner()
    answered(learner_id, question("hold-1"), False)
    (note,), *_ = opened(browser.get("/review/anki.apkg").content)
    front, back, lesson, source, _ = note.fields
    assert "What of hold-1?" in front
    for option in "abc":
        assert f"hold-1 option {option}" in front
        assert f"hold-1 option {option}" in back
        assert f"Because of hold-1 {option}." in back
        assert f"Because of hold-1 {option}." not in front
    assert back.count("✓") == 1
    assert lesson == "A tiny lesson"
    assert source.startswith('<a href="https://')


@pytest.mark.usefixtures("shared")
def test_a_newer_deck_updates_the_notes_of_an_older_one() -> None:
    tiny = pool("tiny")
    assert tiny
    older = [(tiny, each) for each in tiny.questions]
    newer = [(tiny, each.model_copy(update={"prompt": "Mended?", "rev": 2})) for each in tiny.questions[::-1]]
    before, *_ = opened(anki.deck(older, NOON))
    after, *_ = opened(anki.deck(newer, NOON + timedelta(days=1)))
    assert {note.guid for note in before} == {note.guid for note in after}
    assert len({note.guid for note in before}) == len(before) == len(tiny.questions)
    assert min(note.modified for note in after) > max(note.modified for note in before)
    # Anki knows a note again by these: changing one of them doubles every learner's notes.
    assert (anki.DECK_ID, anki.MODEL_ID, anki.guid("hold-1")) == (1764028801, 1764028802, "ew&Dy@{j7E")


@pytest.mark.usefixtures("shared")
def test_what_reads_like_html_is_shown_as_it_was_written() -> None:
    evil = '<script>alert("x")</script> & <b>'
    data = choice("hold-1", stimulus={"text": evil, "language": "text"})
    data["prompt"] = data["options"][0]["text"] = data["options"][0]["why"] = evil
    tiny = pool("tiny")
    assert tiny
    (note,), *_ = opened(anki.deck([(tiny, parse(data))], NOON))
    assert "<script" not in "".join(note.fields)
    assert "<b>" not in "".join(note.fields)
    assert unescape(note.fields[0]).count(evil) == 3


@pytest.mark.parametrize("kind", MADE)
def test_each_kind_of_question_is_a_note_with_its_whole_answer(kind: str) -> None:
    asked = parse(MADE[kind].make("some"))
    nothing = Pool("tiny", "Tiny", (asked,), {}, {}, {}, {}, {}, {})
    (note,), cards, *_ = opened(anki.deck([(nothing, asked)], NOON))
    lines = list(key(asked))
    assert any(line.right for line in lines) or asked.type == "predict"
    assert any(line.why for line in lines) or asked.type == "card"
    for line in lines:
        assert str(inline(line.why)) in note.fields[1]
    assert cards == 1


def test_every_question_of_the_site_is_a_note() -> None:
    pools = [found for slug in catalogue.get().lessons if (found := pool(slug))]
    asked = [(found, each) for found in pools for each in found.questions]
    notes, cards, *_ = opened(anki.deck(asked, NOON))
    assert len(notes) == cards == len(asked) > 0
    assert all(note.fields[0] and note.fields[1] for note in notes)


def test_the_deck_of_a_stranger_is_empty() -> None:
    notes, cards, *_ = opened(Browser().get("/review/anki.apkg").content)
    assert (notes, cards) == ([], 0)


def test_decks_are_limited_like_every_export(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    monkeypatch.setattr(limits, "time", SimpleNamespace(time=lambda: 1_000_020.0))
    settings.RATE_LIMITS = {"export": 2}
    browser = Browser()
    assert [browser.get("/review/anki.apkg").status_code for _ in range(3)] == [200, 200, 429]
