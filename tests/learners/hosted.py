"""The site's settings with another course than its own, for tests that host it."""

import os

from firstbyte.settings import *  # noqa: F403

CONTENT_ROOT = os.environ["CONTENT_ROOT"]
DRAFTS = "shown"
