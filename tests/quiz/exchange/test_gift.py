"""GIFT as Moodle's documentation describes it, each construct in an example of our own."""

from __future__ import annotations

from typing import Any

import pytest

from quiz.exchange import take
from quiz.exchange.gift import read
from quiz.exchange.item import Item, Reading


def reading(text: str) -> Reading:
    return read(text.encode())


def one(text: str) -> Item:
    found = reading(text)
    assert found.faults == ()
    (item,) = found.items
    return item


def skipped(text: str) -> list[tuple[int, str]]:
    found = reading(text)
    assert found.items == ()
    return [(each.line, each.reason) for each in found.skipped]


def faults(text: str) -> list[tuple[int, int]]:
    found = take(text.encode(), "gift")
    assert found.drafts == ()
    return [(each.line, each.column) for each in found.faults]


def answers(item: Item) -> list[tuple[str, float, str]]:
    return [(each.text, round(each.share, 5), each.said) for each in item.answers]


def data(text: str) -> dict[str, Any]:
    (draft,) = take(text.encode(), "gift").drafts
    return draft.data


def test_a_choice_has_a_right_answer_and_wrong_ones() -> None:
    item = one("Which server speaks ASGI?{~gunicorn's sync worker =Daphne ~mod_php}")
    assert item.kind == "one"
    assert item.prompt == "Which server speaks ASGI?"
    assert answers(item) == [("gunicorn's sync worker", 0, ""), ("Daphne", 1, ""), ("mod_php", 0, "")]


def test_answers_may_stand_on_lines_of_their_own_with_feedback() -> None:
    item = one("What waits?\n{\n  =the coroutine # It awaits.\n  ~the loop # It goes on.\n  ~nobody\n}")
    assert answers(item) == [("the coroutine", 1, "It awaits."), ("the loop", 0, "It goes on."), ("nobody", 0, "")]


def test_a_title_names_the_question() -> None:
    assert one(":: Waits 1 :: Who?{=a ~b}").name == "Waits 1"


def test_an_id_in_a_comment_names_it_before_the_title() -> None:
    assert one("// [id:who-waits] [tag:easy]\n::Waits 1::Who?{=a ~b}").name == "who-waits"


def test_comments_are_passed_over_wherever_they_stand() -> None:
    item = one("// the first\nWho?{\n// within { = ~ }\n=a\n  // and here\n~b}")
    assert answers(item) == [("a", 1, ""), ("b", 0, "")]


def test_a_line_of_two_slashes_within_a_line_is_no_comment() -> None:
    assert one("See http\\://docs.example{=a ~b}").prompt == "See http://docs.example"


def test_weights_without_a_right_answer_make_several_answers_right() -> None:
    item = one("Which two?{~%50%gather ~%50%TaskGroup ~%-100%sleep ~time}")
    assert item.kind == "several"
    assert [each.share for each in item.answers] == [0.5, 0.5, -1.0, 0.0]


def test_thirds_count_as_they_are_rounded() -> None:
    found = data("Which?{~%33.33333%a ~%33.33333%b ~%33.33333%c ~%-33.33333%d}")
    assert found["type"] == "multi"
    assert found["credit"] == "proportional"
    assert [option.get("correct", False) for option in found["options"]] == [True, True, True, False]


def test_a_part_of_the_mark_in_a_choice_is_listed() -> None:
    found = take(b"Who?{=a ~%50%b ~c}", "gift")
    assert len(found.drafts) == 1
    assert [each.line for each in found.skipped] == [1]
    assert "50%" in found.skipped[0].reason


def test_true_and_false_are_a_choice_with_the_feedback_to_wrong_first() -> None:
    for sign in ("T", "TRUE"):
        assert answers(one(f"Async is a keyword.{{{sign}#It is.#Right so.}}")) == [
            ("True", 1, "Right so."),
            ("False", 0, "It is."),
        ]
    assert answers(one("A loop is a thread pool.{FALSE}")) == [("True", 0, ""), ("False", 1, "")]
    assert answers(one("A loop is a pool.{F#No.####In general.}"))[0] == ("True", 0, "No.")


def test_short_answers_are_all_right_unless_they_have_a_weight() -> None:
    item = one("Wraps a sync call?{=sync_to_async =%50%to_thread #nearly =%0%async_to_sync #The way back.}")
    assert item.kind == "text"
    assert answers(item) == [
        ("sync_to_async", 1, ""),
        ("to_thread", 0.5, "nearly"),
        ("async_to_sync", 0, "The way back."),
    ]


def test_a_star_in_a_short_answer_stands_for_anything() -> None:
    found = data("Wraps a sync call?{=sync_to_async =sync*async =%0%* #Look again.}")
    assert found["answer"] == {"accepted": ["sync_to_async"], "patterns": ["sync.*async"]}
    assert found["otherwise"] == "Look again."


def test_pairs_are_matched_and_one_without_a_left_side_is_an_extra() -> None:
    item = one("Match.{=gunicorn -> WSGI =Daphne -> ASGI =Node -> neither = -> CGI}")
    assert item.kind == "match"
    assert item.pairs == (("gunicorn", "WSGI"), ("Daphne", "ASGI"), ("Node", "neither"), ("", "CGI"))


@pytest.mark.parametrize(
    ("typed", "value", "width"),
    [("{#3}", 3, 0), ("{#3:0.5}", 3, 0.5), ("{#2.5..3.5}", 3, 0.5), ("{# 1e3:10}", 1000, 10), ("{#-4:0}", -4, 0)],
)
def test_a_number_has_a_tolerance_or_a_span(typed: str, value: float, width: float) -> None:
    item = one(f"How many? {typed}")
    assert item.kind == "number"
    assert [(float(each.text), each.width) for each in item.answers] == [(value, width)]


def test_numbers_may_be_several_with_weights_and_feedback_to_all_others() -> None:
    item = one("When?{#\n=1822:0 # Exactly.\n=%50%1830:2 # Close.\n~ # Look it up.\n}")
    assert [(each.text, each.share, each.said) for each in item.answers] == [
        ("1822.0", 1, "Exactly."),
        ("1830.0", 0.5, "Close."),
        ("*", 0, "Look it up."),
    ]
    found = take(b"When?{#=1822:0 =%50%1830:2 ~#No.}", "gift")
    assert found.drafts[0].data["slips"] == [{"value": 1830, "why": "TO BE WRITTEN"}]
    assert found.drafts[0].data["otherwise"] == "No."
    assert any("50%" in each.reason for each in found.skipped)


def test_a_missing_word_leaves_a_blank() -> None:
    assert one("A view {=waits ~runs} for its backend.").prompt == "A view _____ for its backend."


def test_signs_are_escaped() -> None:
    item = one(r"2 \= 2 \{set\} a\:b \~x \# \\n{=\=1 \~ ~\{\}#\#1}")
    assert item.prompt == "2 = 2 {set} a:b ~x # \\\\n"  # a backslash of the text is one of Markdown, escaped
    assert answers(item) == [("=1 ~", 1, ""), ("{}", 0, "#1")]


def test_an_escaped_n_is_a_new_line() -> None:
    item = one("[markdown]Read:\\n\\n```python\\nx \\= 1\\n```{=a ~b}")
    assert item.prompt == "Read:"
    assert item.shown == ("python", "x = 1\n")


def test_general_feedback_is_the_reason_where_an_answer_has_none() -> None:
    found = data("Who?{=a ~b #No.####It is a.}")
    assert [option["why"] for option in found["options"]] == ["It is a.", "No."]


@pytest.mark.parametrize(
    ("text", "prompt"),
    [
        ("[html]<p>Is <b>it</b> <code>a_b</code> &lt; 3?</p>", "Is **it** `a_b` < 3?"),
        ("[markdown]Is *it* `a_b`?", "Is *it* `a_b`?"),
        ("[plain]Is *it* <b>?", r"Is \*it\* <b>?"),
        ("[moodle]Is <em>it</em>?", "Is *it*?"),
        ("Is *it* snake_case?", r"Is \*it\* snake_case?"),
    ],
)
def test_a_text_is_read_in_its_format(text: str, prompt: str) -> None:
    assert one(f"{text.replace('=', chr(92) + '=')}{{=a ~b}}").prompt == prompt


def test_answers_have_the_format_of_the_question_or_their_own() -> None:
    item = one("[html]Which?{=<b>a</b> ~[plain]<b> ~[markdown]*c*}")
    assert [each.text for each in item.answers] == ["**a**", "<b>", "*c*"]


def test_what_html_shows_beside_words_is_listed() -> None:
    found = take(b'[html]<p>Look <img src\\="x.png" alt\\="a chart"> <sub>2</sub></p>{=a ~b}', "gift")
    said = " ".join(each.reason for each in found.skipped)
    assert "a chart" in said
    assert "<sub>" in said


def test_an_essay_a_description_and_a_category_are_skipped_at_their_lines() -> None:
    text = "$CATEGORY: $course$/waits\n\nTell all. {}\n\nNothing is asked here.\n\nTell. {####for graders}\n"
    assert [line for line, _ in skipped(text)] == [1, 3, 5, 7]


def test_a_category_may_stand_right_above_a_question() -> None:
    found = reading("$CATEGORY: waits\nWho?{=a ~b}")
    assert len(found.items) == 1
    assert [each.line for each in found.skipped] == [1]


def test_lines_may_end_as_on_windows_and_the_file_may_begin_with_a_mark() -> None:
    found = read(b"\xef\xbb\xbfWho?{\r\n=a\r\n~b\r\n}\r\n\r\nWhat?{=a ~b}\r\n")
    assert [item.prompt for item in found.items] == ["Who?", "What?"]
    assert [item.line for item in found.items] == [1, 6]


def test_each_fault_is_named_at_its_place_and_nothing_is_imported() -> None:
    text = "Fine?{=a ~b}\n\nOpen?{=a ~b\n\nClosed?}\n\n  ::title {=a ~b}\n\nWho?{=a ~%x%b ~%200%c}\n\nNone?{~a ~b}\n"
    assert faults(text) == [(3, 6), (5, 8), (7, 3), (9, 11), (9, 17), (11, 7)]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Who?{=a ~b} and {=c}", (1, 17)),
        ("Who?{a}", (1, 6)),
        ("Who?{=a ~}", (1, 9)),
        ("Who?{=only ~%%x}", (1, 14)),
        ("M{=a -> b =c}", (1, 11)),
        ("M{=a -> }", (1, 3)),
        ("N{#x}", (1, 4)),
        ("N{#1:y}", (1, 4)),
        ("N{#=1 =nan}", (1, 8)),
        ("Who?{~%100%alone}", (1, 6)),
        ("// firstbyte: {no json\nWho?{=a ~b}", (1, 1)),
    ],
)
def test_a_fault_stands_where_it_is(text: str, place: tuple[int, int]) -> None:
    assert faults(text) == [place]


def test_what_is_not_utf_8_is_said_at_its_byte() -> None:
    found = take(b"Who?{=a\n~b\xff}", "gift")
    assert [(each.line, each.column) for each in found.faults] == [(2, 3)]


def test_an_empty_file_has_no_questions_and_no_faults() -> None:
    found = take(b"", "gift")
    assert (found.drafts, found.skipped, found.faults) == ((), (), ())
