import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lessons.cleaning import clean
from lessons.containers import CONTAINERS
from lessons.containers.lanes import lane_states
from lessons.containers.timeline import step_for
from lessons.containers.trace import states
from lessons.highlighting import LANGUAGES, highlighted_lines
from lessons.loading import page_from
from lessons.markdown import scheme_of
from lessons.parts import Surroundings
from tests.lessons.course import Course
from tests.lessons.halving import add_exercise


def html(course: Course, mode: str) -> str:
    return "".join(chunk.html for chunk in course.lesson().modes[mode].chunks)


class Balance(HTMLParser):
    """Collects what is open at the end, and ids."""

    EMPTY = ("br", "img", "hr", "rect", "line", "path")

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.EMPTY:
            assert self.open.pop() == tag


@pytest.mark.parametrize("mode", ["why", "basics", "visualize", "deep-dive", "performance", "practice", "review"])
def test_a_page_is_balanced_with_unique_ids_and_no_inline_style(course: Course, mode: str) -> None:
    text = html(course, mode)
    parser = Balance()
    parser.feed(text)
    assert parser.open == []
    assert len(parser.ids) == len(set(parser.ids))
    assert " style=" not in text
    assert "<script" not in text


def test_every_container_stands_somewhere_in_the_small_course(course: Course) -> None:
    add_exercise(course)
    texts = "\n".join(path.read_text() for path in course.lesson_folder.glob("*.md"))
    used = set(re.findall(r"^:::+ ([a-z]+)", texts, re.MULTILINE))
    # A slot stands in the quiz's own made-up course (tests/quiz/placing.py), since its question must be one of the quiz's.
    assert used == set(CONTAINERS) - {"question", "mastery"}


def test_links_lead_where_their_schemes_say(course: Course) -> None:
    text = html(course, "why")
    assert '<a href="https://docs.example/async" class="to-source" rel="external noopener">docs</a>' in text
    assert '<a href="/lessons/tiny/basics/#syntax" class="to-mode">how</a>' in text
    assert '<a href="#term-throughput" class="to-glossary">500&nbsp;ms</a>' in text
    mode = course.lesson().modes["why"]
    assert [name for name, _ in mode.terms] == ["throughput"]
    assert [name for name, _ in mode.sources] == ["docs"]


def test_a_figure_carries_the_stored_value(course: Course) -> None:
    text = html(course, "performance")
    assert '<a href="/lab/runs/tiny.sync-vs-async/" class="to-figure"><data value="7.96">8.0</data></a>' in text


def test_a_call_into_the_lab_has_its_settings_and_the_question_of_the_stored_run(course: Course) -> None:
    text = html(course, "performance")
    assert 'href="/lab/?scenario=sync-vs-async&amp;clients=100&amp;latency=500"' in text
    assert "How many requests a second can four threads answer?" in text


def test_the_quiz_is_a_fragment_with_a_plain_link_inside(course: Course) -> None:
    assert 'hx-get="/quiz/tiny/"' in html(course, "performance")
    assert '<a class="button" href="/quiz/tiny/">' in html(course, "performance")
    assert course.lesson().modes["performance"].needs == {"quiz", "timing"}


def test_a_timeline_has_a_picture_and_a_table_that_says_the_same(course: Course) -> None:
    text = html(course, "visualize")
    assert 'class="t-queued" x="0%" y="78" width="40%"' in text
    assert '<th scope="row">Thread 2</th><td>0 to 400 ms: queued; 400 to 1000 ms: error</td>' in text


def test_verdicts_in_tables_are_badges(course: Course) -> None:
    course.edit("tiny/why.md", "Words.", "| a | b |\n|---|---|\n| [OK] | [X] never |\n")
    assert '<span class="badge badge-ok">[OK]</span>' in html(course, "why")
    assert '<span class="badge badge-bad">[X]</span> never' in html(course, "why")


def test_a_table_that_is_too_wide_for_a_phone_tells_each_cell_its_head(course: Course) -> None:
    wide = "| one | two | `three` | four |\n|---|---|---|---|\n| 1 | 2 | 3 | 4 |\n"
    narrow = "| one | two |\n|---|---|\n| 1 | `two words and more` |\n"
    code = "| one | two |\n|---|---|\n| `sync_to_async(f)(x)` | 2 |\n"
    course.edit("tiny/why.md", "Words.", f"{wide}\n{narrow}\n{code}")
    text = html(course, "why")
    assert '<td data-label="three">3</td>' in text
    assert text.count('class="table-scroll stacked"') == 2
    assert text.count('class="table-scroll"') == 1


def test_html_in_the_content_is_text(course: Course) -> None:
    course.edit("tiny/why.md", "Words.", "<script>alert(1)</script> and [x](javascript:alert(1))")
    text = html(course, "why")
    assert "<script" not in text
    assert "&lt;script&gt;" in text
    assert 'href="javascript' not in text


def test_code_lines_survive_highlighting_as_they_are(course: Course) -> None:
    code = 'def f() -> str:\n    """One\n    two."""\n    return "<&>"  # why\n'
    lines = highlighted_lines(code, "python")
    bare = [re.sub(r"<[^>]+>", "", line) for line in lines]
    assert bare == [line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") for line in code.split("\n")]
    assert all(line.count("<span") == line.count("</span>") for line in lines)


def test_every_language_has_its_lexer() -> None:
    assert all(highlighted_lines("x", language) for language in LANGUAGES)


def test_variables_and_lanes_keep_their_state_until_a_step_changes_it(course: Course) -> None:
    trace = course.lesson().traces["trace.yaml"]
    assert states(trace) == [{}, {}, {"result": "'done'"}]
    assert lane_states(trace) == [["running"], ["waiting"], ["running"]]


def test_tracker_and_moments_stand_apart_from_the_player_and_point_to_its_steps(course: Course) -> None:
    page = html(course, "visualize")
    player = page[page.index("<step-player") : page.index("</step-player>")]
    assert 'id="player-trace"' in player
    assert 'id="player-trace-2"' in player
    assert 'data-of="player-trace"' in page
    assert 'data-of="player-trace"' not in player
    assert 'href="#player-trace-2"' in page
    assert "Where does it wait?" not in player


def test_an_empty_corner_of_a_table_is_no_head(course: Course) -> None:
    course.edit("tiny/basics.md", "x = 1\n```", "x = 1\n```\n\n| | a |\n| --- | --- |\n| b | c |")
    assert "<tr>\n<td></td>\n<th>a</th>\n</tr>" in html(course, "basics")


def test_a_number_and_its_unit_stay_on_one_line(course: Course) -> None:
    course.edit("tiny/why.md", "A wait of", "After 0.2 s or 3 seconds, a wait of")
    assert "After 0.2&nbsp;s or 3 seconds, a wait" in html(course, "why")
    assert course.faults() == []


def test_an_output_to_predict_is_covered_with_what_is_said_about_it(course: Course) -> None:
    assert "<details" not in html(course, "basics")
    course.edit("tiny/basics.md", "::: program wait.py", "::: program wait.py predict")
    page = html(course, "basics")
    cover = page[page.index("<details") : page.index("</details>")]
    assert "done" in cover
    assert "It waits once." in cover
    course.edit("tiny/basics.md", "done", "undone")
    assert [fault.code for fault in course.faults()] == ["output-differs"]


@given(st.text(max_size=200))
def test_cleaning_twice_is_cleaning_once_and_leaves_no_script(text: str) -> None:
    once = clean(f"<p>{text}</p>")
    assert clean(once) == once
    assert "<script" not in once.lower()


@given(st.text(min_size=1, max_size=60), st.floats(0.001, 1))
def test_a_longer_text_never_fits_where_a_shorter_one_does_not(text: str, share: float) -> None:
    short, long = step_for(text, share), step_for(text + "x", share)
    assert long is None or (short is not None and short <= long)


@given(st.text(max_size=40))
def test_a_scheme_is_one_of_ours_or_none(text: str) -> None:
    assert scheme_of(text) == "" or text.startswith(scheme_of(text) + ":")


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="#:`[](){}|*_-\n abc>", max_size=120))
def test_no_markdown_breaks_the_reading(text: str) -> None:
    around = Surroundings("x", "X", Path(), {}, {}, {}, {}, {})
    source = f"---\ntitle: T\nminutes: 1\nsummary: S\n---\n\n## A {{#a}}\n\n{text}\n"
    page, faults = page_from(Path("x.md"), source, around)
    parser = Balance()
    parser.feed("".join(chunk.html for section in page.sections for chunk in section.chunks))
    assert parser.open == []
    assert all(fault.line >= 1 and fault.column >= 1 for fault in faults)
