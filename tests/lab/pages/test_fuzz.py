"""Two thousand forms and messages that nobody would send: no 500, no traceback, nothing left running."""

from __future__ import annotations

import json
import math
import random
import string
import time
import urllib.parse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from websockets.exceptions import ConnectionClosed, WebSocketException
from websockets.sync.client import connect

from lab.knobs import KNOBS
from lab.models import LETTERS
from lab.scenarios import SCENARIOS
from tests.lab.live.watching import FORM, Visitor
from tests.setup.servers import Site, run_site

pytestmark = pytest.mark.slow
FORMS, MESSAGES = 1500, 900
SEED = 20
STORED = "async-views-basics.sync-vs-async"
SPOILT = (
    *(
        "",
        " ",
        "0",
        "-1",
        "-0",
        "1e3",
        "1e400",
        "-1e400",
        "nan",
        "inf",
        "-inf",
        "1.5",
        "١٢",
        "½",
        "0x10",
        "1_000",
        "true",
    ),
    *("null", "[]", "{}", "\x00", "\u202e", "😀", "\ud7ff", "'; DROP TABLE lab_run; --", "<script>alert(1)</script>"),
    *("../../etc/passwd", "%s%n", "{{ 7 * 7 }}", "9" * 400, "x" * 5000, "\r\nSet-Cookie: a=b", "--json", "-h"),
)
MADE_UP = ("", "x", "scenario[]", "__class__", "csrfmiddlewaretoken", "ticket", "clients ", "together", "x" * 300)


def text_of(dice: random.Random) -> str:
    if dice.random() < 0.6:
        return dice.choice(SPOILT)
    if dice.random() < 0.5:
        return str(dice.choice((1, -1)) * math.exp(dice.uniform(-20, 20)))
    return "".join(dice.choice(string.printable) for _ in range(dice.randrange(40)))


def form_of(dice: random.Random) -> dict[str, str]:
    """A form with at least one thing wrong in it, and often several."""
    form = {**FORM, "scenario": dice.choice(list(SCENARIOS)), "seconds": "1"}
    for _ in range(dice.randrange(1, 5)):
        form[dice.choice((*KNOBS, "scenario", "bet", "ticket"))] = text_of(dice)
    if dice.random() < 0.3:
        form.pop(dice.choice(list(form)))
    if dice.random() < 0.3:
        form[dice.choice(MADE_UP)] = text_of(dice)
    # Whatever else is well: this one is refused, so that the machine is not busy with runs for an hour.
    form[dice.choice(("clients", "latency_ms", "seconds"))] = dice.choice(("-1", "nan", "", "many", "1e9"))
    if form.get("model") == "open":
        form["latency_ms"] = "-1"
    return form


def address_of(dice: random.Random) -> str:
    some = dice.choice((STORED, "".join(dice.choices(LETTERS, k=10)), text_of(dice), "x" * 200))
    run = urllib.parse.quote(some.encode("utf-8", "replace"), safe="") or "-"
    tail = dice.choice(
        ("", "summary/", "log.json", "label/", "bet/", "go/", "export/csv/", "export/html/", "export/x/")
    )
    return f"/lab/runs/{run}/{tail}"


def query_of(dice: random.Random) -> str:
    page = dice.choice(("/lab/", "/lab/runs/", "/lab/compare/"))
    names = (*KNOBS, "scenario", "rate", "bet", "run", "page", "verdict", "server", "kept", "mine")
    pairs = [(dice.choice(names), text_of(dice)) for _ in range(dice.randrange(1, 6))]
    return f"{page}?{urllib.parse.urlencode([(name, value.encode('utf-8', 'replace')) for name, value in pairs])}"


def message_of(dice: random.Random) -> str | bytes:
    number: Any = dice.choice((-1, 0, 5, -2, 10**20, 1.5, True, None, "7", [], {}, float("nan")))
    made: list[Any] = [
        {"type": "watch", "offset": number},
        {"type": "ack", "o": number},
        {"type": dice.choice(("watch", "ack", "hello", "", None, 7)), dice.choice(("o", "offset", "x")): number},
        number,
        text_of(dice),
        {"type": "ack", "o": 1, "more": "x" * dice.choice((1, 300, 60_000))},
    ]
    choice = dice.randrange(len(made) + 2)
    if choice == len(made):
        return text_of(dice)
    if choice > len(made):
        return dice.randbytes(dice.randrange(60))
    return json.dumps(made[choice])


@pytest.fixture(scope="module")
def own_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Without the limit of forms a minute: it is the forms that are tried here, not the limit."""
    with run_site(tmp_path_factory.mktemp("fuzz")) as running:
        yield running


def assert_well(site: Site) -> None:
    log = Path(site.log).read_text(errors="replace")
    assert "Traceback" not in log, log[-4000:]
    assert psutil.Process(site.process.pid).children(recursive=True) == []
    assert Visitor(site).get("/lab/")[0] == 200


def test_no_form_breaks_the_lab(own_site: Site) -> None:
    dice = random.Random(SEED)
    visitor = Visitor(own_site)
    token = visitor.form()["csrfmiddlewaretoken"]
    seen: Counter[int] = Counter()
    for turn in range(FORMS):
        kind = turn % 5
        if kind == 0:
            status, page = visitor.get(query_of(dice))
        elif kind == 1:
            status, page = visitor.get(address_of(dice))
        elif kind == 2:
            path = address_of(dice)
            words = {dice.choice(("bet", "name", "notes", "starred")): text_of(dice) for _ in range(2)}
            status, page = visitor.post(path, {**encodable(words), "csrfmiddlewaretoken": token})
        else:
            form = encodable({**form_of(dice), "csrfmiddlewaretoken": token})
            status, page = visitor.post("/lab/start/", form)
        seen[status] += 1
        assert status < 500 or status == 503, (status, page[:2000])
        assert "Traceback" not in page
    # Pages that open, forms that are refused with a sentence, addresses that lead nowhere.
    assert seen[200] > 100
    assert seen[422] > 100
    assert seen[404] > 100
    assert_well(own_site)


def encodable(form: dict[str, str]) -> dict[str, str]:
    return {name: value.encode("utf-8", "replace").decode() for name, value in form.items()}


def test_no_message_breaks_a_socket_for_anybody_else(own_site: Site) -> None:
    dice = random.Random(SEED)
    address = f"ws://127.0.0.1:{own_site.port}/ws/lab/runs/{STORED}/"

    def watching() -> Any:
        return connect(address, origin=own_site.url, max_size=None, compression=None)  # type: ignore[arg-type]

    closed = sent = 0
    with watching() as good:
        good.send(json.dumps({"type": "watch", "offset": -1}))
        assert json.loads(good.recv(timeout=20))["type"] == "hello"
        while sent < MESSAGES:
            with watching() as bad:
                try:
                    if dice.random() < 0.5:
                        bad.send(json.dumps({"type": "watch", "offset": -1}))
                    for _ in range(dice.randrange(1, 8)):
                        sent += 1
                        bad.send(message_of(dice))
                except ConnectionClosed:
                    closed += 1
        # The one that keeps to the protocol has all it asked for, and is still there.
        last = None
        deadline = time.monotonic() + 30
        while last is None or last["o"] < 0 or last["d"]["type"] != "done":
            assert time.monotonic() < deadline
            message = json.loads(good.recv(timeout=20))
            last = message if "o" in message else last
        good.send(json.dumps({"type": "ack", "o": last["o"]}))
        good.ping().wait(10)
    assert closed > 0
    assert_well(own_site)


def greeted(site: Site, path: str) -> bool:
    """Whether a socket to this path is answered."""
    address = f"ws://127.0.0.1:{site.port}{urllib.parse.quote(path, safe='/%')}"
    try:
        with connect(address, origin=site.url, open_timeout=10) as ws:  # type: ignore[arg-type]
            ws.send(json.dumps({"type": "watch", "offset": -1}))
            ws.recv(timeout=10)
    except (WebSocketException, EOFError, OSError):
        return False
    return True


@pytest.mark.parametrize(
    "path", ["/ws/lab/runs/nothing/", "/ws/lab/runs/%00/", "/ws/lab/runs/é/", "/ws/nothing/", "/ws/lab/runs//"]
)
def test_a_socket_to_nowhere_is_closed(own_site: Site, path: str) -> None:
    assert not greeted(own_site, path)
    assert_well(own_site)


def test_a_socket_to_a_run_is_answered(own_site: Site) -> None:
    assert greeted(own_site, f"/ws/lab/runs/{STORED}/")
