"""What an agency sent about the periods before, for pages that show it beside."""

from collections.abc import Collection, Mapping
from datetime import date

from performance.models import Revision
from performance.periods import Period

HISTORY = 24  # earlier periods that a check looks at

# What was sent last about each earlier period, by its first day, the earliest first.
Before = Mapping[date, Revision]


def earlier_figures(
    agency_id: int, period: Period, measures: Collection[int]
) -> dict[int, dict[date, Revision]]:
    """What was sent last about each earlier period, by number of the measure.

    One query.
    """
    rows = (
        Revision.objects.filter(
            point__measure__in=measures,
            point__data_return__agency=agency_id,
            point__data_return__frequency=period.frequency,
            point__data_return__starts_on__lt=period.starts_on,
        )
        .select_related("point__data_return")
        .order_by("point__data_return__starts_on", "number", "pk")
    )
    found: dict[int, dict[date, Revision]] = {}
    for one in rows:
        on = one.point.data_return.starts_on
        found.setdefault(one.point.measure_id, {})[on] = one
    return found


def numbers_of(before: Before) -> list[int]:
    """The numbers of the latest periods that anything was sent about."""
    latest = list(before.values())[-HISTORY:]
    return [one.numerator for one in latest if one.numerator is not None]
