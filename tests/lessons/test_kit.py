"""The kit of Python for the browser: what is in it, what it weighs, and where it is made."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders

from firstbyte.headers import add_headers
from lessons.workbench import finder, kit

pytestmark = pytest.mark.slow


def test_it_is_made_once_says_what_is_sent_and_removes_older_ones(tmp_path: Path) -> None:
    (tmp_path / kit.PREFIX / "000000000000").mkdir(parents=True)
    made = kit.make(tmp_path)
    folder = tmp_path / kit.PREFIX / made.digest
    assert [path.name for path in folder.parent.iterdir()] == [made.digest]
    for file in made.files:
        assert file.size == (folder / file.name).stat().st_size
        small = folder / f"{file.name}.br"
        assert file.sent == (small.stat().st_size if small.exists() else file.size)
    assert made.sent < 8_000_000
    before = (folder / "django.zip").stat().st_mtime_ns
    assert kit.make(tmp_path) == made
    assert (folder / "django.zip").stat().st_mtime_ns == before


def test_it_holds_django_and_what_it_imports_and_no_other_room_of_it() -> None:
    names = set(zipfile.ZipFile(io.BytesIO(kit.django_zip())).namelist())
    assert {"django/test/client.py", "django/db/backends/sqlite3/base.py", "asgiref/sync.py"} <= names
    assert {"sqlparse/__init__.py", "workbench/learner.py", "workbench/one_thread.py"} <= names
    assert "django/conf/locale/__init__.py" in names
    assert [name for name in names if "/gis/" in name or "/oracle/" in name or name.endswith(".js")] == []
    # Without the default language's translations Django does not start its tests; it needs no others.
    assert [name for name in names if name.endswith(".mo")] == ["django/conf/locale/en/LC_MESSAGES/django.mo"]


def test_its_name_changes_with_what_is_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    before = kit.digest()
    monkeypatch.setattr(kit, "version", lambda name: "0")
    assert kit.digest() != before


def test_the_finder_knows_the_kit_and_the_editors_modules(settings: Any, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path
    found = finder.KitFinder()
    names = {name for name, _ in found.list(None)}
    for name in ("editor/codemirror-state.js", f"{kit.PREFIX}{kit.digest()}/pyodide.asm.wasm"):
        assert name in names
        assert Path(found.find(name)).is_file()
    assert found.find("editor/other.js") is None
    assert found.find(f"{kit.PREFIX}other/pyodide.mjs") is None
    assert finders.find("editor/crelt.js")


def test_the_kit_is_kept_for_ever_and_only_the_worker_has_a_policy_of_its_own() -> None:
    headers: dict[str, str] = {}
    add_headers(headers, "", "/static/python-kit/0123456789ab/pyodide.mjs")
    assert headers == {"Cache-Control": "max-age=315360000, public, immutable"}
    headers.clear()
    add_headers(headers, "", "/static/lessons/python/worker.0123456789ab.js")
    assert "'wasm-unsafe-eval'" in headers["Content-Security-Policy"]
    headers.clear()
    add_headers(headers, "", "/static/lessons/python/workbench.0123456789ab.js")
    assert headers == {}
