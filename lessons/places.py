"""Addresses of the site that the content points to. Known here as text: lessons imports none of the other rooms."""

from urllib.parse import urlencode


def mode(lesson: str, slug: str, section: str = "") -> str:
    return f"/lessons/{lesson}/{slug}/" + (f"#{section}" if section else "")


def quiz(lesson: str) -> str:
    return f"/quiz/{lesson}/"


def review() -> str:
    return "/review/"


def lab(scenario: str, settings: dict[str, str]) -> str:
    return "/lab/?" + urlencode({"scenario": scenario, **settings})


def run(run_id: str) -> str:
    return f"/lab/runs/{run_id}/"


def progress(lesson: str, slug: str) -> str:
    """The fragment with what this reader has read of the lesson, asked from the page of one mode."""
    return f"/me/path/{lesson}/?mode={slug}"


def term(name: str) -> str:
    return f"/glossary/#{name}"


def project(lesson: str, program: str) -> str:
    """The archive of a project as it begins, with its checks."""
    return f"/lessons/{lesson}/project/{program.removesuffix('.py').replace('_', '-')}.zip"
