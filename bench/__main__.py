"""Run every measurement once: `python -m bench`, or `--quick` to see that it works.

A report and no gate: a goal that is missed is said plainly and fails nothing.
"""

import argparse
import sys
import warnings
from pathlib import Path

import django
from django.core.management import call_command

from bench.calm import TOO_MUCH, Calm
from bench.report import Row, table, telling, write
from bench.stage import stage
from neglect_portal.settling import settle
from tests.services import ServiceError

PARTS = ("charts", "compiling", "published", "reminders", "sheets", "word")
LATEST = Path(__file__).parent / "latest.json"


def main() -> None:
    """Measure, report, and say how calm the machine was."""
    options = _options()
    calm = Calm()
    try:
        rows = _measured(quick=options.quick, only=options.only)
    except ServiceError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit("Stopped; nothing was written and nothing is left running.")
    others = calm.others()
    rows.append(Row("Other work on this machine meanwhile", "%", others))
    print(table(rows))
    if others and others > TOO_MUCH:
        print("Other work kept this machine busy: run it again when it is calm.")
    write(rows, options.output)
    print(f"The same is in {options.output}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a small shape, few times")
    parser.add_argument("--only", choices=PARTS, help="one part of it alone")
    parser.add_argument(
        "--output", type=Path, default=LATEST, help="where the JSON goes"
    )
    return parser.parse_args()


def _measured(*, quick: bool, only: str | None) -> list[Row]:
    """Set the stage and measure everything on it."""
    with stage(hashed=not quick) as home:
        with telling("setting the stage"):
            django.setup()
            settle()  # as web servers and workers do
            warnings.filterwarnings("ignore", "No directory at")
            call_command("migrate", verbosity=0)
            if not quick:
                call_command("collectstatic", verbosity=0)
        # Models can be imported only once Django is set up.
        from bench import measure  # noqa: PLC0415

        part = measure.PARTS[only] if only else measure.everything
        return part(home, quick=quick)


if __name__ == "__main__":
    main()
