"""What every scenario owes its reader, whatever it is about."""

import importlib

import pytest

from lab.scenarios import SCENARIOS, longest_s
from lab.testbed.servers import SERVERS
from lessons import catalogue

ALL = [pytest.param(scenario, id=slug) for slug, scenario in SCENARIOS.items()]


def test_there_are_fourteen_and_the_matrix() -> None:
    assert len(SCENARIOS) == 15


@pytest.mark.parametrize("scenario", ALL)
def test_it_asks_a_question_and_says_what_to_look_for(scenario) -> None:  # type: ignore[no-untyped-def]
    assert scenario.question.endswith("?")
    assert scenario.summary.endswith(".")
    assert scenario.what_you_should_see.endswith(".")
    assert scenario.lesson in catalogue.get().lessons
    assert scenario.defaults.scenario == scenario.slug
    assert longest_s(scenario.defaults) <= 90


@pytest.mark.parametrize("scenario", ALL)
def test_its_bet_has_a_predicted_answer(scenario) -> None:  # type: ignore[no-untyped-def]
    variants = {variant.name: variant for variant in scenario.variants(scenario.defaults)}
    top, base = (variants[name].prediction.of(scenario.measure.path) for name in scenario.ratio)
    assert top
    assert base
    assert all(variant.prediction.words for variant in variants.values())


@pytest.mark.parametrize("scenario", ALL)
def test_its_variants_can_be_served(scenario) -> None:  # type: ignore[no-untyped-def]
    for variant in scenario.variants(scenario.defaults):
        source = importlib.util.find_spec(variant.views)
        assert source is not None
        assert source.origin is not None
        with open(source.origin) as file:
            text = file.read()
        assert f"def {variant.view}(request" in text
        assert not variant.setup or variant.setup in text
        assert variant.server in SERVERS
