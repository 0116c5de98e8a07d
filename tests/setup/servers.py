"""Real servers for tests and benchmarks: started on free loopback ports, probed until ready, ended by their id."""

from __future__ import annotations

import atexit
import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
READY_WITHIN = 60.0  # seconds; only a limit against hanging


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(ready: Callable[[], bool], process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"{process.args!r} ended with {process.returncode}:\n{log.read_text()[-4000:]}")
        if ready():
            return
        time.sleep(0.05)
    raise TimeoutError(f"{process.args!r} was not ready within {READY_WITHIN} s:\n{log.read_text()[-4000:]}")


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as response:
            return bool(response.status == 200)
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def accepts(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


@contextlib.contextmanager
def running(
    command: Sequence[str], ready: Callable[[], bool], log: Path, env: Mapping[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """A child process in a group of its own; the whole group is ended on the way out."""
    with log.open("ab") as out:
        process = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **(env or {})}, stdout=out, stderr=out, start_new_session=True
        )
    try:
        wait_until(ready, process, log)
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(10)


@dataclass
class Site:
    url: str
    port: int
    process: subprocess.Popen[bytes]
    env: dict[str, str]
    log: Path

    def manage(self, *arguments: str) -> str:
        """Run a management command against this site's database; its standard output."""
        return manage(self.env, *arguments)


def manage(env: Mapping[str, str], *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"manage.py {' '.join(arguments)} failed:\n{done.stdout}\n{done.stderr}")
    return done.stdout


SITE = {"DJANGO_SETTINGS_MODULE": "firstbyte.settings", "DEBUG": "0"}


@cache
def fresh() -> Path:
    """A folder with an empty SQLite database and the collected static files, made once for all sites of this process."""
    folder = Path(tempfile.mkdtemp(prefix="firstbyte-fresh-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    env = {**SITE, "VAR_DIR": str(folder), "DATABASE_URL": "", "REDIS_URL": ""}
    manage(env, "migrate", "--verbosity", "0")
    manage(env, "collectstatic", "--noinput", "--verbosity", "0")
    return folder


def prepare_site(folder: Path, env: Mapping[str, str] | None = None) -> dict[str, str]:
    """Tables and static files for a site whose data lives in `folder`; the environment to start it with."""
    full = {**SITE, "VAR_DIR": str(folder), **(env or {})}
    if not (folder / "static").exists():
        (folder / "static").symlink_to(fresh() / "static")
    if full.get("DATABASE_URL"):
        manage(full, "migrate", "--verbosity", "0")
    elif not (folder / "db.sqlite3").exists():
        shutil.copy(fresh() / "db.sqlite3", folder)
    return full


@contextlib.contextmanager
def run_site(folder: Path, env: Mapping[str, str] | None = None, port: int | None = None) -> Iterator[Site]:
    """The site under Daphne; a second call with the same folder is a restart on the same data."""
    full = prepare_site(folder, env)
    port = port or free_port()
    log = folder / "daphne.log"
    command = [
        sys.executable,
        "-m",
        "daphne",
        "-b",
        "127.0.0.1",
        "-p",
        str(port),
        "-v",
        "0",
        "firstbyte.asgi:application",
    ]
    url = f"http://127.0.0.1:{port}"
    with running(command, lambda: answers(f"{url}/healthz"), log, full) as process:
        yield Site(url, port, process, full, log)


def find_postgresql() -> str | None:
    """The folder of PostgreSQL's server programs, which Debian keeps off the PATH."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    if postgres := shutil.which("postgres"):
        folders.append(Path(os.path.realpath(postgres)).parent)
    return next((str(folder) for folder in folders if (folder / "initdb").exists()), None)


@contextlib.contextmanager
def run_postgresql() -> Iterator[str]:
    """A PostgreSQL of our own in a new folder; its DATABASE_URL. As root it runs as the user `postgres`."""
    programs = find_postgresql()
    assert programs
    with tempfile.TemporaryDirectory(prefix="pg-", dir="/tmp") as name:
        folder = Path(name)
        as_user: list[str] = []
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
            as_user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
        data = folder / "data"
        subprocess.run(
            [*as_user, f"{programs}/initdb", "-D", str(data), "-U", "firstbyte", "-A", "trust", "--no-sync"],
            check=True,
            capture_output=True,
            cwd="/",
        )
        port = free_port()
        command = [
            *as_user,
            f"{programs}/postgres",
            *("-D", str(data), "-p", str(port), "-h", "127.0.0.1", "-k", str(folder), "-c", "fsync=off"),
        ]
        with tempfile.NamedTemporaryFile(prefix="pg-log-") as log:
            with running(command, lambda: accepts_sql(programs, port), Path(log.name)):
                subprocess.run(
                    [f"{programs}/createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "firstbyte", "firstbyte"],
                    check=True,
                )
                yield f"postgresql://firstbyte@127.0.0.1:{port}/firstbyte"


def accepts_sql(programs: str, port: int) -> bool:
    command = [f"{programs}/pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port)]
    return subprocess.run(command, check=False).returncode == 0


@dataclass
class Redis:
    url: str
    port: int
    process: subprocess.Popen[bytes]


@contextlib.contextmanager
def run_redis(port: int | None = None, options: Sequence[str] = ("--save", "")) -> Iterator[Redis]:
    """A Redis of our own, in memory only."""
    port = port or free_port()
    with tempfile.TemporaryDirectory() as name:
        command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--dir", name, *options]
        with running(command, lambda: accepts(port), Path(name) / "log") as process:
            yield Redis(f"redis://127.0.0.1:{port}/0", port, process)
