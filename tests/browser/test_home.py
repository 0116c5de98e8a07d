"""Home in a real browser: the picture, its replay and the bet. The run is made up; page and files are the site's."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import RequestFactory, override_settings
from playwright.sync_api import Browser, Page, Route, expect

from firstbyte.showcase import replay, showcase
from tests.browser.recording import END, lines

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parents[2]
SITE = "http://home.test"
TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
Open = Callable[..., Page]


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    path = tmp_path / "run.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines()))
    return path


@pytest.fixture
def open_home(browser: Browser, stored: Path) -> Open:
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(STORAGES={**settings.STORAGES, "staticfiles": plain}):
        html = render_to_string("home.html", {"showcase": showcase(stored)}, RequestFactory().get("/"))

    def serve(route: Route) -> None:
        path = route.request.url.removeprefix(SITE)
        file = ROOT / path.lstrip("/")
        if path == "/":
            route.fulfill(body=html, content_type="text/html; charset=utf-8")
        elif file.is_file():
            route.fulfill(path=file, content_type=TYPES[file.suffix])
        else:
            route.fulfill(status=404)

    def opened(log: bool = True, **context: object) -> Page:
        page = browser.new_context(**context).new_page()  # type: ignore[arg-type]
        page.route(f"{SITE}/**", serve)
        if log:
            page.route(f"{SITE}/replay.json", lambda route: route.fulfill(body=replay(stored).decode()))
        page.goto(SITE)
        return page

    return opened


def test_the_stored_run_replays_and_keeps_the_rates_until_the_bet_is_placed(open_home: Open) -> None:
    page = open_home()
    expect(page.locator("lab-replay")).to_have_attribute("data-mode", "replay", timeout=10_000)
    expect(page.locator(".lane-panel[data-variant=sync]")).to_have_attribute("data-busy", "4")
    expect(page.locator(".lane-rate").first).to_be_hidden()
    page.get_by_label("4 times").check()
    expect(page.locator("[data-part=said]")).to_contain_text("Your bet is the closest")
    expect(page.locator(".lane-rate").first).to_be_visible()
    expect(page.locator("[data-part=answer]")).to_have_attribute("open", "")


def test_a_bet_that_is_far_off_says_in_which_direction(open_home: Open) -> None:
    page = open_home()
    page.get_by_label("100 times").check()
    expect(page.locator("[data-part=said]")).to_contain_text("too high")


def test_the_replay_can_be_stopped_and_shown_to_its_end(open_home: Open) -> None:
    page = open_home()
    expect(page.locator("lab-replay")).to_have_attribute("data-mode", "replay", timeout=10_000)
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_role("button", name="Go on")).to_be_visible()
    page.get_by_role("button", name="Show the end").click()
    expect(page.locator("lab-replay")).to_have_attribute("data-playhead", str(round(END)))
    expect(page.get_by_role("button", name="Replay")).to_be_visible()


def test_without_javascript_the_finished_picture_and_its_figures_are_there(open_home: Open) -> None:
    page = open_home(java_script_enabled=False)
    expect(page.locator(".still-plot")).to_have_count(2)
    expect(page.locator(".lane-state").first).to_contain_text("4 of 4 threads busy")
    page.get_by_text("What was measured").click()
    expect(page.get_by_role("cell", name="96.6")).to_be_visible()


def test_with_reduced_motion_nothing_moves_until_it_is_asked_for(open_home: Open) -> None:
    page = open_home(reduced_motion="reduce")
    expect(page.get_by_role("button", name="Replay the run in steps")).to_be_visible()
    expect(page.locator(".still-plot")).to_have_count(2)


def test_a_recording_that_cannot_be_had_leaves_the_picture(open_home: Open) -> None:
    page = open_home(log=False)
    expect(page.locator(".replay-note")).to_contain_text("could not be loaded")
    expect(page.locator(".still-plot")).to_have_count(2)


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_shifts_while_the_replay_takes_the_place_of_the_picture(open_home: Open, width: int) -> None:
    page = open_home(viewport={"width": width, "height": 800})
    page.add_init_script(
        "window.shift = 0;"
        "const add = (list) => list.getEntries().forEach((it) => (window.shift += it.value));"
        "new PerformanceObserver(add).observe({type: 'layout-shift', buffered: true})"
    )
    page.reload()
    expect(page.locator("lab-replay")).to_have_attribute("data-mode", "replay", timeout=10_000)
    assert page.evaluate("window.shift") < 0.01
    assert page.evaluate("document.documentElement.scrollWidth") <= width
