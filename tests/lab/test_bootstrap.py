"""The block bootstrap: the same against the same is no difference, twice as many is."""

from __future__ import annotations

from random import Random

from lab import bootstrap
from lab.bootstrap import Block, block_count, blocks_of, ratio_interval
from lab.recording import Recording
from tests.lab.exports.recordings import CITED, recording_of


def made(random: Random, rate: float, mean_ms: float, blocks: int = 20) -> list[Block]:
    """A run of independent requests: Poisson counts a block, exponential times."""
    found = []
    for _ in range(blocks):
        count, left = 0, random.expovariate(rate)
        while left < 1:
            count, left = count + 1, left + random.expovariate(rate)
        found.append(Block(count, tuple(sorted(random.expovariate(1 / mean_ms) for _ in range(count)))))
    return found


def held(statistic: bootstrap.Statistic, factor: float, rounds: int = 100) -> int:
    """In how many of `rounds` pairs of runs, of which one is `factor` times the other, the interval holds that."""
    random, found = Random(7), 0
    for _ in range(rounds):
        interval = ratio_interval(made(random, 30 * factor, 50), made(random, 30, 50), statistic, random)
        assert interval
        found += interval[0] <= factor <= interval[1]
    return found


def test_the_same_twice_is_no_difference_in_nearly_all_cases() -> None:
    # 95 of 100 on average; a seeded draw of 100 must not be far from it
    assert held(bootstrap.count, 1.0) >= 90
    assert held(bootstrap.quantile(0.5), 1.0) >= 90


def test_twice_as_many_is_found_and_its_interval_leaves_one_out() -> None:
    assert held(bootstrap.count, 2.0) >= 90
    random = Random(3)
    interval = ratio_interval(made(random, 60, 50), made(random, 30, 50), bootstrap.count, random)
    assert interval
    assert interval[0] > 1


def test_without_samples_there_is_no_interval() -> None:
    nothing = [Block(0, ())] * 20
    assert ratio_interval(nothing, nothing, bootstrap.quantile(0.5), Random(1)) is None
    assert ratio_interval(nothing, nothing, bootstrap.count, Random(1)) is None


def test_a_block_lasts_a_whole_number_of_the_backends_times() -> None:
    assert block_count(6000, 500) == 12
    assert block_count(15000, 500) == 15
    assert block_count(6000, 50) == 20
    assert block_count(1000, 5000) == bootstrap.FEWEST_BLOCKS


def test_every_counted_answer_is_in_one_block() -> None:
    for path in CITED:
        recording: Recording = recording_of(path)
        for info in recording.variants:
            measured = recording.measured(info["name"])
            assert measured
            assert sum(block.count for block in blocks_of(recording, info["name"])) == measured["completed"]
