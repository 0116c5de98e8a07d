"""What docker-compose.yml says."""

from typing import Any

from ruamel.yaml import YAML

from tests.setup.servers import ROOT


def service(name: str) -> dict[str, Any]:
    found: dict[str, Any] = YAML(typ="safe").load((ROOT / "docker-compose.yml").read_text())["services"][name]
    return found
