from hypothesis import given
from hypothesis import strategies as st

from quiz.words import inline


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
