"""The lab's form. What it allows is said by lab.knobs; this makes fields of it."""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from lab.knobs import KNOBS, Knob
from lab.scenarios import SCENARIOS, Scenario, checked
from lab.settings import BadSetting, Settings

BET = (0.01, 1000.0)  # times as many
# What is in sight; the rest is folded away.
FIRST = ("clients", "rate_per_s", "latency_ms", "seconds", "threads", "asgi_server")
GROUPS = {"load": "Load", "servers": "Servers", "backend": "Backend and its faults", "measuring": "Measuring"}
CLASSES = {"clients": "knob-clients", "rate_per_s": "knob-rate", "connections": "knob-rate"}


def field_of(knob: Knob) -> forms.Field:
    if knob.kind == "choice":
        choices = [(value, value) for value in knob.choices]
        return forms.ChoiceField(label=knob.label, choices=choices, required=False)
    return number(knob.label, knob.low, knob.high, knob.kind == "whole")


def number(label: str, low: float, high: float, whole: bool = False) -> forms.Field:
    step = "1" if whole else "any"
    limits = {"min": f"{low:.10g}", "max": f"{high:.10g}"}
    attributes = {**limits, "step": step, "inputmode": "numeric" if whole else "decimal"}
    # The bounds are checked with everything else, by lab.scenarios.checked, so that its sentences are the only ones.
    field = forms.IntegerField if whole else forms.FloatField
    return field(label=label, required=False, widget=forms.NumberInput(attributes))


@dataclass(frozen=True)
class Shown:
    """A knob as the page lays it out."""

    field: Any
    unit: str
    css: str


class RunForm(forms.Form):
    scenario = forms.CharField(max_length=80)
    bet = number("Your bet", *BET)
    ticket = forms.UUIDField(required=False, widget=forms.HiddenInput)

    settings: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, knob in KNOBS.items():
            self.fields[name] = field_of(knob)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        bet = given.get("bet")
        if bet is not None and not BET[0] <= bet <= BET[1]:
            self.add_error("bet", f"A bet has to be from {BET[0]:g} to {BET[1]:g}.")
        scenario = SCENARIOS.get(given.get("scenario", ""))
        if scenario is None:
            if "scenario" not in self.errors:
                self.add_error("scenario", f"There is no such scenario. There are: {', '.join(SCENARIOS)}.")
            return given
        unused = ("clients",) if given.get("model") == "open" else ("rate_per_s", "connections")
        values = {name: given[name] for name in KNOBS if given.get(name) not in (None, "") and name not in unused}
        for name in unused:
            self.errors.pop(name, None)
        for name in KNOBS:
            # A knob that the form does not show keeps its usual value; one that is shown has to be filled in.
            asked_for = name in FIRST or name in self.data
            if asked_for and name not in self.errors and name not in values and name not in (*unused, "model"):
                self.add_error(name, "This has to be a number.")
        if self.errors:
            return given
        try:
            self.settings = checked(**(scenario.defaults.__dict__ | values))
        except BadSetting as error:
            self.add_error(error.field if error.field in self.fields else None, error.sentence)
        return given

    def shown(self, name: str) -> Shown:
        return Shown(self[name], KNOBS[name].unit, CLASSES.get(name, ""))

    @property
    def first(self) -> Iterator[Shown]:
        return (self.shown(name) for name in FIRST)

    @property
    def more(self) -> Iterator[tuple[str, list[Shown]]]:
        """The knobs that are folded away, by group."""
        for group, title in GROUPS.items():
            names = [knob.name for knob in KNOBS.values() if knob.group == group and knob.name not in (*FIRST, "model")]
            yield title, [self.shown(name) for name in names]

    @property
    def unfolded(self) -> bool:
        """Whether a knob that is folded away differs from its usual value, or is wrong."""
        folded = [name for name in KNOBS if name not in (*FIRST, "model")]
        if any(name in self.errors for name in folded):
            return True
        scenario = SCENARIOS.get(str(self["scenario"].value()))
        return scenario is not None and any(
            str(self[name].value()) != str(plain(getattr(scenario.defaults, name)))
            for name in folded
            if self[name].value() is not None
        )


def usual(scenario: Scenario) -> dict[str, Any]:
    """A scenario's usual value of each knob, as a form shows it."""
    return {name: plain(getattr(scenario.defaults, name)) for name in KNOBS}


def hidden(settings: Settings) -> dict[str, Any]:
    """Each field of the form that starts exactly these settings, without a bet."""
    named = {name: plain(getattr(settings, name)) for name in KNOBS}
    return {"scenario": settings.scenario, **named}


def blank(query: Mapping[str, str]) -> RunForm:
    """The form as the page opens: a scenario's usual settings, with those that the address names."""
    scenario = SCENARIOS.get(query.get("scenario", "")) or next(iter(SCENARIOS.values()))
    asked: dict[str, Any] = {}
    for short, name in {"rate": "rate_per_s", "latency": "latency_ms", **{name: name for name in KNOBS}}.items():
        if short in query:
            asked[name] = query[short][:20]
    if "rate_per_s" in asked and "model" not in asked:
        asked["model"] = "open"
    bet = {"bet": query["bet"][:20]} if "bet" in query else {}
    values = {**usual(scenario), **asked, "scenario": scenario.slug, **bet}
    if not RunForm(values).is_valid():
        values = {**usual(scenario), "scenario": scenario.slug}  # an address with a slip in it opens the usual form
    return RunForm(initial={**values, "ticket": uuid.uuid4()})


def plain(value: Any) -> Any:
    """500.0 as 500: a form shows what a person would type."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
