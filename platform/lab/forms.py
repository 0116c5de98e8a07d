"""The lab's form. What it allows is said by lab.settings; this makes fields of it."""

import uuid
from collections.abc import Mapping
from typing import Any

from django import forms

from lab.scenarios import SCENARIOS
from lab.settings import FASTEST_RATE, LATENCY_MS, LONGEST_SECONDS, MOST_CLIENTS, MOST_THREADS, BadSetting, Settings

BET = (0.01, 1000.0)  # times as many
KNOBS = ("model", "clients", "rate_per_s", "latency_ms", "seconds", "threads", "asgi_server")


def number(label: str, low: float, high: float, step: str = "any", whole: bool = False) -> forms.Field:
    attributes = {"min": f"{low:g}", "max": f"{high:g}", "step": step, "inputmode": "numeric" if whole else "decimal"}
    widget = forms.NumberInput(attributes)
    # The bounds are checked with everything else, by Settings.checked, so that its sentences are the only ones.
    field = forms.IntegerField if whole else forms.FloatField
    return field(label=label, required=False, widget=widget)


class RunForm(forms.Form):
    scenario = forms.CharField(max_length=80)
    model = forms.CharField(max_length=10, required=False)
    clients = number("Clients", 1, MOST_CLIENTS, "1", whole=True)
    rate_per_s = number("Arrivals a second", 0.1, FASTEST_RATE)
    latency_ms = number("Backend takes", *LATENCY_MS)
    seconds = number("Load lasts", 1, LONGEST_SECONDS)
    threads = number("Threads of the pool", 1, MOST_THREADS, "1", whole=True)
    asgi_server = forms.ChoiceField(label="ASGI server", choices=[("daphne", "Daphne"), ("uvicorn", "uvicorn")])
    bet = number("Your bet", *BET)
    ticket = forms.UUIDField(required=False, widget=forms.HiddenInput)

    settings: Settings

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
        unused = "clients" if given.get("model") == "open" else "rate_per_s"
        values = {name: given[name] for name in KNOBS if given.get(name) not in (None, "") and name != unused}
        self.errors.pop(unused, None)
        for name in KNOBS:
            if name not in self.errors and name not in values and name not in (unused, "model"):
                self.add_error(name, "This has to be a number.")
        if self.errors:
            return given
        try:
            self.settings = Settings.checked(**(scenario.defaults.__dict__ | values))
        except BadSetting as error:
            self.add_error(error.field if error.field in self.fields else None, error.sentence)
        return given


def blank(query: Mapping[str, str]) -> RunForm:
    """The form as the page opens: a scenario's usual settings, with those that the address names."""
    scenario = SCENARIOS.get(query.get("scenario", "")) or next(iter(SCENARIOS.values()))
    usual = {name: plain(getattr(scenario.defaults, name)) for name in KNOBS}
    asked: dict[str, Any] = {}
    for short, name in {"rate": "rate_per_s", "latency": "latency_ms", **{name: name for name in KNOBS}}.items():
        if short in query:
            asked[name] = query[short][:20]
    if "rate_per_s" in asked and "model" not in asked:
        asked["model"] = "open"
    bet = {"bet": query["bet"][:20]} if "bet" in query else {}
    values = {**usual, **asked, "scenario": scenario.slug, **bet}
    if not RunForm(values).is_valid():
        values = {**usual, "scenario": scenario.slug}  # an address with a slip in it opens the usual form
    return RunForm(initial={**values, "ticket": uuid.uuid4()})


def plain(value: Any) -> Any:
    """500.0 as 500: a form shows what a person would type."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
