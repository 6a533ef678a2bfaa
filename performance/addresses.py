"""What may stand in the addresses of this room."""

from datetime import date

from performance.periods import EARLIEST, LATEST, Frequency


class FrequencyConverter:
    """How often, as in “quarter”."""

    regex = "[a-z-]{4,12}"

    def to_python(self, value: str) -> Frequency:
        """The frequency; ValueError, which makes it not found, for another word."""
        return Frequency(value)

    def to_url(self, value: str) -> str:
        """As it stands in an address."""
        return str(value)


class DayConverter:
    """A day, as in 2026-07-01."""

    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        """The day; ValueError, which makes it not found, where there is none."""
        found = date.fromisoformat(value)
        if not EARLIEST <= found.year <= LATEST:
            raise ValueError(value)
        return found

    def to_url(self, value: date) -> str:
        """As it stands in an address."""
        return value.isoformat()
