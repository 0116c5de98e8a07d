"""The stamps of a variant's requests: columns of unsigned 32 bit words, microseconds since the run's epoch."""

from __future__ import annotations

from array import array

STAMPS = ("intended", "sent", "first_byte", "first_body", "done")

FAILED = 0  # the status of a request that got no answer
GAVE_UP = 499  # the status of a request whose client left before the answer, as proxies note it
OK = 200


class Columns:
    """One row a request, appended when it is sent. 27 bytes a row; the server's own stamps stand on its board.

    `first_byte` is the answer's first byte, `first_body` the first one after its header. `held` is 1 for a request that
    could not be sent when it was due because no connection was free: that is not the generator's own lateness.
    """

    def __init__(self) -> None:
        self.intended, self.sent, self.first_byte, self.first_body, self.done = (array("I") for _ in STAMPS)
        self.status = array("H")
        self.held = array("B")

    def __len__(self) -> int:
        return len(self.sent)

    def add(self, intended: int, sent: int, held: int = 0) -> int:
        """The new request's number."""
        self.intended.append(intended)
        self.sent.append(sent)
        self.first_byte.append(0)
        self.first_body.append(0)
        self.done.append(0)
        self.status.append(0)
        self.held.append(held)
        return len(self.sent) - 1
