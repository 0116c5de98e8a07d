"""The nine modes of a lesson: one path, from why to recall."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ModeKind:
    """`sections` are the ids that a page in this mode must have, in this order; others may stand between them."""

    slug: str
    name: str
    purpose: str
    sections: tuple[str, ...]


MODES: dict[str, ModeKind] = {
    kind.slug: kind
    for kind in (
        ModeKind(
            "why",
            "Why",
            "The problem, and what solves it",
            (
                "big-idea",
                "scenario",
                "problem",
                "solution",
                "before-and-after",
                "what-it-enables",
                "real-life",
                "takeaways",
            ),
        ),
        ModeKind(
            "basics",
            "Basics",
            "The syntax, two examples, a program that runs",
            ("introduction", "syntax", "examples", "sample-program", "notes", "summary"),
        ),
        ModeKind(
            "visualize",
            "Visualize",
            "A program played step by step",
            ("concept-flow", "sample", "execution-table", "variable-tracker", "key-moments", "visual-quiz"),
        ),
        ModeKind(
            "deep-dive",
            "Deep dive",
            "How it works underneath, and why it is so",
            (
                "what-and-why",
                "mental-model",
                "build-up",
                "under-the-hood",
                "design-reasons",
                "myth-busters",
                "connections",
                "pitfalls",
            ),
        ),
        ModeKind(
            "performance",
            "Performance",
            "What it costs and gains, measured",
            (
                "impact",
                "patterns",
                "comparison",
                "measured",
                "rendering-pipeline",
                "web-vital",
                "tips",
                "devtools",
                "quiz",
            ),
        ),
        ModeKind(
            "practice",
            "Practice",
            "Five tasks, from filling a blank to writing a line",
            ("task-1", "task-2", "task-3", "task-4", "task-5", "common-mistakes"),
        ),
        ModeKind(
            "challenge",
            "Challenge",
            "Five problems to predict, mend and compare",
            ("problem-1", "problem-2", "problem-3", "problem-4", "problem-5", "mastery"),
        ),
        ModeKind(
            "project",
            "Project",
            "A small program, built in four steps",
            ("scenario", "goal", "step-1", "step-2", "step-3", "step-4", "finished"),
        ),
        ModeKind(
            "review",
            "Review",
            "The whole lesson, to recall",
            ("cheat-sheet", "cards", "recall", "explain-it"),
        ),
    )
}
