"""Python in the browser: a project's step is failed, helped and passed; nothing of it is loaded before it is asked for."""

import json
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.pages import LESSON, READING
from tests.setup.servers import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PROJECT = f"{LESSON}/project/"
PROGRAMS = Path(__file__).parents[2] / "lessons" / "content" / "async-views-basics" / "programs"
LONG = 120_000  # ms; only a limit against hanging
MARKS = re.compile(r"^# \[.*\n", re.MULTILINE)


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """One reader, whose browser keeps what it has loaded."""
    context = browser.new_context(accept_downloads=True)
    context.set_default_timeout(LONG)
    yield context
    context.close()


@pytest.fixture
def reader(context: BrowserContext) -> Iterator[Page]:
    page = context.new_page()
    yield page
    page.close()


def step(page: Page, number: int) -> Locator:
    return page.locator("python-exercise").nth(number - 1)


def status(page: Page, number: int) -> Locator:
    return step(page, number).locator(".exercise-status")


def begin(site: Site, page: Page, number: int = 1) -> None:
    page.goto(site.url + PROJECT)
    open_step(page, number)
    expect(status(page, number)).to_contain_text("is ready", timeout=LONG)


def open_step(page: Page, number: int) -> None:
    step(page, number).get_by_role("button", name=re.compile("^(Write it here|Go on writing)$")).click()


def write(page: Page, number: int, text: str) -> None:
    step(page, number).locator("python-editor .cm-content").focus()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(text)


def program(name: str) -> str:
    return MARKS.sub("", (PROGRAMS / name).read_text())


def loaded(page: Page) -> list[str]:
    seen: list[str] = []
    page.on("request", lambda request: seen.append(request.url))
    return seen


def test_nothing_of_python_or_its_editor_is_loaded_before_it_is_asked_for(site: Site, reader: Page) -> None:
    seen = loaded(reader)
    for path in ("/", "/lab/", *READING):
        reader.goto(site.url + path)
        reader.wait_for_load_state("networkidle")
    assert [url for url in seen if "python-kit" in url or "/editor/" in url] == []
    button = [url.rpartition("/")[2].partition(".")[0] for url in seen if "/lessons/python/" in url]
    assert set(button) == {
        "exercise",
        "keeping",
        "python-exercise",
        "runner",
    }  # what the button needs, where there is one


def test_a_reader_fails_a_step_reads_the_line_takes_a_hint_passes_and_finds_it_all_again(
    site: Site, reader: Page
) -> None:
    reader.goto(site.url + PROJECT)
    expect(step(reader, 1).locator(".exercise-note")).to_contain_text(re.compile(r"\d\.\d MB, once"))
    begin(site, reader)
    one = step(reader, 1)
    one.get_by_role("button", name="Check").click()
    expect(status(reader, 1)).to_contain_text("1 of 3 tests passed. Line 12: Server-Timing is ''", timeout=LONG)
    expect(one.locator("python-editor .trouble")).to_contain_text("return JsonResponse(parts)")
    expect(one.locator("python-editor .trouble-said")).to_contain_text("not services;dur=NUMBER")
    one.get_by_role("button", name="Show hint 1").click()
    expect(one.locator("details.hint").first).to_have_attribute("open", "")

    write(reader, 1, program("project_step_1.py").replace("    return response", "    return respons"))
    one.get_by_role("button", name="Check").click()
    expect(status(reader, 1)).to_contain_text("NameError: name 'respons' is not defined", timeout=LONG)
    expect(one.locator("python-editor .trouble")).to_contain_text("return respons")

    write(reader, 1, program("project_step_1.py"))
    one.get_by_role("button", name="Check").click()
    expect(status(reader, 1)).to_contain_text("3 of 3 tests passed", timeout=LONG)
    expect(step(reader, 2).locator("python-editor")).to_contain_text("Server-Timing")  # the next step goes on with it
    one.get_by_role("link", name="Step 2: gather").click()
    expect(reader).to_have_url(re.compile("#step-2$"))

    reader.goto(site.url + PROJECT)
    expect(one.locator(".exercise-note")).to_contain_text("Passed. Your program is kept here.")
    expect(one.get_by_role("button", name="Go on writing")).to_be_visible()
    begin(site, reader)
    expect(step(reader, 1).locator("python-editor")).to_contain_text("Server-Timing")
    one.get_by_role("button", name="Ask /station").click()
    expect(one.locator(".exercise-output")).to_contain_text("Server-Timing: services;dur=", timeout=LONG)


def test_what_a_reader_types_stays_in_the_editor_and_is_thrown_away_only_when_asked_twice(
    site: Site, reader: Page
) -> None:
    reader.goto(site.url + PROJECT)
    two = step(reader, 2)
    expect(two.get_by_text("With JavaScript on")).to_be_hidden()
    open_step(reader, 2)
    expect(two.locator("details.exercise-start")).to_have_count(0)
    two.locator("python-editor .cm-content").focus()
    for key in ("Control+Home", "ArrowLeft"):  # the editor has no use for the second: it is at the beginning
        reader.keyboard.press(key)
    reader.keyboard.type("# [typed] ]")
    expect(two.locator("python-editor")).to_contain_text("# [typed] ]")
    for key in ("Control+End", "ArrowRight"):
        reader.keyboard.press(key)
    expect(status(reader, 2)).to_contain_text("is ready", timeout=LONG)
    expect(reader).to_have_url(site.url + PROJECT)

    two.get_by_role("button", name="Start over").click()
    expect(status(reader, 2)).to_contain_text("throws away what you wrote")
    expect(two.locator("python-editor")).to_contain_text("# [typed] ]")
    two.locator("python-editor .cm-content").focus()  # whoever turns to something else did not mean it
    two.get_by_role("button", name="Start over", exact=True).click()
    two.get_by_role("button", name="Yes, start over").click()
    expect(two.locator("python-editor")).not_to_contain_text("# [typed] ]")
    expect(two.get_by_role("button", name="Start over", exact=True)).to_be_visible()


def test_a_program_without_an_end_is_stopped_and_the_next_one_runs(site: Site, reader: Page) -> None:
    begin(site, reader, 4)
    reader.evaluate("document.querySelectorAll('python-exercise')[3].workbench.seconds = 2")
    write(reader, 4, "while True:\n    pass\n")
    step(reader, 4).get_by_role("button", name="Check").click()
    expect(status(reader, 4)).to_contain_text("Stopped after 2 seconds: the program did not end", timeout=LONG)
    reader.evaluate("document.querySelectorAll('python-exercise')[3].workbench.seconds = 60")
    write(reader, 4, program("project_page.py"))
    step(reader, 4).get_by_role("button", name="Check").click()
    expect(status(reader, 4)).to_contain_text("2 of 2 tests passed", timeout=LONG)


def test_the_downloaded_projects_tests_pass_in_a_fresh_environment(site: Site, reader: Page, tmp_path: Path) -> None:
    begin(site, reader, 4)
    write(reader, 4, program("project_page.py"))
    with reader.expect_download() as download:
        step(reader, 4).get_by_role("button", name="Download the project").click()
    zipfile.ZipFile(download.value.path()).extractall(tmp_path)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", tmp_path / "venv"], check=True, timeout=120)
    (packages,) = (tmp_path / "venv").glob("lib/python*/site-packages")
    for name in ("django", "asgiref", "sqlparse"):  # what `pip install django` brings, without asking an index
        shutil.copytree(Path(import_module(name).__file__ or "").parent, packages / name)
    command = [tmp_path / "venv" / "bin" / "python", "manage.py", "test"]
    done = subprocess.run(command, cwd=tmp_path / "project-page", capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert "Ran 10 tests" in done.stderr


def test_a_second_visit_starts_python_without_the_network(site: Site, context: BrowserContext, reader: Page) -> None:
    begin(site, reader)
    reader.goto(site.url + PROJECT)
    note = step(reader, 1).locator(".exercise-note")
    expect(note).to_contain_text("on this device already")
    context.set_offline(True)
    try:
        reader.evaluate("import('/static/lessons/python/workbench.js')")  # the editor is in the browser's own cache
        open_step(reader, 1)
        expect(status(reader, 1)).to_contain_text("is ready", timeout=LONG)
    finally:
        context.set_offline(False)


def test_an_open_exercise_is_accessible_and_fits_a_phone(
    site: Site, reader: Page, axe: Callable[[Any], list[str]]
) -> None:
    said: list[str] = []
    reader.on("console", lambda message: said.append(message.text))
    reader.set_viewport_size({"width": 360, "height": 740})
    begin(site, reader, 3)
    # From here on Chromium's own editing, and axe, set inline styles that the policy refuses.
    assert said == []
    write(reader, 3, "1 / 0\n")
    step(reader, 3).get_by_role("button", name="Check").click()
    expect(status(reader, 3)).to_contain_text("Line 1. ZeroDivisionError", timeout=LONG)
    for colour in ("light", "dark"):
        reader.emulate_media(color_scheme=colour, reduced_motion="reduce")  # type: ignore[arg-type]
        assert axe(reader) == [], colour
    assert reader.evaluate("document.documentElement.scrollWidth") <= 360
    step(reader, 3).locator("python-editor .cm-content").focus()
    for key in ("Tab", "Escape", "Tab"):  # the first indents
        reader.keyboard.press(key)
    assert reader.evaluate("document.activeElement.textContent") == "Check"


def test_a_program_to_try_prints_what_it_prints(site: Site, reader: Page) -> None:
    reader.goto(site.url + f"{LESSON}/basics/")
    step(reader, 1).get_by_role("button", name="Try it here").click()
    step(reader, 1).get_by_role("button", name="Run").click()
    expect(status(reader, 1)).to_contain_text("It ran to its end", timeout=LONG)
    expect(step(reader, 1).locator(".exercise-output")).to_contain_text("one await of a gather:")


def test_a_reader_without_javascript_has_the_files(site: Site, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.url + PROJECT)
    expect(step(page, 1)).to_contain_text("def station(request):")
    expect(step(page, 1)).to_contain_text("With JavaScript on, you can write and check it here.")
    code = step(page, 1).locator("figure pre").first.bounding_box()
    words = step(page, 1).locator(".exercise-still").bounding_box()
    assert code
    assert words
    assert words["y"] >= code["y"] + code["height"] + 8  # px: they do not touch
    start = step(page, 2).locator("details.exercise-start")
    expect(start.locator("figure")).to_be_hidden()  # it holds the solution of step 1
    start.locator("summary").click()
    expect(start.locator("figure")).to_be_visible()
    with page.expect_download() as download:
        step(page, 1).get_by_role("link", name="take the project with its checks").click()
    assert "project-page/manage.py" in zipfile.ZipFile(download.value.path()).namelist()
    context.close()


def test_only_the_worker_may_compile_webassembly(site: Site, reader: Page) -> None:
    page = reader.goto(site.url + PROJECT)
    assert page
    assert "wasm-unsafe-eval" not in page.headers["content-security-policy"]
    kit = json.loads(str(reader.locator('meta[name="python-kit"]').get_attribute("content")))
    worker = reader.request.get(site.url + kit["worker"]).headers["content-security-policy"]
    assert "'wasm-unsafe-eval'" in worker
    assert "'unsafe-eval'" not in worker
    wasm = reader.request.get(site.url + kit["base"] + "pyodide.asm.wasm", headers={"Accept-Encoding": "br"}).headers
    assert (wasm["content-type"], wasm["content-encoding"]) == ("application/wasm", "br")
    assert "immutable" in wasm["cache-control"]
