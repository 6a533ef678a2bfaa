"""What may stand in an address."""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet
from django.urls.converters import IntConverter

LARGEST = 2**63 - 1


class RowNumber(IntConverter):
    """The number of a row: no more than a database can hold, else not found."""

    def to_python(self, value: str) -> int:
        """The number; ValueError, which makes it not found, beyond all rows."""
        number = super().to_python(value)
        if number > LARGEST:
            raise ValueError(value)
        return number


def free_address(
    rows: "QuerySet[Any]", base: str, *, reserved: Collection[str] = ()
) -> str:
    """The address `base`, or the first of base-2, base-3 … that no row has."""
    found = rows.filter(slug__startswith=base).values_list("slug", flat=True)
    taken = {*found, *reserved}
    tries = [base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))]
    return next(slug for slug in tries if slug not in taken)
