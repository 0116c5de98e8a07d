"""What the Dockerfile and docker-compose.yml start, started by hand on a real PostgreSQL and Redis."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.lab.live.watching import Visitor
from tests.services.compose import service
from tests.setup.servers import ROOT, SITE, Site, answers, free_port, fresh, run_site, running

pytestmark = [pytest.mark.services, pytest.mark.slow]
QUIZ = "/quiz/async-views-basics/"
ROOMS = ("/", "/lessons/", "/lessons/async-views-basics/performance/", QUIZ, "/lab/", "/me/", "/healthz", "/readyz")


@pytest.fixture(scope="module")
def image(environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The image's own command on an empty database; only its address is another one."""
    folder, port = tmp_path_factory.mktemp("image"), free_port()
    (folder / "static").symlink_to(fresh() / "static")
    found = re.findall(r"^CMD (\[.*\])$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    command = [part.replace("0.0.0.0", "127.0.0.1").replace("8000", str(port)) for part in ast.literal_eval(found[-1])]
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    env = {**SITE, **environment, "VAR_DIR": str(folder), "PATH": path}
    url = f"http://127.0.0.1:{port}"
    with running(command, lambda: answers(f"{url}/healthz"), folder / "log", env) as process:
        yield Site(url, port, process, env, folder / "log")


@pytest.mark.parametrize("path", ROOMS)
def test_every_room_answers(image: Site, path: str) -> None:
    assert Visitor(image).get(path)[0] == 200


def test_what_is_not_there_has_a_page(image: Site) -> None:
    runs = ("nothing00/", "%00/", "%00/log.json", "%00/export/json/")  # PostgreSQL takes no NUL
    lessons = ("nothing/why/", "async-views-basics/nothing/")
    for path in (*(f"/lessons/{each}" for each in lessons), *(f"/lab/runs/{each}" for each in runs), "/nothing/"):
        status, page = Visitor(image).get(path)
        assert status == 404
        assert "There is nothing at this address" in page


def healthy(port: int) -> bool:
    _, program, *arguments = service("site")["healthcheck"]["test"]
    assert program == "python"
    command = [sys.executable, *(argument.replace("8000", str(port)) for argument in arguments)]
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


def test_the_health_check_of_the_container_tells_a_site_from_none(image: Site) -> None:
    assert healthy(image.port)
    assert not healthy(free_port())


def asked_to_choose(site: Site) -> tuple[Visitor, str, str]:
    """A visitor whose first question offers options, which the draw leaves to chance; the page, and one option."""
    for _ in range(100):
        visitor = Visitor(site)
        page = visitor.get(QUIZ)[1]
        if found := re.search(r'type="(?:radio|checkbox)" name="option" value="([^"]+)"', page):
            return visitor, page, found[1]
    raise AssertionError("a hundred visitors were asked for no option")


def test_an_answer_given_to_one_web_process_is_known_to_another(
    image: Site, environment: dict[str, str], tmp_path: Path
) -> None:
    visitor, page, option = asked_to_choose(image)
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
    question = hidden["question"]
    status, _ = visitor.post(f"{QUIZ}answer/", {**hidden, "option": option})
    assert status == 200
    with run_site(tmp_path, environment) as other:
        visitor.site = other  # cookies know no ports
        page = visitor.get(QUIZ)[1]
    # The other process goes on where the first one was.
    assert f'name="question" value="{question}"' not in page


def test_a_run_is_carried_out(image: Site) -> None:
    visitor = Visitor(image)
    assert visitor.until(visitor.start(seconds="1"), "done", "failed") == "done"
