"""Grading is a pure function of a question, as it was asked, and a response to it."""

from quiz.questions import TYPES, Question
from quiz.questions.feedback import Feedback


def grade(question: Question, response: str) -> Feedback:
    """Raises NotAnAnswer when the question cannot be given this response."""
    return TYPES[question.type].grade(question, response)
