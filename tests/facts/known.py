"""The facts that lessons lean on, read from `lessons/content/facts.yaml`; each is held by a test of this folder."""

from collections.abc import Mapping
from pathlib import Path

from lessons import documents
from lessons.schemas import Fact, FactsYaml

PATH = Path(__file__).parents[2] / "lessons" / "content" / "facts.yaml"


def known(path: Path = PATH) -> Mapping[str, Fact]:
    document, faults = documents.read(path)
    assert document is not None, faults
    facts, faults = document.checked(FactsYaml)
    assert facts is not None, faults
    return facts.facts


def no_longer(name: str, facts: Mapping[str, Fact]) -> str:
    """What to tell whoever upgraded something: the statement that fell, and the sections that say so."""
    fact = facts[name]
    lines = [f"The fact {name!r} no longer holds here: {fact.text}"]
    if fact.sections:
        lines += ["Sections that lean on it, to be read again:", *(f"  {section}" for section in fact.sections)]
    else:
        lines.append("No section leans on it so far.")
    return "\n".join(lines)
