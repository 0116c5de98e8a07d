"""While the statistics read every response, the site answers others."""

from __future__ import annotations

import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.learners.people import PASSWORD
from tests.quiz.posting import Learner, made_up_site

pytestmark = pytest.mark.slow
MANY = (
    "from tests.quiz.statistics.answering import answers; from tests.quiz.questions import questions;"
    "from learners.models import Account; answers(questions(14), learners=1000, each=40);"
    f"Account.objects.create_superuser('staff@example.org', '{PASSWORD}')"
)


def test_others_are_answered_while_forty_thousand_answers_are_read(tmp_path: Path) -> None:
    with made_up_site(tmp_path) as site:
        site.manage("shell", "-v", "0", "-c", MANY)
        staff = Learner(site.url)
        form = staff.form("/me/sign-in/")
        assert staff.ask("/me/sign-in/", {**form, "login": "staff@example.org", "password": PASSWORD})[0] == 302
        answered = 0
        with ThreadPoolExecutor(1) as pool:
            page = pool.submit(staff.ask, "/staff/statistics/")
            while not page.done():
                with urllib.request.urlopen(f"{site.url}/healthz", timeout=30) as response:
                    answered += response.status == 200
        status, shown = page.result()
        assert status == 200
        assert "40000" in shown
        assert answered > 3
