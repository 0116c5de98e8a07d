"""What the processes of a run cost: CPU seconds, memory, threads."""

from __future__ import annotations

import psutil


class Usage:
    """Of a tree of processes, which is looked up once a turn: servers under test keep their processes."""

    def __init__(self, tree: list[psutil.Process]) -> None:
        self.tree = tree
        self.peak_rss = 0  # bytes
        self.peak_threads = 0
        self.rss_mb = 0.0
        self.threads = 0
        self.seen_threads: list[int] = []  # at each look

    def cpu_seconds(self) -> float:
        total = 0.0
        for process in self.tree:
            try:
                times = process.cpu_times()
            except psutil.NoSuchProcess:
                continue
            total += times.user + times.system
        return total

    def look(self) -> None:
        rss = threads = 0
        for process in self.tree:
            try:
                rss += process.memory_info().rss
                threads += process.num_threads()
            except psutil.NoSuchProcess:
                continue
        self.rss_mb, self.threads = round(rss / 1e6, 1), threads
        self.seen_threads.append(threads)
        self.peak_rss, self.peak_threads = max(self.peak_rss, rss), max(self.peak_threads, threads)
