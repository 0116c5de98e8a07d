"""The kit: what a browser needs to run Python and Django, in one folder that is named by its content.

Pyodide comes from npm. Django and what it needs are packed from the installed packages, so that a reader runs the
versions that the site's own programs were checked with. Nothing of it is in the repository; it is made when static
files are collected, or when a page first asks, and kept in `VAR_DIR`.
"""

import gzip
import hashlib
import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

import brotli  # type: ignore[import-untyped]
from django.conf import settings

FORMAT = "1"  # raised when the making changes
PREFIX = "python-kit/"
PYODIDE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
PACKAGES = ("django", "asgiref", "sqlparse")
OWN = ("__init__.py", "learner.py", "one_thread.py", "taken.py")
# What no program of a lesson needs in a browser: other databases, translations, the looks of the admin, maps.
LEFT_OUT = ("/locale/", "/static/", "/gis/", "/backends/oracle/", "/backends/mysql/", "/backends/postgresql/")
LEFT_OUT_APPS = ("admindocs", "flatpages", "gis", "postgres", "redirects", "sitemaps", "syndication")
ENGLISH = "django/conf/locale/en/"  # the default language, without which Django does not start its tests
KEPT_KINDS = (".py", ".html", ".txt", ".gz")


def pyodide_folder() -> Path:
    return Path(settings.BASE_DIR) / "node_modules" / "pyodide"


@dataclass(frozen=True)
class File:
    """One of the kit: its size, and its size as it is sent, in bytes."""

    name: str
    size: int
    sent: int


@dataclass(frozen=True)
class Kit:
    digest: str
    files: tuple[File, ...]

    @property
    def base(self) -> str:
        return f"{settings.STATIC_URL}{PREFIX}{self.digest}/"

    @property
    def sent(self) -> int:
        return sum(file.sent for file in self.files)

    @property
    def megabytes(self) -> str:
        return f"{self.sent / 1e6:.1f}"


def digest() -> str:
    """Names the content: versions of what is packed, and the text of our own modules."""
    pyodide = json.loads((pyodide_folder() / "package.json").read_text(encoding="utf-8"))["version"]
    parts = [FORMAT, pyodide, *(version(name) for name in PACKAGES)]
    parts += [(Path(__file__).parent / name).read_text(encoding="utf-8") for name in OWN]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:12]


def wanted(name: str) -> bool:
    """Whether a file of a package, by its path from the package's parent, goes into the kit."""
    if name.startswith(ENGLISH) or name == "django/conf/locale/__init__.py":
        return name.endswith((".py", ".mo"))
    if not name.endswith(KEPT_KINDS) or "/__pycache__/" in name:
        return False
    return not any(part in name for part in LEFT_OUT) and not any(f"/contrib/{app}/" in name for app in LEFT_OUT_APPS)


def packed() -> Iterator[tuple[str, bytes]]:
    for package in PACKAGES:
        root = Path(import_module(package).__file__ or "").parent
        for path in sorted(root.rglob("*")):
            name = path.relative_to(root.parent).as_posix()
            if path.is_file() and wanted(name):
                yield name, path.read_bytes()
    for name in OWN:
        yield f"workbench/{name}", (Path(__file__).parent / name).read_bytes()


def django_zip() -> bytes:
    with tempfile.TemporaryFile() as out:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as zipped:
            for name, content in packed():
                info = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
                info.compress_type = zipfile.ZIP_DEFLATED
                zipped.writestr(info, content)
        out.seek(0)
        return out.read()


def make(root: Path) -> Kit:
    """The kit in its folder under `root`, with each file compressed where that helps. Other kits there are deleted."""
    name = digest()
    folder = root / PREFIX / name
    if (found := read(folder)) is not None:
        return found
    folder.parent.mkdir(parents=True, exist_ok=True)  # and with it the root
    draft = Path(tempfile.mkdtemp(prefix=".kit-", dir=root))
    files = []
    contents = [(each, (pyodide_folder() / each).read_bytes()) for each in PYODIDE] + [("django.zip", django_zip())]
    for each, content in contents:
        (draft / each).write_bytes(content)
        sent = len(content)
        if not each.endswith(".zip"):
            # Brotli's best quality takes half a minute for the 10 MB of WebAssembly, to save a tenth.
            small = brotli.compress(content, quality=9)
            (draft / f"{each}.br").write_bytes(small)
            (draft / f"{each}.gz").write_bytes(gzip.compress(content, compresslevel=6, mtime=0))
            sent = len(small)
        files.append({"name": each, "size": len(content), "sent": sent})
    (draft / "kit.json").write_text(json.dumps({"digest": name, "files": files}), encoding="utf-8")
    draft.chmod(0o755)
    try:
        os.rename(draft, folder)
    except OSError:  # another process was faster
        shutil.rmtree(draft, ignore_errors=True)
    for other in folder.parent.iterdir():
        if other.name != name:
            shutil.rmtree(other, ignore_errors=True)
    made = read(folder)
    assert made is not None
    return made


def read(folder: Path) -> Kit | None:
    try:
        stored = json.loads((folder / "kit.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return Kit(stored["digest"], tuple(File(**file) for file in stored["files"]))


def build_root() -> Path:
    return Path(settings.VAR_DIR) / "kit"


@cache
def kit() -> Kit:
    """The kit of this release: the one that was collected, else one that is made now."""
    return read(Path(settings.STATIC_ROOT) / PREFIX / digest()) or make(build_root())
