"""What the quiz cannot do, said so that a person knows what happened, what was kept and what to do."""


class Refused(Exception):
    """Caught in one place, the view, and shown above the quiz as it stands. Nothing has been written."""

    def __init__(self, status: int, title: str, words: str) -> None:
        super().__init__(title)
        self.status = status
        self.title = title
        self.words = words


KEPT = "Everything that you have answered is saved."


def nothing_chosen() -> Refused:
    return Refused(422, "No option was chosen", f"Choose one of the options, then send the answer again. {KEPT}")


def unknown_option() -> Refused:
    return Refused(
        422,
        "That option is not one of this question's",
        f"Nothing was counted. Choose one of the options below. {KEPT}",
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
