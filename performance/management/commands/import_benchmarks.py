"""Put published figures beside our own: manage.py import_benchmarks FILE."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from partnership.access import Access
from performance.actions.benchmarks import import_file
from performance.published.datasets import known
from performance.published.files import FILE_MAX, MB, Refused
from performance.published.reports import Report


class Command(BaseCommand):
    """Imports one file of published statistics, or says what that would change."""

    help = "Import a file of published statistics (CSV), or see what it would change."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="a CSV file of the department")
        parser.add_argument(
            "--dataset",
            choices=list(known()),
            default="",
            help="which statistics it is, where the name of the file does not tell",
        )
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="say what it would change and change nothing",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["file"])
        try:
            report = _imported(path, options["dataset"], dry=options["dry_run"])
        except Refused as error:
            raise CommandError(f"{path.name}: {error}") from error
        except ValidationError as error:
            raise CommandError(f"{path.name}: {error.messages[0]}") from error
        for line in report.told():
            self.stdout.write(line)
        if options["dry_run"]:
            self.stdout.write("Nothing was changed: this was a trial.")
        elif not report.writes:
            self.stdout.write("Nothing was changed: all of it was here already.")


def _imported(path: Path, key: str, *, dry: bool) -> Report:
    by, at = Access.of_command("import_benchmarks"), timezone.now()
    content = _content(path)
    with transaction.atomic():
        report = import_file(
            file_name=path.name, content=content, key=key, by=by, at=at
        )
        transaction.set_rollback(dry)
    return report


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > FILE_MAX:
            raise Refused(f"larger than {FILE_MAX // MB} MB.")
        return path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "cannot be read").lower()
        raise CommandError(f"{path}: {reason}.") from error
