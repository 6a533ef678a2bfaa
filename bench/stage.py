"""What is measured: servers, web processes and workers that end with the run."""

import os
import shlex
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen, TimeoutExpired
from urllib.error import URLError
from urllib.request import urlopen

from scripts.run import processes
from tests.services import Home, free_port, services, temporary_folder

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 60  # seconds that a process may take to answer, or to end
HOST = "127.0.0.1"

# As in production, but for https, which no server here speaks.
ENVIRONMENT = {
    "DEBUG": "false",
    "DEMONSTRATION": "false",
    "DJANGO_SETTINGS_MODULE": "bench.settings",
    # A developer's own .env would bring back the addresses that are set here.
    "ENV_FILE": os.devnull,
    "PYTHONPATH": str(ROOT),
    "SECRET_KEY": "bench-only-and-no-secret-0123456789-0123456789",
    "SITE_URL": f"http://{HOST}",
    "STATIC_HASHED": "false",  # but for the web processes of a whole run
}
NOT_OURS = (
    *("ALLOWED_HOSTS", "BEHIND_PROXY", "DATABASE_URL", "EMAIL_URL", "REDIS_URL"),
    *("CELERY_BROKER_URL", "GUNICORN_CMD_ARGS", "LOG_LEVEL", "WEB_CONCURRENCY"),
)


class NotStarted(RuntimeError):
    """A process of the bench did not come up; the message has its last words."""


@dataclass(frozen=True)
class Web:
    """A running gunicorn."""

    port: int
    pid: int


@contextmanager
def stage(*, hashed: bool) -> Iterator[Home]:
    """Bring up PostgreSQL and Redis and set the environment for Django and children.

    Hashing and compressing the static files takes ten seconds; a smoke test forgoes it.
    """
    # A polite kill must take the servers down by the same door as Ctrl-C.
    for polite in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(polite, lambda number, _frame: sys.exit(128 + number))
    with ExitStack() as stack:
        up = stack.enter_context(services())
        folder = stack.enter_context(temporary_folder())
        set_environment(folder)
        os.environ["DATABASE_URL"] = up.database_url
        os.environ["REDIS_URL"] = up.redis_url
        os.environ["STATIC_HASHED"] = str(hashed).lower()
        yield Home(folder, None)


def set_environment(data: Path) -> None:
    """Leave nothing of what a developer has set that could change a number."""
    for name in NOT_OURS:
        os.environ.pop(name, None)
    os.environ.update(ENVIRONMENT, DATA_DIR=str(data))


@contextmanager
def web(home: Home, database: str) -> Iterator[Web]:
    """Serve one database with the very command that `make run` uses."""
    port, given = free_port(), os.environ["DATABASE_URL"]
    command = shlex.split(processes(port)["web"].removeprefix("exec "))
    os.environ["DATABASE_URL"] = f"{given.rpartition('/')[0]}/{database}"
    try:
        name = f"web-{database}-{port}"
        with running(home, command, name) as process:
            _wait_for(f"http://{HOST}:{port}/about/help/", home, name, process)
            yield Web(port, process.pid)
    finally:
        os.environ["DATABASE_URL"] = given


def _wait_for(address: str, home: Home, name: str, process: Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        with suppress(URLError, ConnectionError), urlopen(address):  # noqa: S310
            return
        time.sleep(0.05)
    raise NotStarted(f"The web process does not answer: {home.said(name)}")


@contextmanager
def worker(home: Home) -> Iterator[Popen[bytes]]:
    """A Celery worker as `make run` starts it."""
    celery = f"{sys.executable} -m celery --app neglect_portal --quiet worker"
    options = "--pool solo --without-mingle --without-gossip --loglevel WARNING"
    with running(home, shlex.split(f"{celery} {options}"), "worker") as process:
        yield process
        # Politely it takes five seconds over a queue of files, and none waits in it.
        process.kill()


@contextmanager
def running(home: Home, command: list[str], name: str) -> Iterator[Popen[bytes]]:
    """Run a process until the block ends; it dies with us even where we are killed."""
    process = home.spawn(command, name, signal.SIGTERM)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(PATIENCE)
        except TimeoutExpired:
            process.kill()
            process.wait()
