"""Code as HTML with few, short classes; their colours are tokens of the design."""

from collections.abc import Iterator
from html import escape

from pygments.lexers import get_lexer_by_name  # type: ignore[import-untyped]
from pygments.token import Comment, Keyword, Name, Number, Operator, String, Token, _TokenType  # type: ignore[import-untyped]

# What a fence may be in, and the lexer that reads it. `output` is what a program printed.
LANGUAGES = {
    "python": "python",
    "output": "text",
    "text": "text",
    "console": "text",
    "http": "http",
    "html": "html+django",
    "json": "json",
    "yaml": "yaml",
    "sql": "sql",
    "nginx": "nginx",
    "javascript": "javascript",
    "diff": "diff",
}

# The first that the token's type lies in wins.
CLASSES: tuple[tuple[_TokenType, str], ...] = (
    (Comment, "hc"),
    (Keyword, "hk"),
    (Operator.Word, "hk"),
    (String, "hs"),
    (Number, "hn"),
    (Name.Function, "hf"),
    (Name.Class, "hf"),
    (Name.Decorator, "hf"),
    (Name.Tag, "hk"),
    (Token.Generic.Inserted, "hs"),
    (Token.Generic.Deleted, "hk"),
)


def class_of(token: _TokenType) -> str:
    return next((name for kind, name in CLASSES if token in kind), "")


def pieces(code: str, language: str) -> Iterator[tuple[str, str]]:
    lexer = get_lexer_by_name(LANGUAGES.get(language, "text"), stripnl=False, ensurenl=False)
    for token, value in lexer.get_tokens(code):
        yield class_of(token), value


def highlighted_lines(code: str, language: str) -> list[str]:
    """Each line's HTML; no element reaches over the end of a line."""
    lines = [""]
    for name, value in pieces(code, language):
        for index, part in enumerate(value.split("\n")):
            if index:
                lines.append("")
            if part:
                text = escape(part, quote=False)
                lines[-1] += f'<span class="{name}">{text}</span>' if name and part.strip() else text
    return lines


def code_block(code: str, language: str, label: str) -> str:
    """A `<pre>`. Where a line may be longer than a phone is wide, the keyboard can reach it to scroll."""
    code = code.rstrip("\n")
    widest = max((len(line) for line in code.splitlines()), default=0)
    reach = f' tabindex="0" role="group" aria-label="{escape(label)}"' if widest > 34 else ""
    body = "\n".join(highlighted_lines(code, language))
    return f'<pre class="code code-{language}"{reach}><code>{body}</code></pre>'


def numbered_block(lines: list[tuple[int, str]], language: str, label: str) -> str:
    """A `<pre>` whose lines are elements with their numbers, for what points at lines."""
    html = highlighted_lines("\n".join(text for _, text in lines), language)
    body = "".join(
        f'<span class="line" data-line="{number}"><span class="line-number">{number}</span>{text}\n</span>'
        for (number, _), text in zip(lines, html, strict=True)
    )
    kind = f'class="code code-{language} numbered" tabindex="0" role="group" aria-label="{escape(label)}"'
    return f"<pre {kind}><code>{body}</code></pre>"
