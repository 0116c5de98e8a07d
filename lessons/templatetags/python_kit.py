"""`{% python_kit %}`: tells the page's scripts where the kit lies, how large it is, and which worker runs it."""

import hashlib
import json
from functools import cache

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from lessons.workbench import kit

register = template.Library()


@cache
def kit_json() -> str:
    made = kit.kit()
    worker = static("lessons/python/worker.js")
    release = hashlib.sha256(f"{made.digest} {worker}".encode()).hexdigest()[:12]
    keeper = static("lessons/python/cache.js")
    return json.dumps(
        {
            "base": made.base,
            "files": [{"name": file.name, "size": file.size, "sent": file.sent} for file in made.files],
            "worker": worker,
            # With DEBUG on, names say nothing of a file's content: kept files would hide what was changed.
            "keeper": "" if settings.DEBUG else f"{keeper}?kit={release}",
            "scope": keeper.rpartition("/")[0] + "/",
            "cache": f"firstbyte-python-{release}",
        },
        separators=(",", ":"),
    )


@register.simple_tag
def python_kit() -> SafeString:
    return format_html('<meta name="python-kit" content="{}">', kit_json())
