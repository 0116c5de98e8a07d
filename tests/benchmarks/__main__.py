"""`make bench`: one JSON line a benchmark, each a comparison made in one run. `ONLY=name` runs one."""

import importlib
import json
import sys

# name -> module; a module has `measure() -> Result`.
BENCHMARKS = {
    "page-vs-bare-view": "page_vs_bare_view",
    "hub-vs-group-send": "hub_vs_group_send",
    "generator-vs-locust": "generator_vs_locust",
    "generator-vs-wrk": "generator_vs_wrk",
    "serve-vs-tools": "serve_vs_tools",
    "run-memory": "run_memory",
    "lab-frames": "lab_frames",
    "python-second-visit": "python_second_visit",
    "catalogue-growth": "catalogue_growth",
}
# Too long for a run of all: named, they run.
NAMED = {"five-seeds": "five_seeds"}


def main(only: list[str]) -> int:
    known = BENCHMARKS | NAMED
    unknown = [name for name in only if name not in known]
    if unknown:
        print(f"There is no benchmark {', '.join(unknown)}; there are {', '.join(known)}.", file=sys.stderr)
        return 2
    all_hold = True
    for name in only or BENCHMARKS:
        module = importlib.import_module(f"tests.benchmarks.{known[name]}")
        line = module.measure().line(name)
        print(json.dumps(line), flush=True)
        all_hold = all_hold and line["holds"]
    return 0 if all_hold else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
