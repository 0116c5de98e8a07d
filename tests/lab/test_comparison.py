"""Runs held against each other, on the pages' side and in a terminal."""

from __future__ import annotations

import copy
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from lab.comparison import FIGURES, Comparison, NotComparable, Ratio, compare
from lab.load_models import asked, explained
from lab.recording import Recording
from tests.lab.exports.recordings import CITED, broken_off, recording_of

A = CITED[0]


def badge(comparison: Comparison, name: str) -> tuple[bool, str]:
    found = next(each for each in comparison.badges if each.name == name)
    return found.same, found.words


def changed(recording: Recording, **run: Any) -> Recording:
    return replace(recording, run={**copy.deepcopy(recording.run), **run})


def test_a_run_against_itself_is_no_difference_and_the_same_in_everything() -> None:
    for path in CITED:
        comparison = compare([recording_of(path), recording_of(path)])
        assert all(each.same for each in comparison.badges)
        found = [ratio for each in comparison.differences for ratio in each.ratios if ratio.says]
        assert found
        assert {ratio.says for ratio in found} == {"no difference"}


def test_what_differs_is_named() -> None:
    first = recording_of(A)
    machine = {**first.run["machine"], "cpus": 64}
    versions = {**first.run["versions"], "daphne": "0.1"}
    config = {**first.run["config"], "threads": 9}
    other = changed(first, machine=machine, versions=versions, config=config, seed=77)
    comparison = compare([first, other])
    assert badge(comparison, "scenario")[0]
    assert badge(comparison, "machine") == (False, f"cpus {first.run['machine']['cpus']} / 64")
    assert badge(comparison, "versions") == (False, f"daphne {first.run['versions']['daphne']} / 0.1")
    assert badge(comparison, "settings") == (False, f"threads {first.run['config']['threads']} / 9")
    assert badge(comparison, "seed") == (False, f"{first.run['seed']} / 77")


def test_a_real_difference_is_called_one() -> None:
    """The awaiting view of one cited run answered several times as much as that of another: clients differ."""
    few = next(path for path in CITED if path.stem == "one-client")
    many = next(path for path in CITED if path.stem == "sync-vs-async")
    comparison = compare([recording_of(few), recording_of(many)])
    found = next(each for each in comparison.differences if (each.variant, each.name) == ("async", FIGURES[0].name))
    assert found.ratios[0].says == "more"
    assert found.ratios[0].low is not None
    assert found.ratios[0].low > 1


def test_a_difference_under_three_per_cent_is_called_none() -> None:
    assert Ratio("B", 1.02, 1.015, 1.025).says == "no difference"
    assert Ratio("B", 1.05, 1.04, 1.06).says == "more"
    assert Ratio("B", 0.9, 0.8, 0.96).says == "less"
    assert Ratio("B", None).says == ""


def test_a_run_without_a_result_is_not_compared() -> None:
    with pytest.raises(NotComparable, match="Run B broke off"):
        compare([recording_of(A), broken_off(A)])
    with pytest.raises(NotComparable, match="From two"):
        compare([recording_of(A)])
    with pytest.raises(NotComparable, match="From two"):
        compare([recording_of(A)] * 5)


def test_runs_without_a_variant_in_common_say_so() -> None:
    blocking = next(path for path in CITED if path.stem == "blocking-in-async")
    comparison = compare([recording_of(blocking), recording_of(next(p for p in CITED if p.stem == "sync-vs-async"))])
    assert comparison.differences == ()
    assert "no variant in common" in comparison.sentence


def test_both_load_models_are_told_apart_by_how_often_they_asked() -> None:
    run = recording_of(next(path for path in CITED if path.stem == "sync-vs-async"))
    config = {**run.run["config"], "model": "open", "clients": None, "rate_per_s": 60.0}
    found = explained(("A", run), ("B", changed(run, config=config)))
    assert found
    assert found.variant == "sync"
    measured = run.measured("sync")
    assert measured
    # A closed load asks as often as it is answered.
    counts = asked(run, "sync")
    assert sum(counts) / len(counts) == pytest.approx(measured["throughput_per_s"], rel=0.25)
    assert "60 requests a second were meant to arrive" in found.sentences[1]
    assert len(found.chart.lines) == 2


def in_terminal(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "lab", "compare", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_in_a_terminal_two_files_are_compared() -> None:
    done = in_terminal(str(A), str(CITED[-1]))
    assert done.returncode == 0, done.stderr
    assert "against A (95 % interval)" in done.stdout
    assert "settings" in done.stdout


@pytest.mark.parametrize("content", [None, "", "words\n", '{"type": "phase"}\n', "[]\n", "{}\n", '{"type":"run"}\n'])
def test_in_a_terminal_a_file_that_is_no_run_gets_a_sentence(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "bad.jsonl"
    if content is not None:
        path.write_text(content)
    done = in_terminal(str(A), str(path))
    assert done.returncode == 2
    assert "bad.jsonl" in done.stderr
    assert "Traceback" not in done.stderr
