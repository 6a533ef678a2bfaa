"""Say how many children live in areas: manage.py import_populations FILE."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from partnership.access import Access
from performance.actions.populations import save_populations
from performance.imports.populations import Beside, Key, beside, read_populations
from performance.models import Area
from ui.packages import MB
from ui.sheets.files import FILE_MAX
from ui.sheets.found import Reading, Refused


class Command(BaseCommand):
    """Takes a spreadsheet of populations, of any areas."""

    help = (
        "Import how many children aged 0 to 17 live in areas (CSV or Excel with the "
        "columns Code, Area, Mid-year and Children aged 0 to 17), or see what it "
        "would change. Areas that are not known yet are made."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="a CSV file or an Excel workbook")
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="say what it would change and change nothing",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path, at = Path(options["file"]), timezone.now()
        names = dict(Area.objects.order_by("pk").values_list("code", "name"))
        try:
            reading = read_populations(
                _content(path), names, on=timezone.localdate(), any_area=True
            )
        except Refused as refused:
            raise CommandError(f"{path.name}: {refused}.") from refused
        rows = beside(reading, names)
        for line in _told(reading, rows, names):
            self.stdout.write(line)
        news = [one.counted for one in rows if one.is_new]
        if options["dry_run"]:
            self.stdout.write("Nothing was changed: this was a trial.")
        elif news:
            by = Access.of_command("import_populations")
            try:
                save_populations(counts=news, by=by, at=at)
            except ValidationError as error:
                raise CommandError(f"{path.name}: {error.messages[0]}") from error
        elif rows:
            self.stdout.write("Nothing was changed: all of it was here already.")


def _told(
    reading: Reading[Key], rows: list[Beside], names: dict[str, str]
) -> Iterable[str]:
    """Each area in a line, and each row that was left out."""
    kinds: dict[tuple[str, str], list[str]] = {}
    for one in rows:
        kind = "the same" if not one.is_new else "changed" if one.was else "new"
        kinds.setdefault((one.name, one.entry.key[0]), []).append(kind)
    for (name, code), some in sorted(kinds.items()):
        many = ", ".join(f"{some.count(k)} {k}" for k in ("new", "changed", "the same"))
        new = "" if code in names else " This area is new."
        yield f"{name} ({code}): {many}.{new}"
    for row in rows:
        if row.asks and row.is_new:
            yield f"Row {row.entry.row}, {row.name}: {row.asks}"
    for problem in reading.problems:
        yield (
            f"Left out: {problem.cell} has “{problem.found}”, expected "
            f"{problem.expected.removesuffix('.')}."
        )
    for told in reading.told:
        yield told.text


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > FILE_MAX:
            raise CommandError(f"{path.name}: larger than {FILE_MAX // MB} MB.")
        return path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "cannot be read").lower()
        raise CommandError(f"{path}: {reason}.") from error
