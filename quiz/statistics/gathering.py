"""The figures of every question, from one reading of the responses.

Counted is the first answer that a learner ever gave to a question, wherever it was: what comes later builds on the
reasons that were read. It counts for the rev that it was given to. What is not graded, as a flash card is not, counts
neither as a question nor in anybody's score.
"""

import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from quiz.grading import grade
from quiz.models import Response
from quiz.questions import Question, UnknownType, ValidationError, parse, type_of
from quiz.questions.feedback import NotAnAnswer
from quiz.questions.options import WithOptions
from quiz.statistics.formulas import discrimination_index, discriminative_efficiency, mean
from quiz.statistics.guessing import guess

ENOUGH = 30  # learners; with fewer, how a question discriminates is left to chance
AT_ONCE = 5000  # rows
MOST_DIFFERENT = 500  # different answers to one question that are looked at; the commonest come first
Version = tuple[str, int]  # question id and rev


@dataclass(frozen=True)
class Given:
    """An answer, or a part of one, and how many gave it."""

    text: str
    right: bool
    count: int


@dataclass(frozen=True)
class Row:
    """One question at one rev. `n` counts learners, `n_compared` those of them who have answered another question too.
    `facility` is the mean mark and `guess` that of chance, between 0 and 1; `discrimination` and `efficiency` are in
    per cent, None with less than ENOUGH compared, and where marks or scores are the same for all. `prompt` is one line
    of Markdown; `current` is whether the course still asks it so."""

    question: str
    rev: int
    lesson: str
    type: str
    prompt: str
    current: bool
    n: int
    facility: float | None
    guess: float | None
    n_compared: int
    discrimination: float | None
    efficiency: float | None
    given: tuple[Given, ...]
    misconceptions: tuple[tuple[str, int], ...]

    def as_json(self) -> dict[str, Any]:
        return {
            **{name: value for name, value in vars(self).items() if name not in ("given", "misconceptions")},
            "given": [vars(each) for each in self.given],
            "misconceptions": dict(self.misconceptions),
        }


@dataclass
class Tally:
    """What is counted of one question at one rev while the responses are read."""

    lesson: str = ""
    learners: list[object] = field(default_factory=list)
    marks: list[float] = field(default_factory=list)
    answers: Counter[str] = field(default_factory=Counter)


def responses() -> Iterator[tuple[object, str, int, float, Any, str]]:
    """Learner, question, rev, mark, answer and lesson of every response, the oldest first."""
    columns = ("attempt__learner_id", "question_id", "rev", "mark", "given", "attempt__lesson")
    rows: Iterator[tuple[object, str, int, float, Any, str]] = (
        Response.objects.order_by("created", "pk").values_list(*columns).iterator(AT_ONCE)
    )
    return rows


def tallies(
    rows: Iterable[tuple[object, str, int, float, Any, str]],
) -> tuple[dict[Version, Tally], dict[object, dict[str, float]]]:
    """What is counted of each version, and each learner's first marks by question."""
    found: dict[Version, Tally] = defaultdict(Tally)
    firsts: dict[object, dict[str, float]] = defaultdict(dict)
    for learner, question, rev, mark, given, lesson in rows:
        mine = firsts[learner]
        if question in mine:
            continue
        mine[question] = mark
        tally = found[question, rev]
        tally.lesson = lesson
        tally.learners.append(learner)
        tally.marks.append(mark)
        tally.answers[json.dumps(given, sort_keys=True)] += 1
    return found, firsts


def statistics(asked: Mapping[str, tuple[str, Question]], lesson: str = "") -> list[Row]:
    """A row for each question that the course asks, answered or not, and for each older rev that has answers; sorted by
    lesson, question and rev. `asked` maps ids to lesson and question. With `lesson`, only its questions have rows;
    the scores are over the questions of all lessons nevertheless."""
    ungraded = {name for name, (_, question) in asked.items() if not type_of(question).graded}
    found, firsts = tallies(each for each in responses() if each[1] not in ungraded)
    for name, (slug, question) in asked.items():
        if name not in ungraded:
            found[name, question.rev].lesson = slug
    sums = {learner: (math.fsum(marks.values()), len(marks)) for learner, marks in firsts.items()}
    rows = [
        row(version, tally, asked, sums) for version, tally in found.items() if not lesson or tally.lesson == lesson
    ]
    return sorted(rows, key=lambda each: (each.lesson, each.question, each.rev))


def row(
    version: Version,
    tally: Tally,
    asked: Mapping[str, tuple[str, Question]],
    sums: Mapping[object, tuple[float, int]],
) -> Row:
    name, rev = version
    _, now = asked.get(name, ("", None))
    current = now is not None and now.rev == rev
    question = now if current else as_asked(name, rev)
    x, y = [], []
    for learner, mark in zip(tally.learners, tally.marks, strict=True):
        total, count = sums[learner]
        if count > 1:
            x.append(mark)
            y.append((total - mark) / (count - 1))
    given, misconceptions = shares(question, tally.answers)
    return Row(
        question=name,
        rev=rev,
        lesson=tally.lesson,
        type=question.type if question else "",
        prompt=question.prompt if question else "",
        current=current,
        n=len(tally.marks),
        facility=mean(tally.marks) if tally.marks else None,
        guess=guess(question) if question else None,
        n_compared=len(x),
        discrimination=discrimination_index(x, y) if len(x) >= ENOUGH else None,
        efficiency=discriminative_efficiency(x, y) if len(x) >= ENOUGH else None,
        given=given,
        misconceptions=misconceptions,
    )


def as_asked(name: str, rev: int) -> Question | None:
    """The question at a rev that the course no longer has, as an attempt keeps it."""
    response = Response.objects.filter(question_id=name, rev=rev).select_related("attempt").first()
    for data in response.attempt.asked if response else []:
        if (data.get("id"), data.get("rev")) == (name, rev):
            try:
                return parse(data)
            except (UnknownType, ValidationError):
                return None
    return None


def shares(question: Question | None, answers: Counter[str]) -> tuple[tuple[Given, ...], tuple[tuple[str, int], ...]]:
    """How often each option was chosen, be it never, or else what was given, the commonest first; and how often each
    misconception showed."""
    counts: Counter[tuple[str, bool]] = Counter()
    misconceptions: Counter[str] = Counter()
    if isinstance(question, WithOptions):
        counts.update({(option.text, option.correct): 0 for option in question.options})
    for text, count in answers.most_common(MOST_DIFFERENT) if question else ():
        try:
            remarks = grade(question, json.loads(text)).remarks if question else ()
        except NotAnAnswer:
            continue
        for remark in remarks:
            counts[remark.text, remark.right] += count
        misconceptions.update({each: count for each in {remark.misconception for remark in remarks} if each})
    given = tuple(Given(text, right, count) for (text, right), count in counts.most_common())
    return given, tuple(misconceptions.most_common())
