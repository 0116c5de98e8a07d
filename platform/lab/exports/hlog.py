"""A log of HdrHistograms, a tagged line a variant: the response times of the requests that were answered and counted.

The format is that of HdrHistogram's HistogramLogWriter, version 1.3 (1.2 and a tag). Values are microseconds, and so is
the interval's maximum: the log's usual scale would make milliseconds of nanoseconds.
"""

from __future__ import annotations

from collections.abc import Iterator

from hdrh.histogram import HdrHistogram

from lab.metrics.summary import histogram
from lab.recording import Recording, response_ms


def write(recording: Recording) -> str:
    return "".join(f"{line}\n" for line in lines(recording))


def lines(recording: Recording) -> Iterator[str]:
    yield "#[Histogram log format version 1.3]"
    yield "#[Response times in microseconds, from the intended start; time in seconds since load start]"
    yield "#[BaseTime: 0.000 (seconds since epoch)]"
    yield "#[StartTime: 0.000 (seconds since epoch), load start]"
    yield '"StartTimestamp","Interval_Length","Interval_Max","Interval_Compressed_Histogram"'
    for info in recording.variants:
        blob = encoded(recording, info["name"])
        windows = recording.windows(info["name"])
        start, stop = windows[0][0] / 1000, windows[-1][1] / 1000
        most = HdrHistogram.decode(blob).get_max_value()
        yield f"Tag={info['name']},{start:.3f},{stop - start:.3f},{most:.3f},{blob}"


def encoded(recording: Recording, name: str) -> str:
    """The engine's own histogram; for a run that broke off, one of what it had recorded."""
    measured = recording.measured(name)
    if measured and measured.get("hdr"):
        return str(measured["hdr"])
    made = histogram(round(response_ms(row) * 1000) for row in recording.answered(name))
    return str(made.encode().decode())
