"""Runs to export: those that the lessons cite, which real servers gave, and one that broke off."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from lab.recording import Recording

ROOT = Path(__file__).resolve().parents[3]
CITED = sorted((ROOT / "lessons" / "content").glob("*/results/*.jsonl"))


def lines_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def recording_of(path: Path) -> Recording:
    return Recording.of(lines_of(path))


def broken_off(path: Path) -> Recording:
    """As it is when the engine was killed: no last line."""
    return Recording.of(line for line in lines_of(path) if line["type"] != "done")


def name_of(path: Path) -> str:
    return f"{path.parents[1].name}.{path.stem}"
