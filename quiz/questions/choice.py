"""One of several options; the mark is 1 for the right one and 0 for any other."""

from typing import Annotated, Literal

from pydantic import Field

from quiz.questions.envelope import Envelope, Slug, Strict, Words
from quiz.questions.feedback import Feedback, NotAnAnswer


class Option(Strict):
    """`why` says, to whoever chose it, what makes this option right or wrong. A pinned option stays last."""

    id: Slug
    text: Words
    correct: bool = False
    why: str = ""
    misconception: Slug | None = None
    pinned: bool = False


class Choice(Envelope):
    """How many options are right, and that each has its `why`, is the linter's business: it names the place."""

    type: Literal["choice"]
    options: Annotated[tuple[Option, ...], Field(min_length=2)]

    @property
    def right(self) -> Option:
        return next(option for option in self.options if option.correct)


def grade(question: Choice, option_id: str) -> Feedback:
    """Raises NotAnAnswer for an id that is none of the question's."""
    for option in question.options:
        if option.id == option_id:
            return Feedback(
                mark=1.0 if option.correct else 0.0,
                chosen=option.id,
                text=option.text,
                why=option.why,
                misconception=option.misconception,
            )
    raise NotAnAnswer(question.id)
