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


# --- progress ---------------------------------------------------------------------------------------------------------


def test_a_strangers_progress_is_empty_asks_no_database_and_sets_no_cookie(
    client: Client, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        response = client.get("/me/")
    page = response.content.decode()
    assert response.status_code == 200
    assert "Nothing is kept yet" in page
    assert 'href="/quiz/tiny/"' in page
    assert response.cookies == {}


def test_looking_at_ones_progress_writes_nothing(client: Client) -> None:
    client.cookies[cookie.NAME] = signed(uuid4())
    assert "Nothing is kept yet" in client.get("/me/").content.decode()
    assert not Learner.objects.exists()


def test_progress_shows_what_was_read_and_answered(client: Client) -> None:
    mark(client)
    attempt(learner_of(client), 1, "ab", asked=3)
    page = client.get("/me/").content.decode()
    assert "1 of 9 modes read" in page
    assert "Performance quiz" in page
    assert "1 of 3 right" in page
    assert "1 to answer" in page
    history = page.partition('class="scores"')[2].partition("</ol>")[0]
    assert [history.count(f"cell-{state}") for state in ("right", "missed", "open", "part")] == [1, 1, 1, 0]


def test_progress_leads_back_to_the_open_attempt_first(client: Client) -> None:
    mark(client)
    attempt(learner_of(client), 1, "ab", asked=3)
    page = client.get("/me/").content.decode()
    assert '<a class="button" href="/quiz/tiny/">Finish the attempt</a>' in page


def test_progress_leads_on_from_the_mode_that_was_read_last(client: Client) -> None:
    for mode in ("why", "practice"):
        mark(client, mode)
    attempt(learner_of(client), 1, "a")
    assert (
        '<a class="button" href="/lessons/tiny/challenge/">Go on with Challenge</a>'
        in client.get("/me/").content.decode()
    )


def test_an_attempt_at_a_lesson_that_is_gone_is_still_shown(client: Client) -> None:
    mark(client)
    attempt(learner_of(client), 1, "a", lesson="gone")
    page = client.get("/me/").content.decode()
    assert "Lessons that the course no longer has" in page
    assert "gone: Performance quiz" in page


def test_anothers_progress_is_not_shown(client: Client) -> None:
    attempt(uuid4(), 1, "a")
    mark(client)
    assert "No question answered yet" in client.get("/me/").content.decode()


def test_progress_shows_each_objective_and_that_it_can_slip(client: Client) -> None:
    mark(client)
    attempt(learner_of(client), 1, "a")
    attempt(learner_of(client), 2, "a")
    page = client.get("/me/").content.decode()
    assert "Tell waiting from running." in page
    assert "1 of 1 mastered" in page
    attempt(learner_of(client), 3, "b")
    page = client.get("/me/").content.decode()
    assert "0 of 1 mastered" in page
    assert "slipped" in page


def test_every_answer_is_shown_with_its_reason_as_it_was_asked(client: Client) -> None:
    mark(client)
    attempt(learner_of(client), 1, "ab", asked=3)
    page = client.get("/me/answers/").content.decode()
    assert "Which one waits, 0?" in page
    assert "It awaits." in page
    assert "That" in page
    assert "It computes." in page
    assert "Which one waits, 2?" not in page
    assert "1 of 3 right, 1 to answer" in page


def test_a_long_history_has_pages_and_a_page_that_is_not_there_is_the_nearest(client: Client) -> None:
    mark(client)
    for number in range(1, 26):
        attempt(learner_of(client), number, "a")
    assert client.get("/me/answers/").content.decode().count("It awaits.") == 20
    for page in ("2", "999", "9" * 5000):
        assert client.get("/me/answers/", {"page": page}).content.decode().count("It awaits.") == 5
    for page in ("", "x", "\x00"):
        assert client.get("/me/answers/", {"page": page}).status_code == 200


def test_a_stranger_has_no_answers_and_leaves_nothing(client: Client, django_assert_num_queries: Any) -> None:
    attempt(uuid4(), 1, "a")
    with django_assert_num_queries(0):
        response = client.get("/me/answers/")
    assert "No question has been answered yet" in response.content.decode()
    assert response.cookies == {}


# --- the data ---------------------------------------------------------------------------------------------------------


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
