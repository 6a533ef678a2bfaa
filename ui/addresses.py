"""What may stand in an address."""

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
