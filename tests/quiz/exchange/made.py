"""Made-up questions with texts that formats have signs of their own for."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

SIGNS = "ab Z9~=#{}:\\->*_`[]()%<>&;\"'/!.,\n$é×λ"
WORDS = st.one_of(
    st.text(SIGNS, min_size=1, max_size=30),
    st.sampled_from(
        ["`a_b` and *so*", "a -> b", "100 %", "%50%", "[html]x", "// no", "::x::", "&lt;b&gt;", "<b>x</b>", "T", "=", "{{1}}",
         "```\nx\n```", "]]>", "<!-- -->", "$CATEGORY: x", "a\n\nb", "*", "\\*", "5 < 6 && 7 > 6", "#1", "__init__", "-1"]
    ),
).map(str.strip).filter(bool)  # fmt: skip
SENTENCES = st.one_of(st.just(""), WORDS)
SHARES = ("exact", "proportional", "proportional_correct")


def several(strategy: st.SearchStrategy[Any], least: int, most: int) -> st.SearchStrategy[list[Any]]:
    return st.lists(
        strategy, min_size=least, max_size=most, unique_by=lambda each: " ".join(str(each).split()).casefold()
    )


@st.composite
def questions(draw: st.DrawFn) -> dict[str, Any]:
    kind = draw(st.sampled_from(sorted(MAKERS)))
    data: dict[str, Any] = {"id": "made-up", "rev": draw(st.integers(1, 9)), "type": kind, "objective": "hold"}
    data |= {"prompt": draw(WORDS), "source": "docs"}
    if draw(st.booleans()):
        data["hints"] = draw(st.lists(WORDS, max_size=2))
    if draw(st.booleans()):
        data["stimulus"] = {"language": draw(st.sampled_from(["python", "text"])), "text": draw(WORDS)}
    return data | MAKERS[kind](draw)


def options(draw: st.DrawFn, right: int) -> list[dict[str, Any]]:
    found = []
    for place, text in enumerate(draw(several(WORDS, max(2, right), 5))):
        found.append({"id": f"o{place}", "text": text, "why": draw(WORDS), "correct": place < right})
    return draw(st.permutations(found))


def choice(draw: st.DrawFn) -> dict[str, Any]:
    return {"options": options(draw, 1)}


def predict(draw: st.DrawFn) -> dict[str, Any]:
    found = options(draw, 1)
    return {
        "options": found,
        "stimulus": {"program": "wait.py"},
        "printed": next(e["text"] for e in found if e["correct"]),
    }


def multi(draw: st.DrawFn) -> dict[str, Any]:
    return {"options": options(draw, draw(st.integers(1, 3))), "credit": draw(st.sampled_from(SHARES))}


NUMBERS = st.one_of(
    st.integers(-1000, 10**6).map(float), st.floats(-1e9, 1e9, allow_nan=False).map(lambda x: round(x, 6))
)


def number(draw: st.DrawFn) -> dict[str, Any]:
    slips = [{"value": each, "why": draw(SENTENCES)} for each in draw(st.lists(NUMBERS, max_size=3, unique=True))]
    return {
        "value": draw(NUMBERS),
        "unit": draw(st.sampled_from(["", "ms", "%", "€"])),
        "units": draw(st.sampled_from([{}, {"s": 1000.0}, {"min": 60000.0, "µs": 0.001}])),
        "tolerance": {draw(st.sampled_from(["absolute", "relative"])): draw(st.sampled_from([0.0, 0.02, 1.5, 0.333]))},
        "why": draw(SENTENCES),
        "otherwise": draw(SENTENCES),
        "slips": slips,
    }


def text(draw: st.DrawFn) -> dict[str, Any]:
    slips = [
        {"accepted": draw(several(WORDS, 1, 2)), "why": draw(SENTENCES)} for _ in range(draw(st.integers(0, 2)))
    ]  # fmt: skip
    return {
        "answer": {"accepted": draw(several(WORDS, 1, 3)), "patterns": draw(st.sampled_from([[], ["a.*", r"\d+"]]))},
        "exact": draw(st.booleans()),
        "example": draw(SENTENCES),
        "why": draw(SENTENCES),
        "otherwise": draw(SENTENCES),
        "slips": slips,
    }


def order(draw: st.DrawFn) -> dict[str, Any]:
    items = [{"id": f"i{place}", "text": line} for place, line in enumerate(draw(several(WORDS, 3, 5)))]
    language = draw(st.sampled_from([None, "python"]))
    if language:
        items[0]["text"] = f"    {items[0]['text']}"
    reasons = {"why": draw(SENTENCES), "otherwise": draw(SENTENCES)}
    return {"items": items, "language": language, "credit": draw(st.sampled_from(["exact", "run"])), **reasons}


def match(draw: st.DrawFn) -> dict[str, Any]:
    lefts, rights = draw(several(WORDS, 2, 4)), draw(several(WORDS, 6, 6))
    pairs = [
        {"id": f"p{place}", "left": left, "right": draw(st.sampled_from(rights[:4])), "why": draw(SENTENCES)}
        for place, left in enumerate(lefts)
    ]
    return {"pairs": pairs, "extra": [{"id": "x", "text": rights[5]}] if draw(st.booleans()) else []}


def blanks(draw: st.DrawFn) -> dict[str, Any]:
    names = draw(st.permutations(["first", "second", "2", "1"]))[: draw(st.integers(1, 3))]
    gaps = [
        {
            "id": name,
            "accepted": draw(several(WORDS, 1, 2)),
            "why": draw(SENTENCES),
            "otherwise": draw(SENTENCES),
            "slips": draw(st.sampled_from([[], [{"accepted": ["a slip"], "why": "a reason"}]])),
        }
        for name in names
    ]
    lines = [f"{draw(WORDS)} {{{{{name}}}}}" for name in draw(st.permutations(names))]
    return {"code": "\n".join(lines), "gaps": gaps, "output": draw(st.sampled_from([None, "3\n"]))}


MAKERS = {
    "choice": choice, "predict": predict, "multi": multi, "number": number, "text": text, "order": order, "match": match,
    "blanks": blanks,
}  # fmt: skip
