import json
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import AsyncClient, Client
from django.urls import reverse

from learners import cookie
from learners.models import Learner, ModeRead
from quiz.models import Attempt, Response
from tests.learners.answers import attempt
from tests.lessons.course import Course

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("course")]
PATH = "/me/path/tiny/"
HTMX = {"HX-Request": "true"}


def learner_of(client: Client) -> UUID:
    return UUID(client.cookies[cookie.NAME].value.partition(":")[0])


def mark(client: Client, mode: str = "why", read: str = "yes", **options: Any) -> Any:
    return client.post(f"{PATH}?mode={mode}", {"mode": mode, "read": read}, **options)


# --- the path ---------------------------------------------------------------------------------------------------------


def test_a_strangers_path_asks_no_database_and_keeps_nothing(client: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        response = client.get(f"{PATH}?mode=basics", headers=HTMX)
    page = response.content.decode()
    assert "<html" not in page
    assert 'data-done=""' in page
    assert "0 of 9 modes read" in page
    assert 'href="/lessons/tiny/visualize/">Next: Visualize' in page
    assert cookie.NAME not in response.cookies


def test_the_fragment_and_the_page_are_never_cached(client: Client) -> None:
    for headers in ({}, HTMX):
        assert "no-store" in client.get(PATH, headers=headers)["Cache-Control"]


def test_marking_keeps_the_mode_and_makes_this_browser_known(client: Client) -> None:
    response = mark(client, headers=HTMX)
    page = response.content.decode()
    assert response.status_code == 200
    assert 'data-done="why"' in page
    assert "1 of 9 modes read" in page
    assert "Mark as unread" in page
    assert response.cookies[cookie.NAME]["httponly"]
    assert response.cookies[cookie.NAME]["samesite"] == "Lax"
    assert ModeRead.objects.get().learner_id == learner_of(client)


def test_without_htmx_marking_leads_back_to_the_page_of_the_path(client: Client) -> None:
    response = mark(client, follow=True)
    assert response.redirect_chain == [("/me/path/tiny/?mode=why", 302)]
    page = response.content.decode()
    assert "<html" in page
    assert "Your path through A tiny lesson" in page
    assert page.count('name="read" value="no"') == 2  # beside the mode, and in the list of all


def test_a_mark_can_be_taken_back(client: Client) -> None:
    mark(client)
    assert "0 of 9" in mark(client, read="no", headers=HTMX).content.decode()
    assert not ModeRead.objects.exists()


def test_a_stranger_who_takes_a_mark_back_leaves_nothing(client: Client) -> None:
    response = mark(client, read="no")
    assert response.status_code == 302
    assert cookie.NAME not in response.cookies
    assert not Learner.objects.exists()


def test_a_second_mark_is_the_same_learners(client: Client) -> None:
    mark(client)
    mark(client, "basics")
    assert Learner.objects.count() == 1
    assert ModeRead.objects.count() == 2


@pytest.mark.parametrize("value", ["", "x", str(uuid4()), f"{uuid4()}:1abcde:forged", "not-a-uuid:x:y", "\x00"])
def test_a_cookie_that_this_site_has_not_signed_is_a_strangers(client: Client, value: str) -> None:
    client.cookies[cookie.NAME] = value
    assert "0 of 9" in client.get(PATH, headers=HTMX).content.decode()
    mark(client)
    assert str(Learner.objects.get().pk) not in value


def test_the_last_mode_of_all_leads_to_the_questions(client: Client, course: Course) -> None:
    for mode in course.lesson().modes:
        last = mark(client, mode, headers=HTMX)
    page = last.content.decode()
    assert "9 of 9 modes read: the whole lesson" in page
    assert 'href="/quiz/tiny/"' in page


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("/me/path/tinny/", {"mode": "why"}),
        ("/me/path/tiny/", {"mode": "zzz"}),
        ("/me/path/tiny/", {"mode": "x" * 5000}),
        ("/me/path/tiny/", {"mode": "\x00"}),
        ("/me/path/tiny/", {}),
    ],
)
def test_what_does_not_exist_is_not_found_and_nothing_is_kept(client: Client, path: str, sent: dict[str, str]) -> None:
    response = client.post(path, sent)
    assert response.status_code == 404
    assert "There is nothing at this address" in response.content.decode()
    assert not Learner.objects.exists()


def test_the_path_of_an_unknown_mode_is_the_lessons(client: Client) -> None:
    page = client.get(f"{PATH}?mode=%00zzz").content.decode()
    assert "All modes" in page
    assert 'id="this-mode"' not in page


def test_a_form_from_elsewhere_marks_nothing() -> None:
    client = Client(enforce_csrf_checks=True)
    response = mark(client)
    assert response.status_code == 403
    assert "This form has expired" in response.content.decode()
    assert not Learner.objects.exists()


def test_other_methods_are_refused(client: Client) -> None:
    assert client.put(PATH).status_code == 405
    assert client.post("/me/").status_code == 405
    assert client.post("/me/data.json").status_code == 405


@pytest.mark.django_db(transaction=True)
async def test_the_pages_answer_on_the_event_loop() -> None:
    client = AsyncClient()
    assert (await client.post(PATH, {"mode": "why"})).status_code == 302
    for path in (PATH, "/me/", "/me/data.json", "/me/erase/"):
        assert (await client.get(path)).status_code == 200


def signed(learner_id: UUID) -> str:
    from django.http import HttpResponse

    response = HttpResponse()
    cookie.set_on(response, learner_id)
    return response.cookies[cookie.NAME].value


def test_the_export_holds_every_mark_and_every_answer(client: Client) -> None:
    mark(client)
    attempt(learner_of(client), 1, "ab", asked=3)
    attempt(uuid4(), 1, "a")
    response = client.get("/me/data.json")
    file = json.loads(response.content)
    assert response["Content-Disposition"] == 'attachment; filename="firstbyte.json"'
    assert file["learner"]["id"] == str(learner_of(client))
    assert [each["mode"] for each in file["modes_read"]] == ["why"]
    (quiz,) = file["attempts"]
    assert [each["id"] for each in quiz["asked"]] == ["q-0", "q-1", "q-2"]
    assert [each["mark"] for each in quiz["responses"]] == [1.0, 0.0]
    columns = {column.name for column in Response._meta.concrete_fields} - {"id", "attempt"}
    assert set(quiz["responses"][0]) == columns


def test_a_strangers_export_says_that_nothing_is_kept(client: Client) -> None:
    file = json.loads(client.get("/me/data.json").content)
    assert (file["format"], file["learner"]) == ("firstbyte-learner", None)
    assert not Learner.objects.exists()


def test_erasing_is_asked_about_first_and_says_what_goes(client: Client) -> None:
    mark(client)
    attempt(learner_of(client), 1, "a")
    page = client.get("/me/erase/").content.decode()
    assert "Erase everything?" in page
    assert "1 mode marked as read, 1 attempt with every answer" in page
    assert Learner.objects.exists()


def test_erasing_leaves_nothing_and_makes_the_browser_a_strangers(client: Client) -> None:
    mark(client)
    attempt(learner_of(client), 1, "a")
    other = attempt(uuid4(), 1, "a")
    response = client.post("/me/erase/", follow=True)
    assert "Everything is erased" in response.content.decode()
    assert client.cookies[cookie.NAME].value == ""
    assert list(Attempt.objects.all()) == [other]
    assert not ModeRead.objects.exists()
    assert Learner.objects.count() == 1


def test_a_stranger_has_nothing_to_erase(client: Client) -> None:
    assert "There is nothing to erase" in client.get("/me/erase/").content.decode()
    assert client.post("/me/erase/").status_code == 302


def test_a_form_from_elsewhere_erases_nothing() -> None:
    client = Client(enforce_csrf_checks=True)
    learner = Learner.objects.create()
    client.cookies[cookie.NAME] = signed(learner.pk)
    assert client.post("/me/erase/").status_code == 403
    assert Learner.objects.exists()


def test_the_addresses_have_names() -> None:
    assert reverse("learners:path", args=["tiny"]) == PATH
    assert reverse("learners:index") == "/me/"
