import math
from dataclasses import fields
from typing import Any

import pytest

from lab.arguments import parser, settings_of
from lab.knobs import KNOBS
from lab.scenarios import checked
from lab.settings import BadSetting, Settings


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("clients", 0),
        ("clients", 501),
        ("clients", 2.5),
        ("clients", True),
        ("clients", "100"),
        ("rate_per_s", math.nan),
        ("rate_per_s", math.inf),
        ("rate_per_s", -1.0),
        ("rate_per_s", 2001),
        ("latency_ms", 0),
        ("latency_ms", 5001),
        ("seconds", 30.5),
        ("threads", 65),
        ("model", "half-open"),
        ("asgi_server", "apache"),
        ("distribution", None),
        ("wsgi_server", "daphne"),
        ("workers", 0),
        ("workers", 9),
        ("backlog", 0),
        ("timeout_ms", -1),
        ("error_percent", 101),
        ("capacity", 501),
        ("repeats", 21),
        ("stall_ms", math.nan),
        ("stall_ms", 5001),
        ("seed", -1),
        ("colour", "red"),
    ],
)
def test_a_value_outside_the_caps_is_named_in_one_sentence(field: str, value: Any) -> None:
    with pytest.raises(BadSetting) as caught:
        Settings.checked(scenario="sync-vs-async", **{field: value})
    assert caught.value.field == field
    assert caught.value.sentence.endswith(".")


def test_what_befalls_the_calls_is_at_most_all_of_them() -> None:
    with pytest.raises(BadSetting, match="together"):
        Settings.checked(scenario="any", error_percent=60, hang_percent=30, reset_percent=11)


def test_a_stall_is_not_longer_than_the_load() -> None:
    with pytest.raises(BadSetting, match="longer than the load"):
        Settings.checked(scenario="any", seconds=1, stall_ms=1001)


def test_a_run_of_many_rounds_has_an_end() -> None:
    with pytest.raises(BadSetting, match="turns of 31 s") as caught:
        checked(scenario="sync-vs-async", repeats=20, seconds=30)
    assert caught.value.field == "repeats"


def test_every_setting_has_a_knob_and_its_usual_value_is_allowed() -> None:
    names = {field.name for field in fields(Settings)} - {"scenario"}
    assert names == set(KNOBS)
    assert Settings.checked(scenario="any") == Settings("any")


def test_every_knob_says_what_it_does_and_what_it_is_called() -> None:
    for knob in KNOBS.values():
        assert knob.help
        assert knob.label
        assert knob.option.startswith("--")
    assert len({knob.option for knob in KNOBS.values()}) == len(KNOBS)


@pytest.mark.parametrize("model", ["closed", "open"])
def test_the_arguments_say_what_the_settings_say(model: str) -> None:
    settings = Settings.checked(scenario="blocking-in-async", model=model, clients=7, rate_per_s=3.5, seed=9, threads=2)
    read = settings_of(parser().parse_args(["run", *settings.argv()]))
    assert read.config() == settings.config()
    assert read.seed == settings.seed
