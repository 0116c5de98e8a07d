"""A question as an item, and an item as the plain data of a question: what formats and Firstbyte have in common."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from quiz.exchange.item import Answer, CannotCarry, Item, Kind
from quiz.exchange.markup import coded, marked
from quiz.questions import Question
from quiz.questions.blanks import GAP, Blanks
from quiz.questions.chart import Chart
from quiz.questions.choice import Choice
from quiz.questions.match import Match
from quiz.questions.multi import Multi
from quiz.questions.number import Number
from quiz.questions.options import Option, WithOptions
from quiz.questions.order import Order
from quiz.questions.predict import Predict
from quiz.questions.text import Text

Data = dict[str, Any]


def starred(text: str) -> str:
    """A text that is meant as it stands, where a bare `*` would be any text."""
    return text.replace("\\", "\\\\").replace("*", "\\*") if "*" in text else text


def figure(value: float) -> str:
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)


def numbered(question: Blanks) -> str:
    """The program with its gaps numbered as they are listed."""
    places = {gap.id: str(number) for number, gap in enumerate(question.gaps, 1)}
    return GAP.sub(lambda found: "{{" + places.get(found[1], found[1]) + "}}", question.code)


def plain_of(question: Question) -> Data:
    """The question as it would be written: what is found by running a program is left out, and gaps are numbered."""
    data: Data = question.model_dump(mode="json", exclude_defaults=True)
    if isinstance(question, Predict):
        data.pop("printed", None)
        for option in data["options"]:
            option.pop("correct", None)
    if isinstance(question, Blanks):
        data["code"] = numbered(question)
    return data


def item_of(question: Question, programs: Mapping[str, str]) -> Item:
    """`programs` are the texts of the lesson's programs. Raises CannotCarry for what no format can ask."""
    for schema, (kind, make) in MAKERS.items():
        if isinstance(question, schema):
            return Item(
                kind=kind,
                name=question.id,
                prompt=question.prompt,
                shown=shown_of(question, programs),
                hints=question.hints,
                **make(question),
            )
    raise CannotCarry(f"no format can say what a question of the type {question.type!r} asks")


def shown_of(question: Question, programs: Mapping[str, str]) -> tuple[str, str] | None:
    stimulus = question.stimulus
    if stimulus is None:
        return None
    if stimulus.program is not None:
        return "python", programs.get(stimulus.program, stimulus.program)
    return stimulus.language, stimulus.text or ""


def options_of(question: WithOptions, wrong: float = 0.0, right: float = 1.0) -> tuple[Answer, ...]:
    def text(option: Option) -> str:
        return coded(option.text) if isinstance(question, Predict) else option.text

    return tuple(Answer(text(each), right if each.correct else wrong, each.why) for each in question.options)


def one(question: WithOptions) -> Data:
    return {"answers": options_of(question)}


def several(question: Multi) -> Data:
    share = 1 / max(1, len(question.right))
    wrong = {"exact": -1.0, "proportional": -share, "proportional_correct": 0.0}[question.credit]
    return {"answers": options_of(question, wrong, share), "credit": question.credit}


def number(question: Number) -> Data:
    tolerance = question.tolerance
    width, relative = tolerance.absolute or tolerance.relative or 0.0, tolerance.relative is not None
    known = [(question.value, 1.0, question.why), *((slip.value, 0.0, slip.why) for slip in question.slips)]
    answers = tuple(Answer(figure(value), share, said, width, relative) for value, share, said in known)
    return {"answers": (*answers, other(question)), "unit": question.unit, "units": dict(question.units)}


def other(question: Number | Text) -> Answer:
    return Answer("*", 0.0, question.otherwise)


def text(question: Text) -> Data:
    right = [Answer(starred(each), 1.0, question.why) for each in question.answer.accepted]
    slips = [Answer(starred(each), 0.0, slip.why) for slip in question.slips for each in slip.accepted]
    return {"answers": (*right, *slips, other(question)), "exact": question.exact}


def match(question: Match) -> Data:
    pairs = [(pair.left, pair.right) for pair in question.pairs]
    return {"pairs": (*pairs, *(("", extra.text) for extra in question.extra))}


def order(question: Order) -> Data:
    lines = [coded(item.text) if question.language else item.text for item in question.items]
    reasons = {"said": question.why, "otherwise": question.otherwise, "credit": question.credit}
    return {"answers": tuple(Answer(line) for line in lines), **reasons}


def gaps(question: Blanks) -> Data:
    found = []
    for gap in question.gaps:
        right = [Answer(starred(each), 1.0, gap.why) for each in gap.accepted]
        slips = [Answer(starred(each), 0.0, slip.why) for slip in gap.slips for each in slip.accepted]
        found.append((*right, *slips, Answer("*", 0.0, gap.otherwise)))
    return {"gaps": tuple(found), "code": numbered(question)}


MAKERS: dict[type[Question], tuple[Kind, Callable[[Any], Data]]] = {
    Choice: ("one", one),
    Predict: ("one", one),
    Chart: ("one", one),
    Multi: ("several", several),
    Number: ("number", number),
    Text: ("text", text),
    Match: ("match", match),
    Order: ("order", order),
    Blanks: ("gaps", gaps),
}


def gap_as_pairs(item: Item) -> Item:
    """For a format without gaps: each gap is matched with what belongs into it."""
    first = [next((each.text for each in gap if each.share > 0), "") for gap in item.gaps]
    wrong = [each.text for gap in item.gaps for each in gap if each.share <= 0 and "*" not in each.text]
    known = dict.fromkeys(text for text in wrong if text not in first)
    pairs = [*((f"Gap {place}", marked(text)) for place, text in enumerate(first, 1))]
    shown = ("python", re.sub(r"\{\{(\w+)\}\}", r"__\1__", item.code))
    return Item("match", item.name, item.prompt, pairs=(*pairs, *(("", marked(text)) for text in known)), shown=shown)


def order_as_pairs(item: Item) -> Item:
    """For a format without orders: each line is matched with its place."""
    pairs = tuple((each.text, str(place)) for place, each in enumerate(item.answers, 1))
    return Item("match", item.name, item.prompt, pairs=pairs, shown=item.shown, hints=item.hints)
