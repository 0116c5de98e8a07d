"""A learner without a browser: a cookie jar, forms read from the page, and many posts at one moment."""

from __future__ import annotations

import contextlib
import http.cookiejar
import re
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from tests.quiz.questions import pool_data, write_quiz
from tests.setup.servers import Site, run_site


class Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: object) -> None:
        """A redirect is an answer to look at, not to follow."""


@dataclass
class Learner:
    site: str
    jar: http.cookiejar.CookieJar = field(default_factory=http.cookiejar.CookieJar)

    def ask(self, path: str, form: dict[str, str] | None = None) -> tuple[int, str]:
        opener = urllib.request.build_opener(Stay, urllib.request.HTTPCookieProcessor(self.jar))
        data = urllib.parse.urlencode(form).encode() if form is not None else None
        try:
            with opener.open(self.site + path, data, timeout=60) as response:
                return response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def form(self, path: str) -> dict[str, str]:
        """The hidden fields of the page's form, the CSRF token among them."""
        status, page = self.ask(path)
        assert status == 200
        return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))

    def options(self, path: str) -> list[str]:
        return re.findall(r'type="radio" name="option" value="([^"]+)"', self.ask(path)[1])

    def at_once(self, path: str, forms: Iterable[dict[str, str]]) -> list[int]:
        """Posts all forms at one moment, each over a connection of its own; their statuses."""
        sent = list(forms)
        start = threading.Barrier(len(sent))

        def post(form: dict[str, str]) -> int:
            start.wait(30)
            return self.ask(path, form)[0]

        with ThreadPoolExecutor(len(sent)) as pool:
            return list(pool.map(post, sent))


COUNTS = (
    "from quiz.models import *; from learners.models import *;"
    "print(Learner.objects.count(), Attempt.objects.count(), Response.objects.count())"
)


@contextlib.contextmanager
def made_up_site(folder: Path, env: dict[str, str] | None = None, port: int | None = None) -> Iterator[Site]:
    """A site that asks the made-up questions, all of them choices; its database holds what the tests write."""
    content = folder / "content"
    if not content.exists():
        write_quiz(content, pool_data())
    full = {"DJANGO_SETTINGS_MODULE": "tests.quiz.settings", "CONTENT_ROOT": str(content), **(env or {})}
    with run_site(folder, full, port) as site:
        yield site


def twenty_posts(site_url: str) -> tuple[list[int], list[int]]:
    """Twenty posts of one answer at one moment, then twenty of every option: the statuses of both."""
    learner = Learner(site_url)
    path, answer = "/quiz/tiny/", "/quiz/tiny/answer/"
    form, options = learner.form(path), learner.options(path)
    same = learner.at_once(answer, [{**form, "option": options[0]}] * 20)
    form, options = learner.form(path), learner.options(path)
    mixed = learner.at_once(answer, [{**form, "option": options[turn % len(options)]} for turn in range(20)])
    return same, mixed
