"""Stored results, recorded anew."""

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from lab.knobs import KNOBS
from lessons import catalogue, measuring, results
from lessons.management.commands import record_result
from lessons.recording import good_enough
from tests.lessons.course import Course


@pytest.fixture
def runs(course: Course, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The course as the site's; `runs` gives the lab's next answers and notes what it was asked."""
    settings.CONTENT_ROOT = course.root
    lines = (course.lesson_folder / "results" / "sync-vs-async.jsonl").read_text().splitlines()

    class Runs:
        verdicts: list[str] = []  # noqa: RUF012
        asked: list[tuple[str, list[str]]] = []  # noqa: RUF012

        def __call__(self, scenario: str, options: list[str]) -> list[str]:
            self.asked.append((scenario, list(options)))
            done = json.loads(lines[-1]) | {"verdict": self.verdicts.pop(0), "reasons": ["The machine was busy."]}
            done["variants"][0]["throughput_per_s"] *= 2
            return [*lines[:-1], json.dumps(done)]

    found = Runs()
    found.verdicts, found.asked = [], []
    monkeypatch.setattr(record_result, "record", found)
    catalogue.shelf.clear()
    yield found
    catalogue.shelf.clear()


def recorded(*words: str) -> str:
    out = io.StringIO()
    call_command("record_result", *words, stdout=out)
    return out.getvalue()


def stored(course: Course, name: str = "sync-vs-async") -> Path:
    return course.lesson_folder / "results" / f"{name}.jsonl"


def test_a_valid_run_takes_the_place_of_the_stored_one(course: Course, runs: Any) -> None:
    runs.verdicts = ["VALID"]
    said = recorded("tiny")
    assert "sync/throughput_per_s: 7.96 -> 15.92 (+100.0%), in performance" in said
    assert json.loads(stored(course).read_text().splitlines()[-1])["variants"][0]["throughput_per_s"] == 15.92
    assert [each.name for each in stored(course).parent.iterdir()] == ["sync-vs-async.jsonl"]
    ((scenario, words),) = runs.asked
    assert scenario == "sync-vs-async"
    assert words[words.index("--clients") + 1] == "100"


def test_a_worse_run_is_not_kept(course: Course, runs: Any) -> None:
    before = stored(course).read_text()
    runs.verdicts = ["INVALID"]
    with pytest.raises(CommandError, match="as they were"):
        recorded("tiny", "sync-vs-async")
    assert stored(course).read_text() == before


def test_it_keeps_trying_as_often_as_it_is_told(course: Course, runs: Any) -> None:
    runs.verdicts = ["INVALID", "SUSPECT", "VALID"]
    said = recorded("tiny", "sync-vs-async", "--keep-trying", "2")
    assert said.count("not kept") == 2
    assert "The machine was busy." in said


def test_a_new_result_is_recorded_with_the_settings_that_are_given(course: Course, runs: Any) -> None:
    runs.verdicts = ["VALID"]
    said = recorded("tiny", "few", "--scenario", "sync-vs-async", "--clients", "5")
    assert "results: [..., few]" in said
    assert stored(course, "few").is_file()
    assert runs.asked == [("sync-vs-async", ["--clients", "5"])]


def test_a_result_that_is_not_there_needs_a_scenario(runs: Any) -> None:
    with pytest.raises(CommandError, match="--scenario"):
        recorded("tiny", "few")
    with pytest.raises(CommandError, match="There is no lesson 'none'"):
        recorded("none")
    with pytest.raises(CommandError, match="to one result"):
        recorded("tiny", "--clients", "5")


def test_a_run_that_is_not_valid_only_replaces_one_that_was_no_better() -> None:
    assert good_enough("SUSPECT", "SUSPECT")
    assert good_enough("SUSPECT", "INVALID")
    assert not good_enough("SUSPECT", "VALID")
    assert not good_enough("INVALID", None)
    assert good_enough("SUSPECT", None)


def test_every_knob_of_the_lab_is_repeated() -> None:
    assert {name: knob.option for name, knob in KNOBS.items() if name not in ("model", "seed")} == measuring.OPTIONS


@pytest.mark.slow
def test_the_lab_itself_is_recorded_in_few_lines_and_takes_its_own_settings_back(tmp_path: Path) -> None:
    lines = measuring.record("sync-vs-async", ["--clients", "2", "--latency", "50", "--seconds", "1"])
    kinds = [json.loads(line)["type"] for line in lines]
    assert (kinds[0], kinds[-1]) == ("run", "done")
    assert 1 <= kinds.count("snapshot") < 10
    result, faults = results.parse("tiny", "short", tmp_path, lines)
    assert result, faults
    again = [sys.executable, "-m", "lab", "predict", result.scenario, *measuring.options(result)]
    subprocess.run(again, check=True, capture_output=True)
