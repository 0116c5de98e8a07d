"""A process that starts with a course: `python -m tests.benchmarks.catalogue_reader ROOT` prints what that took, as JSON."""

import json
import os
import sys
import time
from pathlib import Path

import django
import psutil

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")


def main(root: Path) -> None:
    django.setup()
    from lessons.loading import load

    before = psutil.Process().memory_info().rss
    begin = time.perf_counter()
    catalogue = load(root)
    seconds = time.perf_counter() - begin
    assert not catalogue.met, catalogue.met[0]
    grown = psutil.Process().memory_info().rss - before
    print(json.dumps({"lessons": len(catalogue.lessons), "seconds": seconds, "memory_mb": grown / 1e6}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
