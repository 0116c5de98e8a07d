"""Many learners answer at once while the site is killed again and again; then the database is held against what was
acknowledged.

    python -m tests.quiz.ten_thousand [--answers 10000] [--learners 50] [--kills 5] [--seed 1] [--postgresql]

A learner is a thread with a cookie and a connection. What was not acknowledged is sent again, as somebody would who
saw an error. An answer counts as acknowledged when its reply, a redirect, was read to the end.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import json
import os
import random
import re
import signal
import tempfile
import threading
import time
import urllib.parse
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from tests.quiz.posting import made_up_site
from tests.setup.servers import Site, free_port, run_postgresql

PATH = "/quiz/tiny/"
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')
OPTION = re.compile(r'type="radio" name="option" value="([^"]+)"')
PATIENCE = 180.0  # seconds that a learner tries again; only a limit against hanging
BUSY = 503  # fifty writers wait for one another longer than the site lets them
BROKEN = (OSError, http.client.HTTPException)
# All rows, read by the site's own models: what is stored, and what an attempt asked.
DUMP = (
    "import json; from quiz.models import *;"
    "print(json.dumps([[str(a.learner_id), a.number, [q['id'] for q in a.asked],"
    " [[r.question_id, r.rev, r.given, r.mark] for r in a.responses.all()]]"
    " for a in Attempt.objects.order_by('learner_id', 'number').prefetch_related('responses')]));"
    "print(Response.objects.count())"
)

Answer = tuple[str, int, str]  # learner, attempt, question


class Stopped(Exception):
    """The trial was given up: something else went wrong."""


@dataclass
class Learner:
    """`acknowledged` maps an answer to the option that was chosen."""

    port: int
    chance: random.Random
    wanted: int
    told: threading.Event
    cookies: dict[str, str] = field(default_factory=dict)
    acknowledged: dict[Answer, str] = field(default_factory=dict)
    statuses: Counter[int] = field(default_factory=Counter)
    retried: int = 0
    connection: http.client.HTTPConnection | None = None

    @property
    def name(self) -> str:
        """The learner's id, which the signed cookie begins with."""
        return self.cookies["learner"].partition(":")[0]

    def once(self, path: str, form: dict[str, str] | None) -> tuple[int, str]:
        """One request over the kept connection, its reply read to the end."""
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = None
        if form is not None:
            body = urllib.parse.urlencode(form)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request("GET" if form is None else "POST", path, body, headers)
        reply = self.connection.getresponse()
        text = reply.read().decode()
        for value in reply.headers.get_all("Set-Cookie") or ():
            name, _, rest = value.partition("=")
            self.cookies[name] = rest.partition(";")[0]
        return reply.status, text

    def ask(self, path: str, form: dict[str, str] | None = None) -> str:
        """The same until the site answers."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and not self.told.is_set():
            try:
                status, text = self.once(path, form)
            except BROKEN:
                self.retried += 1
                if self.connection:
                    self.connection.close()
                self.connection = None
                time.sleep(self.chance.uniform(0.02, 0.2))
                continue
            self.statuses[status] += 1
            if status == BUSY:
                # The page says that nothing was saved, and asks to try again.
                time.sleep(self.chance.uniform(0.1, 0.5))
                continue
            if status != (200 if form is None else 303):
                raise Stopped(f"{path} answered {status}: {text[:300]}")
            return text
        raise Stopped(f"{path} was not answered")

    def learn(self) -> None:
        while len(self.acknowledged) < self.wanted:
            page = self.ask(PATH)
            form, options = dict(HIDDEN.findall(page)), OPTION.findall(page)
            if options:
                chosen = self.chance.choice(options)
                self.ask(f"{PATH}answer/", {**form, "option": chosen})
                self.acknowledged[self.name, int(form["attempt"]), form["question"]] = chosen
            else:
                self.ask(f"{PATH}next/", {**form, "ask": "all"})


@dataclass(frozen=True)
class Figures:
    """`unacknowledged` are stored answers whose reply was never read: none, since each is sent until it is."""

    learners: int
    answers: int
    acknowledged: int
    stored: int
    lost: int
    twice: int
    changed: int
    unacknowledged: int
    half_written: int
    kills: int
    retried: int
    busy: int
    seconds: float
    answers_per_s: float


def kill(site: Site) -> None:
    """The web process and whatever it started, as the kernel would: nobody gets to say goodbye."""
    os.killpg(site.process.pid, signal.SIGKILL)
    site.process.wait()


def trial(
    folder: Path, answers: int, learners: int, kills: int, seed: int, env: dict[str, str] | None = None
) -> Figures:
    """The moments of the kills are drawn from the seed: a number of answers acknowledged, and a moment after it."""
    chance = random.Random(seed)
    moments = sorted(chance.sample(range(answers // 20, answers - answers // 20), kills))
    full = {**(env or {}), "UNLIMITED": "1"}
    port = free_port()
    told = threading.Event()
    shares = [answers // learners + (place < answers % learners) for place in range(learners)]
    people = [Learner(port, random.Random(f"{seed} {place}"), share, told) for place, share in enumerate(shares)]
    failures: list[BaseException] = []

    def run(learner: Learner) -> None:
        try:
            learner.learn()
        except BaseException as error:
            failures.append(error)
            told.set()

    threads = [threading.Thread(target=run, args=(learner,)) for learner in people]
    with contextlib.ExitStack() as running:
        site = running.enter_context(made_up_site(folder, full, port))
        began = time.monotonic()
        for thread in threads:
            thread.start()
        for moment in moments:
            while sum(len(each.acknowledged) for each in people) < moment and not told.is_set():
                time.sleep(0.005)
            if told.is_set():
                break
            time.sleep(chance.uniform(0, 0.1))
            kill(site)
            site = running.enter_context(made_up_site(folder, full, port))
        for thread in threads:
            thread.join()
        spent = time.monotonic() - began
        if failures:
            raise failures[0]
        return compared(people, site, answers, kills, spent)


def compared(people: list[Learner], site: Site, answers: int, kills: int, spent: float) -> Figures:
    lines = site.manage("shell", "-v", "0", "-c", DUMP).strip().splitlines()
    attempts, count = json.loads(lines[-2]), int(lines[-1])
    stored: Counter[Answer] = Counter()
    given: dict[Answer, str] = {}
    for learner, number, _, responses in attempts:
        for question, _, option, _ in responses:
            stored[learner, number, question] += 1
            given[learner, number, question] = option
    acknowledged = {answer: option for each in people for answer, option in each.acknowledged.items()}
    return Figures(
        learners=len(people),
        answers=answers,
        acknowledged=len(acknowledged),
        stored=count,
        lost=sum(answer not in stored for answer in acknowledged),
        twice=sum(times > 1 for times in stored.values()),
        changed=sum(given.get(answer, option) != option for answer, option in acknowledged.items()),
        unacknowledged=sum(answer not in acknowledged for answer in stored),
        half_written=sum(1 for _ in half_written(attempts)),
        kills=kills,
        retried=sum(each.retried for each in people),
        busy=sum(each.statuses[BUSY] for each in people),
        seconds=round(spent, 1),
        answers_per_s=round(answers / spent, 1),
    )


def half_written(attempts: list[tuple[str, int, list[str], list[tuple[str, int, str, float]]]]) -> Iterator[str]:
    """Whatever cannot have been meant: an attempt that asks nothing, an answer to what was not asked, a first attempt
    without an answer, a gap in the numbers, and a later attempt although the one before is not finished."""
    last: dict[str, int] = {}
    for learner, number, asked, responses in attempts:
        known = {question for question, *_ in responses}
        if not asked or not known <= set(asked):
            yield f"{learner} {number}: an answer to what was not asked"
        if number == 1 and not known:
            yield f"{learner}: a first attempt without an answer"
        if number != last.get(learner, 0) + 1:
            yield f"{learner} {number}: follows {last.get(learner)}"
        if any(mark not in (0.0, 1.0) or rev != 1 for _, rev, _, mark in responses):
            yield f"{learner} {number}: a mark that no option gives"
        last[learner] = number
    for learner, number, asked, responses in attempts:
        if number < last[learner] and len(responses) != len(asked):
            yield f"{learner} {number}: followed by another although it is not finished"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    for name, usual in (("answers", 10_000), ("learners", 50), ("kills", 5), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    parser.add_argument("--postgresql", action="store_true", help="on a PostgreSQL of its own; else on SQLite")
    options = vars(parser.parse_args())
    with contextlib.ExitStack() as held:
        folder = Path(held.enter_context(tempfile.TemporaryDirectory(prefix="ten-thousand-")))
        env = {"DATABASE_URL": held.enter_context(run_postgresql())} if options.pop("postgresql") else {}
        print(json.dumps(asdict(trial(folder, env=env, **options)), indent=1))


if __name__ == "__main__":
    main()
