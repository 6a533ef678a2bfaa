"""Measures of the library become measures that partnerships can ask for."""

from datetime import datetime

from django.db import transaction

from activity.actions import record
from partnership.access import Access
from partnership.models import Partnership
from partnership.roles import Permission
from performance.library import Entry, entry
from performance.models import Measure

# What a measure takes over from the library as it stands there.
TAKEN = (
    *("title", "numerator", "denominator", "unit", "kind", "frequency", "places"),
    *("better", "hides", "source", "notes"),
)


@transaction.atomic
def pick_measure(
    *, key: str, partnership: Partnership, by: Access, at: datetime
) -> Measure:
    """The measure of the library that all partnerships share, made when first picked.

    So is what it is part of. Who picks several in one transaction keeps to the order
    of the library, so that no two wait for each other. Raises NoSuchMeasure.
    """
    by.require(Permission.MEASURE_CONFIGURE, partnership_ids=[partnership.pk])
    return shared(entry(key), by, at, {"first for": partnership.name})


def shared(one: Entry, by: Access, at: datetime, told: dict[str, str]) -> Measure:
    """The measure of an entry; its caller has checked who asks, and `told` says why."""
    if there := Measure.objects.filter(library_key=one.key).first():
        return there
    whole = shared(entry(one.part_of), by, at, told) if one.part_of else None
    # One row a key: whoever comes second in the same moment waits, and is given the
    # row of the first.
    measure, is_new = Measure.objects.get_or_create(
        library_key=one.key, defaults=fields(one) | {"part_of": whole}
    )
    if is_new:
        record(
            by=by,
            at=at,
            verb="picked from the library",
            subject=measure,
            after=told,
        )
    return measure


def fields(one: Entry) -> dict[str, object]:
    """What a measure says that is made of an entry, apart from what it is part of."""
    owner = one.owner or ""
    return {name: getattr(one, name) for name in TAKEN} | {"owner": owner}
