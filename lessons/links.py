"""Links of the content: what an own scheme points to, and how the link looks on the page."""

from html import escape
from urllib.parse import parse_qsl

from lessons import places
from lessons.parts import Found, Link, Surroundings
from lessons.results import in_unit_of, typed


def lab_target(target: str) -> tuple[str, dict[str, str]]:
    """`scenario?clients=100` as the scenario and its settings."""
    scenario, _, query = target.partition("?")
    return scenario, dict(parse_qsl(query, keep_blank_values=True))


def figure_target(target: str) -> tuple[str, str]:
    """`result/variant/field` or `result/ratio` as the result and what is asked of it."""
    result, _, field = target.partition("/")
    return result, field


def lesson_target(target: str) -> tuple[str, str, str]:
    """`lesson/mode#section` as its three parts."""
    lesson, _, rest = target.partition("/")
    mode, _, section = rest.partition("#")
    return lesson, mode, section


def href(link: Link, around: Surroundings) -> str | None:
    """The address, or None where the target does not exist; the rule `links-resolve` then says so."""
    if link.scheme == "source":
        source = around.sources.get(link.target)
        return source.url if source else None
    if link.scheme == "mode":
        mode, _, section = link.target.partition("#")
        return places.mode(around.lesson, mode, section)
    if link.scheme == "lesson":
        return places.mode(*lesson_target(link.target))
    if link.scheme == "lab":
        return places.lab(*lab_target(link.target))
    if link.scheme == "glossary":
        return f"#term-{link.target}" if link.target in around.glossary else None
    if link.scheme == "quiz":
        return places.quiz(around.lesson)
    if link.scheme == "figure":
        result = around.results.get(figure_target(link.target)[0])
        return places.run(result.run_id) if result else None
    return link.target


def attributes(link: Link, around: Surroundings, found: Found) -> dict[str, str]:
    """The attributes of `<a>`. Notes what the page cites, for the lists at its end."""
    address = href(link, around)
    if address is None:
        return {"class": "unresolved"}
    result = {"href": address}
    if link.scheme:
        result["class"] = f"to-{link.scheme}"
    if link.scheme == "source" and link.target not in found.sources:
        found.sources.append(link.target)
    if link.scheme == "glossary" and link.target not in found.terms:
        found.terms.append(link.target)
    if address.startswith("https://"):
        result["rel"] = "external noopener"
    return result


def figure_value(link: Link, around: Surroundings) -> tuple[str, str] | None:
    """What stands around the text of a figure link: `<data>` with the stored value, for machines."""
    name, field = figure_target(link.target)
    shown = typed(link.text)
    if shown is None or name not in around.results:
        return None
    try:
        stored = in_unit_of(shown, around.results[name].figure(field), field)
    except LookupError:
        return None
    return f'<data value="{escape(f"{stored:.6g}")}">', "</data>"
