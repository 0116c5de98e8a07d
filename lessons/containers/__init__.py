"""The containers of the content, `::: name args`. A new one is a function here and an entry in CONTAINERS."""

from lessons.containers import (
    code,
    covers,
    exercise,
    measured,
    panels,
    pipeline,
    places,
    player,
    slots,
    timeline,
    tracker,
)
from lessons.rendering import Container

CONTAINERS: dict[str, Container] = {
    "impact": panels.impact,
    "pattern": panels.pattern,
    "takeaways": panels.takeaways,
    "steps": panels.steps,
    "myth": panels.myth,
    "task": panels.task,
    "reveal": covers.reveal,
    "hint": covers.hint,
    "card": covers.card,
    "program": code.program,
    "fragment": code.fragment,
    "exercise": exercise.exercise,
    "timeline": timeline.timeline,
    "player": player.player,
    "tracker": tracker.tracker,
    "moments": tracker.moments,
    "pipeline": pipeline.pipeline,
    "quiz": places.quiz,
    "question": slots.question,
    "mastery": slots.mastery,
    "ttfb": places.ttfb,
    "lab": places.lab,
    "measured": measured.measured,
}
