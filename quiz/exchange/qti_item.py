"""What one assessment item of QTI declares, asks and says, whatever its kind. Names are those of 2.1."""

import json
import math
import re
from typing import Any

from quiz.exchange.item import Place
from quiz.exchange.limits import CHARACTERS
from quiz.exchange.markup import Words, from_html
from quiz.exchange.xml import Node, markup

KEPT = {
    "choiceInteraction",
    "inlineChoiceInteraction",
    "orderInteraction",
    "matchInteraction",
    "textEntryInteraction",
}
PLACE = "\ue000"  # stands where a text is typed
BLANK = "_____"


class Wrong(Exception):
    def __init__(self, *found: Place) -> None:
        super().__init__(found)
        self.found = found


class Reader:
    """One assessment item: what it declares, what it says to which answer, and what was lost."""

    def __init__(self, root: Node) -> None:
        self.root = root
        self.lost: list[str] = []
        self.wrong: list[Place] = []
        if len(root.text) > CHARACTERS:
            raise Wrong(root.fault(f"an item has at most {CHARACTERS} characters"))
        body = root.first("itemBody")
        if body is None:
            raise Wrong(root.fault("the item has no body"))
        self.body = body
        self.rides = self.riding()
        self.feedback = {
            (each.get("outcomeIdentifier"), each.get("identifier")): self.line(each)
            for each in root.all("modalFeedback")
        }
        self.declared = {each.get("identifier"): each for each in root.all("responseDeclaration")}

    def riding(self) -> dict[str, Any]:
        for rubric in self.body.within("rubricBlock"):
            for words in rubric.within("p"):
                if words.get("class") == "firstbyte":
                    try:
                        found = json.loads(words.text)
                    except (ValueError, RecursionError):
                        raise Wrong(
                            words.fault("what stands in the rubric of the class firstbyte is no JSON")
                        ) from None
                    return found if isinstance(found, dict) else {}
        return {}

    def words(self, text: str) -> Words:
        found = from_html(text)
        self.lost += [each for each in found.lost if each not in self.lost]
        return found

    def line(self, node: Node, without: tuple[str, ...] = ()) -> str:
        content = node.first("contentBody") or node
        found = self.words(markup(content, without))
        return found.text + ("" if found.shown is None else f" `{' '.join(found.shown[1].split())}`")

    def prompt(self) -> Words:
        """The body without its interactions; where something is typed within a sentence stands a blank."""
        asked = tuple(KEPT - {"textEntryInteraction", "inlineChoiceInteraction"})
        text = markup(self.body, ("rubricBlock", "feedbackBlock", "feedbackInline", "stylesheet", *asked))
        text = re.sub(r"<(textEntryInteraction|inlineChoiceInteraction)\b.*?</\1>", PLACE, text, flags=re.DOTALL)
        text = re.sub(rf"<(p|div|span)>\s*{PLACE}\s*</\1>", "", text)
        for node in self.body.within(*asked):
            text += "".join(f"<p>{markup(each)}</p>" for each in node.all("prompt"))
        return self.words(text)

    def declaration(self, interaction: Node) -> Node:
        found = self.declared.get(interaction.get("responseIdentifier"))
        if found is None:
            name = interaction.get("responseIdentifier")
            raise Wrong(interaction.fault(f"no response of the name {name!r} is declared"))
        return found

    def right(self, declaration: Node) -> list[str]:
        held = declaration.first("correctResponse")
        return [value.text.strip() for value in held.all("value")] if held else []

    def mapping(self, declaration: Node) -> dict[str, float]:
        held = declaration.first("mapping")
        found: dict[str, float] = {}
        for entry in held.all("mapEntry") if held else ():
            try:
                share = float(entry.get("mappedValue"))
            except ValueError:
                share = math.nan
            if not math.isfinite(share):
                self.wrong.append(entry.fault(f"the mapped value {entry.get('mappedValue')!r} is no number"))
            found[entry.get("mapKey")] = share
        most = max([1.0, *(abs(share) for share in found.values() if math.isfinite(share))])
        return {key: share / most for key, share in found.items()}

    def said(self, name: str) -> tuple[list[tuple[str, Node, str]], str]:
        """What is said to which value of a response, as (value, its condition, feedback), and what to any other."""
        found, otherwise = [], ""
        processing = self.root.first("responseProcessing")
        for condition in processing.within("responseCondition") if processing else ():
            for branch in condition.all("responseIf", "responseElseIf", "responseElse"):
                told = ""
                for put in branch.all("setOutcomeValue"):
                    identifier = put.first("baseValue")
                    told = told or self.feedback.get((put.get("identifier"), identifier.text if identifier else ""), "")
                if branch.name == "responseElse":
                    asked = [each for each in condition.within("variable") if each.get("identifier") == name]
                    otherwise = otherwise or (told if asked else "")
                    continue
                for test in branch.all("match", "stringMatch", "equal"):
                    variable, value = test.first("variable"), test.first("baseValue")
                    if variable and variable.get("identifier") == name:
                        right = test.first("correct")
                        found.append((value.text if value else "\0" if right else "", test, told))
        return found, otherwise

    def fields(self, words: Words) -> dict[str, Any]:
        if not words.text:
            self.wrong.append(self.body.fault("the item asks nothing: it has no words"))
        if self.wrong:
            raise Wrong(*self.wrong)
        name = self.root.get("identifier") or self.root.get("title")
        shown = words.shown and (words.shown[0], words.shown[1].replace(PLACE, BLANK))
        text = words.text.replace(PLACE, BLANK)
        return {
            "name": name, "prompt": text, "shown": shown, "rides": self.rides, "line": self.root.line,
            "lost": tuple(self.lost),
        }  # fmt: skip
