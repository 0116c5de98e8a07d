"""How much gunicorn's threaded worker takes in before anybody is refused."""

from queue import SimpleQueue

import pytest
from gunicorn.config import Config
from gunicorn.workers.gthread import ThreadWorker


@pytest.mark.fact("gunicorn-takes-thousands-before-it-refuses")
def test_its_defaults_let_thousands_wait() -> None:
    config = Config()
    assert config.worker_connections == 1000
    assert config.backlog == 2048


@pytest.mark.fact("gunicorn-takes-thousands-before-it-refuses")
def test_the_queue_of_its_pool_has_no_end() -> None:
    worker = ThreadWorker.__new__(ThreadWorker)
    worker.cfg = Config()
    with worker.get_thread_pool() as pool:
        assert isinstance(pool._work_queue, SimpleQueue)
