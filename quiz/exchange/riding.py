"""What a format has no place for rides along beside what it has: the difference between two trees of plain data.

What the format says itself always wins: a part that was edited elsewhere keeps its edit, and only what was added to it
comes back. So a difference notes what it was made against.

    {"+": {key: value}, "-": [key], "at": {key: difference}}    of mappings
    {"@": [difference or None, …]}                              of lists of one length
    {"=": [digest of the native value, value]}                  of anything else
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

Difference = Mapping[str, Any]


def digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:8]


def difference(whole: Any, native: Any) -> Difference | None:
    """What makes `native` into `whole`; None where nothing has to."""
    if whole == native and type(whole) is type(native):
        return None
    if isinstance(whole, dict) and isinstance(native, dict):
        added = {key: value for key, value in whole.items() if key not in native}
        gone = [key for key in native if key not in whole]
        at = {key: found for key in native if key in whole and (found := difference(whole[key], native[key]))}
        return {name: part for name, part in (("+", added), ("-", gone), ("at", at)) if part}
    if isinstance(whole, list) and isinstance(native, list) and len(whole) == len(native):
        return {"@": [difference(one, other) for one, other in zip(whole, native, strict=True)]}
    return {"=": [digest(native), whole]}


def joined(native: Any, apart: Any) -> tuple[Any, bool]:
    """`native` with the difference laid over it, and whether all of it still fitted."""
    if not isinstance(apart, Mapping):
        return native, apart is None
    if "=" in apart:
        was = apart["="]
        fits = isinstance(was, list) and len(was) == 2 and was[0] == digest(native)
        return (was[1] if fits else native), fits
    if "@" in apart:
        parts = apart["@"]
        if not isinstance(native, list) or not isinstance(parts, list) or len(parts) != len(native):
            return native, False
        pairs = [joined(one, part) for one, part in zip(native, parts, strict=True)]
        return [value for value, _ in pairs], all(fitted for _, fitted in pairs)
    if not isinstance(native, dict):
        return native, not apart
    added, gone, at = apart.get("+"), apart.get("-"), apart.get("at")
    found = {key: value for key, value in native.items() if not (isinstance(gone, list) and key in gone)}
    fitted = True
    for key, part in at.items() if isinstance(at, Mapping) else ():
        if key not in found:
            fitted = False
            continue
        found[key], held = joined(found[key], part)
        fitted = fitted and held
    for key, value in added.items() if isinstance(added, Mapping) else ():
        found.setdefault(str(key), value)
    return found, fitted


def fields(apart: Any, path: str = "") -> Iterator[str]:
    """The names of what rides along, such as `options.misconception`; each of them once for all parts of a list."""
    if not isinstance(apart, Mapping):
        return
    if "=" in apart:
        yield path
    elif "@" in apart:
        for part in apart["@"]:
            yield from fields(part, path)
    else:
        names = [*apart.get("+", {}), *apart.get("-", [])]
        yield from (f"{path}.{name}".lstrip(".") for name in names)
        for name, part in apart.get("at", {}).items():
            yield from fields(part, f"{path}.{name}".lstrip("."))
