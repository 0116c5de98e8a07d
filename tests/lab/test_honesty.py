"""What a run does so that its figures can be trusted: stalls that show, errors that count, rounds that repeat."""

from collections import Counter

import pytest

from tests.lab.engine import assert_lawful, calm, lab, snapshots, variants

pytestmark = pytest.mark.slow

STALL = ("--stall", "1000", "--latency", "20", "--seconds", "6", "--server", "uvicorn")


def test_an_open_load_shows_a_stall_that_its_service_times_hide() -> None:
    lines = lab("sync-under-asgi", "--rate", "100", "--connections", "8", *STALL)
    assert_lawful(lines)
    for each in variants(lines).values():
        assert each["response_ms"]["p99"] >= 800
        assert each["service_ms"]["p95"] < each["response_ms"]["p95"] / 2
    phases = [line["phase"] for line in lines if line["type"] == "phase"]
    assert phases == ["warmup", "measuring", "stalled", "resumed"]
    assert any("waited" in note or "stood still" in note for note in lines[-1]["notes"])


def test_a_closed_load_hides_the_stall_and_says_why() -> None:
    lines = lab("sync-under-asgi", "--clients", "2", *STALL)
    assert_lawful(lines)
    for each in variants(lines).values():
        assert each["response_ms"]["p95"] < 800
    assert any("closed load" in note for note in lines[-1]["notes"])


def test_errors_stay_in_the_count_and_have_times_of_their_own() -> None:
    lines = calm("sync-under-asgi", "--clients", "20", "--latency", "50", "--errors", "30", "--seconds", "3")
    for each in variants(lines).values():
        share = each["errors"] / (each["errors"] + each["completed"])
        assert 0.15 <= share <= 0.45
        assert each["statuses"]["502"] == each["errors"]
        assert each["error_ms"]["p50"] >= 50 * 0.98
        faults = Counter(fault for part in snapshots(lines, each["name"]) for fault in part["events"]["fault"])
        assert set(faults) == {None, "error"}
    assert not any("failed" in reason for reason in lines[-1]["reasons"]), "failing was what was asked for"
    assert_lawful(lines)


def test_a_backend_that_resets_and_hangs_breaks_no_book() -> None:
    options = ("--clients", "10", "--latency", "50", "--resets", "20", "--hangs", "5", "--timeout", "500")
    lines = calm("sync-under-asgi", *options, "--seconds", "3")
    for each in variants(lines).values():
        assert each["gave_up"] > 0
        assert each["statuses"]["502"] > 0
    assert_lawful(lines)


def test_calls_that_hang_take_a_pool_its_threads_for_good_and_the_loop_nothing() -> None:
    options = ("--clients", "10", "--latency", "20", "--hangs", "10", "--timeout", "200", "--seconds", "3")
    found = variants(calm("sync-vs-async", *options))
    assert found["sync"]["completed"] == 0
    assert found["async"]["completed"] > found["async"]["gave_up"] > 0


def test_rounds_give_the_ratio_an_interval_and_the_control_no_difference() -> None:
    lines = lab("sync-vs-async", "--clients", "20", "--latency", "100", "--seconds", "1", "--repeats", "3")
    done = lines[-1]
    low, high = done["ratio"]["interval"]
    assert low <= done["ratio"]["value"] <= high
    assert done["ratio"]["rounds"] == 3
    assert all(len(each["rounds"]) == 3 for each in done["variants"])
    assert done["aa"]["differs"] is False, done["aa"]
    assert [each["name"] for each in done["variants"]] == ["sync", "async"]
    order = [turn["variants"][0] for turn in lines[0]["turns"]]
    assert order == ["sync", "async", "async", "sync", "sync", "async"]
    assert_lawful(lines)


def test_variants_that_take_turns_share_one_time_axis_without_a_gap() -> None:
    lines = lab("sync-vs-async", "--clients", "5", "--latency", "50", "--seconds", "1", "--repeats", "2")
    turns = lines[0]["turns"]
    assert [turn["start_ms"] for turn in turns] == [2000.0 * i for i in range(4)]
    for name in ("sync", "async"):
        windows = [(turn["start_ms"], turn["to_ms"]) for turn in turns if turn["variants"] == [name]]
        for part in snapshots(lines, name):
            for sent in part["events"]["sent"]:
                # A timer of whole milliseconds may fire up to one early.
                assert any(start - 2 <= sent <= stop + 2 for start, stop in windows)
        ids = [number for part in snapshots(lines, name) for number in part["events"]["id"]]
        assert len(ids) == len(set(ids))
