"""The site as it is hosted, with a course of the tests' own: CONTENT_ROOT names its folder."""

import os
from pathlib import Path

from firstbyte.settings import *  # noqa: F403

CONTENT_ROOT = Path(os.environ["CONTENT_ROOT"])
DRAFTS = "shown"
if os.environ.get("UNLIMITED"):  # fifty learners at one address, who never pause
    RATE_LIMITS: dict[str, int] = {}
