"""Rules for the questions in the text of a mode: where they are placed."""

from collections import Counter
from collections.abc import Iterator

from lessons.catalogue import Lesson, Mode
from lessons.faults import Fault
from lessons.linting import Subject, rule
from quiz.linting import Asked, asked
from quiz.sets import NAMES, SETS


def placed_in(mode: Mode) -> Counter[str]:
    return Counter(slot.name for slot in mode.slots if slot.kind == "question")


@rule("questions-are-placed")
def questions_are_placed(subject: Subject) -> Iterator[Fault]:
    """A question of a set stands on the page of its mode, once, and a page places no other."""
    everything = list(asked(subject))
    for lesson in subject.catalogue.lessons.values():
        mine = {each.question.id: each for each in everything if each.lesson is lesson}
        for each in mine.values():
            yield from unplaced(each, lesson)
        for mode in lesson.modes.values():
            yield from misplaced(mode, mine)


def unplaced(each: Asked, lesson: Lesson) -> Iterator[Fault]:
    of = SETS.get(each.question.set)
    if of is None:
        return
    mode = lesson.modes.get(of.mode)
    times = placed_in(mode)[each.question.id] if mode else 0
    if times != 1:
        message = f"{of.mode}.md places this question {times} times; once is right: `::: question {each.question.id}`"
        yield each.fault("question-placed", message, "set")


def misplaced(mode: Mode, known: dict[str, Asked]) -> Iterator[Fault]:
    for slot in mode.slots:
        if slot.kind == "mastery" and mode.slug != "challenge":
            yield Fault(mode.path, slot.line, slot.column, "mastery-place", "mastery belongs to the challenge")
        if slot.kind != "question" or not slot.name:
            continue
        if slot.name not in known:
            message = f"questions.yaml has no question {slot.name!r} that could be read"
            yield Fault(mode.path, slot.line, slot.column, "question-unknown", message)
            continue
        of = SETS.get(known[slot.name].question.set)
        if of is None or of.mode != mode.slug:
            its = NAMES[known[slot.name].question.set]
            message = f"the question {slot.name!r} belongs to {its}: its `set` does not suit this mode"
            yield Fault(mode.path, slot.line, slot.column, "question-set", message)
