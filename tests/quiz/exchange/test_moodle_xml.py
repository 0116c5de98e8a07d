"""Moodle XML as its documentation describes it, each construct in an example of our own."""

from __future__ import annotations

from typing import Any

import pytest

from quiz.exchange import FORMATS, export, take
from quiz.exchange.item import Item, Reading
from quiz.exchange.moodle_xml import read
from quiz.exchange.xml import parse as parse_xml
from quiz.questions import parse
from tests.quiz.types import MADE

# The fractions that Moodle's form offers, in per cent; with "error" for others it refuses a file.
GRADES = {
    100, 90, 83.33333, 80, 75, 70, 66.66667, 60, 50, 40, 33.33333, 30, 25, 20, 16.66667, 14.28571, 12.5, 11.11111, 10, 5, 0,
}  # fmt: skip


def reading(inner: str) -> Reading:
    return read(f'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n{inner}\n</quiz>'.encode())


def question(kind: str, inner: str, text: str = "<p>Who waits?</p>", form: str = "html") -> str:
    return (
        f'<question type="{kind}">\n<name><text>Waits</text></name>\n'
        f'<questiontext format="{form}"><text><![CDATA[{text}]]></text></questiontext>\n{inner}\n</question>'
    )


def one(kind: str, inner: str, **more: str) -> Item:
    found = reading(question(kind, inner, **more))
    assert found.faults == ()
    (item,) = found.items
    return item


def answer(text: str, fraction: str, feedback: str = "", more: str = "") -> str:
    said = f'<feedback format="html"><text>{feedback}</text></feedback>' if feedback else ""
    return f'<answer fraction="{fraction}" format="html"><text>{text}</text>{said}{more}</answer>'


def data(kind: str, inner: str, **more: str) -> dict[str, Any]:
    (draft,) = take(f"<quiz>{question(kind, inner, **more)}</quiz>".encode()).drafts
    return draft.data


def test_a_choice_with_cdata_and_feedback() -> None:
    item = one(
        "multichoice", f"<single>true</single>{answer('<![CDATA[<b>a</b> & b]]>', '100', 'Yes.')}{answer('c', '0')}"
    )
    assert item.kind == "one"
    assert item.prompt == "Who waits?"
    assert [(each.text, each.share, each.said) for each in item.answers] == [("**a** & b", 1, "Yes."), ("c", 0, "")]


def test_entities_are_read_once_as_xml_and_once_as_html() -> None:
    item = one("multichoice", answer("&lt;i&gt;x&lt;/i&gt; &amp;lt; 3", "100") + answer("&amp;eacute;", "0"))
    assert [each.text for each in item.answers] == ["*x* < 3", "é"]


def test_several_right_answers_with_weights_and_negative_fractions() -> None:
    weights = answer("a", "50") + answer("b", "50") + answer("c", "-50") + answer("d", "-50")
    found = data("multichoice", f"<single>false</single>{weights}")
    assert (found["type"], found["credit"]) == ("multi", "proportional")
    assert [option.get("correct", False) for option in found["options"]] == [True, True, False, False]


def test_unequal_weights_are_listed() -> None:
    text = question("multichoice", f"<single>false</single>{answer('a', '70')}{answer('b', '30')}{answer('c', '0')}")
    found = take(f"<quiz>{text}</quiz>".encode())
    assert any("weights" in each.reason for each in found.skipped)


def test_true_and_false() -> None:
    item = one("truefalse", answer("true", "0", "No.") + answer("false", "100", "Right."))
    assert [(each.text, each.share) for each in item.answers] == [("True", 0), ("False", 1)]


def test_a_short_answer_with_case_and_a_star() -> None:
    item = one("shortanswer", f"<usecase>1</usecase>{answer('await', '100')}{answer('*', '0', 'Look again.')}")
    assert (item.kind, item.exact) == ("text", True)
    found = data("shortanswer", f"{answer('await', '100')}{answer('*', '0', 'Look again.')}")
    assert found["answer"] == {"accepted": ["await"]}
    assert found["otherwise"] == "Look again."


def test_a_number_with_tolerance_and_units() -> None:
    units = "".join(
        f"<unit><multiplier>{factor}</multiplier><unit_name>{name}</unit_name></unit>"
        for name, factor in (("ms", "1000"), ("s", "1"))
    )
    inner = answer("3.5", "100", "", "<tolerance>0.1</tolerance>") + f"<units>{units}</units>"
    found = data("numerical", inner)
    assert (found["value"], found["unit"], found["units"], found["tolerance"]) == (
        3.5,
        "s",
        {"ms": 0.001},
        {"absolute": 0.1},
    )


def test_pairs_and_an_extra() -> None:
    inner = "".join(
        f'<subquestion format="html"><text>{left}</text><answer><text>{right}</text></answer></subquestion>'
        for left, right in (("gunicorn", "WSGI"), ("Daphne", "ASGI"), ("", "CGI"))
    )
    assert one("matching", inner).pairs == (("gunicorn", "WSGI"), ("Daphne", "ASGI"), ("", "CGI"))


@pytest.mark.parametrize(
    ("grading", "credit"), [("ALL_OR_NOTHING", "exact"), ("LONGEST_CONTIGUOUS_SUBSET", "run"), ("-1", "exact")]
)
def test_an_order_with_its_grading(grading: str, credit: str) -> None:
    inner = f"<gradingtype>{grading}</gradingtype>" + "".join(answer(each, "1") for each in ("a", "b", "c"))
    item = one("ordering", inner)
    assert [each.text for each in item.answers] == ["a", "b", "c"]
    assert item.credit == credit


def test_hints_and_general_feedback() -> None:
    inner = answer("a", "100") + answer("b", "0") + '<hint format="html"><text>Think.</text></hint>'
    inner += '<generalfeedback format="html"><text>It is a.</text></generalfeedback>'
    found = data("multichoice", inner)
    assert found["hints"] == ["Think."]
    assert found["options"][0]["why"] == "It is a."


def test_an_embedded_picture_is_listed_and_its_words_are_kept() -> None:
    text = '<p>See <img src="@@PLUGINFILE@@/a.png" alt="a queue"/> here.</p>'
    inner = answer("a", "100") + answer("b", "0")
    whole = question("multichoice", inner, text=text).replace(
        "</questiontext>", '<file name="a.png" path="/" encoding="base64">iVBORw0KGgo=</file></questiontext>'
    )
    found = take(f"<quiz>{whole}</quiz>".encode())
    said = " ".join(each.reason for each in found.skipped)
    assert found.drafts[0].data["prompt"] == "See here."
    assert "a queue" in said
    assert "a.png" in said


def test_markdown_and_plain_text_are_read_as_what_they_are() -> None:
    inner = answer("a", "100") + answer("b", "0")
    assert one("multichoice", inner, text="Is *it*?", form="markdown").prompt == "Is *it*?"
    assert one("multichoice", inner, text="Is *it* <b>?", form="plain_text").prompt == r"Is \*it\* <b>?"


def test_a_code_block_at_the_end_is_what_is_looked_at() -> None:
    inner = answer("a", "100") + answer("b", "0")
    item = one("multichoice", inner, text="<p>Prints?</p><pre>x = 1 &lt; 2\n  y</pre>")
    assert item.shown == ("text", "x = 1 < 2\n  y\n")


def test_a_program_of_gaps_is_one() -> None:
    code = "<p>Fill.</p><pre>r = {1:SHORTANSWER_C:=await#Yes.~%0%yield#No.~*#Look.} f()\nprint({2:SA:%100%r})</pre>"
    found = data("cloze", "", text=code)
    assert found["type"] == "blanks"
    assert [gap["accepted"] for gap in found["gaps"]] == [["await"], ["r"]]
    assert found["gaps"][0]["slips"] == [{"accepted": ["yield"], "why": "No."}]
    assert found["gaps"][0]["otherwise"] == "Look."
    assert parse({**found, "objective": "a", "source": "b"}).whole.startswith("r = await f()")  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("gap", "kind", "first"),
    [
        ("{1:MULTICHOICE:=a#Yes~b}", "one", "a"),
        ("{1:MCV:%100%a~b}", "one", "a"),
        ("{1:MR:=a~=b~c}", "several", "a"),
        ("{1:NUMERICAL:=3.5:0.1#Yes}", "number", "3.5"),
        (r"{:SHORTANSWER:=\}\#\~}", "text", "}#~"),
    ],
)
def test_a_single_gap_is_a_question_of_its_kind(gap: str, kind: str, first: str) -> None:
    item = one("cloze", "", text=f"<p>A {gap} waits.</p>")
    assert (item.kind, item.prompt, item.answers[0].text) == (kind, "A _____ waits.", first)


def test_gaps_in_prose_are_skipped_with_the_reason() -> None:
    found = reading(question("cloze", "", text="<p>{1:SA:=a} and {1:SA:=b}</p>"))
    assert found.items == ()
    assert "several gaps" in found.skipped[0].reason


@pytest.mark.parametrize(
    "kind", ["essay", "description", "calculated", "ddwtos", "gapselect", "randomsamatch", "stack"]
)
def test_what_nobody_here_can_grade_is_skipped(kind: str) -> None:
    found = reading(question(kind, ""))
    assert (found.items, found.faults, len(found.skipped)) == ((), (), 1)
    assert found.skipped[0].line == 3


def test_a_category_and_tags_are_listed() -> None:
    category = '<question type="category"><category><text>$course$/waits</text></category></question>'
    inner = answer("a", "100") + answer("b", "0") + "<tags><tag><text>easy</text></tag></tags>"
    found = take(f"<quiz>{category}{question('multichoice', inner)}</quiz>".encode())
    said = " ".join(each.reason for each in found.skipped)
    assert "waits" in said
    assert "easy" in said


def test_every_fault_is_named_at_its_place() -> None:
    found = reading(
        question("multichoice", answer("a", "x") + "\n" + answer("", "0"))
        + question("numerical", answer("three", "100"))
        + "<question><name/></question>"
        + question("shortanswer", answer("a", "0"))
    )
    assert [(each.line, each.column) for each in found.faults] == [(6, 1), (7, 1), (11, 1), (12, 12), (12, 40)]
    assert take(b"<quiz>" + question("multichoice", answer("a", "x")).encode() + b"</quiz>").drafts == ()


def test_what_is_not_well_formed_is_said_at_its_place() -> None:
    found = take(b"<quiz>\n <question type='essay'>\n </quiz>")
    assert [(each.line, each.column) for each in found.faults] == [(3, 4)]


def test_another_root_is_refused() -> None:
    assert "begins with <quiz>" in take(b"<html/>").faults[0].message


def test_the_encoding_of_the_file_is_the_one_that_it_names() -> None:
    text = (
        '<?xml version="1.0" encoding="ISO-8859-1"?><quiz>'
        + question("truefalse", answer("true", "100"), text="é?")
        + "</quiz>"
    )
    assert read(text.encode("latin-1")).items[0].prompt == "é?"


@pytest.mark.parametrize("kind", sorted(set(MADE) - {"card", "code"}))
def test_an_export_has_what_moodle_reads(kind: str) -> None:
    """The structure that the documentation gives: each question with its name, its text with a format, and answers
    whose fractions Moodle's own form offers."""
    made = parse(MADE[kind].make("made-up"))
    root = parse_xml(export([made], "moodle-xml", "A lesson").data)
    category, found = root.all("question")
    assert (category.get("type"), root.name) == ("category", "quiz")
    name, text = found.first("name"), found.first("questiontext")
    assert name
    assert text
    assert name.said("text") == "made-up"
    assert text.get("format") in ("html", "markdown")
    assert text.said("text")
    for each in found.all("answer"):
        assert abs(float(each.get("fraction"))) in GRADES | {1}
        assert each.first("text")
    kinds = {"multichoice", "numerical", "shortanswer", "matching", "ordering", "cloze"}
    assert found.get("type") in kinds
    assert (found.said("single") in ("true", "false")) is (found.get("type") == "multichoice")


def test_every_format_says_how_its_files_are_called() -> None:
    assert all(form.suffix and form.mime for form in FORMATS.values())
