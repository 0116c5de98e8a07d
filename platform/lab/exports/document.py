"""The whole run as one JSON document, as run.schema.json describes it: columns, not rows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from lab.recording import Recording

SCHEMA = Path(__file__).with_name("run.schema.json")
VERSION = 1


def write(recording: Recording) -> str:
    return json.dumps(document(recording), separators=(",", ":"), allow_nan=False) + "\n"


def document(recording: Recording) -> dict[str, Any]:
    return {
        "format": "firstbyte-run",
        "version": VERSION,
        "run": recording.run,
        "samples": recording.parts,
        "done": recording.done,
        "error": recording.error,
    }
