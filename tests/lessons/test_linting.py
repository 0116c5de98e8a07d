"""Each rule is broken in one place of a whole course, and says exactly that, at that place."""

from pathlib import Path

import pytest

from lessons.faults import Severity
from lessons.linting import RULES, SLOW
from lessons.programs import Outcome, Program
from tests.lessons.broken import BREAKS, SEQUELS
from tests.lessons.course import Course


def test_a_whole_course_has_no_fault(course: Course) -> None:
    assert course.faults() == []


def test_there_are_fifty_broken_courses() -> None:
    assert len(BREAKS) >= 50


@pytest.mark.parametrize("broken", BREAKS, ids=[f"{b[3]}: {b[2]!r}" for b in BREAKS])
def test_it_names_one_fault_at_its_place(course: Course, broken: tuple[str, ...]) -> None:
    name, old, new, code = broken[:4]
    course.edit(name, old, new)
    expected = (name, *course.find(name, broken[4] if len(broken) > 4 else new), code)
    places = course.places()
    assert [place for place in places if place[3] not in SEQUELS.get(code, set())] == [expected]


def test_yaml_that_cannot_be_read_is_named_where_the_reading_stopped(course: Course) -> None:
    course.edit("course.yaml", "title: A small course", "title: [A small course")
    assert [place[0::3] for place in course.places()] == [("course.yaml", "bad-yaml")]


def test_a_page_without_front_matter_is_a_fault(course: Course) -> None:
    course.write("tiny/review.md", "## Cards {#cards}\n")
    assert ("tiny/review.md", 1, 1, "front-matter") in course.places()


def test_a_page_that_is_no_text_is_a_fault(course: Course) -> None:
    (course.lesson_folder / "review.md").write_bytes(b"\xff\xfe")
    assert ("tiny/review.md", 1, 1, "bad-text") in course.places()


def test_a_drawing_without_its_yaml_is_a_fault(course: Course) -> None:
    line, _ = course.edit("tiny/performance.md", "::: pipeline\n```yaml", "::: pipeline\n```json")
    assert course.places() == [("tiny/performance.md", line, 1, "container-body")]


def test_a_mode_that_is_missing_is_a_fault_unless_the_lesson_omits_it(course: Course) -> None:
    (course.lesson_folder / "review.md").unlink()
    assert course.places() == [("tiny/lesson.yaml", 1, 1, "mode-missing")]
    course.edit("tiny/lesson.yaml", "status: draft", "status: draft\nomit: {review: It is not written yet}")
    assert course.places() == []


def test_a_required_section_that_is_missing_is_a_fault(course: Course) -> None:
    course.edit("tiny/basics.md", "{#notes}", "{#remarks}")
    assert course.places() == [("tiny/basics.md", 1, 1, "section-missing")]


def test_sections_out_of_order_are_a_fault_where_the_order_breaks(course: Course) -> None:
    line, _ = course.edit("tiny/basics.md", "{#notes}", "{#swapped}")
    course.edit("tiny/basics.md", "{#summary}", "{#notes}")
    course.edit("tiny/basics.md", "{#swapped}", "{#summary}")
    assert course.places() == [("tiny/basics.md", line, 1, "section-order")]


def test_a_section_between_the_required_ones_is_allowed(course: Course) -> None:
    course.edit("tiny/basics.md", "## Section notes", "## More {#more .unsourced}\n\nWords.\n\n## Section notes")
    assert course.places() == []


def test_a_section_without_an_id_is_a_fault(course: Course) -> None:
    line, _ = course.edit("tiny/basics.md", "## Section notes", "## More\n\n## Section notes")
    assert ("tiny/basics.md", line, 1, "section-id") in course.places()


def test_ids_are_kebab_case_and_stand_once_on_a_page(course: Course) -> None:
    line, _ = course.edit("tiny/basics.md", "Words.", "### A {#Big_Idea}\n\nWords.\n\n### B {#syntax}\n\nWords.")
    second, _ = course.edit("tiny/basics.md", "## Section syntax", "## Section syntax")
    assert course.places() == [
        ("tiny/basics.md", line, 1, "id-kebab"),
        ("tiny/basics.md", second, 1, "id-twice"),
    ]


def test_a_section_that_holds_nothing_is_a_fault(course: Course) -> None:
    line, _ = course.edit(
        "tiny/why.md",
        "## Section problem {#problem}\n\nWords.\n\nSources: [docs](source:docs)",
        "## P {#problem .opinion}",
    )
    assert course.places() == [("tiny/why.md", line, 1, "section-empty")]


def test_text_before_the_first_section_is_a_fault(course: Course) -> None:
    line, _ = course.edit("tiny/why.md", "## Section big-idea", "Words.\n\n## Section big-idea")
    assert course.places() == [("tiny/why.md", line, 1, "text-before-section")]


def test_a_section_with_facts_names_its_sources(course: Course) -> None:
    course.edit("tiny/why.md", "Words.\n\nSources: [docs](source:docs)\n", "Words.\n")
    line, _ = course.edit("tiny/why.md", "## Section scenario", "## Section scenario")
    assert course.places() == [("tiny/why.md", line, 1, "section-sources")]
    course.edit("tiny/why.md", "{#scenario}", "{#scenario .unsourced}")
    assert course.places() == []


def test_a_line_of_sources_that_links_to_none_is_a_fault(course: Course) -> None:
    line, _ = course.edit("tiny/why.md", "## Section scenario", "## Section scenario")
    course.edit("tiny/why.md", "Words.\n\nSources: [docs](source:docs)\n", "Words.\n\nSources: the documentation\n")
    assert course.places() == [("tiny/why.md", line, 1, "section-sources")]


def test_headings_go_down_one_level_at_a_time(course: Course) -> None:
    line, _ = course.edit("tiny/why.md", "Words.", "#### Deep {#deep}\n\nWords.")
    assert course.places() == [("tiny/why.md", line, 1, "heading-level")]


def test_a_page_has_no_second_heading_of_the_first_level(course: Course) -> None:
    line, _ = course.edit("tiny/why.md", "Words.", "# Title {#title}\n\nWords.")
    assert ("tiny/why.md", line, 1, "heading-level") in course.places()


def test_a_picture_has_an_alternative_text(course: Course) -> None:
    line, _ = course.edit("tiny/why.md", "Words.", "See ![](/static/x.png) here.")
    assert course.places() == [("tiny/why.md", line, 5, "image-alt")]


def test_a_container_that_is_not_closed_is_a_fault(course: Course) -> None:
    line, _ = course.edit("tiny/why.md", "::: takeaways\n- One.\n:::", "::: takeaways\n- One.\n")
    assert ("tiny/why.md", line, 1, "container-open") in course.places()


def test_a_span_that_ends_after_the_timeline_is_a_fault(course: Course) -> None:
    course.edit("tiny/visualize.md", "end: 1000", "end: 900")
    assert [place[3] for place in course.places()] == ["bad-value"]


def test_a_lesson_that_nobody_lists_is_a_warning(course: Course) -> None:
    course.write("other/lesson.yaml", "slug: other\n")
    assert [(f.code, f.severity) for f in course.faults()] == [("lesson-unlisted", Severity.WARNING)]


def test_an_objective_without_a_lesson_and_a_source_without_a_citation_are_warnings(course: Course) -> None:
    course.edit("course.yaml", "objectives:\n", "objectives:\n  other: Something else.\n")
    course.edit("tiny/lesson.yaml", "sources:\n", "sources:\n  book:\n    title: A book\n    url: https://b.example/\n")
    assert [(str(f.path.name), f.line, f.column, f.code, f.severity) for f in course.faults()] == [
        ("course.yaml", 4, 3, "objective-unused", Severity.WARNING),
        ("lesson.yaml", 14, 3, "source-unused", Severity.WARNING),
    ]


def second_lesson(course: Course) -> None:
    for path in sorted(course.lesson_folder.rglob("*")):
        if path.is_file():
            text = path.read_text().replace("slug: tiny", "slug: second").replace("id: tiny-first", "id: second-first")
            course.write(str(Path("second") / path.relative_to(course.lesson_folder)), text)
    course.edit("course.yaml", "[tiny]", "[tiny, second]")


def test_prerequisites_do_not_go_in_a_circle(course: Course) -> None:
    second_lesson(course)
    assert course.places() == []
    course.edit("tiny/lesson.yaml", "prerequisites: []", "prerequisites: [second]")
    assert course.places() == []
    course.edit("second/lesson.yaml", "prerequisites: []", "prerequisites: [tiny]")
    assert course.places() == [
        ("second/lesson.yaml", 11, 17, "prerequisite-cycle"),
        ("tiny/lesson.yaml", 11, 17, "prerequisite-cycle"),
    ]


def test_a_result_that_is_named_exists_and_can_be_read(course: Course) -> None:
    path = course.lesson_folder / "results" / "sync-vs-async.jsonl"
    lines = path.read_text().splitlines()
    path.write_text("\n".join([lines[0], lines[1], '{"type": "error"}']) + "\n")
    assert ("tiny/results/sync-vs-async.jsonl", 3, 1, "bad-result") in course.places()
    path.write_text("\n".join([lines[0][:-5], lines[1], lines[2]]) + "\n")
    assert ("tiny/results/sync-vs-async.jsonl", 1, 1, "bad-result") in course.places()
    path.unlink()
    assert ("tiny/results/sync-vs-async.jsonl", 1, 1, "missing-file") in course.places()


def test_a_shown_output_is_what_the_program_prints(course: Course) -> None:
    line, _ = course.edit("tiny/basics.md", "```output\ndone", "```output\ndine")
    assert course.places() == [("tiny/basics.md", line + 1, 1, "output-differs")]
    assert course.places(fast=True) == []


def test_a_line_too_many_and_a_line_too_few_are_differences(course: Course) -> None:
    line, _ = course.edit("tiny/basics.md", "```output\ndone", "```output\ndone\nagain")
    assert course.places() == [("tiny/basics.md", line + 2, 1, "output-differs")]
    course.edit("tiny/basics.md", "```output\ndone\nagain", "```output\n")
    assert course.places() == [("tiny/basics.md", line + 1, 1, "output-differs")]


def test_a_program_without_its_output_is_a_fault_unless_the_page_hides_it(course: Course) -> None:
    line, _ = course.edit(
        "tiny/basics.md", "::: program wait.py\nIt waits once.\n\n```output\ndone\n```", "::: program wait.py"
    )
    assert course.places() == [("tiny/basics.md", line, 1, "output-missing")]
    course.edit("tiny/basics.md", "::: program wait.py", "::: program wait.py hide-output")
    assert course.places() == []


def test_a_program_that_fails_is_named_at_its_line(course: Course) -> None:
    stderr = 'Traceback:\n  File "/x/tiny/programs/wait.py", line 5, in main\nValueError: no\n'

    def fails(program: Program) -> Outcome:
        return Outcome(1, "", stderr)

    (fault,) = course.faults(run=fails)
    assert (fault.line, fault.code) == (5, "program-fails")
    assert "ValueError: no" in fault.message


def test_a_program_that_does_not_end_is_a_fault(course: Course) -> None:
    (fault,) = course.faults(run=lambda program: Outcome(None, "", ""))
    assert (fault.path.name, fault.code) == ("wait.py", "program-time")


def test_a_program_that_was_disturbed_is_run_again_alone(course: Course) -> None:
    outcomes = [Outcome(0, "dane\n", ""), Outcome(1, "", "Busy"), Outcome(0, "done\n", "")]
    assert course.faults(run=lambda program: outcomes.pop(0)) == []
    assert outcomes == []


def test_a_program_that_prints_something_else_each_time_is_a_fault(course: Course) -> None:
    outcomes = [Outcome(0, f"{number}\n", "") for number in range(9)]
    assert [fault.code for fault in course.faults(run=lambda program: outcomes.pop(0))] == ["output-differs"]


def test_a_program_that_says_why_is_not_run(course: Course) -> None:
    course.edit("tiny/programs/wait.py", "import asyncio", "# not run: it serves until it is stopped\nimport asyncio")
    course.edit("tiny/trace.yaml", "line: 9", "line: 10")
    assert course.faults(run=lambda program: Outcome(1, "", "")) == []


def test_a_program_that_nothing_shows_is_a_warning(course: Course) -> None:
    course.write("tiny/programs/idle.py", "print()\n")
    assert [(f.path.name, f.code, f.severity) for f in course.faults()] == [
        ("idle.py", "program-unused", Severity.WARNING)
    ]


def test_a_call_into_the_lab_asks_something(course: Course) -> None:
    line, _ = course.edit("tiny/performance.md", "::: lab sync-vs-async", "::: lab other")
    assert course.places() == [("tiny/performance.md", line, 1, "lab-question")]


def test_all_faults_are_named_at_once(course: Course) -> None:
    course.edit("tiny/why.md", "[docs](source:docs)", "[docs](source:dogs)")
    course.edit("tiny/performance.md", "[8.0]", "[9.0]")
    course.edit("tiny/lesson.yaml", "status: draft", "status: draft\nstate: x")
    course.edit("course.yaml", "[tiny]", "[tiny, other]")
    codes = {place[3] for place in course.places()}
    # Where lesson.yaml cannot be understood there are no pages to look at: its faults and the course's are named.
    assert {"unknown-key", "lesson-missing"} <= codes
    course.edit("tiny/lesson.yaml", "\nstate: x", "")
    assert {"link-target", "figure-value", "lesson-missing"} <= {place[3] for place in course.places()}


def test_slow_rules_are_rules() -> None:
    assert set(RULES) >= SLOW
    assert all(name == name.lower() and " " not in name for name in RULES)
