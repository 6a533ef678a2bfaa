"""The file in which an analyst gives figures of several agencies and periods."""

from collections.abc import Iterable, Iterator
from datetime import date

from partnership.models import Agency, Partnership
from performance.columns import OF_PARTNERSHIP
from performance.models import Asked
from performance.periods import latest_ended
from ui.tables import Column, Table


def bulk_template(partnership: Partnership, *, on: date) -> Table:
    """A row for each figure that is asked of the last period that is over. One query.

    More periods are more rows; what is left empty changes nothing.
    """
    seated = Agency.objects.sitting_in([partnership.pk]).order_by()
    asked = Asked.objects.filter(
        commission__partnership=partnership, agency__in=seated
    ).select_related("commission__measure", "agency")
    return Table(
        name="figures",
        title="Figures",
        about=f"Figures of the agencies of {partnership}",
        columns=[Column(one.name, one.heading, one.about) for one in OF_PARTNERSHIP],
        rows=_rows(asked.order_by("agency__name", "commission__position", "pk"), on),
    )


def _rows(asked: Iterable[Asked], on: date) -> Iterator[list[str]]:
    empty = [""] * (len(OF_PARTNERSHIP) - 3)
    for one in asked:
        commission = one.commission
        period = latest_ended(commission.every, on)
        ended = commission.ended_on
        if period.starts_on < commission.first_on or (ended and ended < period.ends_on):
            continue
        begins = period.starts_on.isoformat()
        yield [one.agency.name, commission.measure.title, begins, *empty]
