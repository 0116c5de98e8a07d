"""The little Markdown of questions as HTML, and HTML or plain text as that Markdown."""

import re
from dataclasses import dataclass, field
from html import escape, unescape

from quiz.words import inline

FENCE = re.compile(r"\A(?P<marks>`{3,})(?P<language>[\w+-]*)\n(?P<text>.*?)\n?(?P=marks)\s*\Z", re.DOTALL)
LAST_FENCE = re.compile(r"(?:\A|\n)(?P<marks>`{3,})(?P<language>[\w+-]*)\n(?P<text>.*?)\n(?P=marks)\s*\Z", re.DOTALL)
SPAN = re.compile(r"\A(?P<marks>`+)(?P<text>.*[^`]|[^`])(?P=marks)\Z", re.DOTALL)
LINKS = re.compile(r"!?\[[^\[\]]*+\]\([^()]*+\)")
UNREAL = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML 1.0 cannot say

TAG = re.compile(r"<(?P<closing>/?)(?P<name>[a-zA-Z][\w:-]*+)(?P<rest>[^<>]*+)>")
ATTRIBUTE = re.compile(r"""([\w:-]++)\s*+=\s*+["']([^"']*+)["']""")
MARKS = {"em": "*", "i": "*", "strong": "**", "b": "**"}
CODE = {"code", "tt", "kbd", "samp"}
BREAKS = {"p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "section", "blockquote"}
QUIET = {"span", "html", "body", "head", "a", "font", "small", "big", "u", "nobr", "wbr"}
DROPPED = {"script", "style"}
EMBEDDED = {"img", "audio", "video", "object", "embed", "iframe", "svg", "math", "source", "canvas"}


def marked(text: str) -> str:
    """Plain text as Markdown that reads the same."""
    text = re.sub(r"([\\`*])", r"\\\1", text)
    text = re.sub(r"(?<![\w])_{1,2}(?!_)|(?<!_)_{1,2}(?!\w)", lambda run: run[0].replace("_", r"\_"), text)
    return re.sub(r"&(?=#?\w+;)", r"\\&", text)


def coded(text: str, language: str = "") -> str:
    """Text as it stands: a span of code, or a fence where it has several lines."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    if "\n" in text or language or not text.strip():
        marks = "`" * max(3, longest + 1)
        return f"{marks}{language}\n{text}\n{marks}"
    marks = "`" * (longest + 1)
    pad = " " if text[:1] in "` " or text[-1:] in "` " else ""
    return f"{marks}{pad}{text}{pad}{marks}"


def uncoded(text: str) -> str:
    """What `coded` was given; any other text as it is."""
    if found := FENCE.match(text.strip()):
        return found["text"]
    if found := SPAN.match(text.strip()):
        inner = found["text"]
        return inner[1:-1] if len(inner) > 2 and inner[0] == inner[-1] == " " and inner.strip() else inner
    return text


def parted(markdown: str) -> tuple[str, tuple[str, str] | None]:
    """Words, and the code block that stands behind them as (language, text)."""
    found = LAST_FENCE.search(markdown.replace("\r\n", "\n"))
    if found is None or not markdown[: found.start()].strip():
        return markdown.strip(), None
    return markdown[: found.start()].strip(), (found["language"] or "text", found["text"] + "\n")


def with_block(prompt: str, shown: tuple[str, str] | None) -> str:
    return prompt if shown is None else f"{prompt}\n\n{coded(shown[1].rstrip(chr(10)), shown[0])}"


def html(markdown: str) -> str:
    """As HTML that is XML as well."""
    markdown = UNREAL.sub("\ufffd", markdown)
    if found := FENCE.match(markdown.strip()):
        return f"<pre>{escape(found['text'], quote=False)}</pre>"
    return str(inline(markdown))


def html_block(prompt: str, shown: tuple[str, str] | None) -> str:
    code = "" if shown is None else pre(*shown)
    return f"<p>{html(prompt)}</p>{code}"


def pre(language: str, text: str) -> str:
    text = UNREAL.sub("\ufffd", text.rstrip("\n"))
    return f'<pre class="language-{escape(language)}">{escape(text, quote=False)}</pre>'


@dataclass
class Words:
    """HTML as Markdown: `text`, the code block behind it, and sentences on what was left out."""

    text: str
    shown: tuple[str, str] | None
    lost: list[str] = field(default_factory=list)


class Reader:
    """Reads HTML once from left to right: a parser that repairs what is broken can be made to go on for hours."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.blocks: list[tuple[str, str]] = []
        self.lost: list[str] = []
        self.code: list[str] | None = None
        self.language = ""
        self.in_pre = False
        self.silent = 0

    def read(self, text: str) -> None:
        at = 0
        for found in TAG.finditer(text):
            self.data(unescape(text[at : found.start()]))
            at = found.end()
            name = found["name"].lower()
            if not found["closing"]:
                self.opened(name, {key.lower(): unescape(value) for key, value in ATTRIBUTE.findall(found["rest"])})
            if found["closing"] or found["rest"].endswith("/"):
                self.closed(name)
        self.data(unescape(text[at:]))

    def opened(self, tag: str, given: dict[str, str]) -> None:
        if tag in DROPPED:
            self.silent += 1
            self.note(f"<{tag}> is left out")
        elif tag in EMBEDDED:
            words = given.get("alt", "")
            self.note(f"a picture or other embedded thing is left out: <{tag}>" + (f" {words!r}" if words else ""))
        elif tag == "pre":
            found = re.search(r"language-([\w+-]+)", given.get("class", ""))
            self.code, self.in_pre, self.language = [], True, found[1] if found else "text"
        elif tag in CODE and self.code is None:
            self.code = []
        elif tag in MARKS and self.code is None:
            self.parts.append(MARKS[tag])
        elif tag in BREAKS:
            self.parts.append("\n") if self.code is None else self.code.append("\n" if tag == "br" else "")
        elif tag not in QUIET and tag not in CODE and self.code is None:
            self.note(f"the formatting of <{tag}> is left out, its words are kept")

    def closed(self, tag: str) -> None:
        if tag in DROPPED:
            self.silent = max(0, self.silent - 1)
        elif tag == "pre" and self.in_pre:
            text = "".join(self.code or [])
            self.parts.append(f"\0{len(self.blocks)}\0")
            self.blocks.append((self.language, text))
            self.code, self.in_pre = None, False
        elif tag in CODE and self.code is not None and not self.in_pre:
            text = " ".join("".join(self.code).split())
            self.parts.append(coded(text) if text else "")
            self.code = None
        elif tag in MARKS and self.code is None:
            self.parts.append(MARKS[tag])
        elif tag in BREAKS and self.code is None:
            self.parts.append("\n")

    def data(self, data: str) -> None:
        if self.silent:
            return
        if self.code is not None:
            self.code.append(data)
        else:
            self.parts.append(marked(data.replace("\0", "")))

    def note(self, sentence: str) -> None:
        if sentence not in self.lost:
            self.lost.append(sentence)


def uncommented(text: str) -> str:
    first, *others = text.split("<!--")
    return first + "".join(each.partition("-->")[2] for each in others)


def from_html(text: str) -> Words:
    reader = Reader()
    reader.read(uncommented(text))
    if reader.code is not None:
        reader.parts.append(coded("".join(reader.code)))
    whole = re.sub(r"[ \t\r\n\f]+", " ", "".join(reader.parts)).strip(" ")
    blocks = reader.blocks
    last = f"\0{len(blocks) - 1}\0"
    shown = None
    if blocks and whole.endswith(last) and whole != last:
        language, code = blocks[-1]
        whole, shown = whole.removesuffix(last).strip(), (language, code.strip("\n") + "\n")
    if whole == last:
        return Words(coded(blocks[-1][1].strip("\n")), None, reader.lost)
    for number, (_, code) in enumerate(blocks):
        whole = whole.replace(f"\0{number}\0", coded(" ".join(code.split())))
    return Words(whole.strip(), shown, reader.lost)


def from_markdown(text: str) -> Words:
    words, shown = parted(text)
    lost = ["links and pictures of Markdown are kept as plain words"] if LINKS.search(words) else []
    return Words(words, shown, lost)


def from_plain(text: str) -> Words:
    return Words(marked(" ".join(text.split())), None)


def words_of(text: str, form: str) -> Words:
    """`form` is html, markdown, plain or moodle; the last is plain text in which tags are tags."""
    if form == "markdown":
        return from_markdown(text)
    tags = re.search(r"</?[a-zA-Z][^<>]*>|&#?\w+;", text)
    if form == "html" or (form == "moodle" and tags):
        return from_html(text)
    return from_plain(text)
