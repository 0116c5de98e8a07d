"""The testbed's little Django project: no middleware, no database, no templates; the views and nothing else, unless the
variant asks for more (LAB_DJANGO: a JSON object of settings)."""

from __future__ import annotations

import importlib
import json
import os

from django.conf import settings

VIEWS = os.environ.get("LAB_VIEWS") or "lab.testbed.views"
SETUP = os.environ.get("LAB_SETUP", "")

if not settings.configured:
    usual = {
        "ALLOWED_HOSTS": ["*"],
        "INSTALLED_APPS": [],
        "LOGGING_CONFIG": None,
        "MIDDLEWARE": [],
        "ROOT_URLCONF": "lab.testbed.urls",
        "SECRET_KEY": "testbed",
        "USE_TZ": True,
    }
    settings.configure(**(usual | json.loads(os.environ.get("LAB_DJANGO") or "{}")))


def prepare() -> None:
    """What a process does once Django is set up: the function of its views' module that LAB_SETUP names. Then it is
    counted as ready."""
    from lab.testbed.stamps import BOARD

    module = importlib.import_module(VIEWS)
    if SETUP:
        getattr(module, SETUP)()
    BOARD.ready()
