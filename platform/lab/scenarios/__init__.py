"""The scenarios: what races against what, and what each states beforehand."""

from __future__ import annotations

from typing import Any

from lab.scenarios import blocking_in_async, sync_under_asgi, sync_vs_async
from lab.scenarios.scenario import Scenario, Variant
from lab.settings import BadSetting, Settings

SCENARIOS: dict[str, Scenario] = {
    module.SCENARIO.slug: module.SCENARIO for module in (sync_vs_async, sync_under_asgi, blocking_in_async)
}

__all__ = ["SCENARIOS", "Scenario", "Variant", "checked", "scenario_of"]


def scenario_of(settings: Settings) -> Scenario:
    """Raises BadSetting for an unknown one."""
    if settings.scenario not in SCENARIOS:
        known = ", ".join(SCENARIOS)
        raise BadSetting("scenario", f"There is no scenario {settings.scenario!r}. There are: {known}.")
    return SCENARIOS[settings.scenario]


def checked(**values: Any) -> Settings:
    """The settings of a run that may be started, all caps considered. Raises BadSetting."""
    settings = Settings.checked(**values)
    scenario_of(settings).load_s(settings)
    return settings
