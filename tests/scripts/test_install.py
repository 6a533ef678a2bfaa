"""From nothing to an installed .venv: what is wrong is one line, what is done is kept.

Nothing is installed here: a script stands in for Python and writes down what is asked.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("python3", "python3.13", "python3.12", "python3.11", "python")
TOO_OLD = '#!/bin/sh\ncase "$1" in -c) exit 1;; esac\necho "too old, and run"\n'
BROKEN = "#!/bin/sh\necho 'no version is chosen' >&2\nexit 127\n"
GOOD = '#!/bin/sh\ncase "$1" in -c) exit 0;; esac\necho "$(basename "$0") $*"\n'
# As .venv/bin/python: says yes to everything but to what is listed in `refused`.
IN_VENV = """#!/bin/sh
echo "$*" >> calls
if [ -f refused ] && echo "$*" | grep -q -f refused; then exit 1; fi
"""


def script(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)


@pytest.fixture
def folder(tmp_path):
    """A fresh copy of what installing needs, in a folder with a blank in its name."""
    folder = tmp_path / "my portal"
    (folder / "scripts").mkdir(parents=True)
    shutil.copy(ROOT / "Makefile", folder)
    shutil.copy(ROOT / "scripts" / "install.py", folder / "scripts")
    (folder / "requirements.txt").write_text("django==5.2.19 --hash=sha256:0\n")
    return folder


@pytest.fixture
def venv(folder):
    """A .venv whose Python writes down what it is asked."""
    script(folder / ".venv" / "bin" / "python", IN_VENV)
    return folder / ".venv"


def run(folder: Path, *command: str, **env: str) -> subprocess.CompletedProcess[str]:
    # Not this run's environment: `make test` leaves its own flags in it.
    clean = {"PATH": os.environ["PATH"], "HOME": str(folder)} | env
    return subprocess.run(
        command,
        cwd=folder,
        env=clean,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


def install(folder: Path, requirements: str = "requirements.txt"):
    # From another folder, as somebody might.
    place = folder / "scripts"
    return run(place, sys.executable, str(place / "install.py"), requirements)


def calls(folder: Path) -> list[str]:
    path = folder / "calls"
    return path.read_text().splitlines() if path.exists() else []


def installs(folder: Path) -> list[str]:
    return [call for call in calls(folder) if call.startswith("-m pip install")]


def complaint(done: subprocess.CompletedProcess[str]) -> str:
    """The one line that somebody reads when it goes wrong."""
    assert done.returncode != 0
    (line,) = done.stderr.splitlines()
    return line


def test_the_pins_are_installed_with_their_hashes(folder, venv):
    done = install(folder)
    assert done.returncode == 0, done.stderr
    (call,) = installs(folder)
    assert call.endswith("--require-hashes -r requirements.txt")
    assert "once" in done.stdout


def test_what_is_installed_is_not_installed_again(folder, venv):
    install(folder)
    again = install(folder)
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    assert len(installs(folder)) == 1


def test_a_changed_list_is_installed(folder, venv):
    install(folder)
    (folder / "requirements.txt").write_text("django==5.2.20 --hash=sha256:1\n")
    install(folder)
    assert len(installs(folder)) == 2


def test_the_list_for_developers_has_its_own_mark(folder, venv):
    (folder / "requirements-dev.txt").write_text("pytest==9.2.0 --hash=sha256:2\n")
    install(folder)
    install(folder, "requirements-dev.txt")
    install(folder)
    asked = [call.split()[-1] for call in installs(folder)]
    assert asked == ["requirements.txt", "requirements-dev.txt"]


def test_what_could_not_be_installed_is_told_and_tried_again(folder, venv):
    (folder / "refused").write_text("pip install\n")
    said = complaint(install(folder))
    assert said.startswith("Installing requirements.txt did not finish")
    assert said.endswith("run make again.")
    (folder / "refused").unlink()
    assert install(folder).returncode == 0
    assert len(installs(folder)) == 2


def test_half_of_a_new_list_does_not_count_as_the_old_one(folder, venv):
    install(folder)
    old = (folder / "requirements.txt").read_text()
    (folder / "requirements.txt").write_text("django==5.2.20 --hash=sha256:1\n")
    (folder / "refused").write_text("pip install\n")
    install(folder)
    (folder / "refused").unlink()
    (folder / "requirements.txt").write_text(old)
    install(folder)
    assert len(installs(folder)) == 3


@pytest.mark.parametrize("state", ["empty", "gone", "file", "too old", "broken"])
def test_a_half_made_venv_is_one_line_that_says_what_to_do(folder, state):
    python = folder / ".venv" / "bin" / "python"
    if state == "file":
        (folder / ".venv").write_text("")
    else:
        python.parent.mkdir(parents=True)
    if state == "gone":
        python.symlink_to("/no/such/python3.11")
    elif state in ("too old", "broken"):
        script(python, TOO_OLD if state == "too old" else BROKEN)
    done = install(folder)
    assert complaint(done) == (
        "The folder .venv is half-made or its Python has gone. Remove it and "
        "run make again: rm -rf .venv"
    )
    assert done.stdout == ""


def test_a_venv_without_pip_gets_one(folder, venv):
    (folder / "refused").write_text("pip --version\n")
    assert install(folder).returncode == 0
    assert "-m ensurepip" in calls(folder)


def test_a_venv_that_can_have_no_pip_is_told(folder, venv):
    (folder / "refused").write_text("pip --version\nensurepip\n")
    assert complaint(install(folder)).startswith("The folder .venv has no pip.")
    assert installs(folder) == []


def test_a_python_that_cannot_make_a_venv_names_the_missing_part(folder):
    # Found before the library's own module, as the current folder comes first.
    (folder / "venv.py").write_text("raise SystemExit('ensurepip is not available')")
    assert "apt install python3-venv" in complaint(install(folder))
    assert not (folder / ".venv").exists()


def make(folder: Path, pythons: dict[str, str], target: str = "install", **env: str):
    """Run make where these, and only these, are called Python."""
    for name in NAMES:
        script(folder / "bin" / name, pythons.get(name, BROKEN))
    path = f"{folder / 'bin'}:/usr/bin:/bin"
    return run(folder, "make", "--no-print-directory", target, PATH=path, **env)


def test_a_python_that_is_too_old_is_not_picked(folder):
    done = make(folder, {"python3": TOO_OLD, "python3.12": GOOD, "python": GOOD})
    assert done.stdout == "python3.12 scripts/install.py requirements.txt\n"
    assert (done.returncode, done.stderr) == (0, "")


def test_the_systems_own_python_comes_first_where_it_will_do(folder):
    done = make(folder, {"python3": GOOD, "python3.13": GOOD})
    assert done.stdout.startswith("python3 ")


def test_a_python_can_be_named(folder):
    script(folder / "opt" / "python-of-mine", GOOD)
    named = str(folder / "opt" / "python-of-mine")
    done = make(folder, {"python3": GOOD}, PYTHON=named)
    assert done.stdout.startswith("python-of-mine ")


@pytest.mark.parametrize("target", ["install", "run", "test"])
def test_without_a_python_one_line_says_what_to_install(folder, target):
    done = make(folder, {"python3": TOO_OLD, "python": TOO_OLD}, target)
    said = [line for line in done.stderr.splitlines() if not line.startswith("make: ")]
    assert done.returncode != 0
    assert len(said) == 1
    assert said[0].startswith("No Python 3.11 or newer was found.")
    assert "apt install python3 python3-venv" in said[0]
    assert done.stdout == ""


def test_make_alone_lists_the_commands(folder):
    done = run(folder, "make", "--no-print-directory")
    listed = [line.split()[1] for line in done.stdout.splitlines()]
    for command in ("help", "run", "test", "check", "fix", "bench", "demo-reset"):
        assert command in listed
