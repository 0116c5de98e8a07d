"""The scenarios: what races against what, and what each states beforehand."""

from __future__ import annotations

from lab.scenarios import blocking_in_async, sync_under_asgi, sync_vs_async
from lab.scenarios.scenario import Scenario, Variant

SCENARIOS: dict[str, Scenario] = {
    module.SCENARIO.slug: module.SCENARIO for module in (sync_vs_async, sync_under_asgi, blocking_in_async)
}

__all__ = ["SCENARIOS", "Scenario", "Variant"]
