from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lab.loadgen.columns import Columns
from lab.loadgen.plan import arrivals
from lab.metrics import laws
from lab.metrics.snapshot import merge
from lab.metrics.verdict import Generator, Judged, verdict

CALM = Generator(cpu_share=0.1, loop_lag_p99_ms=1.0, lateness_p99_ms=0.5)


def two_at_once() -> Columns:
    """Two clients, each answered after 100 µs, for 1,000 µs."""
    columns = Columns()
    for start in range(0, 1000, 100):
        for _ in range(2):
            number = columns.add(start, start)
            columns.done[number] = start + 100
    return columns


def test_littles_law_holds_for_a_steady_load() -> None:
    law = laws.little(2.0, two_at_once(), completed=20, windows=[laws.Window(0, 1000, 0, 20)])
    assert law.holds
    assert law.value == 2.0


def test_littles_law_breaks_when_requests_are_lost_from_the_count() -> None:
    assert not laws.little(4.0, two_at_once(), completed=20, windows=[laws.Window(0, 1000, 0, 20)]).holds


def test_workers_cannot_answer_more_than_they_have_time_for() -> None:
    assert laws.ceiling(8.0, 4, 500, 6000, begun=4).holds
    assert not laws.ceiling(9.0, 4, 500, 6000, begun=4).holds


def test_a_held_loop_may_answer_in_the_window_what_it_did_before() -> None:
    assert laws.ceiling(6.8, 1, 150, 20_000, begun=20).holds
    assert not laws.ceiling(7.8, 1, 150, 20_000, begun=20).holds


def test_no_answer_is_faster_than_the_backend() -> None:
    assert laws.floor(101, 100).holds
    assert not laws.floor(99, 100).holds


def test_what_was_planned_was_sent_or_counted_as_not_sent() -> None:
    assert laws.books(8, 2, 10).holds
    assert not laws.books(8, 1, 10).holds


def judged(**values: object) -> Judged:
    fields = {"label": "A", "completed": 10, "errors": 0, "not_sent": 0, "p50_ms": 100.0, "lateness_p99_ms": 0.0}
    return Judged(**(fields | {"laws": ()} | values))  # type: ignore[arg-type]


def test_a_calm_run_is_valid_without_a_reason() -> None:
    assert verdict([CALM], [judged()]) == ("VALID", [])


@pytest.mark.parametrize(
    ("generator", "variant", "word"),
    [
        (Generator(0.71, 1, 0), {}, "INVALID"),
        (Generator(0.6, 1, 0), {}, "SUSPECT"),
        (Generator(0.1, 5.1, 0), {}, "INVALID"),
        (CALM, {"lateness_p99_ms": 5.1}, "INVALID"),
        (CALM, {"lateness_p99_ms": 4.0}, "SUSPECT"),
        (CALM, {"not_sent": 1}, "INVALID"),
        (CALM, {"errors": 1}, "SUSPECT"),
        (CALM, {"completed": 0}, "INVALID"),
        (CALM, {"errors": 2, "intended": 1}, "SUSPECT"),
        (CALM, {"generators": [Generator(0.9, 1, 0)]}, "INVALID"),
        (CALM, {"laws": [laws.Law("L", False, 1, 2, "no")]}, "INVALID"),
    ],
)
def test_what_spoils_a_run_is_said(generator: Generator, variant: dict[str, object], word: str) -> None:
    found, reasons = verdict([generator], [judged(**variant)])
    assert found == word
    assert len(reasons) == 1


def test_errors_that_were_asked_for_spoil_nothing() -> None:
    assert verdict([CALM], [judged(errors=3, intended=3)]) == ("VALID", [])
    assert verdict([CALM], [judged(completed=0, errors=3, intended=3)]) == ("VALID", [])


def test_a_variant_with_a_generator_of_its_own_is_named_in_what_it_spoils() -> None:
    _, reasons = verdict([], [judged(generators=[Generator(0.9, 1, 0)])])
    assert reasons == ["A: The generator used 90% of a core."]


def test_arrivals_are_the_same_for_the_same_seed_and_sorted() -> None:
    plan = arrivals(100, 10_000_000, 3)
    assert plan == arrivals(100, 10_000_000, 3)
    assert plan == array("I", sorted(plan))
    assert 800 < len(plan) < 1200


@given(st.integers(0, 12), st.integers(0, 12))
def test_snapshots_merge_in_any_grouping(split: int, count: int) -> None:
    lines = [
        {
            "type": "snapshot",
            "variants": {"a": {"ticks": {"t": [i]}, "events": {"id": [i, -i]}, "open": {"id": [i]}, "blocked": {}}},
        }
        for i in range(count)
    ]
    parts = [merge(part) for part in (lines[:split], lines[split:]) if part]
    assert merge(parts) == merge(lines)
