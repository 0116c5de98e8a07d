"""Whatever is sent to the forms of the quiz, or stands in a file to be imported: an answer with words, never a failure,
and nothing half written. Together with those of the learners' forms more than five thousand cases; each is drawn from a
seed, so that one that fails can be made again."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from learners.models import Account
from lessons import catalogue, documents, views
from lessons.bodies import Store
from lessons.catalogue import Catalogue
from quiz.drafting import entries, text_of
from quiz.exchange import FORMATS, export, take
from quiz.exchange.drafts import sound
from quiz.grading import grade
from quiz.models import Attempt, Response
from quiz.pool import pool_of
from quiz.questions import parse
from tests.quiz.placing import add_code, write_placed
from tests.quiz.types import MADE

FILES = 1_000  # for each format
FORMS = 320
SEED = 20_261
NASTY = [
    "", " ", "\x00", "0", "-1", "1", "2", "999999999999", "1e400", "nan", "a", "b", "é" * 300, "%", "{{a}}", "<script>", "'", "\r\n",
    "\ud800", "// x", "None", "[]", "all", "missed", "knew", "12,5 ms", "1", "2", "3", "Europe/Berlin", "x" * 5000,
]  # fmt: skip
TOKENS = [
    "{", "}", "=", "~", "#", "::", "\\", "->", "%", "%50%", "//", "####", "<", ">", "&", "]]>", "<![CDATA[", "&#0;", "&x;", "<!--", '"',
    "{1:SA:", "\n\n", "\x00", "\ud7ff", "[html]", "$CATEGORY:", "firstbyte:", "null", "[[[[", "-->", "<!DOCTYPE x>", "1e999", "NaN",
]  # fmt: skip


# --- imports -------------------------------------------------------------------------------------------------------


def mutated(data: bytes, chance: random.Random) -> bytes:
    """A few cuts, copies, swaps and insertions."""
    found = bytearray(data)
    for _ in range(chance.choice([1, 1, 2, 3, 5])):
        at = chance.randrange(len(found) + 1)
        length = min(len(found) - at, int(chance.paretovariate(0.7)))
        act = chance.randrange(5)
        if act == 0:
            del found[at : at + length]
        elif act == 1:
            found[at:at] = found[at : at + length]
        elif act == 2:
            found[at:at] = chance.choice(TOKENS).encode()
        elif act == 3 and at < len(found):
            found[at] = chance.randrange(256)
        else:
            other = chance.randrange(len(found) + 1)
            found[at : at + length] = found[other : other + length]
    return bytes(found)


def mutated_package(data: bytes, chance: random.Random) -> bytes:
    """Most often a file within the package, else the package itself."""
    if chance.random() < 0.3:
        return mutated(data, chance)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(out, "w") as changed:
        names = package.namelist()
        unlucky = chance.choice(names)
        for name in names:
            inner = package.read(name)
            changed.writestr(name, mutated(inner, chance) if name == unlucky else inner)
    return out.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(FORMATS))
def test_no_file_makes_an_import_fail(name: str) -> None:
    chance = random.Random(f"{SEED} {name}")
    kinds = sorted(set(MADE) - {"card", "code"})
    wholes = [export([parse(MADE[kind].make(f"a-{kind}"))], name, "A title").data for kind in kinds]
    change: Callable[[bytes, random.Random], bytes] = mutated_package if name.startswith("qti") else mutated
    imported = broken = 0
    for case in range(FILES):
        data = change(chance.choice(wholes), chance)
        found = take(data, name if chance.random() < 0.8 else "", {"a-choice"})
        assert not (found.drafts and found.faults), case
        assert all(fault.line >= 1 and fault.column >= 1 and fault.message for fault in found.faults), case
        assert all(each.line >= 1 and each.reason for each in found.skipped), case
        for draft in found.drafts:
            sound(draft.data)
        if found.drafts:
            written, faults = documents.parse(Path("drafts"), text_of(found.drafts))
            assert faults == [], case
            assert entries(written) == [draft.data for draft in found.drafts], case
        imported, broken = imported + bool(found.drafts), broken + bool(found.faults)
    # The mutations are neither so rough that nothing is read nor so gentle that nothing breaks.
    assert imported > FILES // 50
    assert broken > FILES // 50


# --- forms ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def asking(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return add_code(write_placed(tmp_path_factory.mktemp("fuzzing") / "content")).load()


@pytest.fixture
def site(asking: Catalogue, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Catalogue:
    settings.CONTENT_ROOT = asking.root
    monkeypatch.setattr(catalogue.shelf, "_catalogue", asking)
    monkeypatch.setattr(views, "store", Store())
    return asking


def forms(site: Catalogue, chance: random.Random) -> tuple[str, dict[str, Any]]:
    """A path, and a form in which most fields are what a page would send and some are not."""
    pool = pool_of(site, "tiny")
    assert pool
    question = chance.choice(pool.all)
    sets = ("practice", "challenge", "visual", "recall")
    made = MADE.get(question.type, MADE["choice"])
    form: dict[str, Any] = {"attempt": "1", "question": question.id, "rev": "1", "turn": "0", "judged": "knew"}
    form |= {"passed": "passed"} if question.type == "code" else {}
    form |= chance.choice([made.right, made.wrong])
    path = chance.choice(
        ["/quiz/tiny/answer/"] * 3
        + [
            "/quiz/tiny/next/",
            "/review/answer/",
            "/review/undo/",
            "/review/preferences/",
            "/quiz/tiny/challenge/badge/",
        ]
        + [f"/quiz/tiny/{chance.choice(sets)}/{act}/" for act in ("answer", "answer", "hint", "again")]
        + ([f"/quiz/tiny/{question.set}/answer/"] * 6 if question.set in sets else [])
    )
    form |= {
        "after": "1",
        "ask": chance.choice(["all", "missed", ""]),
        "hint": "1",
        "hints": "0",
        "limit": "20",
        "zone": "UTC",
    }
    for field in chance.sample(sorted(form), chance.choice([0, 0, 1, 1, 2, len(form) // 2])):
        value = chance.choice(NASTY).encode(errors="replace").decode()
        if chance.random() < 0.2:
            del form[field]
        else:
            form[field] = [value, chance.choice(NASTY[:10])] if chance.random() < 0.2 else value
    if chance.random() < 0.1:
        form["sealed"] = chance.choice(NASTY).encode(errors="replace").decode()
    return path, form


def half_written() -> list[str]:
    """Attempts and responses that cannot have been meant."""
    found = []
    for attempt in Attempt.objects.prefetch_related("responses"):
        asked = {question["id"]: parse(question) for question in attempt.asked}
        if not asked:
            found.append(f"{attempt} asks nothing")
        for response in attempt.responses.all():
            question = asked.get(response.question_id)
            if question is None or question.rev != response.rev:
                found.append(f"{response} answers what {attempt} does not ask")
            elif grade(question, response.given).mark != response.mark:
                found.append(f"{response} has another mark than its answer")
    return found


@pytest.mark.slow
@pytest.mark.django_db
def test_no_form_of_the_quiz_fails_whatever_is_in_it(site: Catalogue) -> None:
    chance = random.Random(f"{SEED} forms")
    visitor = Client()
    statuses: dict[int, int] = {}
    for case in range(FORMS):
        if case % 16 == 0:
            visitor = Client()
        path, form = forms(site, chance)
        headers = {"HX-Request": "true"} if chance.random() < 0.5 else {}
        response = visitor.post(path, form, headers=headers)
        assert response.status_code < 500, (case, path, form)
        assert "\n" not in response.get("Location", ""), (case, path, form)
        statuses[response.status_code] = statuses.get(response.status_code, 0) + 1
    assert half_written() == []
    assert Response.objects.count() > FORMS // 20, f"hardly anything was answered: {statuses}"
    assert sum(statuses.get(status, 0) for status in (400, 404, 409, 422)) > FORMS // 20, statuses


@pytest.mark.slow
@pytest.mark.django_db
def test_no_file_makes_the_page_of_the_staff_fail(site: Catalogue) -> None:
    chance = random.Random(f"{SEED} page")
    staff = Client()
    staff.force_login(Account.objects.create_user("fuzz@example.org", "a long enough phrase", is_staff=True))
    wholes = [export([parse(MADE["choice"].make("a"))], name).data for name in FORMATS]
    for case in range(100):
        data = mutated(chance.choice(wholes), chance)
        fields = {"format": chance.choice(["", "", *FORMATS, *NASTY[:4]])}
        whole = (
            {"file": SimpleUploadedFile("x", data)}
            if chance.random() < 0.6
            else {"text": data.decode(errors="replace")}
        )
        response = staff.post("/staff/import/", {**fields, **whole})
        assert response.status_code in (200, 422), case
