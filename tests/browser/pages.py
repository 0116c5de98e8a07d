"""The pages that a visitor can open, and the looks in which each must be right."""

from dataclasses import dataclass

MODES = ("why", "basics", "visualize", "deep-dive", "performance", "practice", "challenge", "project", "review")
LESSON = "/lessons/async-views-basics"
READING = tuple(f"{LESSON}/{mode}/" for mode in MODES)
PAGES = ("/", "/lessons/", *READING, "/quiz/async-views-basics/", "/lab/", "/me/", "/nothing/")


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
