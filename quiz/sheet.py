"""An attempt as it lies before the learner: what it asks and what has been answered. Pure; the tables are not asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from quiz.grading import grade
from quiz.questions import Question
from quiz.questions.feedback import Feedback, Given


@dataclass(frozen=True)
class Sheet:
    """`given` maps question ids to answers in the order of answering, `answered` to when they were given. `created` is
    None before the first answer: the attempt is then a drawing that nobody has begun. `hints` counts those that were
    asked for, by question."""

    number: int
    seed: int
    questions: tuple[Question, ...]
    given: Mapping[str, Given]
    created: datetime | None
    hints: Mapping[str, int] = field(default_factory=dict)
    answered: Mapping[str, datetime] = field(default_factory=dict)

    def question(self, question_id: str) -> Question | None:
        return next((question for question in self.questions if question.id == question_id), None)

    @cached_property
    def feedback(self) -> Mapping[str, Feedback]:
        """Question id -> what grading says; only for questions that are answered."""
        return {q.id: grade(q, self.given[q.id]) for q in self.questions if q.id in self.given}

    @property
    def unanswered(self) -> tuple[Question, ...]:
        return tuple(question for question in self.questions if question.id not in self.given)

    @property
    def finished(self) -> bool:
        return not self.unanswered

    @property
    def right(self) -> int:
        """How many are answered and right."""
        return sum(feedback.right for feedback in self.feedback.values())

    @property
    def missed(self) -> tuple[Question, ...]:
        """Answered and not right."""
        return tuple(q for q in self.questions if q.id in self.feedback and not self.feedback[q.id].right)
