"""`{% importmap %}`: the browser's map from module names to files, the site's one inline script.

Own modules import each other relatively; under hashed storage each one's plain URL is mapped to its hashed URL, so that
`import "./columns.js"` finds the file of this release. The editor's npm packages are imported by bare name.
"""

import base64
import hashlib
import json
from functools import cache
from pathlib import Path

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe

from lessons.workbench.finder import EDITOR, static_name

register = template.Library()


def own_modules(root: Path) -> list[str]:
    return sorted(str(path.relative_to(root)) for path in root.rglob("*.js"))


@cache
def importmap_json() -> str:
    imports = {module: static(static_name(module)) for module in EDITOR}
    for name in own_modules(settings.BASE_DIR / "static"):
        plain, served = settings.STATIC_URL + name, static(name)
        if plain != served:
            imports[plain] = served
    return json.dumps({"imports": imports}, separators=(",", ":"))


@cache
def importmap_hash() -> str:
    """The source expression that allows the import map in a Content-Security-Policy."""
    digest = hashlib.sha256(importmap_json().encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


@register.simple_tag
def importmap() -> SafeString:
    # The content is our own file names as JSON; "<" cannot occur in a static URL, which is percent-encoded.
    return mark_safe(f'<script type="importmap">{importmap_json()}</script>')
