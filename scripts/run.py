"""Start the portal: web, worker and beat in one terminal, with its demonstration.

Everything is prepared in this process, then honcho runs the three. Where DATABASE_URL,
REDIS_URL and SECRET_KEY are set the same three run on PostgreSQL and Redis.
"""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
import warnings
from pathlib import Path

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import OperationalError, connections
from django.utils import timezone
from honcho.manager import Manager

from neglect_portal import celery_app
from neglect_portal.environment import Environment

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 60
LAST_PORT = 65535


def port_from_environment() -> int:
    """The port asked for, or a line that says what is wrong with it."""
    text = os.environ.get("PORT", "8000")
    if not text.isdecimal() or not 1 <= int(text) <= LAST_PORT:
        sys.exit(f"PORT={text} is not a port. Choose a number: make run PORT=9000")
    return int(text)


def require_free(port: int) -> None:
    """Stop with one line when something else listens there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            sys.exit(
                f"Port {port} needs administrator rights. Choose another: "
                "make run PORT=9000"
            )
        except OSError:
            sys.exit(
                f"Port {port} is busy: perhaps the portal is running already. Stop "
                f"what uses it, or choose another port: make run PORT={_another(port)}"
            )


def _another(port: int) -> int:
    return port + 1000 if port + 1000 <= LAST_PORT else port - 1000


def prepare() -> None:
    """Migrate, collect static files and load the demonstration."""
    try:
        django.setup()
        warnings.filterwarnings("ignore", "No directory at")
        call_command("migrate", verbosity=0, interactive=False)
        call_command("collectstatic", verbosity=0, interactive=False)
        if settings.DEMONSTRATION:
            call_command("load_demonstration")
    except (ImproperlyConfigured, CommandError) as error:
        sys.exit(str(error))
    except OperationalError as error:
        sys.exit(f"The database cannot be used: {str(error).strip()}")


# Starts its command again whenever it dies; on TERM, which the whole group gets,
# waits for it to finish what it does. Web alone ends the run when it ends.
AGAIN = (
    "trap 'wait $pid; exit' TERM INT; "
    "while :; do {command} & pid=$!; wait $pid; "
    "echo 'stopped; starting it again'; sleep 1; done"
)


def processes(port: int) -> dict[str, str]:
    """What runs, by name."""
    celery = f"{sys.executable} -m celery --app neglect_portal --quiet"
    worker = f"{celery} worker --pool solo --without-mingle --without-gossip"
    return {
        "web": (
            f"exec {sys.executable} -m gunicorn neglect_portal.wsgi --workers 2 "
            f"--threads 2 --bind 127.0.0.1:{port} --log-level warning "
            "--no-control-socket"
        ),
        "worker": AGAIN.format(command=f"{worker} --loglevel WARNING"),
        "beat": AGAIN.format(command=f"{celery} beat --pidfile= --loglevel WARNING"),
    }


def wait_until_it_answers(port: int) -> None:
    """Say where the portal is once worker, web, database and queue all answer."""
    address = f"http://127.0.0.1:{port}/health/?format=text"
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        # The worker is asked first, so that a slow start is no failed health check.
        if worker_answers() and answers(address):
            welcome(port)
            return
    print(
        f"The portal has not answered within {PATIENCE} seconds; what is wrong stands "
        f"above, or at {address}",
        flush=True,
    )


def worker_answers() -> bool:
    """Whether a worker answers on the queue."""
    try:
        return bool(celery_app.control.ping(timeout=0.5, limit=1))
    except ValueError:
        # The queue is a folder of files, and a reply was read while it was written.
        return False


def answers(address: str) -> bool:
    """Whether an address answers that all is well."""
    try:
        with urllib.request.urlopen(address, timeout=10):  # noqa: S310
            return True
    except OSError:
        time.sleep(0.5)
        return False


def welcome(port: int) -> None:
    """The address, and how to sign in."""
    lines = ["", f"  The portal is running:  http://localhost:{port}/"]
    if settings.DEMONSTRATION:
        lines += ["", *demonstration_lines()]
    lines += ["", "  Stop it with Ctrl-C.", ""]
    print("\n".join(lines), flush=True)


def demonstration_lines() -> list[str]:
    """The accounts of the demonstration, and whether it has grown old."""
    # Models can be imported only once Django is set up.
    from demonstration.actions import PASSWORD  # noqa: PLC0415
    from demonstration.content import plan  # noqa: PLC0415
    from response_tool.models import Round  # noqa: PLC0415

    accounts = plan()["accounts"]
    width = max(len(one["email"]) for one in accounts)
    lines = [f"  Sign in with the password {PASSWORD} as:"]
    lines += [f"    {one['email']:{width}}  {one['says']}" for one in accounts]
    if not any(one.is_open(timezone.localdate()) for one in Round.objects.all()):
        lines += [
            "",
            "  The demonstration's round has closed since it was loaded.",
            "  Put it back with: make demo-reset",
        ]
    return lines


def main() -> None:
    """Check, prepare, start, and stop everything together."""
    os.chdir(ROOT)
    port = port_from_environment()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "neglect_portal.settings")
    # What .env says comes before what is assumed here.
    Environment.read_env(os.environ.get("ENV_FILE", str(ROOT / ".env")))
    os.environ.setdefault("DEMONSTRATION", "true")
    os.environ.setdefault("SITE_URL", f"http://localhost:{port}")
    if "--welcome" in sys.argv:
        django.setup()
        with contextlib.suppress(KeyboardInterrupt):
            wait_until_it_answers(port)
        return
    require_free(port)
    prepare()
    connections.close_all()
    manager = Manager()
    for name, command in processes(port).items():
        manager.add_process(name, command)
    # A closed terminal ends everything too, as Ctrl-C does.
    signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
    # Its own process: the manager forks, and forking does not go with threads.
    waiting = subprocess.Popen([sys.executable, "-m", "scripts.run", "--welcome"])
    manager.loop()
    waiting.kill()
    waiting.wait()
    ended_by_hand = manager.returncode in (None, 0, 130, 143)
    sys.exit(0 if ended_by_hand else manager.returncode)


if __name__ == "__main__":
    main()
