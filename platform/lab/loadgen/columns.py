"""The stamps of a variant's requests: columns of unsigned 32 bit words, microseconds since the run's epoch."""

from __future__ import annotations

from array import array

STAMPS = ("intended", "sent", "first_byte", "done")


class Columns:
    """One row a request, appended when it is sent. 20 bytes a row; the server's own stamps stand on its board."""

    def __init__(self) -> None:
        self.intended, self.sent, self.first_byte, self.done = (array("I") for _ in STAMPS)
        self.status = array("H")

    def __len__(self) -> int:
        return len(self.sent)

    def add(self, intended: int, sent: int) -> int:
        """The new request's number."""
        self.intended.append(intended)
        self.sent.append(sent)
        self.first_byte.append(0)
        self.done.append(0)
        self.status.append(0)
        return len(self.sent) - 1
