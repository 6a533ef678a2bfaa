"""What previewing a spreadsheet of 2,000 figures costs beside openpyxl reading it."""

from datetime import date
from io import BytesIO
from random import Random
from types import SimpleNamespace
from typing import Any

from django.utils import timezone
from openpyxl import Workbook, load_workbook

from bench.clock import medians, timed
from bench.report import Row
from bench.words import text
from partnership.access import Access
from partnership.models import Agency, Partnership, Seat
from performance.actions.commissioning import Terms, ask_for
from performance.actions.putting_in import PutIn, put_in_figures
from performance.columns import OF_PARTNERSHIP
from performance.imports.bulk import read_bulk
from performance.models import Measure
from performance.periods import Frequency, Period, latest_ended
from performance.views.putting_in import show
from ui.merging import Edit

ROWS = 2_000
AGENCIES, PERIODS = 20, 10
READING = "openpyxl reading it"
NOTED = 0.1  # of the figures
BY = Access.of_command("the bench")


def rows(times: int) -> list[Row]:
    """A workbook of 2,000 rows: read, compared, checked and shown, and merely read."""
    partnership, agencies, measures, last = _asked()
    content = _workbook(agencies, measures, last)
    request: Any = SimpleNamespace(META={}, access=BY, path="/")
    on = timezone.localdate()

    def previewed() -> None:
        found = read_bulk(partnership, content, on=on)
        assert len(found.shown) + len(found.reading.left) == ROWS
        assert show(request, partnership, "figures.xlsx", found).status_code == 200

    def read() -> None:
        book = load_workbook(BytesIO(content), read_only=True, data_only=True)
        assert sum(1 for _ in book.worksheets[0].iter_rows(values_only=True)) > ROWS

    took, plain = medians(timed(previewed), timed(read), times=times)
    name = f"Previewing a spreadsheet of {ROWS:,} figures"
    return [Row(name, "ms", took, READING, plain, goal=2.0)]


def _asked() -> tuple[Partnership, list[Agency], list[Measure], Period]:
    """Agencies that are asked every month, the last of which is given already."""
    now = timezone.now()
    partnership = Partnership.objects.create(
        name="Sheets Partnership", short_name="Sheets", slug="sheets"
    )
    agencies = [
        Agency.objects.create(name=f"Sheets {n:02}", slug=f"sheets-{n}", sector="other")
        for n in range(AGENCIES)
    ]
    for one in agencies:
        Seat.objects.create(
            partnership=partnership, agency=one, from_on=date(2020, 1, 1)
        )
    terms = Terms(Frequency.MONTH, date(2020, 4, 1), 30, agencies)
    measures = []
    for number in range(ROWS // AGENCIES // PERIODS):
        measure = Measure.objects.create(
            title=f"Share {number}",
            numerator="Those",
            denominator="All of them",
            unit=Measure.Unit.PERCENTAGE,
            frequency="month",
        )
        ask_for(partnership=partnership, measure=measure, terms=terms, by=BY, at=now)
        measures.append(measure)
    last = latest_ended(Frequency.MONTH, timezone.localdate())
    edits = [Edit("numerator", None, 30), Edit("denominator", None, 100)]
    groups = [PutIn(one, last, {m.pk: edits for m in measures}) for one in agencies]
    put_in_figures(partnership=partnership, groups=groups, by=BY, at=now)
    return partnership, agencies, measures, last


def _workbook(agencies: list[Agency], measures: list[Measure], last: Period) -> bytes:
    random, book = Random(1), Workbook()
    sheet: Any = book.active
    sheet.append([column.heading for column in OF_PARTNERSHIP])
    for agency in agencies:
        for measure in measures:
            for step in range(PERIODS):
                begins = last.moved(-step).starts_on
                figures = [random.randint(20, 40), random.randint(90, 120), None]
                note = text(random)[:80] if random.random() < NOTED else None
                sheet.append([agency.name, measure.title, begins, *figures, note])
    held = BytesIO()
    book.save(held)
    return held.getvalue()
