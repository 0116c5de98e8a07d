"""QTI 2.1 and 3.0, each construct in an item of our own; and that what we write has the structure of the standard."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest

from quiz.exchange import export, qti21, qti30, take
from quiz.exchange.item import Item, Reading
from quiz.exchange.qti_names import QTI21, QTI30, canonical, hyphened
from quiz.exchange.xml import Node
from quiz.exchange.xml import parse as parse_xml
from quiz.questions import parse
from tests.quiz.types import MADE

NAMESPACES = {"qti21": QTI21.namespace, "qti30": QTI30.namespace}


def in_words_of_3(text: str) -> str:
    """An item of 2.1 with the names of 3.0."""
    node = parse_xml(text.encode())

    def named(each: Node) -> str:
        plain = each.name in ("p", "pre", "b", "div", "span")
        name = each.name if plain else f"qti-{hyphened(each.name)}"
        attributes = "".join(f' {key if plain else hyphened(key)}="{value}"' for key, value in each.attributes.items())
        inner = "".join(
            part.replace("&", "&amp;").replace("<", "&lt;") if isinstance(part, str) else named(part)
            for part in each.parts
        )
        return f"<{name}{attributes}>{inner}</{name}>"

    return named(node)


def item(body: str, declared: str, processing: str = "", feedback: str = "", name: str = "an-item") -> str:
    return (
        f'<assessmentItem identifier="{name}" title="An item">\n{declared}\n<itemBody>\n{body}\n</itemBody>\n'
        f"<responseProcessing>{processing}</responseProcessing>\n{feedback}</assessmentItem>"
    )


def response(values: str, cardinality: str = "single", base: str = "identifier", mapping: str = "") -> str:
    right = "".join(f"<value>{value}</value>" for value in values.split("|") if value)
    return (
        f'<responseDeclaration identifier="RESPONSE" cardinality="{cardinality}" baseType="{base}">'
        f"<correctResponse>{right}</correctResponse>{mapping}</responseDeclaration>"
    )


def mapping(**entries: float) -> str:
    listed = "".join(f'<mapEntry mapKey="{key}" mappedValue="{value}"/>' for key, value in entries.items())
    return f'<mapping defaultValue="0">{listed}</mapping>'


CHOICES = (
    '<choiceInteraction responseIdentifier="RESPONSE" shuffle="true" maxChoices="{most}"><prompt>Who waits?</prompt>'
    '<simpleChoice identifier="A">The <b>loop</b></simpleChoice><simpleChoice identifier="B" fixed="true">A thread'
    '</simpleChoice><simpleChoice identifier="C">Nobody</simpleChoice></choiceInteraction>'
)


@pytest.fixture(params=["qti21", "qti30"])
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def reading(text: str, name: str) -> Reading:
    data = text if name == "qti21" else in_words_of_3(text)
    return (qti21 if name == "qti21" else qti30).read(data.encode())


def one(text: str, name: str) -> Item:
    found = reading(text, name)
    assert found.faults == ()
    (only,) = found.items
    return only


def test_a_choice_with_a_prompt(name: str) -> None:
    found = one(item(CHOICES.format(most=1), response("B")), name)
    assert (found.kind, found.name, found.prompt) == ("one", "an-item", "Who waits?")
    assert [(each.text, each.share) for each in found.answers] == [("The **loop**", 0), ("A thread", 1), ("Nobody", 0)]


def test_words_before_the_interaction_are_the_prompt(name: str) -> None:
    body = "<p>A view waits.</p><div>" + CHOICES.format(most=1) + "</div>"
    assert one(item(body, response("B")), name).prompt == "A view waits. Who waits?"


def test_several_right_choices_with_a_mapping(name: str) -> None:
    declared = response("A|B", "multiple", mapping=mapping(A=1, B=1, C=-1))
    found = one(item(CHOICES.format(most=0), declared), name)
    assert found.kind == "several"
    assert [each.share for each in found.answers] == [1, 1, -1]


def test_several_right_choices_without_a_mapping_count_together(name: str) -> None:
    assert one(item(CHOICES.format(most=0), response("A|B", "multiple")), name).credit == "exact"


def test_the_feedback_of_a_choice(name: str) -> None:
    feedback = '<modalFeedback outcomeIdentifier="FEEDBACK" identifier="B" showHide="show">It does.</modalFeedback>'
    put = '<setOutcomeValue identifier="FEEDBACK"><variable identifier="RESPONSE"/></setOutcomeValue>'
    found = one(item(CHOICES.format(most=1), response("B"), put, feedback), name)
    assert [each.said for each in found.answers] == ["", "It does.", ""]


def test_feedback_within_a_choice(name: str) -> None:
    inline = '<feedbackInline outcomeIdentifier="F" identifier="A" showHide="show">It goes on.</feedbackInline>'
    body = CHOICES.format(most=1).replace("</b>", "</b>" + inline)
    found = one(item(body, response("B")), name)
    assert (found.answers[0].text, found.answers[0].said) == ("The **loop**", "It goes on.")


def test_an_order(name: str) -> None:
    body = CHOICES.format(most=1).replace("choiceInteraction", "orderInteraction")
    found = one(item(body, response("C|A|B", "ordered")), name)
    assert found.kind == "order"
    assert [each.text for each in found.answers] == ["Nobody", "The **loop**", "A thread"]


def test_a_match_of_two_sets(name: str) -> None:
    def choices(side: str, *words: str) -> str:
        listed = "".join(
            f'<simpleAssociableChoice identifier="{side}{place}" matchMax="1">{each}</simpleAssociableChoice>'
            for place, each in enumerate(words)
        )
        return f"<simpleMatchSet>{listed}</simpleMatchSet>"

    sets = choices("l", "gunicorn", "Daphne") + choices("r", "ASGI", "WSGI", "CGI")
    body = f'<matchInteraction responseIdentifier="RESPONSE" shuffle="true"><prompt>Match.</prompt>{sets}</matchInteraction>'
    found = one(item(body, response("l0 r1|l1 r0", "multiple", "directedPair")), name)
    assert found.pairs == (("gunicorn", "WSGI"), ("Daphne", "ASGI"), ("", "CGI"))


ENTRY = '<p>Which word <textEntryInteraction responseIdentifier="RESPONSE" expectedLength="9"/> here?</p>'


def test_a_text_entry_with_its_mapping(name: str) -> None:
    declared = response("await", base="string", mapping=mapping(**{"await": 1, "yield": 0.5}))
    found = one(item(ENTRY, declared), name)
    assert (found.kind, found.prompt) == ("text", "Which word _____ here?")
    assert [(each.text, each.share) for each in found.answers] == [("await", 1), ("yield", 0.5)]


def test_a_number_with_an_absolute_and_with_a_relative_tolerance(name: str) -> None:
    for mode, width, expected in (
        ("absolute", "0.1 0.1", (0.1, False)),
        ("relative", "2", (0.02, True)),
        ("exact", "", (0, False)),
    ):
        test = f'<equal toleranceMode="{mode}" tolerance="{width}"><variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></equal>'
        processing = f"<responseCondition><responseIf>{test}</responseIf></responseCondition>"
        found = one(item(ENTRY, response("3.5", base="float"), processing), name)
        assert [(each.text, each.share, (each.width, each.relative)) for each in found.answers] == [
            ("3.5", 1, expected)
        ]


def test_a_number_without_processing_is_exact(name: str) -> None:
    found = one(item(ENTRY, response("12", base="integer")), name)
    assert [(each.text, each.width) for each in found.answers] == [("12", 0)]


def test_an_inline_choice(name: str) -> None:
    inner = '<inlineChoice identifier="A">waits</inlineChoice><inlineChoice identifier="B">runs</inlineChoice>'
    body = (
        f'<p>A view <inlineChoiceInteraction responseIdentifier="RESPONSE">{inner}</inlineChoiceInteraction> here.</p>'
    )
    found = one(item(body, response("A")), name)
    assert (found.prompt, found.answers[0].text, found.answers[0].share) == ("A view _____ here.", "waits", 1)


def test_gaps_of_a_program(name: str) -> None:
    entries = [f'<textEntryInteraction responseIdentifier="{each}"/>' for each in ("RESPONSE", "OTHER")]
    body = f"<p>Fill.</p><pre>r = {entries[0]} f()\nprint({entries[1]})</pre>"
    declared = response("await", base="string") + response("r", base="string").replace("RESPONSE", "OTHER")
    found = one(item(body, declared), name)
    assert found.kind == "gaps"
    assert found.code == "r = {{1}} f()\nprint({{2}})"
    assert [[each.text for each in gap] for gap in found.gaps] == [["await"], ["r"]]


@pytest.mark.parametrize("kind", ["extendedText", "upload", "slider", "hottext", "gapMatch", "associate", "drawing"])
def test_an_interaction_that_nobody_here_can_grade_is_skipped(kind: str, name: str) -> None:
    found = reading(item(f'<{kind}Interaction responseIdentifier="RESPONSE"/>', response("")), name)
    assert (found.items, found.faults) == ((), ())
    assert kind in found.skipped[0].reason


def test_every_fault_of_an_item_is_named_at_its_place(name: str) -> None:
    body = CHOICES.format(most=1).replace('">Nobody<', '"><')
    found = reading(item(body, response("X", mapping=mapping(A=1))), "qti21")
    assert [(each.line, each.column) for each in found.faults] == [
        (2, 1),
        (4, body.index('<simpleChoice identifier="C"') + 1),
    ]
    assert reading(item("<p>Nothing.</p>", ""), name).skipped
    assert reading("<assessmentItem/>", name).faults


def test_the_other_version_is_named() -> None:
    found = qti30.read(item(CHOICES.format(most=1), response("B")).encode())
    assert "other version" in found.faults[0].message


# --- packages ------------------------------------------------------------------------------------------------------


def package(files: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as found:
        for path, text in files.items():
            found.writestr(path, text)
    return out.getvalue()


MANIFEST = "<manifest><resources>{}</resources></manifest>"
RESOURCE = '<resource identifier="r" type="imsqti_item_xmlv2p1" href="{}"/>'


def test_a_package_is_read_in_the_order_of_its_manifest() -> None:
    items = {f"{each}.xml": item(CHOICES.format(most=1), response("B"), name=each) for each in "abc"}
    listed = "".join(RESOURCE.format(f"{each}.xml") for each in "cab")
    test = '<resource identifier="t" type="imsqti_test_xmlv2p1" href="test.xml"/>'
    found = qti21.read(package({"imsmanifest.xml": MANIFEST.format(listed + test), **items, "test.xml": "<x/>"}))
    assert [each.name for each in found.items] == ["c", "a", "b"]


def test_a_package_without_a_manifest_gives_every_item() -> None:
    found = take(package({"a.xml": item(CHOICES.format(most=1), response("B")), "picture.png": "no"}))
    assert (found.format, len(found.drafts)) == ("qti21", 1)


def test_faults_in_a_package_name_their_file_and_nothing_is_imported() -> None:
    good = item(CHOICES.format(most=1), response("B"))
    found = take(package({"a.xml": good, "b.xml": good.replace("</itemBody>", ""), "c.xml": "<x/>"}))
    assert [each.message.partition(":")[0] for each in found.faults] == ["b.xml", "c.xml"]
    assert found.drafts == ()


def test_what_the_manifest_names_and_the_package_lacks_is_said() -> None:
    found = take(package({"imsmanifest.xml": MANIFEST.format(RESOURCE.format("gone.xml"))}), "qti21")
    assert "gone.xml" in found.faults[0].message


# --- what we write -------------------------------------------------------------------------------------------------

ORDER = ["responseDeclaration", "outcomeDeclaration", "itemBody", "responseProcessing", "modalFeedback"]
ATTRIBUTES: dict[str, set[str]] = {
    "assessmentItem": {"identifier", "title", "adaptive", "timeDependent"},
    "responseDeclaration": {"identifier", "cardinality", "baseType"},
    "outcomeDeclaration": {"identifier", "cardinality", "baseType"},
    "mapEntry": {"mapKey", "mappedValue"},
    "mapping": {"defaultValue"},
    "choiceInteraction": {"responseIdentifier", "shuffle", "maxChoices"},
    "orderInteraction": {"responseIdentifier", "shuffle"},
    "matchInteraction": {"responseIdentifier", "shuffle", "maxAssociations"},
    "textEntryInteraction": {"responseIdentifier"},
    "simpleChoice": {"identifier"},
    "simpleAssociableChoice": {"identifier", "matchMax"},
    "modalFeedback": {"outcomeIdentifier", "identifier", "showHide"},
    "rubricBlock": {"view"},
    "equal": {"toleranceMode"},
    "stringMatch": {"caseSensitive"},
    "baseValue": {"baseType"},
    "variable": {"identifier"},
    "correct": {"identifier"},
    "mapResponse": {"identifier"},
    "setOutcomeValue": {"identifier"},
}
WITHIN: dict[str, set[str]] = {
    "simpleChoice": {"choiceInteraction", "orderInteraction"},
    "simpleMatchSet": {"matchInteraction"},
    "simpleAssociableChoice": {"simpleMatchSet"},
    "choiceInteraction": {"itemBody"},
    "orderInteraction": {"itemBody"},
    "matchInteraction": {"itemBody"},
    "textEntryInteraction": {"p", "pre"},
    "responseIf": {"responseCondition"},
    "responseElseIf": {"responseCondition"},
    "responseElse": {"responseCondition"},
    "responseCondition": {"responseProcessing"},
    "correctResponse": {"responseDeclaration"},
    "mapping": {"responseDeclaration"},
    "mapEntry": {"mapping"},
    "rubricBlock": {"itemBody"},
    "modalFeedback": {"assessmentItem"},
}


@pytest.mark.parametrize("kind", sorted(set(MADE) - {"card", "code"}))
def test_an_exported_item_has_the_structure_of_the_standard(kind: str, name: str) -> None:
    """The order of an item's parts, what each must say of itself, and what lies within what."""
    question = parse(MADE[kind].make("made-up"))
    with zipfile.ZipFile(io.BytesIO(export([question], name).data)) as found:
        text = found.read("items/made-up.xml")
        manifest = parse_xml(found.read("imsmanifest.xml"))
    assert NAMESPACES[name].encode() in text
    raw = parse_xml(text)
    assert raw.name == ("qti-assessment-item" if name == "qti30" else "assessmentItem")
    root = canonical(raw)
    names = [each.name for each in root.nodes]
    assert sorted(names, key=ORDER.index) == names
    assert {"responseDeclaration", "outcomeDeclaration", "itemBody", "responseProcessing"} <= set(names)
    check(root)
    outcomes = {each.get("identifier") for each in root.all("outcomeDeclaration")}
    responses = {each.get("identifier") for each in root.all("responseDeclaration")}
    assert {each.get("identifier") for each in root.within("setOutcomeValue")} <= outcomes
    assert {each.get("outcomeIdentifier") for each in root.all("modalFeedback")} <= outcomes
    assert {each.get("identifier") for each in root.within("variable", "correct", "mapResponse")} <= responses
    (resource,) = manifest.within("resource")
    assert resource.get("href") == "items/made-up.xml"


def check(node: Node) -> None:
    assert ATTRIBUTES.get(node.name, set()) <= set(node.attributes), node.name
    for each in node.nodes:
        assert node.name in WITHIN.get(each.name, {node.name}), (node.name, each.name)
        check(each)


def test_a_relative_tolerance_is_per_cent(name: str) -> None:
    made: dict[str, Any] = MADE["number"].make("made-up")
    with zipfile.ZipFile(io.BytesIO(export([parse(made)], name).data)) as found:
        root = canonical(parse_xml(found.read("items/made-up.xml")))
    tests = list(root.within("equal"))
    assert {each.get("toleranceMode") for each in tests} == {"relative"}
    assert {each.get("tolerance") for each in tests} == {"2 2"}
