import dataclasses

import pytest
from pydantic import ValidationError

from lessons import catalogue as shelf
from lessons.catalogue import Shelf
from lessons.faults import BrokenContent
from lessons.loading import load
from lessons.modes import MODES
from tests.lessons.course import Course


@pytest.fixture
def served(course: Course, settings: object) -> Course:
    settings.CONTENT_ROOT = course.root  # type: ignore[attr-defined]
    shelf.shelf.clear()
    return course


@pytest.fixture(autouse=True)
def _fresh() -> object:
    yield
    shelf.shelf.clear()


def test_it_holds_the_lesson_with_its_modes_in_order(course: Course) -> None:
    lesson = course.lesson()
    assert list(lesson.modes) == list(MODES)
    assert lesson.minutes == 45
    assert lesson.has_section("why#problem")
    assert not lesson.has_section("why#problems")
    before, after = lesson.neighbours("basics")
    assert before
    assert after
    assert (before.slug, after.slug) == ("why", "visualize")
    assert lesson.neighbours("why")[0] is None
    assert lesson.neighbours("review")[1] is None


def test_nothing_of_it_can_be_changed(course: Course) -> None:
    catalogue = course.load()
    lesson = catalogue.lessons["tiny"]
    with pytest.raises(dataclasses.FrozenInstanceError):
        lesson.title = "Another"  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        lesson.modes["why"].title = "Another"  # type: ignore[misc]
    with pytest.raises(ValidationError):
        lesson.sources["docs"].title = "Another"
    for mapping in (catalogue.lessons, catalogue.glossary, lesson.modes, lesson.results, lesson.programs):
        with pytest.raises(TypeError):
            mapping["other"] = None  # type: ignore[index]
    with pytest.raises(TypeError):
        lesson.results["sync-vs-async"].done["variants"][0]["throughput_per_s"] = 1000
    assert isinstance(lesson.modes["why"].sections, tuple)


def test_the_questions_are_a_document_with_places(course: Course) -> None:
    questions = course.lesson().questions
    assert questions
    assert questions.data[0]["id"] == "tiny-first"
    assert questions.position(0, "options", 1, "why") == (8, 32)


def test_its_version_changes_with_any_byte(course: Course) -> None:
    first = course.load().version
    assert course.load().version == first
    course.edit("tiny/why.md", "Words.", "Words!")
    assert course.load().version != first


def test_it_is_read_once(served: Course) -> None:
    first = shelf.get()
    served.edit("tiny/why.md", "Words.", "Other words.")
    assert shelf.get() is first


def test_with_debug_on_a_changed_file_is_read_again(served: Course, settings: object) -> None:
    settings.DEBUG = True  # type: ignore[attr-defined]
    first = shelf.get()
    assert shelf.get() is first
    served.edit("tiny/why.md", "Words.", "Other words.")
    assert shelf.get() is not first


def test_broken_content_refuses_to_start_with_all_faults(served: Course) -> None:
    served.edit("tiny/why.md", "source:docs", "source:dogs")
    served.edit("tiny/basics.md", "mode", "mood")
    served.edit("tiny/basics.md", "source:docs", "source:digs")
    with pytest.raises(BrokenContent) as caught:
        shelf.require_whole()
    assert "dogs" in str(caught.value)
    assert "digs" in str(caught.value)


def test_whole_content_starts(served: Course) -> None:
    assert shelf.require_whole().title == "A small course"


def test_with_debug_on_broken_content_starts(served: Course, settings: object) -> None:
    settings.DEBUG = True  # type: ignore[attr-defined]
    served.edit("tiny/why.md", "source:docs", "source:dogs")
    assert shelf.require_whole()


def test_a_lesson_that_cannot_be_read_leaves_the_others(course: Course) -> None:
    course.edit("course.yaml", "[tiny]", "[tiny, other]")
    course.write("other/lesson.yaml", "slug: [")
    assert list(load(course.root).lessons) == ["tiny"]


def test_two_shelves_do_not_share(served: Course) -> None:
    assert Shelf().get() is not Shelf().get()


def test_a_start_renders_no_page_and_reads_no_questions(course: Course) -> None:
    course.edit("tiny/why.md", "::: takeaways", "::: takeways")
    course.write("tiny/questions.yaml", "- [")
    catalogue = course.load()
    assert catalogue.met == ()
    assert catalogue.lessons["tiny"].modes["why"].minutes == 5
    assert [fault.code for fault in catalogue.faults] == ["bad-yaml", "container-unknown"]
