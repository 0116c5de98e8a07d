"""The site's settings for tests inside this process. Tests of the site as it is hosted start a real one (`site`)."""

import os
import tempfile

# Before the settings are read: nothing that a test writes lands in the developer's own database.
os.environ.setdefault("VAR_DIR", tempfile.mkdtemp(prefix="firstbyte-tests-"))

from firstbyte.settings import *  # noqa: F403
from firstbyte.settings import DATABASES, VAR_DIR

# Plain names: hashed ones need collectstatic, which the `site` fixture runs.
STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
SERVESTATIC_USE_FINDERS = True
DRAFTS = "shown"  # the small course of the tests is a draft, so that a test need not make it whole
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, so that threads meet each other in it as they do on a host; in memory they would share one connection.
    DATABASES["default"]["TEST"] = {"NAME": VAR_DIR / "test.sqlite3"}

# The tests are one visitor who is in a hurry; those of the limits set their own.
RATE_LIMITS: dict[str, int] = {}
ACCOUNT_RATE_LIMITS = False
# The least costly hash: what is tested is never how long a password takes.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Intervals are those of the formula.
REVIEW_FUZZING = False
