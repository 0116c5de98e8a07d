"""What the quiz cannot do, said so that a person knows what happened, what was kept and what to do."""


class Refused(Exception):
    """Caught in one place, the view, and shown above the quiz as it stands. Nothing has been written."""

    def __init__(self, status: int, title: str, words: str) -> None:
        super().__init__(title)
        self.status = status
        self.title = title
        self.words = words


KEPT = "Everything that you have answered is saved."


def nothing_given(what_to_do: str) -> Refused:
    return Refused(422, "There was no answer in the form", f"{what_to_do} {KEPT}")


def unreadable(what_would_be_read: str) -> Refused:
    return Refused(422, "The answer could not be read", f"{what_would_be_read} What you gave is still below. {KEPT}")


def not_an_answer() -> Refused:
    return Refused(
        422,
        "That is no answer to this question",
        f"Nothing was counted: the form held what this question does not offer. Answer it below. {KEPT}",
    )


def unknown_question() -> Refused:
    return Refused(
        422,
        "This attempt does not ask that question",
        f"The attempt may have been begun in another tab, with other questions: they are below. {KEPT}",
    )


def unknown_attempt() -> Refused:
    return Refused(
        404,
        "That attempt is not yours, or no longer there",
        "It may have been begun in another browser, or erased. Your own attempt is below, as it stands.",
    )


def broken_form() -> Refused:
    return Refused(400, "The form arrived changed", f"Nothing was counted. Answer the question below instead. {KEPT}")


def questions_changed() -> Refused:
    return Refused(
        409,
        "These questions were corrected while you read them",
        "Your answer was not counted, since it was given to the old wording. The new questions are below.",
    )


def first_is_kept() -> Refused:
    return Refused(
        409,
        "Your first answer is kept",
        "You have already answered that question, perhaps in another tab. The first answer counts; this one does not.",
    )


def not_finished() -> Refused:
    return Refused(
        409, "This attempt is not finished", f"Answer the open question first; then a new attempt can begin. {KEPT}"
    )


def no_badge() -> Refused:
    return Refused(
        409,
        "There is nothing to show yet",
        f"A badge's page can be made while the challenge is mastered. How it stands is on its page. {KEPT}",
    )


def no_name(longest: int) -> Refused:
    return Refused(422, "That name does not fit", f"A name has up to {longest} letters in one line. {KEPT}")


def wrong_method() -> Refused:
    return Refused(
        405, "This address only takes answers", f"It was opened like a page. The quiz is below, as it stands. {KEPT}"
    )


def page_is_read() -> Refused:
    return Refused(405, "This page is only read", f"Answers are sent by the form below. {KEPT}")
