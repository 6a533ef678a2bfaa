"""Make sure that there is a Chromium for the browser journeys, and say where.

The path goes to stdout and everything else to stderr. Without a browser the journeys
are skipped, so a missing one only fails the run where nobody would see that: in CI.
"""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ON_PATH = ("/usr/bin/chromium", "chromium", "chromium-browser", "google-chrome")
CACHES = {"darwin": "~/Library/Caches", "linux": "~/.cache"}
IN_REGISTRY = (
    "chromium-*/chrome-linux*/chrome",
    "chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
)
NOTHING = """
======================================================================
NO BROWSER: there is no Chromium here and none could be installed.
The browser journeys cannot run. Any one of these mends it:
    apt-get install chromium            (Debian, as root)
    python -m playwright install chromium
    CHROMIUM=/path/to/chromium          (one that you have already)
======================================================================
"""


def find_chromium() -> str | None:
    """Return the path of a Chromium, or nothing."""
    given = os.environ.get("CHROMIUM")
    for name in (given, *ON_PATH):
        found = shutil.which(name) if name else None
        if found and not _is_only_a_hint(Path(found)):
            return found
    for path in _from_playwright():
        if os.access(path, os.X_OK):
            return str(path)
    return None


def _is_only_a_hint(path: Path) -> bool:
    # Ubuntu's chromium-browser is a script that tells people to install a snap.
    with path.open("rb") as file:
        start = file.read(2000)
    hint = start.startswith(b"#!") and b"snap install chromium" in start
    return hint and not Path("/snap/bin/chromium").exists()


def _from_playwright() -> Iterator[Path]:
    # Read from its folders, newest first: asking Playwright starts Node (0.5 s).
    for pattern in IN_REGISTRY:
        yield from sorted(_registry().glob(pattern), key=_revision, reverse=True)


def _registry() -> Path:
    given = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    if given == "0":  # Playwright's word for "inside the package"
        spec = importlib.util.find_spec("playwright")
        package = Path(spec.origin).parent if spec and spec.origin else Path()
        return package / "driver/package/.local-browsers"
    cache = os.environ.get("XDG_CACHE_HOME") if sys.platform == "linux" else None
    cache = cache or CACHES.get(sys.platform, "~/.cache")
    return Path(given or f"{cache}/ms-playwright").expanduser()


def _revision(path: Path) -> list[int]:
    return [int(number) for number in re.findall(r"chromium-(\d+)", str(path))]


def install() -> None:
    """Try the system's packages where we may, then Playwright's own download."""
    apt = ["apt-get", "install", "-y", "--no-install-recommends"]
    if os.geteuid() == 0 and shutil.which("apt-get"):
        _run("apt-get", "update")
        _run(*apt, "chromium", "fonts-liberation")
    if not find_chromium():
        _run(sys.executable, "-m", "playwright", "install", "chromium")


def _run(*command: str) -> None:
    # What happened is seen by looking for the browser again, not by the exit code.
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(command, env=quiet, stdout=sys.stderr, check=False)


def main() -> int:
    """Print the path of a Chromium, installing one if need be."""
    given = os.environ.get("CHROMIUM")
    if given and not shutil.which(given):
        print(f"CHROMIUM is “{given}”, which is not a program.", file=sys.stderr)
    if not find_chromium():
        install()
    path = find_chromium()
    print(path or NOTHING, file=sys.stdout if path else sys.stderr)
    return 1 if not path and os.environ.get("CI") else 0


if __name__ == "__main__":
    sys.exit(main())
