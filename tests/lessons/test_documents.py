from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict

from lessons.documents import parse, plain

PATH = Path("x.yaml")
TEXT = """\
title: A title
list:
  - one
  - {name: two, size: 3}
"""


class Item(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: str


def test_it_knows_the_place_of_every_value_and_key() -> None:
    document, faults = parse(PATH, TEXT)
    assert document
    assert faults == []
    assert document.position("title") == (1, 8)
    assert document.position("list", 0) == (3, 5)
    assert document.position("list", 1, "size") == (4, 23)
    assert document.key_position("list", 1, "size") == (4, 17)


@given(
    st.sampled_from(
        ["yes", "010", "1_0", "2026-01-02", "12:30", "0o10", "~", "1e3", ".5", "'8'", "[a, {b: 1}]", ">-\n  x\n  y"]
    )
)
def test_the_fast_parser_reads_what_the_one_with_places_reads(value: str) -> None:
    document, _ = parse(PATH, f"key: {value}\n")
    assert document
    assert document.data == plain(document.tree)


def test_a_place_that_does_not_exist_is_that_of_what_is_around_it() -> None:
    document, _ = parse(PATH, TEXT)
    assert document
    assert document.position("list", 1, "colour") == document.position("list", 1)
    assert document.position("list", 9, "name") == document.position("list")


def test_a_document_inside_another_file_counts_from_there() -> None:
    document, _ = parse(PATH, TEXT, first_line=10, indent=2)
    assert document
    assert document.position("title") == (10, 10)


def test_a_part_validated_alone_has_its_faults_at_their_places() -> None:
    from pydantic import ValidationError

    document, _ = parse(PATH, TEXT)
    assert document
    try:
        Item.model_validate(document.data["list"][1])
    except ValidationError as error:
        (fault,) = document.faults_of(error, within=("list", 1))
    assert (fault.line, fault.column, fault.code) == (4, 17, "unknown-key")


def test_the_data_is_a_copy_at_each_call() -> None:
    document, _ = parse(PATH, TEXT)
    assert document
    document.data["list"].append("three")
    assert len(document.data["list"]) == 2


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@given(values)
def test_plain_data_is_its_own_plain_form(value: object) -> None:
    assert plain(value) == value


@given(st.text())
def test_no_text_makes_the_reading_fail_without_a_fault(text: str) -> None:
    document, faults = parse(PATH, text)
    assert (document is None) == bool(faults)
    assert all(fault.line >= 1 and fault.column >= 1 for fault in faults)
