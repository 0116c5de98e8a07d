"""The pages that a visitor can open, and the looks in which each must be right."""

from dataclasses import dataclass

MODES = ("why", "basics", "visualize", "deep-dive", "performance", "practice", "challenge", "project", "review")
LESSON = "/lessons/async-views-basics"
READING = tuple(f"{LESSON}/{mode}/" for mode in MODES)
CITED = "async-views-basics"
COMPARED = f"/lab/compare/?run={CITED}.sync-vs-async&run={CITED}.settled"
LAB = (
    "/lab/",
    "/lab/runs/",
    "/lab/compare/",
    "/lab/matrix/",
    "/lab/your-browser/",
    COMPARED,
    f"/lab/runs/{CITED}.sync-vs-async/",
)
PAGES = (
    "/",
    "/lessons/",
    *READING,
    "/quiz/async-views-basics/",
    "/review/",
    *LAB,
    "/me/",
    "/me/answers/",
    "/me/sign-in/",
    "/me/sign-up/",
    "/nothing/",
)


@dataclass(frozen=True)
class Look:
    name: str
    width: int
    height: int
    colour: str


LOOKS = (
    Look("phone-light", 360, 740, "light"),
    Look("phone-dark", 360, 740, "dark"),
    Look("desktop-light", 1280, 800, "light"),
    Look("desktop-dark", 1280, 800, "dark"),
)
