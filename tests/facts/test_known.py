"""Each statement of facts.yaml is held by a test; a failing one names the lessons concerned."""

import re
import subprocess
import sys
from pathlib import Path

from tests.facts.known import known, no_longer
from tests.setup.servers import ROOT

MARK = re.compile(r'pytest\.mark\.fact\("([a-z0-9-]+)"\)')


def test_every_fact_has_a_test_and_every_test_holds_a_known_fact() -> None:
    held = {name for path in Path(__file__).parent.glob("test_*.py") for name in MARK.findall(path.read_text())}
    assert held == set(known())


def test_the_message_of_a_fallen_fact_names_statement_and_sections() -> None:
    name, fact = next((name, fact) for name, fact in known().items() if fact.sections)
    words = no_longer(name, known())
    assert fact.text in words
    assert all(section in words for section in fact.sections)


def test_an_upgrade_that_changes_the_truth_is_reported_with_its_lessons(tmp_path: Path) -> None:
    """A test that fails in a run of its own, as one does when a new version behaves otherwise."""
    (tmp_path / "test_fallen.py").write_text(
        "import pytest\n\n@pytest.mark.fact('blocking-call-stalls-the-process')\ndef test_it() -> None:\n    assert 0\n"
    )
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-p", "tests.facts.conftest", "-p", "no:cacheprovider"),
            *(f"--rootdir={tmp_path}", "-c", "/dev/null", "--noconftest", "-p", "no:django", str(tmp_path)),
        ],
        cwd=ROOT,
        env={"PYTHONPATH": f"{ROOT}:{ROOT / 'platform'}", "PATH": ""},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    fact = known()["blocking-call-stalls-the-process"]
    assert fact.text in done.stdout
    assert all(section in done.stdout for section in fact.sections)
