"""Another process on the test database, ended when the test ends, however."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from tests.services import LEASH


@contextmanager
def another(
    *python: str, log: Path, environment: Mapping[str, str] | None = None
) -> Iterator[subprocess.Popen]:
    """Python with some arguments, on this test's own database."""
    base = settings.DATABASES["default"]
    address = f"{base['USER']}@{base['HOST']}:{base['PORT']}/{base['NAME']}"
    # The leash ends it with us, even when the tests are killed.
    leash = [LEASH, str(int(signal.SIGKILL)), str(os.getpid()), "0", "0"]
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", *leash, sys.executable, *python],
            cwd=settings.BASE_DIR,
            env=os.environ
            | {"DATABASE_URL": f"postgres://{address}"}
            | dict(environment or {}),
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
