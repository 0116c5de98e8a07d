"""Each scenario at its defaults, only shorter, with five seeds: its verdicts, and the worst that each law came to.

Takes about a quarter of an hour, and wants a machine that does nothing else: `make bench ONLY=five-seeds`. The table goes to
standard error, a row a law, while it runs.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from lab.scenarios import SCENARIOS
from tests.benchmarks.result import Result
from tests.benchmarks.servers import ROOT

SEEDS = (1, 2, 3, 4, 5)
SECONDS = 3.0  # of load that counts; a scenario that is shorter by itself stays as it is
# Where a queue has to fill, or calls are long, before anything can be seen, the load lasts as long as it usually does.
WHOLE = ("saturated-backend", "cancellation")
INVALID = {
    "generator-saturation": "httpx"
}  # scenario -> the variant that must not be trusted; all else has to be VALID

Line = dict[str, Any]


def run(slug: str, seed: int) -> Line:
    """The done line."""
    usual = SCENARIOS[slug].defaults.seconds
    seconds = usual if slug in WHOLE else min(SECONDS, usual)
    command = [sys.executable, "-m", "lab", "run", slug, "--seed", str(seed), "--seconds", str(seconds), "--json"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=400, check=False)
    if ended.returncode:
        raise RuntimeError(f"{slug} with seed {seed} failed: {ended.stderr[-500:]}")
    found: Line = json.loads(ended.stdout.splitlines()[-1])
    return found


def strain(law: Line) -> float:
    """How near a law is to breaking: 1 at its bound, by the law's own direction."""
    value, bound = law["value"], law["bound"]
    if law["name"] == "Little's law":  # holds within 3 %, or half a request
        return float(abs(value - bound) / max(0.03 * bound, 0.5))
    if law["name"] == "Every request is accounted for":
        return 0.0 if value == bound else 2.0
    if law["name"] == "No faster than the backend":
        return float(bound / value) if value else 2.0
    return float(value / bound) if bound else 0.0


def worst(runs: list[tuple[int, Line]]) -> Iterator[tuple[str, str, int, Line]]:
    """(law, variant, seed, law line) of each law of a scenario, where it came nearest to breaking."""
    found: dict[str, tuple[float, str, int, Line]] = {}
    for seed, done in runs:
        for variant in done["variants"]:
            for law in variant["laws"]:
                near = strain(law) + (100 if not law["holds"] else 0)
                if near > found.get(law["name"], (-1.0, "", 0, {}))[0]:
                    found[law["name"]] = (near, variant["name"], seed, law)
    for name, (_, variant, seed, law) in found.items():
        yield name, variant, seed, law


def as_expected(slug: str, done: Line) -> bool:
    untrusted = INVALID.get(slug)
    if untrusted is None:
        return bool(done["verdict"] == "VALID")
    own = next(each for each in done["variants"] if each["name"] == untrusted)
    return done["verdict"] == "INVALID" and own["verdict"] == "INVALID"


def say(text: str = "") -> None:
    print(text, file=sys.stderr, flush=True)


def measure() -> Result:
    say(f"{'scenario':<22}{'law':<34}{'worst':>10}{'bound':>10}  {'variant, seed':<22}holds")
    laws = held = expected = 0
    odd: list[str] = []
    for slug in SCENARIOS:
        runs = [(seed, run(slug, seed)) for seed in SEEDS]
        every = [law for _, done in runs for variant in done["variants"] for law in variant["laws"]]
        laws, held = laws + len(every), held + sum(law["holds"] for law in every)
        verdicts = " ".join(done["verdict"] for _, done in runs)
        ratios = " ".join(f"{(done.get('ratio') or {}).get('value', 0):.3g}" for _, done in runs)
        say(f"{slug:<22}{verdicts}   ratio {ratios}")
        for name, variant, seed, law in worst(runs):
            place = f"{variant}, {seed}"
            say(f"{'':<22}{name:<34}{law['value']:>10.5g}{law['bound']:>10.5g}  {place:<22}{law['holds']}")
        for seed, done in runs:
            expected += as_expected(slug, done)
            if not as_expected(slug, done):
                odd.append(f"{slug}, seed {seed}: {done['verdict']} ({'; '.join(done['reasons'][:2])})")
    for line in odd:
        say(line)
    total = len(SCENARIOS) * len(SEEDS)
    return Result(
        value=held,
        unit="laws that held",
        against="laws that were asked",
        against_value=laws,
        target=1.0,
        also={"runs": total, "verdicts_as_expected": expected, "all_as_expected": expected == total, "odd": odd},
    )
