"""The reading pages in a real browser: the path, the keys, the step player, the page's own timing."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.setup.servers import Site

pytestmark = pytest.mark.browser

LESSON = "/lessons/async-views-basics"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 740}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def test_the_player_goes_forward_and_back_by_button_key_and_slider(site: Site, page: Page) -> None:
    page.goto(f"{site.url}{LESSON}/visualize/")
    player = page.locator("step-player").first
    here = player.locator(".execution tr.here")
    last = player.locator(".execution tbody tr").count()
    expect(here).to_have_attribute("data-step", "1")
    player.get_by_role("button", name="Next step").click()
    player.get_by_role("button", name="Next step").click()
    expect(here).to_have_attribute("data-step", "3")
    page.keyboard.press("ArrowLeft")
    expect(here).to_have_attribute("data-step", "2")
    page.keyboard.press("End")
    expect(here).to_have_attribute("data-step", str(last))
    player.get_by_role("slider").fill("2")
    expect(here).to_have_attribute("data-step", "2")
    expect(player.locator("output")).to_have_text(f"2 of {last}")
    assert page.url.endswith("/visualize/")  # the arrows played; they did not turn the page


def test_the_line_of_the_step_and_its_values_stand_beside_each_other(site: Site, page: Page) -> None:
    page.goto(f"{site.url}{LESSON}/visualize/")
    player = page.locator("step-player").first
    for _ in range(3):
        row = player.locator(".execution tr.here")
        line = row.get_attribute("data-line")
        expect(player.locator(".line.here")).to_have_attribute("data-line", line or "")
        action = row.locator("[data-label=Action]").inner_text()
        expect(player.locator(".now-action")).to_have_text(action)
        player.get_by_role("button", name="Next step").click()


def test_a_key_moment_leads_to_its_step(site: Site, page: Page) -> None:
    page.goto(f"{site.url}{LESSON}/visualize/")
    moment = page.locator(".moment").first
    moment.locator("summary").click()
    link = moment.locator(".moment-steps a").first
    step = (link.get_attribute("href") or "").rpartition("-")[2]
    link.click()
    expect(page.locator("step-player .execution tr.here").first).to_have_attribute("data-step", step)


def test_brackets_and_arrows_turn_to_the_neighbouring_mode(site: Site, page: Page) -> None:
    page.goto(f"{site.url}{LESSON}/basics/")
    page.keyboard.press("]")
    page.wait_for_url("**/visualize/")
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**/basics/")
    page.keyboard.press("[")
    page.wait_for_url("**/why/")


def test_the_page_says_how_long_its_own_first_byte_took(site: Site, page: Page) -> None:
    page.goto(f"{site.url}{LESSON}/performance/")
    timing = page.locator("page-timing")
    expect(timing.locator(".timing-lead")).to_contain_text("first byte of this page after")
    expect(timing.locator("tr")).to_have_count(6)
    expect(timing.locator(".timing-lead")).to_contain_text("% of that was time to first byte")


def test_on_a_phone_the_path_folds_and_opens(site: Site, phone: Page) -> None:
    phone.goto(f"{site.url}{LESSON}/visualize/")
    fold = phone.locator(".path-fold")
    expect(fold.locator("summary")).to_contain_text("3 of 9 · Visualize")
    expect(phone.locator(".path-side")).to_be_hidden()
    fold.locator("summary").click()
    expect(fold.get_by_role("link", name="Performance")).to_be_visible()
    phone.mouse.wheel(0, 2000)
    expect(fold.locator("summary")).to_be_in_viewport()


@pytest.mark.parametrize("mode", ["visualize", "performance"])
def test_nothing_moves_while_a_page_loads(site: Site, phone: Page, mode: str) -> None:
    phone.add_init_script(
        "window.shift = 0; new PerformanceObserver((list) => {"
        "for (const each of list.getEntries()) if (!each.hadRecentInput) window.shift += each.value;"
        "}).observe({type: 'layout-shift', buffered: true})"
    )
    phone.goto(f"{site.url}{LESSON}/{mode}/#{'execution-table' if mode == 'visualize' else 'devtools'}")
    phone.wait_for_load_state("networkidle")
    phone.wait_for_timeout(300)
    assert phone.evaluate("window.shift") < 0.02


def test_without_javascript_the_tables_and_the_still_sentences_are_there(site: Site, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.url}{LESSON}/visualize/")
    assert page.locator("step-player .execution tbody tr").count() > 3
    expect(page.locator(".tracker")).to_be_visible()
    page.goto(f"{site.url}{LESSON}/performance/")
    expect(page.locator("page-timing")).to_contain_text("With JavaScript on")
    expect(page.get_by_role("link", name="Take the three-question quiz")).to_be_visible()
    context.close()
