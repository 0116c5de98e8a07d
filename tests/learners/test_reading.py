from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import connection

from learners.models import Learner, ModeRead
from learners.reading import mark_read, mark_unread, path_of, read_modes
from tests.lessons.course import Course


def test_the_next_mode_is_the_first_unread_one_after_this(course: Course) -> None:
    path = path_of(course.lesson(), {"why", "basics"}, "why")
    assert path.next
    assert path.next.mode.slug == "visualize"
    assert (path.read, path.done) == (2, "why basics")


def test_at_the_end_of_the_path_what_was_skipped_comes_next(course: Course) -> None:
    modes = list(course.lesson().modes)
    path = path_of(course.lesson(), set(modes) - {"basics", "review"}, "review")
    assert path.next
    assert path.next.mode.slug == "basics"


def test_where_only_this_mode_is_unread_there_is_no_next(course: Course) -> None:
    assert path_of(course.lesson(), set(course.lesson().modes) - {"review"}, "review").next is None


def test_without_a_mode_the_path_begins_at_its_first_unread_one(course: Course) -> None:
    path = path_of(course.lesson(), {"why"}, "nothing")
    assert path.here is None
    assert path.next
    assert path.next.mode.slug == "basics"


@pytest.mark.django_db
def test_a_mode_is_read_once_however_often_it_is_said() -> None:
    learner = uuid4()
    for _ in range(3):
        assert mark_read(learner, "tiny", "why") == {"why"}
    assert ModeRead.objects.count() == 1


@pytest.mark.django_db
def test_taking_a_mark_back_leaves_the_others_and_makes_no_learner() -> None:
    learner = uuid4()
    mark_read(learner, "tiny", "why")
    mark_read(learner, "tiny", "basics")
    assert mark_unread(learner, "tiny", "why") == {"basics"}
    assert mark_unread(uuid4(), "tiny", "why") == frozenset()
    assert Learner.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_ten_marks_at_once_are_one() -> None:
    learner, ready, failures = uuid4(), Barrier(10), []

    def mark() -> None:
        ready.wait()
        try:
            mark_read(learner, "tiny", "why")
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [Thread(target=mark) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert read_modes(learner, "tiny") == {"why"}
    assert Learner.objects.count() == ModeRead.objects.count() == 1
