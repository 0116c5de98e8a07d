"""Rules for questions.yaml, one function each. Importing this module adds them to the rules of the content."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lessons.catalogue import Lesson
from lessons.documents import Document, Loc
from lessons.faults import Fault, Severity
from lessons.linting import Subject, rule
from quiz.questions import Question, UnknownType, ValidationError, parse, type_of
from quiz.questions.code import Code
from quiz.questions.options import Option, WithOptions
from quiz.sets import PERFORMANCE

ASKED_AT_LEAST = 3  # questions an objective, so that a retry has a fresh one
ALL_OR_NONE = re.compile(r"\b(all|none|both|neither|any) of (the|these) (above|options|answers)\b", re.IGNORECASE)
CODE = re.compile(r"`[^`]*`")
BARE_NOT = re.compile(r"(?<!\*)\bnot\b(?!\*)", re.IGNORECASE)


@dataclass(frozen=True)
class Asked:
    """A question that could be read, and where it stands: `loc` is its place in the document."""

    lesson: Lesson
    document: Document
    loc: Loc
    question: Question

    @property
    def options(self) -> Sequence[Option]:
        return self.question.options if isinstance(self.question, WithOptions) else ()

    def fault(self, code: str, message: str, *inner: str | int, severity: Severity = Severity.ERROR) -> Fault:
        line, column = self.document.position(*self.loc, *inner)
        return Fault(self.document.path, line, column, code, message, severity)


def entries(lesson: Lesson) -> list[object]:
    data = lesson.questions.data if lesson.questions else []
    return data if isinstance(data, list) else []


def asked(subject: Subject) -> Iterator[Asked]:
    for lesson in subject.catalogue.lessons.values():
        for index, data in enumerate(entries(lesson)):
            assert lesson.questions
            try:
                yield Asked(lesson, lesson.questions, (index,), parse(data))
            except (UnknownType, ValidationError):
                continue  # questions-can-be-read names it


@rule("questions-can-be-read")
def questions_can_be_read(subject: Subject) -> Iterator[Fault]:
    for lesson in subject.catalogue.lessons.values():
        document = lesson.questions
        if document is None:
            message = "the lesson has no questions.yaml, so that its quiz is empty"
            if lesson.status != "draft":
                yield Fault(lesson.document.path, 1, 1, "questions-missing", message)
            continue
        if document.data and not isinstance(document.data, list):
            yield document.fault((), "bad-value", "questions.yaml is a list of questions")
        for index, data in enumerate(entries(lesson)):
            try:
                parse(data)
            except UnknownType as error:
                yield document.fault((index, "type"), "question-type", str(error))
            except ValidationError as error:
                yield from document.faults_of(error, (index,))


@rule("question-ids-once")
def question_ids_once(subject: Subject) -> Iterator[Fault]:
    """In the whole course, since responses and statistics know a question by its id alone."""
    seen: set[str] = set()
    for each in asked(subject):
        if each.question.id in seen:
            yield each.fault("id-twice", f"the question id {each.question.id!r} is used twice in the course", "id")
        seen.add(each.question.id)
        options: set[str] = set()
        for index, option in enumerate(each.options):
            if option.id in options:
                message = f"the option id {option.id!r} is used twice in this question"
                yield each.fault("id-twice", message, "options", index, "id")
            options.add(option.id)


@rule("questions-point-right")
def questions_point_right(subject: Subject) -> Iterator[Fault]:
    """Objective, source, section, program, scenario and misconceptions exist."""
    for each in asked(subject):
        question, lesson = each.question, each.lesson
        if question.objective not in lesson.objectives:
            message = f"lesson.yaml names no objective {question.objective!r}"
            yield each.fault("objective-unknown", message, "objective")
        if question.source not in lesson.sources:
            yield each.fault("question-source", f"lesson.yaml has no source {question.source!r}", "source")
        if question.section and not lesson.has_section(question.section):
            yield each.fault("question-section", f"the lesson has no section {question.section!r}", "section")
        program = question.stimulus.program if question.stimulus else None
        if program and program not in lesson.programs:
            message = f"there is no program {program!r} in programs/"
            yield each.fault("program-missing", message, "stimulus", "program")
        if isinstance(question, Code):
            for key in ("start", "check", "solution"):
                if getattr(question.exercise, key) not in lesson.programs:
                    message = f"there is no program {getattr(question.exercise, key)!r} in programs/"
                    yield each.fault("program-missing", message, "exercise", key)
        if question.lab and question.lab.scenario not in lesson.scenarios:
            message = f"lesson.yaml names no scenario {question.lab.scenario!r}"
            yield each.fault("question-scenario", message, "lab", "scenario")
        for index, option in enumerate(each.options):
            if option.misconception and option.misconception not in subject.catalogue.misconceptions:
                message = f"course.yaml has no misconception {option.misconception!r}"
                yield each.fault("misconception-unknown", message, "options", index, "misconception")


@rule("options-say-why")
def options_say_why(subject: Subject) -> Iterator[Fault]:
    for each in asked(subject):
        for index, option in enumerate(each.options):
            if not option.why.strip():
                message = f"the option {option.id!r} has no `why`: whoever chooses it learns nothing"
                yield each.fault("option-why", message, "options", index)


@rule("questions-can-be-asked")
def questions_can_be_asked(subject: Subject) -> Iterator[Fault]:
    """What the question's type finds wrong with it: the quiz leaves such a question out."""
    for each in asked(subject):
        for loc, message in type_of(each.question).flaws(each.question):
            yield each.fault("question-flaw", message, *loc)


def normalised(text: str) -> str:
    """What is left for a reader who skims: no case, no marks, single blanks."""
    return " ".join(re.sub(r"[\W_]+", " ", text.casefold()).split())


@rule("options-differ")
def options_differ(subject: Subject) -> Iterator[Fault]:
    for each in asked(subject):
        seen: dict[str, str] = {}
        for index, option in enumerate(each.options):
            # Options made of signs alone, `<` and `>`, are compared as they stand.
            text = normalised(option.text) or option.text.strip()
            if text in seen:
                message = f"the options {seen[text]!r} and {option.id!r} say the same"
                yield each.fault("option-twice", message, "options", index, "text")
            seen.setdefault(text, option.id)


@rule("no-all-of-the-above")
def no_all_of_the_above(subject: Subject) -> Iterator[Fault]:
    """Options are shuffled: there is no above, unless the option is pinned to the end."""
    for each in asked(subject):
        for index, option in enumerate(each.options):
            if not option.pinned and ALL_OR_NONE.search(option.text):
                message = "options are shuffled, so that nothing is above: pin this option, or name what it means"
                yield each.fault("option-above", message, "options", index, "text")


@rule("no-bare-not")
def no_bare_not(subject: Subject) -> Iterator[Fault]:
    """A NOT that is overlooked turns the question round: ask for the positive, or write **not**."""
    for each in asked(subject):
        if BARE_NOT.search(CODE.sub("", each.question.prompt)):
            message = "a bare NOT in the prompt is easily overlooked: ask it the other way round, or write **not**"
            yield each.fault("prompt-not", message, "prompt")


@rule("longest-is-not-the-answer")
def longest_is_not_the_answer(subject: Subject) -> Iterator[Fault]:
    """A warning when the right option is the longest in more than half of a lesson's questions."""
    for lesson in subject.catalogue.lessons.values():
        questions = [each for each in asked(subject) if each.lesson is lesson and each.options]
        given_away = [each for each in questions if right_is_longest(each.options)]
        if len(given_away) * 2 > len(questions):
            message = f"the correct option is the longest in {len(given_away)} of {len(questions)} questions"
            yield given_away[0].fault("correct-longest", message, severity=Severity.WARNING)


def right_is_longest(options: Sequence[Option]) -> bool:
    right = [len(option.text) for option in options if option.correct]
    wrong = [len(option.text) for option in options if not option.correct]
    return bool(right and wrong) and max(right) > max(wrong)


@rule("objectives-are-asked")
def objectives_are_asked(subject: Subject) -> Iterator[Fault]:
    """By three questions or more of the performance quiz; a draft may have fewer."""
    for lesson in subject.catalogue.lessons.values():
        if lesson.status == "draft":
            continue
        drawn = [each.question for each in asked(subject) if each.lesson is lesson]
        names = [question.objective for question in drawn if question.set == PERFORMANCE]
        for index, objective in enumerate(lesson.objectives):
            if names.count(objective) < ASKED_AT_LEAST:
                message = f"{objective!r} is asked by {names.count(objective)} questions; it needs {ASKED_AT_LEAST}"
                yield lesson.document.fault(("objectives", index), "objective-asked", message)
