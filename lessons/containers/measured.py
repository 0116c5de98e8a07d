"""The figures of a stored result, one column a variant."""

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from lessons import places
from lessons.parts import Place
from lessons.rendering import Block, Rendering

Variant = Mapping[str, Any]


def number(value: Any, unit: str, digits: int = 0) -> str:
    """A figure with its unit; a dash where the run has none."""
    return "–" if value is None else f"{value:,.{digits}f} {unit}".rstrip()


def part(variant: Variant, *path: str) -> Any:
    value: Any = variant
    for step in path:
        value = value.get(step) if isinstance(value, Mapping) else None
    return value


def scheduled(variant: Variant) -> str:
    return number(part(variant, "predicted", "throughput_per_s"), "/s", 1)


ROWS: tuple[tuple[str, Callable[[Variant], str]], ...] = (
    ("Server", lambda v: str(v.get("server", "–"))),
    ("Predicted throughput", scheduled),
    ("Measured throughput", lambda v: number(v.get("throughput_per_s"), "/s", 1)),
    ("Response time, median", lambda v: number(part(v, "response_ms", "p50"), "ms")),
    ("Response time, p99", lambda v: number(part(v, "response_ms", "p99"), "ms")),
    ("In flight at the end", lambda v: number(v.get("in_flight_end"), "")),
    ("Threads at most", lambda v: number(v.get("peak_threads"), "")),
    ("Memory at most", lambda v: number(v.get("peak_rss_mb"), "MB")),
)


def workload(config: Mapping[str, Any]) -> str:
    """The load in words: `100 clients, a backend that takes 500 ms, 6 s`."""
    if config.get("model") == "open":
        load = f"{config.get('rate_per_s'):g} requests a second"
    else:
        load = f"{config.get('clients'):,} clients"
    return f"{load}, a backend that takes {config['latency_ms']:g} ms, {config['seconds']:g} s"


def measured(page: Rendering, block: Block) -> str:
    """`measured RESULT`"""
    page.found.places.append(Place("measured", block.args, block.line, block.column))
    result = page.around.results.get(block.args)
    if result is None:
        message = f"lesson.yaml names no result {block.args!r} that could be read"
        page.fault(block.line, block.column, "result-missing", message)
        return page.body(block)
    pairs = result.variants()
    heads = "".join(f'<th scope="col">{escape(str(run.get("label") or run["name"]))}</th>' for run, _ in pairs)
    rows = ""
    for title, show in ROWS:
        cells = "".join(f'<td class="num">{escape(show(done))}</td>' for _, done in pairs)
        rows += f'<tr><th scope="row">{title}</th>{cells}</tr>'
    verdict = escape(str(result.done.get("verdict", "")))
    machine = result.run.get("machine") or {}
    on = f" on a machine with {machine['cpus']} cores" if machine.get("cpus") else ""
    caption = f"Measured: {escape(workload(result.run['config']))}{on}. Verdict {verdict}."
    link = f'<a href="{places.run(result.run_id)}">Watch this run</a>'
    return (
        f'<figure class="measured"><div class="table-scroll" tabindex="0" role="group" aria-label="Measured figures">'
        f"<table><thead><tr><td></td>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
        f"<figcaption>{caption} {link}</figcaption></figure>{page.body(block)}"
    )
