"""The two vocabularies of QTI. Here everything has its name of 2.1; 3.0 writes `qti-` and hyphens instead:
https://www.imsglobal.org/spec/qti/v3p0/impl#h.qti-2.x-names"""

import re
from dataclasses import dataclass
from html import escape

from quiz.exchange.xml import Node

NAMES = (
    "a abbr acronym address b big blockquote br caption cite code col colgroup dd dfn div dl dt em figure figcaption "
    "h1 h2 h3 h4 h5 h6 hr i img kbd li math object ol p pre q samp small span strong sub sup table tbody td tfoot th "
    "thead tr tt ul var audio video source section article u s ruby rb rt"
)
HTML = frozenset(NAMES.split())


@dataclass(frozen=True)
class Dialect:
    """`item_type` and `schema` are what a package's manifest says; `template` is where response templates lie."""

    name: str
    namespace: str
    package: str
    schema: tuple[str, str]
    item_type: str

    @property
    def hyphens(self) -> bool:
        return self.name == "qti30"

    def named(self, name: str) -> str:
        return f"qti-{hyphened(name)}" if self.hyphens and name not in HTML else name

    def tag(self, name: str, inner: str = "", **attributes: str | float) -> str:
        """An element as text; `inner` is XML already."""
        listed = ""
        for key, value in attributes.items():
            text = f"{value:.10g}" if isinstance(value, float) else str(value)
            key = key.rstrip("_")
            listed += f' {hyphened(key) if self.hyphens else key}="{escape(text)}"'
        here = self.named(name)
        return f"<{here}{listed}>{inner}</{here}>" if inner else f"<{here}{listed}/>"


QTI21 = Dialect(
    "qti21",
    "http://www.imsglobal.org/xsd/imsqti_v2p1",
    "http://www.imsglobal.org/xsd/imscp_v1p1",
    ("QTIv2.1 Package", "1.0.0"),
    "imsqti_item_xmlv2p1",
)
QTI30 = Dialect(
    "qti30",
    "http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
    "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1",
    ("QTI Package", "3.0.0"),
    "imsqti_item_xmlv3p0",
)


def hyphened(name: str) -> str:
    return re.sub(r"[A-Z]", lambda found: "-" + found[0].lower(), name)


def unhyphened(name: str) -> str:
    return re.sub(r"-([a-z])", lambda found: found[1].upper(), name)


def canonical(root: Node) -> Node:
    """The tree with all names as in 2.1."""
    nodes = [root]
    while nodes:
        node = nodes.pop()
        if node.name.startswith("qti-"):
            node.name = unhyphened(node.name.removeprefix("qti-"))
            node.attributes = {unhyphened(name): value for name, value in node.attributes.items()}
        nodes += node.nodes
    return root
