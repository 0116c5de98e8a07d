"""What the staff's page shows, and the command prints."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lessons import catalogue
from quiz import pool as pools
from quiz.questions import Question
from quiz.statistics.gathering import statistics
from quiz.statistics.judging import Judged, judged, summary


@dataclass(frozen=True)
class InLesson:
    """`rows` are those with answers; `silent` are questions that nobody has answered yet."""

    slug: str
    title: str
    rows: tuple[Judged, ...]
    silent: tuple[str, ...]


def course_questions() -> dict[str, tuple[str, Question]]:
    """Every question of the course with its lesson. It may run programs: not on the event loop."""
    found = (pools.pool(slug) for slug in catalogue.get().lessons)
    return {question.id: (pool.lesson, question) for pool in found if pool for question in pool.all}


def gathered(lesson: str = "") -> list[Judged]:
    return [judged(row) for row in statistics(course_questions(), lesson)]


def by_lesson(rows: Sequence[Judged]) -> list[InLesson]:
    """In the order of the course; what is to be mended comes first, then what was answered most. Lessons that are gone
    come last."""
    lessons = catalogue.get().lessons
    titles: Mapping[str, str] = {slug: lesson.title for slug, lesson in lessons.items()}
    slugs = [*titles, *sorted({each.row.lesson for each in rows} - set(titles))]
    found = []
    for slug in slugs:
        mine = [each for each in rows if each.row.lesson == slug]
        told = sorted((each for each in mine if each.row.n), key=lambda e: (not (e.bad and e.row.current), -e.row.n))
        silent = tuple(each.row.question for each in mine if not each.row.n)
        if mine:
            found.append(InLesson(slug, titles.get(slug, slug), tuple(told), silent))
    return found


def context(lesson: str = "") -> dict[str, object]:
    rows = gathered(lesson)
    return {
        "summary": summary(rows),
        "mend": [each.row for each in rows if each.bad and each.row.current],
        "lessons": by_lesson(rows),
        "count": sum(each.row.n for each in rows),
    }
