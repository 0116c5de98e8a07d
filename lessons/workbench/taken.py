"""The project that a reader takes along: the same archive whether a server makes it or Pyodide does."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

MANAGE = '''"""python manage.py test"""

import sys

import {module}  # noqa: F401  it configures the settings

from django.core.management import execute_from_command_line

execute_from_command_line(sys.argv)
'''
PLAIN_MANAGE = '''"""python manage.py test"""

import unittest

unittest.main(module=None, argv=["manage.py", "discover"])
'''
README = """\
{title}

In this folder, with Python 3.11 or later:

    python -m venv venv
    venv/bin/pip install django        (on Windows: venv\\Scripts\\pip)
    venv/bin/python manage.py test

{program} is the program; each test_*.py is the check of a step.
"""


def archive(title: str, program: str, files: Mapping[str, str], checks: Mapping[str, str]) -> bytes:
    """The project as a zip: its files, its checks as tests, a manage.py. The time in it is fixed: same in, same out."""
    module = program.removesuffix(".py")
    django = any("import" in line and "django" in line for text in files.values() for line in text.splitlines())
    whole = {
        **files,
        **{f"test_{name.removeprefix('test_')}": text for name, text in checks.items()},
        "manage.py": MANAGE.format(module=module) if django else PLAIN_MANAGE,
        "README.txt": README.format(title=title, program=program),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, text in sorted(whole.items()):
            zipped.writestr(zipfile.ZipInfo(f"{module.replace('_', '-')}/{name}", (2020, 1, 1, 0, 0, 0)), text)
    return out.getvalue()
