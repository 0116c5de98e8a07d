"""Servers side by side: a bar each, as long as its share of the longest."""

from typing import Any

from lab.matrix import matrix


def measured(rate: float, samples: int = 2000) -> dict[str, Any]:
    response = {"p50": 200.0, "p99": 400.0}
    return {
        **{"throughput_per_s": rate, "response_ms": response, "cpu_ms_per_request": 1.0, "peak_rss_mb": 50.0},
        **{"peak_threads": None, "samples": samples},
    }


def test_the_longest_bar_is_the_largest_figure_and_the_others_are_shares_of_it() -> None:
    servers = [({"name": "gunicorn", "interface": "wsgi"}, measured(20.0)), ({"name": "daphne"}, measured(200.0))]
    rates, *_, threads = matrix(servers)
    assert [(bar.server, bar.words, bar.share) for bar in rates.bars] == [
        ("gunicorn", "20", 10.0),
        ("daphne", "200", 100.0),
    ]
    assert [(bar.words, bar.share) for bar in threads.bars] == [("–", 0.0), ("–", 0.0)]


def test_a_p99_of_few_answers_is_marked_and_nothing_else_of_them() -> None:
    found = matrix([({"name": "daphne"}, measured(200.0, samples=999))])
    assert [column.title for column in found if column.bars[0].few] == ["Response time, p99"]
