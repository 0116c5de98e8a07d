import pytest
from hypothesis import given
from hypothesis import strategies as st

from lab.scenarios import SCENARIOS
from lab.scenarios.prediction import erlang_c, predict
from lab.settings import Settings


def test_four_threads_answer_eight_a_second_whatever_the_load() -> None:
    found = predict(Settings("sync-vs-async", clients=100, latency_ms=500), workers=4)
    assert found.throughput_per_s == 8
    assert found.response_ms == 12_500
    assert found.words == "X = min(100 / 0.5 s, 4 / 0.5 s) = 8/s"


@given(st.integers(1, 500), st.floats(1, 5000), st.integers(1, 64))
def test_in_flight_is_throughput_times_response_time(clients: int, latency: float, workers: int) -> None:
    for c in (workers, None):
        found = predict(Settings("any", clients=clients, latency_ms=latency), c)
        assert found.throughput_per_s * found.response_ms / 1000 == pytest.approx(clients)


def test_with_one_server_erlang_c_is_the_utilisation() -> None:
    assert erlang_c(1, 0.7) == pytest.approx(0.7)


@given(st.integers(1, 64), st.floats(0.01, 0.99))
def test_erlang_c_is_a_probability(c: int, rho: float) -> None:
    assert 0 <= erlang_c(c, rho * c) <= 1


def test_past_full_an_open_queue_only_grows() -> None:
    calm = predict(Settings("any", model="open", rate_per_s=7, latency_ms=500), 4)
    full = predict(Settings("any", model="open", rate_per_s=40, latency_ms=500), 4)
    assert calm.throughput_per_s == 7
    assert full.throughput_per_s == 8
    assert full.response_ms > 2 * calm.response_ms


@pytest.mark.parametrize("slug", SCENARIOS)
def test_every_scenario_bets_on_two_of_its_variants(slug: str) -> None:
    scenario = SCENARIOS[slug]
    assert set(scenario.ratio) <= set(scenario.predict(scenario.defaults))
    assert scenario.defaults.scenario == slug
