import math
from typing import Any

import pytest

from lab.__main__ import parser, settings_of
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
        ("seed", -1),
        ("colour", "red"),
    ],
)
def test_a_value_outside_the_caps_is_named_in_one_sentence(field: str, value: Any) -> None:
    with pytest.raises(BadSetting) as caught:
        Settings.checked(scenario="sync-vs-async", **{field: value})
    assert caught.value.field == field
    assert caught.value.sentence.endswith(".")


@pytest.mark.parametrize("model", ["closed", "open"])
def test_the_arguments_say_what_the_settings_say(model: str) -> None:
    settings = Settings.checked(scenario="blocking-in-async", model=model, clients=7, rate_per_s=3.5, seed=9, threads=2)
    read = settings_of(parser().parse_args(["run", *settings.argv()]))
    assert read.config() == settings.config()
    assert read.seed == settings.seed
