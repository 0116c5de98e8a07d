"""Finds the static files that lie elsewhere: the kit, which is made, and the editor's modules among all of npm's."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

from lessons.workbench import kit

# Bare name of a module -> its file in node_modules. The page's import map names them all.
CODEMIRROR = ("autocomplete", "commands", "lang-python", "language", "state", "streamparser", "view")
LEZER = ("common", "highlight", "lr", "python")
EDITOR = {
    **{f"@codemirror/{name}": f"@codemirror/{name}/dist/index.js" for name in CODEMIRROR},
    **{f"@lezer/{name}": f"@lezer/{name}/dist/index.js" for name in LEZER},
    "@marijn/find-cluster-break": "@marijn/find-cluster-break/src/index.js",
    "crelt": "crelt/index.js",
    "style-mod": "style-mod/src/style-mod.js",
    "w3c-keyname": "w3c-keyname/index.js",
}


def static_name(module: str) -> str:
    return f"editor/{module.removeprefix('@').replace('/', '-')}.js"


class Modules(FileSystemStorage):
    """Files of `node_modules` under names of their own."""

    def __init__(self) -> None:
        super().__init__(location=Path(settings.BASE_DIR) / "node_modules")
        self.files = {static_name(module): path for module, path in EDITOR.items()}

    def path(self, name: str) -> str:
        return str(Path(self.base_location) / self.files.get(name, name))


class KitFinder(BaseFinder):
    """`editor/*.js` and `python-kit/<digest>/*`."""

    def __init__(self, app_names: Any = None, *args: Any, **kwargs: Any) -> None:
        self.modules = Modules()
        self.kit = FileSystemStorage(location=kit.build_root())
        self.storages = {"modules": self.modules, "kit": self.kit}
        super().__init__(*args, **kwargs)

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        found: list[str] = []
        if path in self.modules.files:
            found = [self.modules.path(path)]
        elif path.startswith(kit.PREFIX):
            kit.make(kit.build_root())
            found = [self.kit.path(path)] if self.kit.exists(path) else []
        return found if find_all else next(iter(found), None)

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterable[Any]:
        for name in self.modules.files:
            yield name, self.modules
        made = kit.make(kit.build_root())
        folder = kit.build_root() / kit.PREFIX / made.digest
        for path in sorted(folder.iterdir()):
            yield f"{kit.PREFIX}{made.digest}/{path.name}", self.kit
