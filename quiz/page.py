"""What the quiz's templates show: a sheet with its texts rendered and its links resolved."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.safestring import SafeString

from lessons.highlighting import code_block
from quiz.attempts import seal
from quiz.pool import Misconception, Place, Pool
from quiz.questions import Question, type_of
from quiz.questions.feedback import Feedback, Fields, Remark
from quiz.refusal import Refused
from quiz.sets import DIAGNOSTIC
from quiz.sheet import Sheet
from quiz.words import inline

NOTHING = QueryDict()  # no form


@dataclass(frozen=True)
class Wanted:
    """Which question of which attempt is asked for; where there is no such one, the attempt as it stands is shown."""

    attempt: int = 0
    question: str = ""


@dataclass(frozen=True)
class ShownRemark:
    text: SafeString
    why: SafeString
    right: bool
    misconception: Misconception | None


@dataclass(frozen=True)
class ShownQuestion:
    """`template` is the file of the question's type, `parts` what it draws; `feedback` is None until it is answered."""

    id: str
    type: str
    place: int
    template: str
    prompt: SafeString
    stimulus: SafeString
    objective: str
    hints: tuple[SafeString, ...]
    parts: dict[str, Any]
    credit: str
    feedback: Feedback | None
    remarks: tuple[ShownRemark, ...]
    source: Place | None
    section: Place | None
    lab: Place | None

    @property
    def mended_elsewhere(self) -> bool:
        """Whether the lesson teaches it in another place than the one that mends the idea behind the answer."""
        mended = {remark.misconception.place for remark in self.remarks if remark.misconception}
        return self.section is not None and self.section not in mended


@dataclass(frozen=True)
class Step:
    """A question as a step of its attempt; `url` leads to its feedback, once it is answered."""

    place: int
    state: str
    words: str
    url: str
    here: bool


@dataclass(frozen=True)
class Earlier:
    number: int
    right: int
    of: int
    url: str


def shown_remark(remark: Remark, pool: Pool) -> ShownRemark:
    misconception = pool.misconceptions.get(remark.misconception or "")
    if misconception:
        misconception = replace(misconception, text=inline(misconception.text))
    return ShownRemark(inline(remark.text), inline(remark.why), remark.right, misconception)


def stimulus_html(question: Question, pool: Pool) -> SafeString:
    stimulus = question.stimulus
    if stimulus is None:
        return SafeString("")
    if stimulus.program:
        code = pool.programs.get(stimulus.program, "")
        return SafeString(code_block(code, "python", stimulus.program))
    return SafeString(code_block(stimulus.text or "", stimulus.language, "What the question is about"))


def shown_question(question: Question, sheet: Sheet, pool: Pool, typed: Fields = NOTHING) -> ShownQuestion:
    feedback = sheet.feedback.get(question.id)
    return ShownQuestion(
        id=question.id,
        type=question.type,
        place=1 + sheet.questions.index(question),
        template=f"quiz/{question.type}.html",
        prompt=inline(question.prompt),
        stimulus=stimulus_html(question, pool),
        objective=pool.objectives.get(question.objective, ""),
        hints=tuple(inline(hint) for hint in question.hints),
        parts=type_of(question).show(question, sheet.seed, sheet.given.get(question.id), typed),
        credit=type_of(question).credit(question),
        feedback=feedback,
        remarks=tuple(shown_remark(remark, pool) for remark in feedback.remarks) if feedback else (),
        source=pool.sources.get(question.source),
        section=pool.sections.get(question.section or ""),
        lab=pool.run_of(question),
    )


def mark_words(feedback: Feedback) -> str:
    if feedback.right:
        return "Right"
    return "Partly right" if feedback.mark else "Not right"


def address(pool: Pool, **query: object) -> str:
    plain = pool.address()
    return f"{plain}?{urlencode(query)}" if query else plain


def step(question: Question, sheet: Sheet, pool: Pool, here: Question | None) -> Step:
    place = 1 + sheet.questions.index(question)
    feedback = sheet.feedback.get(question.id)
    if feedback:
        state = "right" if feedback.right else "partly" if feedback.mark else "missed"
        url = address(pool, attempt=sheet.number, question=question.id)
        return Step(place, state, mark_words(feedback).lower(), url, question == here)
    if question == here:
        return Step(place, "now", "now", "", True)
    following = question == sheet.unanswered[0]
    return Step(place, "next" if following else "open", "next" if following else "to come", "", False)


def chosen_sheet(sheets: Sequence[Sheet], wanted: Wanted) -> Sheet:
    return next((sheet for sheet in sheets if sheet.number == wanted.attempt), sheets[-1])


def context(
    pool: Pool, sheets: Sequence[Sheet], wanted: Wanted, refused: Refused | None = None, typed: Fields = NOTHING
) -> dict[str, Any]:
    """For quiz/quiz.html. `state` is `ask` (a question with its form), `told` (its feedback) or `done` (the result).
    `sheets` are the learner's attempts, the first one first; there is at least one. `typed` is
    a form that was refused, so that what was typed stands in it again."""
    sheet = chosen_sheet(sheets, wanted)
    question = sheet.question(wanted.question)
    if question is None and not sheet.finished:
        question = sheet.unanswered[0]
    state = "done" if question is None else "told" if question.id in sheet.given else "ask"
    last = sheet is sheets[-1]
    onward = address(pool) if last and not sheet.finished else address(pool, attempt=sheet.number)
    shown = shown_question(question, sheet, pool, typed) if question else None
    return {
        "pool": pool,
        "sheet": sheet,
        "state": state,
        "refused": refused,
        "steps": [step(each, sheet, pool, question) for each in sheet.questions],
        "question": shown,
        "verdict": mark_words(shown.feedback) if shown and shown.feedback else "",
        "onward": onward,
        "sealed": "" if sheet.created else seal(sheet, pool),
        "review": [shown_question(each, sheet, pool) for each in sheet.questions] if state == "done" else [],
        "missed": [pool.objectives.get(each.objective, "") for each in sheet.missed],
        "last": last,
        "earlier": earlier(sheets, sheet, pool) if state == "done" else [],
        "found": diagnosed(sheet, pool) if state == "done" and pool.diagnoses else [],
        "post": {"answer": pool.address("answer"), "next": pool.address("next")},
    }


@dataclass(frozen=True)
class Diagnosed:
    """An objective in the result of a diagnostic, and the sections that mend what was missed of it."""

    text: str
    right: int
    of: int
    sections: tuple[Place, ...]

    @property
    def words(self) -> str:
        return "at hand" if self.right == self.of else "to be learned" if 2 * self.right < self.of else "nearly"


def diagnosed(sheet: Sheet, pool: Pool) -> list[Diagnosed]:
    """In the lesson's order; each section once, also where a misconception points to it."""
    found = []
    for objective, text in pool.objectives.items():
        mine = [question for question in sheet.questions if question.objective == objective]
        missed = [question for question in mine if question in sheet.missed]
        sections: dict[str, Place] = {}  # by what is read: two places in one section are one way
        for question in missed:
            for place in mending(question, sheet, pool):
                sections.setdefault(place.label, place)
        if mine:
            found.append(Diagnosed(text, len(mine) - len(missed), len(mine), tuple(sections.values())))
    return found


def mending(question: Question, sheet: Sheet, pool: Pool) -> Iterator[Place]:
    if place := pool.sections.get(question.section or ""):
        yield place
    for remark in sheet.feedback[question.id].remarks:
        misconception = pool.misconceptions.get(remark.misconception or "")
        if misconception and misconception.place and not remark.right:
            yield misconception.place


def earlier(sheets: Sequence[Sheet], shown: Sheet, pool: Pool) -> list[Earlier]:
    """The learner's other finished attempts, the latest one first."""
    return [
        Earlier(sheet.number, sheet.right, len(sheet.questions), address(pool, attempt=sheet.number))
        for sheet in reversed(sheets)
        if sheet.finished and sheet is not shown
    ]


def entry(pool: Pool, last: Sheet | None) -> dict[str, Any]:
    """A lesson's quiz in the list of all."""
    return {
        "pool": pool,
        "url": address(pool),
        "lesson": reverse("lessons:lesson", args=[pool.lesson]),
        "objectives": [text for text in pool.objectives.values() if text],
        "asked": len(pool.questions),
        "diagnostic": replace(pool, question_set=DIAGNOSTIC).address(),
        "last": last,
    }
