"""Grading is a pure function of a question, as it was asked, and an answer to it."""

from quiz.questions import Question, type_of
from quiz.questions.feedback import Feedback, Given


def grade(question: Question, given: Given) -> Feedback:
    """Raises NotAnAnswer when the question cannot be given this answer."""
    return type_of(question).grade(question, given)
