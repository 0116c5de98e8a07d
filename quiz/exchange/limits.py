"""How much an import may hold. A larger file is refused before it is read, so that nobody's memory is filled."""

from quiz.exchange.item import Broken, Place

BYTES = 8 * 1024 * 1024  # of a file, and of all files in a package together
FILES = 2_000  # in a package
QUESTIONS = 2_000  # in a file
CHARACTERS = 20_000  # of a text in it
FAULTS = 1_000  # that are told of a file
ELEMENTS = 200_000  # of an XML file
DEPTH = 100  # of elements within elements


def refuse_many(count: int) -> None:
    if count > QUESTIONS:
        raise Broken(Place(1, 1, f"the file has more than {QUESTIONS} questions: split it up"))


def refuse_large(size: int) -> None:
    if size > BYTES:
        raise Broken(Place(1, 1, f"the file is larger than {BYTES // 1024 // 1024} MB: split it up"))
