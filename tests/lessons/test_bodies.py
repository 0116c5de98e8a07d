import gzip

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.bodies import Store, accepted, encoded, matches


@pytest.mark.parametrize(
    ("header", "chosen"),
    [
        ("", ""),
        ("gzip", "gzip"),
        ("gzip, deflate, br", "br"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0.0, gzip;q=0", ""),
        ("gzip;q=0.5, br;q=0.1", "br"),
        ("*", "br"),
        ("br;q=0, *", "gzip"),
        ("identity", ""),
        ("GZIP", "gzip"),
    ],
)
def test_it_chooses_what_the_browser_accepts(header: str, chosen: str) -> None:
    assert accepted(header) == chosen


@given(st.text(max_size=80))
def test_no_header_makes_it_fail(header: str) -> None:
    assert accepted(header) in ("", "gzip", "br")
    assert matches(header, "abc") in (True, False)


@given(st.text(max_size=500))
def test_each_encoding_holds_the_same_page(text: str) -> None:
    body = encoded(text)
    assert gzip.decompress(body.gzip) == brotli.decompress(body.br) == body.plain == text.encode()


def test_the_same_page_has_the_same_digest() -> None:
    assert encoded("a") == encoded("a")
    assert encoded("a").digest != encoded("b").digest


def test_a_tag_matches_in_any_encoding_weak_or_strong() -> None:
    assert matches('"abc-br"', "abc")
    assert matches('W/"abc-gzip", "x"', "abc")
    assert matches("*", "abc")
    assert not matches('"abd-br"', "abc")
    assert not matches("", "abc")


def test_a_new_version_drops_the_bodies_of_the_old() -> None:
    store = Store()
    store.put("1", "page", encoded("one"))
    assert store.get("1", "page") == encoded("one")
    assert store.get("2", "page") is None
    store.put("2", "other", encoded("two"))
    assert store.get("2", "page") is None
