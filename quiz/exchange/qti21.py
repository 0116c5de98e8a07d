"""QTI 2.1: packages, and single items."""

from collections.abc import Sequence

from quiz.exchange import qti_package
from quiz.exchange.item import Item, Reading
from quiz.exchange.qti_names import QTI21


def read(data: bytes) -> Reading:
    """Raises Broken for what is neither a package nor an item."""
    return qti_package.read(data, QTI21)


def write(items: Sequence[Item], title: str = "") -> bytes:
    return qti_package.write(items, title, QTI21)
