"""Who may wait on the site itself, and how many at once: a visitor must not be able to tie it up.

Per process and in memory: what it guards is this process's own threads and sockets. Sync views enter and leave from
threads of their own, async ones from the loop: hence the lock, which nobody holds while they are inside.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock

CLIENTS_KEPT = 10_000


class Full(Exception):
    """Not now; the sentence says why, `seconds` when to come back."""

    def __init__(self, sentence: str, seconds: int) -> None:
        super().__init__(sentence)
        self.seconds = seconds


class Turnstile:
    """`at_once` may be inside, of one client `a_client`; and a client may enter `a_window` times in `window_s`."""

    def __init__(self, at_once: int, a_client: int, a_window: int, window_s: float, clock: Callable[[], float]) -> None:
        self.at_once, self.a_client, self.a_window, self.window_s = at_once, a_client, a_window, window_s
        self.clock = clock
        self.lock = Lock()
        self.inside: dict[str, int] = {}
        self.entered: OrderedDict[str, tuple[float, int]] = OrderedDict()  # client -> (window's start, entries)

    @contextmanager
    def entry(self, client: str) -> Iterator[None]:
        """Raises Full."""
        with self.lock:
            self.enter(client)
        try:
            yield
        finally:
            with self.lock:
                self.inside[client] -= 1
                if not self.inside[client]:
                    del self.inside[client]

    def enter(self, client: str) -> None:
        if sum(self.inside.values()) >= self.at_once:
            raise Full("As many visitors are measuring as the site lets measure at once.", 2)
        if self.inside.get(client, 0) >= self.a_client:
            raise Full(f"{self.a_client} requests of yours are waiting already.", 1)
        self.count(client)
        self.inside[client] = self.inside.get(client, 0) + 1

    def count(self, client: str) -> None:
        now = self.clock()
        start, entries = self.entered.pop(client, (now, 0))
        if now - start >= self.window_s:
            start, entries = now, 0
        self.entered[client] = (start, entries + (entries < self.a_window))
        while len(self.entered) > CLIENTS_KEPT:
            self.entered.popitem(last=False)
        if entries >= self.a_window:
            wait = int(start + self.window_s - now) + 1
            raise Full(f"That were {self.a_window} requests within {self.window_s:g} seconds; go on in {wait} s.", wait)
