"""The JSON document and the schema that is published for it."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from lab.exports import EXPORTS
from lab.exports.document import SCHEMA, document
from tests.lab.exports.recordings import CITED, broken_off, name_of, recording_of

VALIDATOR = jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text()))


def test_the_schema_is_one() -> None:
    VALIDATOR.check_schema(VALIDATOR.schema)


@pytest.mark.parametrize("path", CITED, ids=name_of)
def test_each_run_is_valid(path: Path) -> None:
    VALIDATOR.validate(json.loads(EXPORTS["json"].write(recording_of(path))))
    VALIDATOR.validate(json.loads(EXPORTS["json"].write(broken_off(path))))


def without_verdict(run: dict[str, Any]) -> None:
    del run["done"]["verdict"]


def with_a_word_of_its_own(run: dict[str, Any]) -> None:
    run["done"]["verdict"] = "FINE"


def with_a_word_for_a_number(run: dict[str, Any]) -> None:
    next(iter(run["samples"].values()))["ticks"]["throughput"][0] = "many"


def without_a_seed(run: dict[str, Any]) -> None:
    del run["run"]["seed"]


@pytest.mark.parametrize(
    "spoil",
    [without_verdict, with_a_word_of_its_own, with_a_word_for_a_number, without_a_seed],
    ids=lambda it: it.__name__,
)
def test_what_is_not_a_run_is_not_valid(spoil: Callable[[dict[str, Any]], None]) -> None:
    run = copy.deepcopy(document(recording_of(CITED[0])))
    spoil(run)
    assert not VALIDATOR.is_valid(run)


@pytest.mark.parametrize("path", CITED, ids=name_of)
def test_the_columns_of_a_table_are_equally_long(path: Path) -> None:
    for part in document(recording_of(path))["samples"].values():
        for table in part.values():
            assert len({len(column) for column in table.values()}) <= 1
