"""Make .venv and install the pinned requirements, saying plainly what is wrong.

Runs on any Python that the Makefile found, before anything is installed, so it
uses the standard library alone.
"""

import hashlib
import os
import pathlib
import shutil
import subprocess
import sys

VENV = pathlib.Path(".venv")
PYTHON = VENV / "bin" / "python"


def fail(line):
    """Print one line that says what to do, and stop."""
    sys.exit(line)


def works(*command):
    """Whether a command runs and succeeds; what it prints is not shown."""
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def make_venv():
    """Create .venv, or say why it cannot be used as it is."""
    if not VENV.exists():
        made = subprocess.run(
            [sys.executable, "-m", "venv", str(VENV)], capture_output=True, check=False
        )
        if made.returncode:
            shutil.rmtree(VENV, ignore_errors=True)
            fail(
                "Python could not make .venv. On Debian and Ubuntu install the "
                "missing part with: apt install python3-venv"
            )
    if not works(PYTHON, "-c", "import sys; sys.exit(sys.version_info < (3, 11))"):
        fail(
            "The folder .venv is half-made or its Python has gone. Remove it and "
            "run make again: rm -rf .venv"
        )
    if not works(PYTHON, "-m", "pip", "--version") and not works(
        PYTHON, "-m", "ensurepip"
    ):
        fail("The folder .venv has no pip. Remove it and run again: rm -rf .venv")


def install(requirements):
    """Install the hashed pins unless this very list is installed already."""
    stamp = VENV / f"installed-{requirements}"
    wanted = hashlib.sha256(pathlib.Path(requirements).read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    print(f"Installing {requirements} into .venv (once; a minute or so) ...")
    stamp.unlink(missing_ok=True)
    pip = [PYTHON, "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    done = subprocess.run(
        [*pip, "--require-hashes", "-r", requirements],
        env={**os.environ, "PIP_NO_INPUT": "1"},
        check=False,
    )
    if done.returncode:
        fail(
            f"Installing {requirements} did not finish (pip's reason is above). "
            "Check the connection to the package index and run make again."
        )
    stamp.write_text(wanted)


if __name__ == "__main__":
    os.chdir(pathlib.Path(__file__).resolve().parent.parent)
    make_venv()
    install(sys.argv[1])
