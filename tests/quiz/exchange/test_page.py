"""The staff's page: what would be imported, before it is."""

from __future__ import annotations

import base64
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from ruamel.yaml import YAML

from learners.models import Account
from quiz.exchange import export
from quiz.importing.page import BYTES
from quiz.questions import parse
from tests.lessons.course import Course
from tests.quiz.types import MADE

pytestmark = pytest.mark.django_db
PATH = "/staff/import/"


def client(staff: bool) -> Client:
    account = Account.objects.create_user("ada@example.org", "a long enough phrase", is_staff=staff)
    found = Client()
    found.force_login(account)
    return found


@pytest.fixture
def staff(served: Course) -> Client:
    return client(staff=True)


def said(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_it_is_there_for_the_staff_alone(served: Course) -> None:
    assert Client().get(PATH).status_code == 404
    assert Client().post(PATH, {"text": "x"}).status_code == 404
    assert client(staff=False).get(PATH).status_code == 404


def test_the_staff_sees_the_form(staff: Client) -> None:
    page = staff.get(PATH)
    assert page.status_code == 200
    assert 'type="file"' in page.content.decode()
    assert "no-store" in page["Cache-Control"]


def test_pasted_text_is_reviewed_and_can_be_taken_along(staff: Client, served: Course) -> None:
    page = staff.post(PATH, {"text": "::who::Who waits?{=a ~<b>b}\n\nTell.{}"})
    text = page.content.decode()
    assert "1 question would be imported" in said(text)
    assert "Read as GIFT" in said(text)
    assert "an essay" in said(text)
    found = re.search(r'href="data:application/yaml;base64,([^"]+)" download="questions.yaml"', text)
    assert found
    (question,) = YAML(typ="safe").load(base64.b64decode(found[1]))
    assert question["id"] == "who"
    assert not (served.lesson_folder / "drafts").exists()


@pytest.mark.parametrize("form", ["gift", "moodle-xml", "qti21", "qti30"])
def test_a_file_of_each_format_is_reviewed(staff: Client, form: str) -> None:
    data = export([parse(MADE["multi"].make("made-up"))], form).data
    page = staff.post(PATH, {"file": SimpleUploadedFile("x", data), "format": ""})
    assert "1 question would be imported" in said(page.content.decode())


def test_faults_stand_with_their_places_and_nothing_can_be_taken(staff: Client) -> None:
    text = staff.post(PATH, {"text": "Who?{=a\n\nWhat?}"}).content.decode()
    assert "Nothing can be imported: 2 faults" in said(text)
    assert "3 6 a } closes" in said(text)
    assert "download=" not in text


def test_what_is_pasted_is_shown_as_text(staff: Client) -> None:
    text = staff.post(PATH, {"text": "[html]<script>x()</script>Who?{=a<b> ~</textarea><i>}"}).content.decode()
    assert "<script>x()" not in text
    assert "</textarea><i>" not in text


@pytest.mark.parametrize("form", [{}, {"text": "  "}, {"text": "x", "format": "docx"}, {"text": "\x00"}])
def test_a_form_that_says_nothing_is_refused_with_words(staff: Client, form: dict[str, str]) -> None:
    page = staff.post(PATH, form)
    assert page.status_code in (200, 422)
    assert page.status_code == 200 or 'role="alert"' in page.content.decode()


def test_a_file_that_is_too_large_is_refused(staff: Client) -> None:
    page = staff.post(PATH, {"file": SimpleUploadedFile("x", b"x" * (BYTES + 1))})
    assert page.status_code == 422
    assert "larger than 1 MB" in said(page.content.decode())


def test_it_is_guarded_against_forged_forms(served: Course) -> None:
    account = Account.objects.create_user("ada@example.org", "a long enough phrase", is_staff=True)
    found = Client(enforce_csrf_checks=True)
    found.force_login(account)
    assert found.post(PATH, {"text": "x"}).status_code == 403
