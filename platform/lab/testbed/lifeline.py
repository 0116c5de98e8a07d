"""A process of the testbed never outlives the one that started it, even when that one is killed with SIGKILL.

Linux: PR_SET_PDEATHSIG. Elsewhere (or with LAB_LIFELINE=pipe): a thread reads from a pipe whose other end only the
engine holds, and ends the process when it closes.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import threading

PR_SET_PDEATHSIG = 1  # <linux/prctl.h>


def by_pipe() -> bool:
    """Whether a pipe has to stand in for PR_SET_PDEATHSIG."""
    return not sys.platform.startswith("linux") or os.environ.get("LAB_LIFELINE") == "pipe"


def die_with_parent(parent: int, pipe: int | None) -> None:
    """From now on this process is killed when `parent`, which started it, ends. To be called again after a fork."""
    if not by_pipe():
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0) != 0:
            raise OSError(ctypes.get_errno(), "prctl(PR_SET_PDEATHSIG) failed")
    elif pipe is not None:
        threading.Thread(target=wait_for_end, args=(pipe,), name="lifeline", daemon=True).start()
    if os.getppid() != parent:  # it ended before we asked
        os._exit(1)


def wait_for_end(pipe: int) -> None:
    os.read(pipe, 1)  # returns only when the last writer is gone: nothing is ever written
    os.kill(os.getpid(), signal.SIGKILL)
