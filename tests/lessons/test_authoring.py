"""docs/authoring.md names every container, every rule, every code and every command of the content."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from lessons.containers import CONTAINERS
from lessons.documents import CODES
from lessons.linting import RULES
from lessons.markdown import SCHEMES

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "authoring.md").read_text()
CODE = re.compile(r"[a-z]+(-[a-z]+)+")


def test_every_container_is_documented() -> None:
    assert [name for name in CONTAINERS if f"| `{name}" not in TEXT] == []


def test_every_rule_is_documented() -> None:
    # Rules of the tests' own courses are none of the project's.
    own = [name for name, check in RULES.items() if check.__module__.startswith(("lessons.", "quiz."))]
    assert [name for name in own if f"`{name}`" not in TEXT] == []


def codes(*rooms: str) -> Iterator[str]:
    """Every code that the rooms give to a fault, as it stands in the source."""
    yield from CODES.values()
    for path in (path for room in rooms for path in ROOT.glob(f"{room}/**/*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            values: list[ast.expr] = []
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                values = node.args if name in ("Fault", "fault") else []
            elif isinstance(node, ast.Yield | ast.Return) and isinstance(node.value, ast.Tuple):
                values = node.value.elts[:1]  # (code, …), made into a fault by the caller
            for value in values:
                if isinstance(value, ast.Constant) and isinstance(value.value, str) and CODE.fullmatch(value.value):
                    yield value.value


def test_every_code_is_documented() -> None:
    found = set(codes("lessons", "quiz"))
    assert len(found) > 50  # the reading of the source does find them
    assert sorted(code for code in found if f"`{code}`" not in TEXT) == []


def test_every_code_of_the_lessons_is_given_by_a_test() -> None:
    tests = "".join(path.read_text() for path in (ROOT / "tests").glob("**/*.py") if path != Path(__file__))
    assert sorted(code for code in set(codes("lessons")) if f'"{code}"' not in tests) == []


def test_every_scheme_is_documented() -> None:
    assert [scheme for scheme in SCHEMES if f"`{scheme}:" not in TEXT] == []


def test_every_command_is_documented() -> None:
    commands = [path.stem for path in ROOT.glob("lessons/management/commands/[a-z]*.py")]
    assert [name for name in commands if f"manage.py {name}" not in TEXT] == []
