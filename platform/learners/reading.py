"""Which modes a learner has marked as read: kept, taken back, and laid over a lesson's path."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from learners.models import Learner, ModeRead
from lessons import pages
from lessons.catalogue import Lesson, Mode

Reads = frozenset[str]  # slugs of modes


def read_modes(learner_id: UUID, lesson: str) -> Reads:
    return frozenset(ModeRead.objects.filter(learner_id=learner_id, lesson=lesson).values_list("mode", flat=True))


def mark_read(learner_id: UUID, lesson: str, mode: str) -> Reads:
    """Keeps that the mode was read, once however often it is said; all modes of the lesson that are read now."""
    with transaction.atomic():
        learner = Learner.keep(learner_id)
        ModeRead.objects.bulk_create([ModeRead(learner=learner, lesson=lesson, mode=mode)], ignore_conflicts=True)
        return read_modes(learner_id, lesson)


def mark_unread(learner_id: UUID, lesson: str, mode: str) -> Reads:
    """Takes the mark back. Makes no learner: who has nothing kept has nothing to take back."""
    with transaction.atomic():
        ModeRead.objects.filter(learner_id=learner_id, lesson=lesson, mode=mode).delete()
        return read_modes(learner_id, lesson)


@dataclass(frozen=True)
class Stop:
    number: int
    mode: Mode
    url: str
    read: bool
    here: bool


@dataclass(frozen=True)
class Path:
    """A lesson's modes as this reader has walked them; `here` is the mode that is open, where one is."""

    lesson: Lesson
    stops: tuple[Stop, ...]

    @property
    def here(self) -> Stop | None:
        return next((stop for stop in self.stops if stop.here), None)

    @property
    def done(self) -> str:
        """The slugs of what is read, for the attribute that ticks them on the page."""
        return " ".join(stop.mode.slug for stop in self.stops if stop.read)

    @property
    def read(self) -> int:
        return sum(stop.read for stop in self.stops)

    @property
    def next(self) -> Stop | None:
        """The first unread mode after this one; where there is none, the first unread of all but this one."""
        after = self.stops[self.here.number :] if self.here else ()
        others = [stop for stop in self.stops if not stop.here]
        return next((stop for stop in (*after, *others) if not stop.read), None)

    @property
    def first(self) -> Stop:
        return self.stops[0]


def path_of(lesson: Lesson, read: Collection[str], here: str = "") -> Path:
    stops = (
        Stop(stop.number, stop.mode, stop.url, stop.mode.slug in read, stop.here) for stop in pages.stops(lesson, here)
    )
    return Path(lesson, tuple(stops))
