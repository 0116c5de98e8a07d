"""The sets that a lesson's questions belong to. Each but the performance quiz is placed among the text of one mode."""

from dataclasses import dataclass
from typing import Final, Literal

PERFORMANCE: Final = "performance"
DIAGNOSTIC: Final = "diagnostic"  # ten of the same pool, over all objectives
CHALLENGE: Final = "challenge"
RECALL: Final = "recall"
REVIEW: Final = "review"  # one question that was due; see quiz/review

SetName = Literal["performance", "practice", "challenge", "visual", "recall"]


@dataclass(frozen=True)
class QuestionSet:
    """`mode` is that in whose text the questions stand. `whole` sets are begun anew as a whole, once they are finished;
    of the others each question can be tried again by itself."""

    slug: SetName
    name: str
    mode: str
    whole: bool = False


SETS: dict[str, QuestionSet] = {
    each.slug: each
    for each in (
        QuestionSet("practice", "Practice", "practice"),
        QuestionSet(CHALLENGE, "Challenge", "challenge", whole=True),
        QuestionSet("visual", "Visual quiz", "visualize"),
        QuestionSet(RECALL, "Recall", "review"),
    )
}
ALONE = ("practice", RECALL)  # sets whose questions need no picture or problem of their page to be understood
NAMES: dict[str, str] = {
    PERFORMANCE: "Performance quiz",
    DIAGNOSTIC: "Diagnostic",
    **{each.slug: each.name for each in SETS.values()},
}
