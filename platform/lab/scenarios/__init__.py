"""The scenarios: what races against what, and what each states beforehand."""

from __future__ import annotations

from typing import Any

from lab.scenarios import (
    async_orm,
    blocking_in_async,
    cancellation,
    cpu_bound,
    fan_out,
    generator_saturation,
    http_client,
    request_signals,
    saturated_backend,
    server_matrix,
    streaming_ttfb,
    sync_middleware,
    sync_to_async,
    sync_under_asgi,
    sync_vs_async,
)
from lab.scenarios.scenario import Scenario, Variant
from lab.settings import BadSetting, Settings

START_S = 6  # for starting the processes of one more turn

MODULES = (
    sync_vs_async,
    sync_under_asgi,
    blocking_in_async,
    sync_to_async,
    fan_out,
    cpu_bound,
    http_client,
    sync_middleware,
    async_orm,
    request_signals,
    streaming_ttfb,
    saturated_backend,
    cancellation,
    generator_saturation,
    server_matrix,
)
SCENARIOS: dict[str, Scenario] = {module.SCENARIO.slug: module.SCENARIO for module in MODULES}

__all__ = ["SCENARIOS", "Scenario", "Variant", "checked", "longest_s", "scenario_of"]


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


def longest_s(settings: Settings) -> float:
    """Seconds that a run may take from its first request on, the starts of further turns included."""
    scenario = scenario_of(settings)
    return scenario.load_s(settings) + START_S * (scenario.turns(settings) - 1)
