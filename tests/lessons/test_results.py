from hypothesis import given
from hypothesis import strategies as st

from lessons.results import agrees, typed
from tests.lessons.course import Course


def test_it_finds_figures_by_variant_and_field(course: Course) -> None:
    result = course.lesson().results["sync-vs-async"]
    assert result.figure("sync/throughput_per_s") == 7.96
    assert result.figure("async/response_ms.p50") == 503.2
    assert result.figure("ratio") == 24.962
    assert result.run_id == "tiny.sync-vs-async"
    assert [run["label"] for run, _ in result.variants()] == ["Sync view, 4 threads", "Async view"]


def test_a_typed_number_has_a_value_digits_and_a_unit() -> None:
    number = typed("12,480.5 ms")
    assert number
    assert (number.value, number.digits, number.unit) == (12480.5, 1, "ms")
    assert typed("about 25 times").value == 25  # type: ignore[union-attr]
    assert typed("many") is None


def test_milliseconds_may_be_typed_in_seconds_and_nothing_else_may() -> None:
    shown = typed("12.5 s")
    assert shown
    assert agrees(shown, 12_480, "sync/response_ms.p50")
    assert not agrees(shown, 12_480, "sync/throughput_per_s")


@given(st.floats(0, 1e6), st.integers(0, 4))
def test_a_rounded_number_agrees_and_its_neighbour_does_not(stored: float, digits: int) -> None:
    for step in (0, 2, -2):
        shown = typed(f"{stored + step * 10.0**-digits:,.{digits}f}")
        assert shown
        assert agrees(shown, stored, "x") == (step == 0)
