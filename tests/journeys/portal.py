"""The portal as it runs in production, on the database of the tests."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

PATIENCE = 40


@contextmanager
def running_portal(folder: Path) -> Iterator[str]:
    """Gunicorn and a Celery worker on this test database; gives the address."""
    port = _free_port()
    environment = _environment(folder, port)
    with ExitStack() as stack:
        _run(["manage.py", "collectstatic", "--noinput", "-v0"], environment)
        web = ["-m", "gunicorn", "neglect_portal.wsgi", "--workers", "1"]
        web += ["--threads", "4", "--bind", f"127.0.0.1:{port}", "--no-control-socket"]
        worker = ["-m", "celery", "--app", "neglect_portal", "--quiet", "worker"]
        worker += ["--pool", "solo", "--without-mingle", "--without-gossip"]
        for name, command in (("web", web), ("worker", worker)):
            stack.enter_context(_process(command, environment, folder / f"{name}.log"))
        address = f"http://127.0.0.1:{port}"
        _wait_for(f"{address}/sign-in/", folder)
        yield address


def _environment(folder: Path, port: int) -> dict[str, str]:
    database = connection.settings_dict
    return os.environ | {
        "DATABASE_URL": (
            f"postgres://{database['USER']}@{database['HOST']}:{database['PORT']}"
            f"/{database['NAME']}"
        ),
        "REDIS_URL": settings.REDIS_URL,
        "DATA_DIR": str(folder),
        "SITE_URL": f"http://127.0.0.1:{port}",
        "STATIC_HASHED": "true",
        "PYTHONWARNINGS": "ignore",
    }


def _run(arguments: list[str], environment: dict[str, str]) -> None:
    subprocess.run([sys.executable, *arguments], env=environment, check=True)


@contextmanager
def _process(
    command: list[str], environment: dict[str, str], log: Path
) -> Iterator[None]:
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, *command], env=environment, stdout=out, stderr=out
        )
        try:
            yield
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_for(address: str, folder: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError((folder / "web.log").read_text())


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
