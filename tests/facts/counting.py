"""How many are inside at once: a count where a clock would be at the mercy of a busy machine."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Inside:
    """`now` are inside; `most` were inside together at one time; `threads` are the threads that entered."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.now = 0
        self.most = 0
        self.threads: list[int] = []

    @contextmanager
    def enter(self) -> Iterator[None]:
        with self._lock:
            self.now += 1
            self.most = max(self.most, self.now)
            self.threads.append(threading.get_ident())
        try:
            yield
        finally:
            with self._lock:
                self.now -= 1
