import base64
import hashlib
import json
import re
from pathlib import Path

from django.conf import settings
from django.template import Context, Template

from firstbyte.templatetags.importmap import importmap_hash, importmap_json, own_modules
from lessons.workbench.finder import EDITOR

STATIC = Path(settings.BASE_DIR) / "static"


def test_the_policy_allows_the_map_that_the_page_shows() -> None:
    html = Template("{% importmap %}").render(Context())
    shown = re.fullmatch(r'<script type="importmap">(.*)</script>', html)
    assert shown
    digest = base64.b64encode(hashlib.sha256(shown[1].encode()).digest()).decode()
    assert importmap_hash() == f"'sha256-{digest}'"
    assert json.loads(shown[1])["imports"].keys() <= {f"/static/{name}" for name in own_modules(STATIC)} | EDITOR.keys()


def test_every_relative_import_of_an_own_module_names_a_file_that_is_there() -> None:
    for name in own_modules(STATIC):
        source = (STATIC / name).read_text()
        for target in re.findall(r"""(?:from|import)\s*\(?["'](\.{1,2}/[^"']+)["']""", source):
            assert ((STATIC / name).parent / target).resolve().is_file(), f"{name} imports {target}"


def test_every_bare_import_of_an_editors_module_is_in_the_map() -> None:
    imports = json.loads(importmap_json())["imports"]
    for module, path in EDITOR.items():
        source = (Path(settings.BASE_DIR) / "node_modules" / path).read_text()
        for target in re.findall(
            r"""^(?:import|export)\s[^;"'()]*from\s*["']([^."'][^"']*)["']""", source, re.MULTILINE
        ):
            assert target in imports, f"{module} imports {target}"
