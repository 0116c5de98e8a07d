"""What grading says about a response."""

from dataclasses import dataclass


class NotAnAnswer(Exception):
    """The response is not one that the question can be given."""


@dataclass(frozen=True)
class Feedback:
    """`mark` is between 0 and 1; `text` and `why` belong to what was chosen, never to the question as a whole."""

    mark: float
    chosen: str
    text: str
    why: str
    misconception: str | None

    @property
    def right(self) -> bool:
        return self.mark == 1.0
