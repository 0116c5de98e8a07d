import pytest
from django.test import AsyncClient, Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/", "/healthz", "/readyz", "/lessons/"])
def test_it_answers(path: str, client: Client) -> None:
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", ["/nothing/", "/lessons/nothing/why/", "/lab/runs/nothing/", "/quiz/nothing/"])
def test_an_unknown_address_is_a_designed_404(path: str, client: Client) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert "There is nothing at this address" in response.content.decode()


@pytest.mark.parametrize("path", ["/", "/nothing/", "/healthz"])
def test_every_answer_carries_the_strict_policy(path: str, client: Client) -> None:
    policy = client.get(path).headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


async def test_home_sets_no_cookie(async_client: AsyncClient) -> None:
    response = await async_client.get("/")
    assert response.cookies == {}


def test_readyz_says_what_is_missing(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db.migrations.executor import MigrationExecutor

    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda self, targets: ["one"])
    response = client.get("/readyz")
    assert response.status_code == 503
    assert "1 migrations pending" in response.content.decode()


@pytest.mark.parametrize(("path", "status"), [("/healthz", 200), ("/readyz", 200), ("/", 400)])
def test_only_health_is_told_under_a_name_that_nobody_uses(path: str, status: int, client: Client) -> None:
    assert client.get(path, headers={"host": "10.1.2.3:8000"}).status_code == status


def test_an_expired_form_says_what_was_kept() -> None:
    response = Client(enforce_csrf_checks=True).post("/lab/start/", {})
    assert response.status_code == 403
    assert "This form has expired" in response.content.decode()


def test_a_failure_is_a_page_and_not_a_trace(client: Client) -> None:
    from django.test import RequestFactory

    from firstbyte.views import server_error

    response = server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "Something failed on our side" in response.content.decode()


def test_a_database_that_takes_nothing_in_is_said_so_and_asked_again_later(client: Client) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only = ON")
        try:
            response = client.post("/me/path/async-views-basics/", {"mode": "why"})
        finally:
            cursor.execute("PRAGMA query_only = OFF")
    assert response.status_code == 503
    assert "not saved, not even in part" in response.content.decode()
    assert response["Retry-After"]
