"""What is missing or odd in the environment is told in a line that says what to do."""

import os
import secrets
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db.utils import ConnectionHandler

from neglect_portal.environment import Environment

ROOT = Path(__file__).resolve().parents[2]
KEY = "k" * 32
NAMES = ("SECRET_KEY", "DATABASE_URL", "REDIS_URL", "SITE_URL", "CLAMAV_SOCKET")


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch):
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def given(monkeypatch):
    """given(REDIS_URL=…) is the environment with these set."""

    def make(**values: str) -> Environment:
        for name, value in values.items():
            monkeypatch.setenv(name, value)
        return Environment()

    return make


def test_a_key_that_is_given_is_used(given, tmp_path):
    env = given(SECRET_KEY=KEY)
    for embedded in (True, False):
        assert env.secret_key(data_dir=tmp_path, embedded=embedded) == KEY
    assert list(tmp_path.iterdir()) == []


def test_a_short_key_is_refused_and_not_shown(given, tmp_path):
    with pytest.raises(ImproperlyConfigured) as caught:
        given(SECRET_KEY="letmein").secret_key(data_dir=tmp_path, embedded=True)
    said = str(caught.value)
    assert said.startswith("SECRET_KEY has 7 characters; it needs 32 or more.")
    assert "secrets.token_urlsafe" in said
    assert "letmein" not in said


@pytest.mark.parametrize("values", [{}, {"SECRET_KEY": ""}], ids=["unset", "empty"])
def test_a_production_machine_must_be_given_a_key(given, tmp_path, values):
    with pytest.raises(ImproperlyConfigured) as caught:
        given(**values).secret_key(data_dir=tmp_path, embedded=False)
    assert "DATABASE_URL is set but SECRET_KEY is not." in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def kept(folder: Path) -> str:
    return Environment().secret_key(data_dir=folder, embedded=True)


def test_the_embedded_run_makes_a_key_once_and_keeps_it(tmp_path):
    folder = tmp_path / "not" / "there" / "yet"
    key = kept(folder)
    assert len(key) >= 50
    assert kept(folder) == key
    assert kept(tmp_path) != key


def test_only_its_owner_can_read_the_kept_key(tmp_path):
    kept(tmp_path)
    mode = stat.S_IMODE((tmp_path / "secret-key").stat().st_mode)
    assert mode == 0o600


def test_web_and_worker_starting_together_agree_on_one_key(tmp_path):
    program = (
        "import sys, pathlib; from neglect_portal.environment import Environment; "
        "print(Environment().secret_key("
        "data_dir=pathlib.Path(sys.argv[1]), embedded=True))"
    )
    both = [
        subprocess.Popen(
            [sys.executable, "-c", program, str(tmp_path)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    first, second = (one.communicate(timeout=30)[0].strip() for one in both)
    assert first == second == kept(tmp_path)


def test_a_key_is_never_read_before_it_is_written(tmp_path, monkeypatch):
    # Another process comes in at the worst moment: while this one makes its key.
    token, others = secrets.token_urlsafe, []

    def interrupted(size: int) -> str:
        if not others:
            others.append("on its way")
            others[0] = kept(tmp_path)
        return token(size)

    monkeypatch.setattr(secrets, "token_urlsafe", interrupted)
    mine = kept(tmp_path)
    assert len(others[0]) >= 50
    assert others[0] == mine == kept(tmp_path)


def test_with_nothing_set_the_database_is_sqlite_in_the_data_folder(tmp_path):
    found = Environment().database(data_dir=tmp_path / "var")
    assert found["ENGINE"] == "django.db.backends.sqlite3"
    assert found["NAME"] == tmp_path / "var" / "portal.sqlite3"
    assert (tmp_path / "var").is_dir()


def test_sqlite_is_safe_for_web_and_worker_at_once(tmp_path, django_db_blocker):
    settings = Environment().database(data_dir=tmp_path)
    assert settings["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert settings["OPTIONS"]["timeout"] == 20
    connection = ConnectionHandler({"default": settings})["default"]
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        said = {}
        for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout"):
            cursor.execute(f"PRAGMA {name}")
            said[name] = cursor.fetchone()[0]
    connection.close()
    assert said == {
        "journal_mode": "wal",
        "synchronous": 1,  # normal
        "foreign_keys": 1,
        "busy_timeout": 20_000,
    }


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_a_postgresql_address_is_taken_apart(given, tmp_path, scheme):
    url = f"{scheme}://portal:p%40ss%2Fword@db.example:5433/neglect"
    found = given(DATABASE_URL=url).database(data_dir=tmp_path)
    assert found["ENGINE"] == "django.db.backends.postgresql"
    assert (found["HOST"], found["PORT"]) == ("db.example", 5433)
    assert (found["USER"], found["PASSWORD"]) == ("portal", "p@ss/word")
    assert found["NAME"] == "neglect"
    assert (found["CONN_MAX_AGE"], found["CONN_HEALTH_CHECKS"]) == (600, True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("url", "begins"),
    [
        ("mysql://portal:secret@db.example/x", "mysql"),
        ("sqlite:///somewhere.sqlite3", "sqlite"),
        ("localhost:5432/portal", "localhost"),
        ("portal", ""),
    ],
)
def test_another_database_is_refused_without_showing_its_password(
    given, tmp_path, url, begins
):
    with pytest.raises(ImproperlyConfigured) as caught:
        given(DATABASE_URL=url).database(data_dir=tmp_path)
    said = str(caught.value)
    assert said.startswith(f"DATABASE_URL begins with “{begins}:”")
    assert "postgres://user:password@host:5432/name" in said
    assert "secret" not in said


@pytest.mark.parametrize(
    "url",
    ["postgres://u:secret@db.example:port/neglect", "postgres://u:secret@[db/neglect"],
)
def test_a_postgresql_address_that_cannot_be_read_is_told(given, tmp_path, url):
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL") as caught:
        given(DATABASE_URL=url).database(data_dir=tmp_path)
    assert "secret" not in str(caught.value)


def test_without_redis_the_queue_is_embedded():
    assert Environment().redis() == ""


@pytest.mark.parametrize(
    "url", ["redis://localhost:6379/0", "rediss://r.example/1", "unix:///run/r.sock"]
)
def test_an_address_of_redis_is_used_as_given(given, url):
    assert given(REDIS_URL=url).redis() == url


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("http://u:secret@r.example", "r.example"),
        ("localhost:6379", "localhost:6379"),
        ("amqp://u:secret@r.example/0", "r.example/0"),
    ],
)
def test_what_is_no_redis_is_refused_without_showing_its_password(given, url, shown):
    with pytest.raises(ImproperlyConfigured) as caught:
        given(REDIS_URL=url).redis()
    assert str(caught.value) == (
        f"REDIS_URL is “{shown}”; it must begin with redis:// or rediss://."
    )


def test_the_site_is_on_this_machine_unless_said():
    assert Environment().site() == "http://localhost:8000"


def test_the_address_of_the_site_has_no_slash_at_its_end(given):
    env = given(SITE_URL="https://neglect.example.org//")
    assert env.site() == "https://neglect.example.org"


@pytest.mark.parametrize(
    "url",
    ["neglect.example.org", "ftp://neglect.example.org", "https://", "https://[odd"],
)
def test_what_is_no_address_of_a_site_is_told_by_example(given, url):
    with pytest.raises(ImproperlyConfigured) as caught:
        given(SITE_URL=url).site()
    assert str(caught.value).startswith("SITE_URL is “")
    assert "such as https://neglect.example.org." in str(caught.value)


def settings_say(**values: str) -> str:
    """What a command prints when the settings are read with this environment."""
    kept_names = ("PATH", "HOME", "LANG")
    ours = {name: os.environ[name] for name in kept_names if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-c", "import neglect_portal.settings as s; print(s.HTTPS)"],
        env=ours | {"ENV_FILE": os.devnull} | values,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    return (done.stdout or done.stderr).strip().splitlines()[-1]


def test_the_settings_themselves_are_loud(tmp_path):
    url = "postgres://portal@db.example/neglect"
    said = settings_say(DATABASE_URL=url, DATA_DIR=str(tmp_path))
    assert "DATABASE_URL is set but SECRET_KEY is not." in said


def test_the_settings_are_safe_by_default(tmp_path):
    assert settings_say(DATA_DIR=str(tmp_path)) == "False"
    said = settings_say(DATA_DIR=str(tmp_path), SITE_URL="https://neglect.example.org")
    assert said == "True"


@pytest.mark.parametrize(
    "address", ["", "unix:/run/clamav/clamd.ctl", "tcp://scanner:3310"]
)
def test_a_virus_scanner_is_where_it_is_said_to_be(given, address):
    assert given(CLAMAV_SOCKET=address).clamav() == address


@pytest.mark.parametrize(
    "address",
    [
        "/run/clamd.ctl",
        "unix:clamd",
        "tcp://scanner",
        "http://a:1",
        "tcp://a:x",
        "tcp:",
    ],
)
def test_an_odd_address_of_a_virus_scanner_is_refused(given, address):
    with pytest.raises(ImproperlyConfigured, match="CLAMAV_SOCKET is"):
        given(CLAMAV_SOCKET=address).clamav()
