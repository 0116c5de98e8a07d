from lessons.refreshing import refreshed
from tests.lessons.course import Course


def refresh(course: Course) -> list[tuple[str, str]]:
    lesson = course.lesson()
    mode = lesson.modes["performance"]
    text, changes = refreshed(mode.path.read_text(), lesson, mode)
    mode.path.write_text(text)
    return changes


def test_figures_that_agree_are_left_alone(course: Course) -> None:
    before = (course.lesson_folder / "performance.md").read_text()
    assert refresh(course) == []
    assert (course.lesson_folder / "performance.md").read_text() == before


def test_figures_follow_a_new_result_with_their_digits_and_units(course: Course) -> None:
    course.edit(
        "tiny/results/sync-vs-async.jsonl",
        '"throughput_per_s": 7.96, "in_flight',
        '"throughput_per_s": 1107.84, "in_flight',
    )
    course.edit("tiny/results/sync-vs-async.jsonl", '"p50": 12480.0', '"p50": 9870.0')
    assert {fault.code for fault in course.faults()} == {"figure-value"}
    assert refresh(course) == [("8.0", "1,107.8"), ("12.5 s", "9.9 s")]
    assert course.faults() == []
    assert (
        "It does [1,107.8](figure:sync-vs-async/sync/throughput_per_s) a second, [25]"
        in (course.lesson_folder / "performance.md").read_text()
    )
