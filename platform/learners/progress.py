"""The progress page: per lesson what was read and answered, and where to go on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from learners.holdings import Attempted, attempts_of
from learners.mastery import Mastery, masteries
from learners.models import Learner, ModeRead
from learners.reading import Path, path_of
from lessons.catalogue import Catalogue


@dataclass(frozen=True)
class InLesson:
    """A lesson and what this learner did in it; `last` is when something was done in it last."""

    path: Path
    attempts: tuple[Attempted, ...]
    objectives: tuple[Mastery, ...]
    last: datetime | None

    @property
    def mastered(self) -> int:
        return sum(each.mastered for each in self.objectives)

    @property
    def begun(self) -> bool:
        return self.last is not None

    @property
    def listed(self) -> tuple[Attempted, ...]:
        return tuple(attempt for attempt in self.attempts if attempt.listed)

    @property
    def open(self) -> Attempted | None:
        """The newest attempt, if it waits for answers."""
        return next((attempt for attempt in reversed(self.listed[-1:]) if not attempt.finished), None)


@dataclass(frozen=True)
class Resume:
    """Where the learner was: a link and what it leads to."""

    url: str
    label: str
    words: str


@dataclass(frozen=True)
class Progress:
    """`others` are attempts at lessons that the course no longer has. `kept` is whether anything at all is kept of the
    learner, of whatever room."""

    lessons: tuple[InLesson, ...]
    others: tuple[Attempted, ...]
    kept: bool

    @property
    def begun(self) -> bool:
        return bool(self.others) or any(lesson.begun for lesson in self.lessons)

    @property
    def resume(self) -> Resume | None:
        begun = [(each.last, each) for each in self.lessons if each.last]
        return resume_in(max(begun, key=lambda each: each[0])[1]) if begun else None


def resume_in(at: InLesson) -> Resume | None:
    title = at.path.lesson.title
    if at.open:
        words = f"{at.open.kind} in {title}: {at.open.answered} of {len(at.open.marks)} answered"
        return Resume(at.open.url, "Finish the attempt", words)
    if at.path.next:
        stop = at.path.next
        return Resume(stop.url, f"Go on with {stop.mode.name}", f"{title}: {stop.mode.minutes} min")
    return None


def gather(learner_id: UUID | None, course: Catalogue) -> Progress:
    """Asks the database, and only where there is a learner."""
    if learner_id is None:
        return laid_out(course, (), (), kept=False)
    reads = list(ModeRead.objects.filter(learner_id=learner_id))
    kept = Learner.objects.filter(pk=learner_id).exists()
    return laid_out(course, reads, attempts_of(learner_id), kept)


def laid_out(course: Catalogue, reads: Sequence[ModeRead], attempts: Sequence[Attempted], kept: bool) -> Progress:
    lessons = []
    for slug, lesson in course.lessons.items():
        mine = tuple(attempt for attempt in attempts if attempt.lesson == slug)
        read = [each for each in reads if each.lesson == slug]
        newest = max(read, key=lambda each: each.created, default=None)
        times = [each.created for each in read] + [attempt.begun for attempt in mine]
        times += [answer.when for attempt in mine for answer in attempt.answers]
        # From the mode that was read last, the path goes on.
        path = path_of(lesson, {each.mode for each in read}, newest.mode if newest else "")
        objectives = {name: course.objectives[name] for name in lesson.objectives if name in course.objectives}
        # An objective may be asked for in several lessons: what was shown in one counts in all.
        known = masteries(objectives, (answer for attempt in attempts for answer in attempt.answers))
        lessons.append(InLesson(path, mine, known, max(times, default=None)))
    others = tuple(each for each in attempts if each.lesson not in course.lessons and each.listed)
    return Progress(tuple(lessons), others, kept)
