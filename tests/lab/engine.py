"""The engine as a program, for tests: started, read, and held to its laws."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import psutil
import pytest

ROOT = Path(__file__).resolve().parents[2]
ENV = os.environ | {"PYTHONPATH": str(ROOT / "platform")}

Line = dict[str, Any]


def start(*arguments: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "lab", *arguments]
    return subprocess.Popen(command, env=ENV, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def lab(*arguments: str) -> list[Line]:
    """All lines of a run that has to succeed."""
    engine = start("run", *arguments, "--json")
    out, errors = engine.communicate(timeout=300)
    assert engine.returncode == 0, errors + out[-2000:]
    return [json.loads(line) for line in out.splitlines()]


def calm(*arguments: str) -> list[Line]:
    """The same, measured once more where other work of the machine spoiled the first run."""
    lines = lab(*arguments)
    return lines if lines[-1]["verdict"] == "VALID" else lab(*arguments)


def variants(lines: list[Line]) -> dict[str, Line]:
    return {each["name"]: each for each in lines[-1]["variants"]}


def snapshots(lines: list[Line], name: str) -> list[Line]:
    return [line["variants"][name] for line in lines if line["type"] == "snapshot" and name in line["variants"]]


def assert_lawful(lines: list[Line]) -> None:
    """Whatever the machine does meanwhile: the books are right, and a verdict that is not VALID has its reason."""
    done = lines[-1]
    assert done["verdict"] == "VALID" or done["reasons"]
    for each in done["variants"]:
        for law in each["laws"]:
            assert law["holds"], (each["name"], law)


def tree_of(first: Line) -> list[psutil.Process]:
    """The processes of a run, from its first line."""
    tops = [psutil.Process(pid) for pid in (first["pids"]["backend"], *first["pids"]["servers"].values())]
    return [*tops, *(child for top in tops for child in top.children(recursive=True))]


def skip_unless_quiet(lines: list[Line], most: float = 0.3) -> None:
    """For what only a machine can show that has its cores to itself, but for the share `most` of them."""
    others = lines[-1]["generator"]["others_share"]
    if others > most:
        pytest.skip(f"other programs took {others:.0%} of the machine")
