import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2
import pytest
import redis

from scripts import browser
from tests import plugin, services

ROOT = Path(__file__).parent.parent
PARENT = """
import sys, time
from tests.services import services
with services() as up:
    print(up.database_url, up.redis_url, flush=True)
    time.sleep(60)
"""


def program(path: Path, text: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)
    return path


def is_open(url: str) -> bool:
    parts = urlsplit(url)
    with suppress(OSError), socket.create_connection((parts.hostname, parts.port), 1):
        return True
    return False


def running(of: Callable[[int, int], bool]) -> set[int]:
    """The processes, zombies apart, whose pid and parent's pid are of interest."""
    found = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, parent = stat.read_text().rpartition(")")[2].split()[:2]
            pid = int(stat.parent.name)
            if state != "Z" and of(pid, int(parent)):
                found.add(pid)
    return found


def folders(pid: int) -> set[Path]:
    base = services._base(services._account())
    return set(base.glob(f"{services.PREFIX}{pid}-*"))


@pytest.fixture
def nothing_here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine without PostgreSQL, Redis or Chromium."""
    for name in ("PG_BIN", "REDIS_SERVER", "CHROMIUM", "PLAYWRIGHT_BROWSERS_PATH"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "path"))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "registry"))
    monkeypatch.setattr(services, "POSTGRES_PLACES", ())
    monkeypatch.setattr(services, "_wheel", lambda package: None)
    monkeypatch.setattr(browser, "ON_PATH", browser.ON_PATH[1:])
    return tmp_path


@pytest.fixture(scope="module")
def up() -> Iterator[services.Services]:
    with services.services() as servers:
        yield servers


# --- Servers ------------------------------------------------------------------


def test_postgresql_answers_and_folds_accents(up: services.Services) -> None:
    with closing(psycopg2.connect(up.database_url)) as connection:
        cursor = connection.cursor()
        cursor.execute("SELECT upper('é'), current_setting('fsync')")
        assert cursor.fetchone() == ("É", "off")


def test_redis_answers_and_keeps_nothing(up: services.Services) -> None:
    with redis.Redis.from_url(up.redis_url) as client:
        assert client.ping()
        assert client.config_get("save") == {"save": ""}
        assert client.config_get("appendonly") == {"appendonly": "no"}


def test_each_worker_of_many_has_a_redis_database(up: services.Services) -> None:
    own = plugin.share("gw20", "data", up.redis_url)
    with redis.Redis.from_url(own["REDIS_URL"]) as client:
        client.set("whose", "gw20")
    with redis.Redis.from_url(up.redis_url) as client:
        assert client.get("whose") is None


def test_a_taken_port_is_given_up_for_another(monkeypatch: pytest.MonkeyPatch) -> None:
    before = folders(os.getpid())
    with socket.create_server(("127.0.0.1", 0)) as taken:
        real, ports = services.free_port, [taken.getsockname()[1]] * 2
        monkeypatch.setattr(
            services, "free_port", lambda: ports.pop() if ports else real()
        )
        with services.services() as servers:
            assert not ports
            assert is_open(servers.database_url)
            assert is_open(servers.redis_url)
            assert len(folders(os.getpid())) == len(before) + 1
    assert not is_open(servers.database_url)
    assert not is_open(servers.redis_url)
    assert folders(os.getpid()) == before


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells of a death")
def test_a_killed_parent_leaves_no_server_and_the_next_run_sweeps() -> None:
    command = [sys.executable, "-c", PARENT]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as parent:
        assert parent.stdout
        urls = parent.stdout.readline().decode().split()
        assert len(urls) == 2
        servers = running(lambda _, its_parent: its_parent == parent.pid)
        family = running(lambda pid, its_parent: bool({pid, its_parent} & servers))
        assert len(servers) == 2
        assert len(family) > 4, "PostgreSQL's own children are seen too"
        assert len(folders(parent.pid)) == 1
        parent.kill()
    deadline = time.monotonic() + 5
    while running(lambda pid, _: pid in family) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert running(lambda pid, _: pid in family) == set()
    assert not any(is_open(url) for url in urls)
    with services.temporary_folder(services._account()):
        assert folders(parent.pid) == set()


def test_only_folders_of_the_dead_are_swept(tmp_path: Path) -> None:
    done = subprocess.Popen(["true"])
    done.wait()
    names = [f"{services.PREFIX}{pid}-x" for pid in (done.pid, os.getpid(), 10**30)]
    for name in [*names, "portal-tests-unknown-x", "another"]:
        (tmp_path / name / "data").mkdir(parents=True)
    services.sweep(tmp_path)
    left = {folder.name for folder in tmp_path.iterdir()}
    assert left == {names[1], "portal-tests-unknown-x", "another"}


def test_a_server_that_cannot_start_says_why(tmp_path: Path) -> None:
    home = services.Home(tmp_path, None)
    complaint = ["/bin/sh", "-c", "echo no such luck; exit 1"]
    server = services.Server(home, "redis", complaint, lambda _: False, signal.SIGKILL)
    server.start()
    with pytest.raises(services.ServiceError, match="did not start: no such luck"):
        server.wait()


# --- What is looked for, and where ------------------------------------------------


@pytest.mark.usefixtures("nothing_here")
@pytest.mark.parametrize("find", [services.find_postgres, services.find_redis])
def test_a_missing_program_is_one_line_that_says_what_to_install(
    find: Callable[[], Path],
) -> None:
    with pytest.raises(services.ServiceError, match="apt install") as caught:
        find()
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("variable", "find"),
    [("PG_BIN", services.find_postgres), ("REDIS_SERVER", services.find_redis)],
)
def test_a_wrong_variable_is_named_and_not_passed_over(
    variable: str, find: Callable[[], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, "/nowhere")
    with pytest.raises(services.ServiceError, match=rf"\({variable} is /nowhere\)"):
        find()


def test_the_newest_postgresql_wins_and_half_of_one_never(
    nothing_here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(nothing_here / "path/pg_ctl")
    for version, names in {"9": ["initdb", "postgres"], "20": ["initdb"]}.items():
        for name in names:
            program(nothing_here / version / "bin" / name)
    place = str(nothing_here / "*/bin").lstrip("/")
    monkeypatch.setattr(services, "POSTGRES_PLACES", (place,))
    assert services.find_postgres() == nothing_here / "9/bin"
    program(nothing_here / "20/bin/postgres")
    assert services.find_postgres() == nothing_here / "20/bin"


def test_chromium_is_looked_for_in_order(
    nothing_here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert browser.find_chromium() is None
    for revision in (999, 1000):
        path = f"registry/chromium-{revision}/chrome-linux64/chrome"
        chromium = program(nothing_here / path)
    assert browser.find_chromium() == str(chromium)
    for name in ("google-chrome", "chromium-browser", "chromium"):
        chromium = program(nothing_here / "path" / name)
        assert browser.find_chromium() == str(chromium)
    chromium = program(nothing_here / "my own chromium")
    monkeypatch.setenv("CHROMIUM", str(chromium))
    assert browser.find_chromium() == str(chromium)


def test_a_script_that_only_advertises_a_snap_is_no_chromium(
    nothing_here: Path,
) -> None:
    hint = "#!/bin/sh\necho snap install chromium\nexit 1\n"
    program(nothing_here / "path/chromium-browser", hint)
    assert browser.find_chromium() is None


@pytest.mark.usefixtures("nothing_here")
@pytest.mark.parametrize(("ci", "code"), [("true", 1), ("", 0)])
def test_no_chromium_is_loud_and_fails_only_in_ci(
    ci: str,
    code: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(browser, "install", lambda: None)
    monkeypatch.setenv("CI", ci)
    assert browser.main() == code
    assert capsys.readouterr() == ("", browser.NOTHING + "\n")


# --- The plugin -------------------------------------------------------------------


def test_a_developers_servers_are_never_used(tmp_path: Path) -> None:
    test = tmp_path / "test_inner.py"
    test.write_text(
        "import os\n"
        "def test_inner():\n"
        "    assert {'DATABASE_URL', 'REDIS_URL'}.isdisjoint(os.environ)\n"
        "    assert os.environ['DATA_DIR'] != 'precious'\n"
    )
    addresses = {"DATABASE_URL": "postgres://precious", "REDIS_URL": "redis://precious"}
    ours = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST_")}
    own = {**addresses, "DATA_DIR": "precious", "PORTAL_TESTS_ON": "sqlite"}
    alone = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    quiet = ["-p", "no:cacheprovider", "-c", os.devnull, "-q"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "tests.plugin", *quiet, test],
        cwd=ROOT,
        env={**ours, **own, **alone},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_misspelt_database_is_refused() -> None:
    with pytest.raises(services.ServiceError, match="say postgres or sqlite"):
        plugin.start("sqllite", ExitStack())
