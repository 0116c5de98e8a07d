"""The `.hlog` is read back by the hdrhistogram package, with the percentiles of the result."""

from __future__ import annotations

from pathlib import Path

import pytest
from hdrh.histogram import HdrHistogram
from hdrh.log import HistogramLogReader

from lab.exports import EXPORTS
from lab.metrics.summary import DIGITS, LONGEST_US, percentiles
from lab.recording import Recording
from tests.lab.exports.recordings import CITED, broken_off, name_of, recording_of


def read_back(recording: Recording, folder: Path) -> dict[str, HdrHistogram]:
    path = folder / "run.hlog"
    path.write_text(EXPORTS["hlog"].write(recording))
    reader = HistogramLogReader(str(path), HdrHistogram(1, LONGEST_US, DIGITS))
    found = {}
    while (histogram := reader.get_next_interval_histogram()) is not None:
        found[histogram.get_tag()] = histogram
    return found


@pytest.mark.parametrize("path", CITED, ids=name_of)
def test_it_is_read_back_with_the_same_percentiles(path: Path, tmp_path: Path) -> None:
    recording = recording_of(path)
    found = read_back(recording, tmp_path)
    assert list(found) == [info["name"] for info in recording.variants]
    for name, histogram in found.items():
        measured = recording.measured(name)
        assert measured
        assert histogram.get_total_count() == measured["completed"]
        shown = measured["response_ms"]
        assert {key: value for key, value in percentiles(histogram).items() if key in shown} == shown
        windows = recording.windows(name)
        assert (histogram.get_start_time_stamp(), histogram.get_end_time_stamp()) == (windows[0][0], windows[-1][1])


def test_of_a_run_that_broke_off_it_holds_what_was_recorded(tmp_path: Path) -> None:
    whole, part = (read_back(it(CITED[0]), tmp_path) for it in (recording_of, broken_off))
    for name, histogram in part.items():
        assert histogram.get_total_count() == whole[name].get_total_count()
        assert histogram.get_value_at_percentile(50) == pytest.approx(
            whole[name].get_value_at_percentile(50), rel=0.005
        )
