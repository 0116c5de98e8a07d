"""What the reviews cannot do, said as the quiz says it."""

from quiz.refusal import KEPT, Refused


def nothing_to_undo() -> Refused:
    return Refused(
        409,
        "Only the last grade can be taken back",
        f"Another answer was given since, perhaps in another tab, or that grade is not yours. {KEPT}",
    )


def no_such_card() -> Refused:
    return Refused(
        404,
        "That question is not among your reviews",
        f"It may have been answered in another browser, or erased, or left the course. What is due is below. {KEPT}",
    )


def wrong_limit() -> Refused:
    return Refused(422, "The limit is a whole number from 1 to 500", f"It was left as it is. {KEPT}")


def wrong_zone() -> Refused:
    return Refused(
        422,
        "No time zone has that name",
        f"It is written like Europe/Berlin or America/New_York, or UTC. It was left as it is. {KEPT}",
    )


def wrong_method() -> Refused:
    return Refused(405, "This address only takes answers", f"It was opened like a page. What is due is below. {KEPT}")
