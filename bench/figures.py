"""What the board’s figures of measures cost beside the leanest SQL and the arithmetic.

By hand: six statements that add up, count and decide in the database, and then what
no SQL can do, as the portal does it: hiding small numbers (`series.moment`, of the
periods that have any) and the control charts (`spc.xmr`). One measure in ten has small
numbers. No models, no sentences and no dataclasses of what is shown.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bench import lean_figures
from bench.clock import medians, timed
from bench.report import Row
from bench.shape import Filler, analyse
from partnership.models import Agency, Partnership
from performance.actions.showing import keep_shown
from performance.figures import figures
from performance.models import (
    Asked,
    Commission,
    DataPoint,
    Measure,
    Received,
    Return,
    Revision,
)
from performance.periods import Frequency, Period, latest_ended

NAME = "Measures for the board"
BY_HAND = "leanest SQL by hand and the XmR arithmetic"
SMALL = 10  # one measure in so many has small numbers
GOAL = 2
ROWS = 5000  # written at once


@dataclass(frozen=True)
class Size:
    """How much is measured."""

    measures: int
    months: int
    agencies: int


FULL = Size(measures=60, months=60, agencies=30)
QUICK = Size(measures=6, months=14, agencies=4)


def rows(times: int, *, quick: bool) -> list[Row]:
    """The figures beside those by hand, and their queries beside those of one."""
    size, at = QUICK if quick else FULL, timezone.now()
    with transaction.atomic():
        one = fill(Size(measures=1, months=size.months, agencies=1), "one", at)
        many = fill(size, "measured", at)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        lean_figures.check_same(many, at)
        took, plain = medians(
            timed(lambda: read(many, at)),
            timed(lambda: lean_figures.figures(many, timezone.localdate(at))),
            times=times,
        )
        asked, of_one = queries(many, at), queries(one, at)
        transaction.set_rollback(True)
    if not quick:
        analyse()
    return [
        Row(NAME, "ms", took, BY_HAND, plain, goal=GOAL),
        Row(f"Queries: {NAME.lower()}", "queries", asked, "of one", of_one, goal=1),
    ]


def read(partnership_id: int, at: datetime) -> object:
    """As a compile reads them."""
    return figures(partnership_id=partnership_id, strategy_id=0, as_at=at)


def queries(partnership_id: int, at: datetime) -> int:
    """How many queries that takes."""
    with CaptureQueriesContext(connection) as seen:
        read(partnership_id, at)
    return len(seen)


def fill(size: Size, slug: str, at: datetime) -> int:
    """A partnership, whom it asks for what, and all that it has accepted."""
    here = Partnership.objects.create(name=slug, short_name=slug, slug=slug)
    today = timezone.localdate(at)
    agencies = Filler.seated(here, size.agencies, today - timedelta(days=9999))
    last = latest_ended(Frequency.MONTH, today)
    months = [last.moved(-step) for step in reversed(range(size.months))]
    measures = Measure.objects.bulk_create(_measures(size.measures, slug))
    _ask(here, measures, agencies, months[0].starts_on)
    returns = Return.objects.bulk_create(
        Return(
            agency=agency,
            frequency=month.frequency,
            starts_on=month.starts_on,
            submitted_at=at,
            first_submitted_at=_sent(month, at),
        )
        for month in months
        for agency in agencies
    )
    _give(here, measures, returns, at)
    return here.pk


def _measures(many: int, slug: str) -> Iterator[Measure]:
    for place in range(many):
        is_share = place % 3 > 0
        yield Measure(
            title=f"{slug} {place:02}",
            numerator="What is counted",
            denominator="All of them" if is_share else "",
            unit=Measure.Unit.PERCENTAGE if is_share else Measure.Unit.COUNT,
            frequency=Frequency.MONTH,
            better=(-1, 1)[place % 2],
        )


def _ask(
    here: Partnership, measures: list[Measure], agencies: list[Agency], on: date
) -> None:
    commissions = Commission.objects.bulk_create(
        Commission(
            partnership=here,
            measure=measure,
            frequency=Frequency.MONTH,
            first_on=on,
            position=place,
            target=Decimal(20 if measure.has_denominator else 1200),
        )
        for place, measure in enumerate(measures)
    )
    Asked.objects.bulk_create(
        Asked(commission=one, agency=agency, from_on=on)
        for one in commissions
        for agency in agencies
    )


def _sent(month: Period, at: datetime) -> datetime:
    return min(at, at - (timezone.localdate(at) - month.ends_on) + timedelta(days=9))


def _give(
    here: Partnership, measures: list[Measure], returns: list[Return], at: datetime
) -> None:
    random = Random(6)
    points = DataPoint.objects.bulk_create(
        (
            DataPoint(data_return=one, measure=measure, **_number(place, random))
            for one in returns
            for place, measure in enumerate(measures)
        ),
        batch_size=ROWS,
    )
    revisions = Revision.objects.bulk_create(
        (
            Revision(
                point=point,
                number=1,
                sent_at=point.data_return.first_submitted_at or at,
                sent_by="the bench",
                numerator=point.numerator,
                denominator=point.denominator,
            )
            for point in points
        ),
        batch_size=ROWS,
    )
    Received.objects.bulk_create(
        (
            Received(
                point=one.point,
                partnership=here,
                state=Received.State.ACCEPTED,
                accepted=one,
                shown=one,  # as it will be kept below, which is quick to find
                decided_at=at,
            )
            for one in revisions
        ),
        batch_size=ROWS,
    )
    for one in measures:
        keep_shown(measures=[one.pk], at=at)


def _number(place: int, random: Random) -> dict[str, int | None]:
    """Numbers of dozens; of one measure in ten, small ones among them."""
    number = random.randint(0, 12) if place % SMALL == 0 else random.randint(20, 60)
    return {
        "numerator": number,
        "denominator": number + random.randint(90, 200) if place % 3 else None,
    }
