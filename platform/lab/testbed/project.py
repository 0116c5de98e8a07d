"""The testbed's little Django project: no middleware, no database, no templates; the views and nothing else."""

from __future__ import annotations

from django.conf import settings

if not settings.configured:
    settings.configure(
        ALLOWED_HOSTS=["*"],
        INSTALLED_APPS=[],
        LOGGING_CONFIG=None,
        MIDDLEWARE=[],
        ROOT_URLCONF="lab.testbed.views",
        SECRET_KEY="testbed",
        USE_TZ=True,
    )
