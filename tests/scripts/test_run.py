"""The one command that starts the portal: what stops it is one clear line."""

import http.server
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from demonstration.actions import PASSWORD
from demonstration.content import plan
from scripts import run
from tests.services import free_port

ROOT = Path(__file__).resolve().parents[2]


def start(tmp_path: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """Run the script as make does, in a data folder of its own."""
    ours = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    ours |= {"ENV_FILE": os.devnull, "DATA_DIR": str(tmp_path / "var")}
    return subprocess.run(
        [sys.executable, "-m", "scripts.run"],
        cwd=ROOT,
        env=ours | env,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


def complaint(done: subprocess.CompletedProcess[str]) -> str:
    """The one line that somebody reads when it does not start."""
    assert done.returncode == 1
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    return line


def refusal(call, *args) -> str:
    with pytest.raises(SystemExit) as caught:
        call(*args)
    return str(caught.value)


def test_a_port_that_is_no_number_is_one_line(tmp_path):
    assert complaint(start(tmp_path, PORT="abc")) == (
        "PORT=abc is not a port. Choose a number: make run PORT=9000"
    )
    assert not (tmp_path / "var").exists()


@pytest.mark.parametrize("text", ["", "abc", "0", "-1", "65536", "80.5", "8000 9000"])
def test_what_is_no_port_is_refused(monkeypatch, text):
    monkeypatch.setenv("PORT", text)
    assert refusal(run.port_from_environment).startswith(f"PORT={text} is not a port.")


@pytest.mark.parametrize(("text", "port"), [("9000", 9000), ("65535", 65535)])
def test_a_port_can_be_chosen(monkeypatch, text, port):
    monkeypatch.setenv("PORT", text)
    assert run.port_from_environment() == port


def test_the_port_is_8000_unless_said(monkeypatch):
    monkeypatch.delenv("PORT", raising=False)
    assert run.port_from_environment() == 8000


@pytest.fixture(params=["127.0.0.1", "0.0.0.0"])  # noqa: S104
def busy(request):
    """A port on which something listens."""
    with socket.socket() as other:
        other.bind((request.param, 0))
        other.listen()
        yield other.getsockname()[1]


def test_a_busy_port_is_one_line(busy):
    said = refusal(run.require_free, busy)
    assert said.startswith(f"Port {busy} is busy: perhaps the portal is running")
    assert re.search(r"choose another port: make run PORT=\d+$", said)
    assert "\n" not in said


def test_a_busy_port_stops_the_run_before_anything_is_made(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert f"Port {port} is busy" in complaint(start(tmp_path, PORT=str(port)))
    assert not (tmp_path / "var").exists()


def test_the_port_that_is_suggested_can_be_chosen(monkeypatch):
    with socket.socket() as other:
        port = next(p for p in range(65535, 64600, -1) if bound(other, p))
        other.listen()
        suggested = refusal(run.require_free, port).rpartition("=")[2]
    monkeypatch.setenv("PORT", suggested)
    assert run.port_from_environment() == int(suggested)


def bound(one: socket.socket, port: int) -> bool:
    try:
        one.bind(("127.0.0.1", port))
    except OSError:
        return False
    return True


def test_a_free_port_will_do():
    run.require_free(free_port())


def test_odd_settings_are_one_line(tmp_path):
    port = str(free_port())
    said = complaint(start(tmp_path, PORT=port, DATABASE_URL="mysql://x/y"))
    assert said.startswith("DATABASE_URL begins with “mysql:”")


def test_a_database_that_cannot_be_reached_is_told_without_a_traceback(tmp_path):
    done = start(
        tmp_path,
        PORT=str(free_port()),
        DATABASE_URL="postgres://portal:secret@127.0.0.1:1/neglect",
        SECRET_KEY="k" * 50,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("The database cannot be used: ")
    assert "Traceback" not in done.stderr
    assert "secret" not in done.stderr


def test_web_worker_and_beat_are_started(tmp_path):
    found = run.processes(9001)
    assert list(found) == ["web", "worker", "beat"]
    assert "--bind 127.0.0.1:9001 " in found["web"]
    for name, command in found.items():
        assert subprocess.run(["sh", "-n", "-c", command], check=False).returncode == 0
        assert sys.executable in command, name


@pytest.fixture
def again():
    """again(command) starts a command that is started again whenever it ends."""
    started = []

    def make(command: str) -> subprocess.Popen[str]:
        one = subprocess.Popen(
            ["sh", "-c", run.AGAIN.format(command=command)],
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        started.append(one)
        return one

    yield make
    for one in started:
        if one.poll() is None:
            os.killpg(one.pid, signal.SIGKILL)
        one.wait()
        one.stdout.close()


def test_a_worker_that_dies_is_started_again(again):
    one = again("echo up")
    lines = [one.stdout.readline().strip() for _ in range(3)]
    assert lines == ["up", "stopped; starting it again", "up"]


BUSY = (
    'sh -c \'trap "echo asked; sleep 0.4; echo finished; exit" TERM; echo up; '
    "while :; do sleep 0.05; done'"
)


def test_a_worker_that_is_told_to_stop_is_waited_for(again):
    one = again(BUSY)
    assert one.stdout.readline() == "up\n"
    os.killpg(one.pid, signal.SIGTERM)
    assert one.stdout.readline() == "asked\n"
    with pytest.raises(subprocess.TimeoutExpired):
        one.wait(0.2)
    assert one.stdout.read() == "finished\n"
    one.wait(5)


def lines_of(capsys) -> str:
    run.welcome(9001)
    return capsys.readouterr().out


def test_the_welcome_says_where_it_is_and_who_can_sign_in(db, capsys):
    said = lines_of(capsys)
    assert "http://localhost:9001/" in said
    assert PASSWORD in said
    for account in plan()["accounts"]:
        assert account["email"] in said
    assert "Ctrl-C" in said


def test_a_demonstration_that_has_grown_old_says_how_to_put_it_back(db, capsys):
    assert "make demo-reset" in lines_of(capsys)


def test_a_demonstration_with_an_open_round_is_not_called_old(round_, capsys):
    assert "make demo-reset" not in lines_of(capsys)


def test_outside_a_demonstration_no_accounts_are_named(settings, capsys):
    settings.DEMONSTRATION = False
    said = lines_of(capsys)
    assert "http://localhost:9001/" in said
    assert PASSWORD not in said


class Answering(http.server.BaseHTTPRequestHandler):
    status = 200

    def do_GET(self):
        self.send_response(self.status)
        self.end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture
def site(monkeypatch):
    """site(status) is the address of something that answers so."""
    monkeypatch.setattr(time, "sleep", lambda seconds: None)
    with http.server.HTTPServer(("127.0.0.1", 0), Answering) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()

        def make(status: int) -> str:
            monkeypatch.setattr(Answering, "status", status)
            return f"http://127.0.0.1:{server.server_port}/"

        yield make
        server.shutdown()
        thread.join()


def test_it_is_up_when_all_is_well_and_not_before(site):
    assert run.answers(site(200))
    assert not run.answers(site(500))
    assert not run.answers(f"http://127.0.0.1:{free_port()}/")


def test_a_start_that_takes_too_long_is_told_with_where_to_look(monkeypatch, capsys):
    monkeypatch.setattr(run, "PATIENCE", 0)
    run.wait_until_it_answers(9001)
    said = capsys.readouterr().out
    assert "has not answered" in said
    assert "http://127.0.0.1:9001/health/" in said
