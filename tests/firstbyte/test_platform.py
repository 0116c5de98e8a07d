"""`platform/` is a source root. Were it a package, it would shadow the standard library's `platform`."""

import multiprocessing
import platform
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_platform_is_the_standard_library_under_pytest() -> None:
    assert platform.python_version().startswith("3.")


def test_platform_is_the_standard_library_in_a_program_started_from_the_root() -> None:
    code = "import platform, uuid; print(platform.python_version())"
    out = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert out.strip() == platform.python_version()


def test_platform_is_the_standard_library_in_a_spawned_child() -> None:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.apply(platform.python_version) == platform.python_version()


def test_platform_holds_no_init_file() -> None:
    assert not (ROOT / "platform" / "__init__.py").exists()


def test_the_engine_does_not_import_django() -> None:
    code = "import sys, lab.run, lab.__main__; print(sorted({m.split('.')[0] for m in sys.modules} & {'django', 'channels'}))"
    out = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert out.strip() == "[]"


def test_lessons_import_no_other_room() -> None:
    import ast

    for path in (ROOT / "lessons").rglob("*.py"):
        if "content" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            assert not {name.split(".")[0] for name in names} & {"quiz", "lab", "learners"}, path
