import threading
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from firstbyte import environment


@pytest.mark.parametrize("value", ["1", "true", "TRUE", "yes", "on"])
def test_a_flag_is_on_for_the_usual_words(value: str) -> None:
    assert environment.flag("X", default=False, environ={"X": value}) is True


@pytest.mark.parametrize("value", ["0", "false", "No", "off", ""])
def test_a_flag_is_off_for_the_usual_words(value: str) -> None:
    assert environment.flag("X", default=True, environ={"X": value}) is False


def test_a_flag_that_is_neither_stops_the_start_and_names_the_variable() -> None:
    with pytest.raises(ImproperlyConfigured, match=r"DEBUG is 'maybe'"):
        environment.flag("DEBUG", default=False, environ={"DEBUG": "maybe"})


def test_a_choice_names_what_can_be_chosen() -> None:
    with pytest.raises(ImproperlyConfigured, match="everyone, nobody"):
        environment.choice("LAB_ACCESS", "everyone", ("everyone", "nobody"), environ={"LAB_ACCESS": "friends"})


def test_a_list_ignores_blanks_and_empty_items() -> None:
    assert environment.items("X", "", environ={"X": " a, ,b ,"}) == ["a", "b"]


def test_a_bad_url_is_refused_without_repeating_its_password() -> None:
    with pytest.raises(ImproperlyConfigured) as caught:
        environment.url("DATABASE_URL", ("postgresql",), environ={"DATABASE_URL": "mysql://me:hunter2@db/x"})
    assert "DATABASE_URL" in str(caught.value)
    assert "hunter2" not in str(caught.value)


def test_a_secret_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "secret"
    first = environment.secret("K", file, environ={})
    assert environment.secret("K", file, environ={}) == first
    assert len(first) >= 50
    assert file.stat().st_mode & 0o077 == 0


def test_processes_that_start_at_once_agree_on_the_secret(tmp_path: Path) -> None:
    seen: list[str] = []
    threads = [
        threading.Thread(target=lambda: seen.append(environment.secret("K", tmp_path / "secret", environ={})))
        for _ in range(16)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(seen)) == 1


def test_a_secret_in_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    assert environment.secret("K", tmp_path / "secret", environ={"K": "given"}) == "given"
    assert not (tmp_path / "secret").exists()


@pytest.mark.parametrize(
    ("address", "server"),
    [
        ("smtp://me:p%40ss@mail.example:2525", ("mail.example", 2525, "me", "p@ss", False)),
        ("smtp://mail.example", ("mail.example", 587, "", "", False)),
        ("smtps://me:x@mail.example", ("mail.example", 465, "me", "x", True)),
    ],
)
def test_a_mail_server_is_read_from_its_address(address: str, server: tuple[object, ...]) -> None:
    assert environment.mail_server(address) == server


@pytest.mark.parametrize("address", ["smtp://", "smtp://me:hunter2@", "smtp://me:hunter2@host:port", "smtp://[::1"])
def test_a_mail_server_that_cannot_be_read_stops_the_start_without_its_password(address: str) -> None:
    with pytest.raises(ImproperlyConfigured) as caught:
        environment.mail_server(address)
    assert "EMAIL_URL" in str(caught.value)
    assert "hunter2" not in str(caught.value)
