"""Starting the processes of a run, seeing that they live, and ending them."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from lab.testbed import board, lifeline
from lab.testbed.servers import SERVERS

HOST = "127.0.0.1"
BACKLOG = 2048
BOARD_ROWS = 130_000  # more than the caps let a run send
READY_WITHIN = 20.0  # seconds
PACKAGES = Path(__file__).resolve().parents[2]  # the folder that holds `lab`


class RunFailed(Exception):
    """The run cannot go on: a sentence for people, and what the process itself said."""

    def __init__(self, sentence: str, detail: str = "") -> None:
        super().__init__(sentence)
        self.sentence, self.detail = sentence, detail


@dataclass
class Process:
    """A child with the port that it listens on, its board, and what it wrote to its standard error."""

    name: str
    popen: subprocess.Popen[bytes]
    port: int
    board: board.Board
    errors: Any

    def check(self, starting: bool = False) -> None:
        """Raises RunFailed once the process has ended."""
        code = self.popen.poll()
        if code is not None:
            how = f"by signal {signal.Signals(-code).name}" if code < 0 else f"with status {code}"
            when = "did not start: it ended" if starting else "ended in the middle of the run,"
            raise RunFailed(f"{self.name} {when} {how}.", self.said())

    def said(self) -> str:
        self.errors.seek(0)
        return str(self.errors.read().decode(errors="replace"))[-2000:]

    def tree(self) -> list[psutil.Process]:
        try:
            top = psutil.Process(self.popen.pid)
            return [top, *top.children(recursive=True)]
        except psutil.NoSuchProcess:
            return []


@dataclass
class Testbed:
    """All processes of one run. `close` ends them, whatever state they are in."""

    epoch_ns: int
    deadline_s: int | None
    processes: list[Process] = field(default_factory=list)
    pipe: tuple[int, int] | None = None
    boards: list[board.Board] = field(default_factory=list)

    def start(
        self,
        role: str,
        name: str,
        spec: dict[str, Any],
        backend: Process | None = None,
        env: dict[str, str] | None = None,
        memory: board.Board | None = None,
    ) -> Process:
        """`role` is a server's name or "backend"; `memory` a board that an earlier process had. Raises RunFailed when
        the process cannot be started."""
        if lifeline.by_pipe() and self.pipe is None:
            self.pipe = os.pipe()
        server = SERVERS.get(role)
        try:
            listener = bound(spec.get("backlog", BACKLOG), listening=not (server and server.binds))
            if memory is None:
                memory = board.Board(board.create(BOARD_ROWS))
                self.boards.append(memory)
        except OSError as error:
            raise RunFailed(f"{name} could not be given a port.", str(error)) from error
        kept = [listener.fileno(), memory.fd, *(self.pipe[:1] if self.pipe else ())]
        full = {
            "role": role,
            "parent": os.getpid(),
            "lifeline": self.pipe[0] if self.pipe else None,
            "listener": listener.fileno(),
            "deadline_s": self.deadline_s,
            "workers": 1,
            "threads": 1,
            "backlog": BACKLOG,
            "times": {},
            "capacity": 0,
        } | spec
        env = {
            **os.environ,
            "PYTHONPATH": str(PACKAGES),
            "LAB_EPOCH_NS": str(self.epoch_ns),
            "LAB_BOARD_FD": str(memory.fd),
            "LAB_INTERFACE": server.interface if server else "",
            "LAB_BACKEND_URL": f"http://{HOST}:{backend.port}" if backend else "",
            **(env or {}),
        }
        env.pop("DJANGO_SETTINGS_MODULE", None)
        errors = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the process
        try:
            popen = subprocess.Popen(
                [sys.executable, "-m", "lab.testbed.child", json.dumps(full)],
                pass_fds=kept,
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=errors,
                stderr=errors,
                process_group=0,
            )
        except OSError as error:
            raise RunFailed(f"{name} could not be started.", str(error)) from error
        process = Process(name, popen, listener.getsockname()[1], memory, errors)
        self.processes.append(process)
        listener.close()
        return process

    def check(self) -> None:
        for process in self.processes:
            process.check()

    def close(self) -> None:
        for process in self.processes:
            for member in process.tree():
                try:
                    member.kill()
                except psutil.NoSuchProcess:
                    continue
            process.popen.wait()
            process.errors.close()
        for each in self.boards:
            each.close()
        if self.pipe:
            for end in self.pipe:
                os.close(end)
        self.processes, self.boards, self.pipe = [], [], None


def bound(backlog: int, listening: bool) -> socket.socket:
    """A socket on a free port of the loopback. One that does not listen keeps the port for a server that opens a socket
    of its own beside it (SO_REUSEPORT)."""
    if listening:
        return socket.create_server((HOST, 0), backlog=backlog)
    kept = socket.socket()
    kept.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    kept.bind((HOST, 0))
    return kept


async def until_ready(process: Process, workers: int = 0) -> None:
    """Asks until the process answers and all its workers are up: the first of them would take all connections. Raises
    RunFailed when it ends, or does not answer in time."""
    try:
        async with asyncio.timeout(READY_WITHIN):
            while process.board.processes_ready < workers or not await answers(process.port):
                process.check(starting=True)
                await asyncio.sleep(0.02)
    except TimeoutError:
        raise RunFailed(f"{process.name} did not answer within {READY_WITHIN:g} s.", process.said()) from None


async def answers(port: int) -> bool:
    try:
        async with asyncio.timeout(1.0):
            reader, writer = await asyncio.open_connection(HOST, port)
            writer.write(b"GET /ready HTTP/1.1\r\nHost: lab\r\nConnection: close\r\n\r\n")
            line = await reader.readline()
    except (OSError, TimeoutError):
        return False
    writer.close()
    return b" 200" in line
