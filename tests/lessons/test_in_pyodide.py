"""What the lessons ask of a reader's browser, Pyodide does: every solution passes its check there, every program to try
prints what the page shows. Node runs it here; the browser's own tests are in tests/browser/test_python.py."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from lessons import catalogue as shelf
from lessons.exercises import beside, trial
from lessons.linting.exercises import wrong_in
from lessons.workbench import kit

pytestmark = pytest.mark.slow

RUNNER = Path(__file__).with_name("in_pyodide.mjs")
WITHIN = 600  # seconds; only a limit against hanging


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("kit")
    return root / kit.PREFIX / kit.make(root).digest


def in_pyodide(folder: Path, jobs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    asked = folder.parents[1] / "jobs.json"
    asked.write_text(json.dumps(jobs))
    command = ["node", str(RUNNER), str(folder), str(asked)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=WITHIN, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return [json.loads(line) for line in done.stdout.splitlines()]


def job(verb: str, files: dict[str, str], program: str, argument: str = "") -> dict[str, Any]:
    return {"verb": verb, "files": files, "program": program, "argument": argument}


def test_every_solution_passes_and_every_program_to_try_prints_what_is_shown(folder: Path) -> None:
    names, jobs, shown = [], [], []
    for lesson in shelf.whole().lessons.values():
        for exercise in lesson.exercises():
            solved = trial(exercise, lesson.programs, exercise.solution)
            assert solved
            names.append(f"{lesson.slug}: {solved.name} under {solved.check}")
            jobs.append(job("check", dict(solved.files), solved.program, solved.check))
            shown.append(None)
        for use in (use for mode in lesson.modes.values() for use in mode.programs if use.tried):
            program = lesson.programs[use.name]
            files = {name: each.shown for name, each in beside(lesson.programs, [program.text], use.name).items()}
            names.append(f"{lesson.slug}: {use.name}")
            jobs.append(job("run", files | {use.name: program.shown}, use.name))
            shown.append(use.output)
    wrong = []
    for name, report, output in zip(names, in_pyodide(folder, jobs), shown, strict=True):
        if "tests" in report:
            said = wrong_in(report)
        elif report["trouble"]:
            said = report["trouble"]["message"]
        else:
            said = (
                "" if output is None or output.split() == report["printed"].split() else f"prints {report['printed']!r}"
            )
        if said:
            wrong.append(f"{name}: {said}")
    assert len(jobs) > 4
    assert not wrong, "\n".join(wrong)


PAGE = """\
from asgiref.sync import async_to_sync, sync_to_async
from django.conf import settings
from django.http import HttpResponse, StreamingHttpResponse
from django.urls import path
from django.db import models

settings.configure(
    ROOT_URLCONF=__name__,
    SECRET_KEY="x",
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    USE_TZ=True,
    TIME_ZONE="UTC",
)
import django

django.setup()


class Bike(models.Model):
    name = models.CharField(max_length=20)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "bikes"


async def later():
    return "later"


def nested():
    return async_to_sync(later)()


async def both(request):
    return HttpResponse(await sync_to_async(nested)())


def plain(request):
    return HttpResponse("plain " + async_to_sync(later)())


async def stream(request):
    async def parts():
        yield b"a"
        yield b"b"

    return StreamingHttpResponse(parts())


urlpatterns = [path("both", both), path("plain", plain), path("stream", stream)]
"""
CHECK = '''\
import asyncio
import threading

import page
from django.db import connection
from django.test import SimpleTestCase, TestCase


class Views(SimpleTestCase):
    async def test_bridges(self):
        """Both bridges, one in the other"""
        self.assertEqual((await self.async_client.get("/both")).content, b"later")
        self.assertEqual((await self.async_client.get("/plain")).content, b"plain later")

    def test_sync_client(self):
        """The sync client"""
        self.assertEqual(self.client.get("/both").content, b"later")

    async def test_stream(self):
        """A stream"""
        response = await self.async_client.get("/stream")
        self.assertEqual(b"".join([part async for part in response]), b"ab")

    async def test_to_thread(self):
        """A function for a thread runs in its turn"""
        self.assertEqual(await asyncio.gather(asyncio.to_thread(len, "ab"), asyncio.to_thread(len, "abc")), [2, 3])

    async def test_no_thread(self):
        """A thread of one's own cannot start"""
        with self.assertRaisesRegex(RuntimeError, "one thread"):
            threading.Thread(target=print).start()

    async def test_stuck(self):
        """A loop that nothing can wake ends"""
        with self.assertRaises(TimeoutError):
            async with asyncio.timeout(0.1):
                await asyncio.Event().wait()


class Stored(TestCase):
    @classmethod
    def setUpClass(cls):
        with connection.schema_editor() as editor:
            editor.create_model(page.Bike)
        super().setUpClass()

    async def test_orm(self):
        """The async ORM"""
        await page.Bike.objects.acreate(name="red")
        self.assertEqual([bike.name async for bike in page.Bike.objects.all()], ["red"])
        self.assertEqual((await page.Bike.objects.aget()).at.utcoffset().total_seconds(), 0)
'''
STUCK = "import asyncio\n\n\nasync def main():\n    await asyncio.Event().wait()\n\n\nasyncio.run(main())\n"


def test_django_works_in_one_thread(folder: Path) -> None:
    files = {"page.py": PAGE, "check.py": CHECK}
    again = job("check", files, "page.py", "check.py")
    stuck = job("run", {"stuck.py": STUCK}, "stuck.py")
    asked = job("ask", files, "page.py", "/stream")
    first, stopped, second, answered = in_pyodide(folder, [again, stuck, again, asked])
    for report in (first, second):
        assert report["trouble"] is None, report
        assert [(test["words"], test.get("trouble")) for test in report["tests"] if not test["passed"]] == []
        assert len(report["tests"]) == 7
    assert stopped["trouble"]["kind"] == "Stuck"
    assert stopped["trouble"]["line"] == 8
    assert answered["answer"]["body"] == "ab"
