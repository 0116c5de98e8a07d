"""GIFT, Moodle's format for typing questions: https://docs.moodle.org/en/GIFT_format

Questions are separated by empty lines. A line that begins with // is a comment; `[id:…]` in it names the question, and
`firstbyte:` carries what GIFT has no place for. What GIFT lacks is written as what comes nearest: an order and the gaps
of a program as pairs.
"""

import json
import re
from collections.abc import Iterator, Sequence

from quiz.exchange import gift_answers
from quiz.exchange.gift_answers import Body, Source, formatted, hide, show
from quiz.exchange.item import Answer, Item, Place, Reading, Skipped
from quiz.exchange.limits import CHARACTERS, refuse_large, refuse_many
from quiz.exchange.markup import UNREAL, with_block, words_of
from quiz.exchange.native import gap_as_pairs, order_as_pairs

RIDES = "firstbyte:"
BRACES = 20  # of one question that are told: the others follow from them
ID = re.compile(r"\[id:([^\]]*)\]")
BLANK = "_____"


def read(data: bytes) -> Reading:
    """Raises Broken for a file that is too large or is no text."""
    refuse_large(len(data))
    source = Source.of(data)
    items: list[Item] = []
    skipped: list[Skipped] = []
    faults: list[Place] = []
    found_blocks = list(blocks(source.text))
    refuse_many(len(found_blocks))
    for start, block in found_blocks:
        try:
            if len(block) > CHARACTERS:
                raise gift_answers.Wrong((start, f"a question has at most {CHARACTERS} characters"))
            found = question(source, start, block, skipped)
        except gift_answers.Wrong as error:
            faults += [source.place(offset, message) for offset, message in error.found]
            continue
        if found:
            items.append(found)
    return Reading(tuple(items), tuple(skipped), tuple(sorted(faults)))


def blocks(text: str) -> Iterator[tuple[int, str]]:
    """What stands between empty lines, each with its offset."""
    start, offset = None, 0
    for line in text.splitlines(keepends=True):
        if not line.strip():
            if start is not None:
                yield start, text[start:offset]
            start = None
        elif start is None:
            start = offset
        offset += len(line)
    if start is not None:
        yield start, text[start:]


def question(source: Source, start: int, block: str, skipped: list[Skipped]) -> Item | None:
    """The question of a block, None where it holds none. Comments become blanks, so that each place stays where it
    is."""
    name, rides, kept, offset = "", {}, [], start
    for line in block.splitlines(keepends=True):
        text = line.strip()
        if text.startswith("//"):
            comment = text.removeprefix("//").strip()
            if found := ID.search(comment):
                name = found[1].strip()
            if comment.startswith(RIDES):
                rides = riding(comment.removeprefix(RIDES), offset)
            line = " " * len(line.rstrip("\r\n")) + line[len(line.rstrip("\r\n")) :]
        elif text.startswith("$CATEGORY:"):
            where = text.removeprefix("$CATEGORY:").strip()
            skipped.append(Skipped(source.place(offset, "").line, f"the category {where!r}: lessons have objectives"))
            line = " " * len(line.rstrip("\r\n")) + line[len(line.rstrip("\r\n")) :]
        kept.append(line)
        offset += len(line)
    text = hide("".join(kept))
    if not text.strip():
        return None
    start += len(text) - len(text.lstrip())
    return parsed(source, start, text.strip(), name, rides, skipped)


def riding(text: str, offset: int) -> dict[str, object]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise gift_answers.Wrong((offset, "what follows firstbyte: is no JSON")) from None
    return found if isinstance(found, dict) else {}


def parsed(
    source: Source, start: int, text: str, name: str, rides: dict[str, object], skipped: list[Skipped]
) -> Item | None:
    line = source.place(start, "").line
    at = 0
    title = ""
    if text.startswith("::"):
        end = text.find("::", 2)
        if end < 0:
            raise gift_answers.Wrong((start, "the title that begins with :: does not end with ::"))
        title, at = show(text[2:end]).strip(), end + 2
    opened, closed = braces(text, start)
    if opened < 0:
        skipped.append(Skipped(line, "a description asks nothing: it has no answers in braces"))
        return None
    before, after = text[at:opened], text[closed + 1 :].strip()
    prompt, form = formatted(before + (f" {BLANK} {after}" if after else ""), "moodle")
    words = words_of(show(prompt, keep=form == "markdown"), form)
    body = Body(source, start + opened + 1, text[opened + 1 : closed], form)
    found = gift_answers.answers(body)
    if isinstance(found, str):
        skipped.append(Skipped(line, found))
        return None
    return Item(
        found.kind,
        name or title,
        words.text or BLANK,
        answers=found.answers,
        pairs=found.pairs,
        shown=words.shown,
        said=found.said,
        rides=rides,
        line=line,
        lost=(*words.lost, *found.lost),
    )


def braces(text: str, start: int) -> tuple[int, int]:
    """Where the answers open and close; (-1, -1) where there are none. Raises Wrong."""
    places = [(found.start(), found[0]) for found in re.finditer(r"[{}]", text)]
    if not places:
        return -1, -1
    if [sign for _, sign in places] == ["{", "}"]:
        return places[0][0], places[1][0]
    wrong = []
    depth = pairs = 0
    for at, sign in places:
        depth += 1 if sign == "{" else -1
        if depth < 0:
            wrong.append((start + at, "a } closes what was not opened: write \\} for the sign itself"))
            depth = 0
        elif depth > 1:
            wrong.append((start + at, "a { within the answers: write \\{ for the sign itself"))
        elif sign == "{":
            pairs += 1
            if pairs > 1:
                wrong.append((start + at, "a question has one list of answers, and this is another"))
    if depth > 0:
        first = next(at for at, sign in places if sign == "{")
        wrong.append((start + first, "the answers begin with { and do not end with }"))
    raise gift_answers.Wrong(*wrong[:BRACES])


# --- writing -------------------------------------------------------------------------------------------------------


def escaped(text: str) -> str:
    text = UNREAL.sub("\ufffd", text).replace("\r", "")
    return re.sub(r"[\\#=~{}:]", lambda found: "\\" + found[0], text).replace("\n", "\\n")


def percent(share: float) -> str:
    return f"%{round(share * 100, 5):g}%"


def write(items: Sequence[Item], title: str = "") -> bytes:
    head = f"// {title}\n\n" if title else ""
    return (head + "\n".join(written(item) for item in items)).encode()


def written(item: Item) -> str:
    if item.kind == "gaps":
        item = replaced(gap_as_pairs(item), item)
    elif item.kind == "order":
        item = replaced(order_as_pairs(item), item)
    prompt = item.prompt + (f" (in {item.unit})" if item.unit else "")
    lines = [f"// [id:{item.name}]"]
    if item.rides:
        lines.append(f"// {RIDES} {json.dumps(item.rides)}")
    asked = escaped(with_block(prompt, item.shown))
    lines.append(f"::{escaped(item.name)}::[markdown]{asked}{{{'#' if item.kind == 'number' else ''}")
    lines += [f"  {line}" for line in answer_lines(item)]
    return "\n".join([*lines, "}", ""])


def replaced(item: Item, whole: Item) -> Item:
    return Item(item.kind, whole.name, item.prompt, pairs=item.pairs, shown=item.shown, rides=whole.rides)


def answer_lines(item: Item) -> Iterator[str]:
    for left, right in item.pairs:
        yield f"={chosen(unarrowed(left))} -> {chosen(unarrowed(right))}"
    for answer in item.answers:
        said = f" #{chosen(answer.said)}" if answer.said else ""
        weight = percent(answer.share)
        if item.kind == "number":
            yield number_line(answer, said)
        elif item.kind == "text":
            plain = answer.share == 1 and not answer.text.startswith("%")
            yield f"={'' if plain else weight}{chosen(unarrowed(answer.text))}{said}"
        elif item.kind == "one" and answer.share == 1:
            yield f"={chosen(answer.text)}{said}"
        else:
            plain = answer.share == 0 and not answer.text.startswith("%")
            yield f"~{'' if plain else weight}{chosen(answer.text)}{said}"


def chosen(text: str) -> str:
    """Words that begin with a bracket say their format, so that the bracket is not taken for one."""
    return ("[markdown]" if text.startswith("[") else "") + escaped(text)


def unarrowed(text: str) -> str:
    """`->` parts the sides of a pair, and GIFT has no other way to write it."""
    return text.replace("->", "\u2192")


def number_line(answer: Answer, said: str) -> str:
    if answer.text == "*":
        return f"~{said}" if said else ""
    width = answer.width * abs(float(answer.text)) if answer.relative else answer.width
    return f"={'' if answer.share == 1 else percent(answer.share)}{answer.text}:{width:.15g}{said}"
