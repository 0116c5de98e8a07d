"""docs/authoring.md names every container, every rule and every kind of file that is checked."""

from pathlib import Path

from lessons.containers import CONTAINERS
from lessons.linting import RULES
from lessons.markdown import SCHEMES

TEXT = (Path(__file__).parents[2] / "docs" / "authoring.md").read_text()


def test_every_container_is_documented() -> None:
    assert [name for name in CONTAINERS if f"| `{name}" not in TEXT] == []


def test_every_rule_of_the_lessons_is_documented() -> None:
    own = [name for name, check in RULES.items() if check.__module__.startswith("lessons.")]
    assert [name for name in own if f"`{name}`" not in TEXT] == []


def test_every_scheme_is_documented() -> None:
    assert [scheme for scheme in SCHEMES if f"`{scheme}:" not in TEXT] == []
