"""What is known of a run, as frames that every watcher gets alike: each is encoded once, whoever asks for it.

Offsets are the numbers of the engine's lines, from 0. A frame stands for the lines `o - n + 1` to `o`.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Iterator
from typing import Any, Protocol

from lab.metrics.snapshot import merge

PIECE = 60_000  # characters of lines that one merged frame is made of; what it says is shorter than they are
MERGES_KEPT = 32
SNAPSHOT = '{"type":"snapshot"'


class Frame:
    """`data` is the JSON of one engine line; `message` is what a server sends, the same object for all."""

    __slots__ = ("count", "data", "message", "offset", "size")

    def __init__(self, offset: int, count: int, data: str) -> None:
        self.offset, self.count, self.data = offset, count, data
        text = f'{{"o":{offset},"n":{count},"d":{data}}}'
        self.size = len(text)
        self.message = {"type": "websocket.send", "text": text}

    @property
    def first(self) -> int:
        return self.offset - self.count + 1

    @property
    def is_snapshot(self) -> bool:
        return self.data.startswith(SNAPSHOT)


def encode(line: dict[str, Any]) -> str:
    """With `type` first, as SNAPSHOT expects it."""
    return json.dumps({"type": line["type"], **line}, separators=(",", ":"), allow_nan=False)


def merged(frames: list[Frame]) -> Frame:
    """One frame for consecutive snapshot frames."""
    lines = [json.loads(frame.data) for frame in frames]
    return Frame(frames[-1].offset, sum(frame.count for frame in frames), encode(merge(lines)))


class Nudged(Protocol):
    """Someone who wants to hear of news."""

    def nudge(self) -> None: ...


class Log:
    """A run as this process knows it. `version` changes with its state; state is told apart from lines, and the
    latest wins."""

    def __init__(self, run_id: str, status: str = "queued", position: int | None = None, reason: str = "") -> None:
        self.run_id = run_id
        self.status, self.position, self.reason = status, position, reason
        self.bets: dict[str, Any] | None = None  # a tally (lab.bets); None while nobody has asked for it
        self.version = 0
        self.last = -1
        self.lines: dict[int, Frame] = {}  # by offset
        self.chunks: dict[int, Frame] = {}  # by first offset
        self.ahead: dict[int, Frame] = {}  # beyond a hole, by first offset
        self.merges: OrderedDict[tuple[int, int], Frame] = OrderedDict()
        self.watchers: set[Nudged] = set()
        self.told_at = 0.0  # when its watchers were last nudged, time.monotonic()
        self.owned = False  # by this process's run host

    @property
    def over(self) -> bool:
        return self.status in ("done", "failed")

    # --- taking ---

    def take(self, frame: Frame) -> bool:
        """Whether it is news. A frame beyond a hole waits until the hole is filled."""
        if frame.first > self.last + 1:
            self.ahead[frame.first] = frame
            return False
        if frame.count == 1:
            self.lines.setdefault(frame.offset, frame)
        else:
            self.chunks[frame.first] = frame
        news = frame.offset > self.last
        self.last = max(self.last, frame.offset)
        while self.ahead and (first := min(self.ahead)) <= self.last + 1:
            self.take(self.ahead.pop(first))
        return news

    def state(self, status: str, position: int | None = None, reason: str = "") -> bool:
        """Whether it is news."""
        if (status, position, reason) == (self.status, self.position, self.reason):
            return False
        self.status, self.position, self.reason = status, position, reason
        self.version += 1
        return True

    def learn(
        self, frames: list[Frame], status: str, position: int | None, reason: str, bets: dict[str, Any] | None = None
    ) -> bool:
        """What is known elsewhere; whether it is news. The lines come first: a run that is over has all of them."""
        news = [self.take(frame) for frame in frames]
        news.append(bets is not None and self.bet(bets))
        return self.state(status, position, reason) or any(news)

    def bet(self, bets: dict[str, Any]) -> bool:
        """Whether it is news."""
        if bets == self.bets:
            return False
        self.bets = bets
        self.version += 1
        return True

    def forget_lines(self) -> None:
        """Of a run that is over: the single lines that a chunk stands for too."""
        for chunk in self.chunks.values():
            for offset in range(chunk.first, chunk.offset + 1):
                self.lines.pop(offset, None)
        self.merges.clear()

    # --- giving ---

    def follows(self, offset: int) -> bool:
        """Whether someone who knows the lines up to `offset` can be given what comes after it."""
        return -1 <= offset <= self.last and (
            offset == self.last or offset + 1 in self.lines or offset + 1 in self.chunks
        )

    def after(self, offset: int) -> Frame | None:
        """The next frame for someone who knows the lines up to `offset`; None when there is nothing new."""
        first = offset + 1
        if first > self.last:
            return None
        if chunk := self.chunks.get(first):
            return chunk
        line = self.lines[first]
        if first == self.last or not line.is_snapshot:
            return line
        together, size = [line], line.size
        while following := self.lines.get(together[-1].offset + 1):
            size += following.size
            if not following.is_snapshot or size > PIECE or following.first in self.chunks:
                break
            together.append(following)
        return line if len(together) == 1 else self.together(together)

    def together(self, frames: list[Frame]) -> Frame:
        key = (frames[0].first, frames[-1].offset)
        if key not in self.merges:
            self.merges[key] = merged(frames)
            if len(self.merges) > MERGES_KEPT:
                self.merges.popitem(last=False)
        return self.merges[key]

    def frames(self) -> Iterator[Frame]:
        """All that is known, in the fewest frames."""
        offset = -1
        while frame := self.after(offset):
            yield frame
            offset = frame.offset

    def hello(self, offset: int) -> dict[str, Any]:
        """The greeting for someone who knows the lines up to `offset` already."""
        recovered = self.follows(offset)
        state = {"status": self.status, "position": self.position, "watchers": len(self.watchers)}
        span = {"recovered": recovered, "from": offset if recovered else -1, "last": self.last}
        return {"type": "hello", "run": self.run_id, **state, **span, "reason": self.reason, **self.betting()}

    def told(self) -> dict[str, Any]:
        state = {"status": self.status, "position": self.position, "reason": self.reason}
        return {"type": "status", **state, "watchers": len(self.watchers), **self.betting()}

    def betting(self) -> dict[str, Any]:
        """Said only where someone has bet, or still may."""
        return {"bets": self.bets} if self.bets and (self.bets["n"] or self.status == "gathering") else {}

    def nudge(self) -> None:
        for watcher in tuple(self.watchers):
            watcher.nudge()
