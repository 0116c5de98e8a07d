"""What the quiz's templates show: a sheet with its texts rendered and its links resolved."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from quiz.drawing import arranged
from quiz.pool import Misconception, Place, Pool
from quiz.questions import Question
from quiz.questions.choice import Option
from quiz.questions.feedback import Feedback
from quiz.sheet import Sheet
from quiz.words import inline


@dataclass(frozen=True)
class ShownOption:
    id: str
    text: SafeString
    why: SafeString
    right: bool
    chosen: bool
    misconception: Misconception | None


@dataclass(frozen=True)
class ShownQuestion:
    """`template` is the file of the question's type; `chosen` is None until it is answered."""

    id: str
    place: int
    template: str
    prompt: SafeString
    stimulus: str
    objective: str
    hints: tuple[SafeString, ...]
    options: tuple[ShownOption, ...]
    chosen: ShownOption | None
    source: Place | None
    section: Place | None
    lab: Place | None


@dataclass(frozen=True)
class Step:
    place: int
    state: str
    words: str


def shown_option(option: Option, feedback: Feedback | None, pool: Pool) -> ShownOption:
    return ShownOption(
        id=option.id,
        text=inline(option.text),
        why=inline(option.why),
        right=option.correct,
        chosen=feedback is not None and feedback.chosen == option.id,
        misconception=pool.misconceptions.get(option.misconception or ""),
    )


def shown_question(question: Question, sheet: Sheet, pool: Pool) -> ShownQuestion:
    feedback = sheet.feedback.get(question.id)
    options = tuple(shown_option(option, feedback, pool) for option in arranged(question, sheet.seed))
    stimulus = question.stimulus
    return ShownQuestion(
        id=question.id,
        place=1 + sheet.questions.index(question),
        template=f"quiz/{question.type}.html",
        prompt=inline(question.prompt),
        stimulus=(stimulus.text or pool.programs.get(stimulus.program or "", "")) if stimulus else "",
        objective=pool.objectives.get(question.objective, ""),
        hints=tuple(inline(hint) for hint in question.hints),
        options=options,
        chosen=next((option for option in options if option.chosen), None),
        source=pool.sources.get(question.source),
        section=pool.sections.get(question.section or ""),
        lab=pool.run_of(question),
    )


def step(question: Question, sheet: Sheet) -> Step:
    place = 1 + sheet.questions.index(question)
    feedback = sheet.feedback.get(question.id)
    if feedback:
        return Step(place, "right" if feedback.right else "missed", "right" if feedback.right else "not right")
    if question == sheet.unanswered[0]:
        return Step(place, "now", "now")
    return Step(place, "open", "to come")


def steps(sheet: Sheet) -> list[Step]:
    return [step(question, sheet) for question in sheet.questions]
