"""Measure submission to fresh dashboard on SQLite and a queue of files.

A program of its own, because a process has one database: bench.freshness starts it.
"""

import argparse
import json
import signal
import sys
from pathlib import Path

import django
from django.core.management import call_command

from bench.stage import set_environment, worker
from tests.services import Home


def main() -> None:
    """Fill a new database, start a worker, submit and wait."""
    parser = argparse.ArgumentParser(prog="python -m bench.embedded")
    parser.add_argument("folder", type=Path)
    parser.add_argument("found", type=Path)
    parser.add_argument("times", type=int)
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args()
    # The worker must be taken down even where the bench is ended politely.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    options.folder.mkdir()
    set_environment(options.folder)
    django.setup()
    call_command("migrate", verbosity=0)
    # Models can be imported only once Django is set up.
    from bench.freshness import measure  # noqa: PLC0415
    from bench.shape import FULL, QUICK, analyse, fill_main  # noqa: PLC0415

    adoption = fill_main(QUICK if options.quick else FULL)
    analyse()
    with worker(Home(options.folder, None)):
        delays = measure(adoption, options.times)
    options.found.write_text(json.dumps(delays))


if __name__ == "__main__":
    main()
