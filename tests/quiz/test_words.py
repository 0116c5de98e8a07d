from html import unescape

from hypothesis import example, given
from hypothesis import strategies as st

from quiz.words import inline, literal


def test_emphasis_and_code_are_the_whole_of_it() -> None:
    assert inline("*a* **b** `c < d`") == "<em>a</em> <strong>b</strong> <code>c &lt; d</code>"
    assert inline("# no heading [no](https://link)") == "# no heading [no](https://link)"


@given(st.text())
def test_no_markup_gets_through_but_its_own(text: str) -> None:
    html = inline(text)
    for tag in ("em", "strong", "code"):
        html = html.replace(f"<{tag}>", "").replace(f"</{tag}>", "")
    assert "<" not in html
    assert ">" not in html


@given(st.text(st.characters(categories=("L", "N", "P", "S"))))
@example("__aenter__")
@example("a `b` &lt; *c* \\d")
def test_what_somebody_typed_is_shown_as_it_was_typed(text: str) -> None:
    html = inline(literal(text))
    assert "<" not in html
    assert unescape(html) == text
