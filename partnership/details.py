"""What an agency and its seat are made of, as forms and spreadsheets give it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from partnership.models import Sector

AGENCY = (
    *("name", "sector"),
    *("contact_role", "contact_name", "contact_email", "contact_phone"),
    *("senior_role", "senior_name", "senior_email"),
)
SEAT = ("from_on", "to_on", "statutory")


@dataclass(frozen=True, slots=True)
class AgencyDetails:
    """An agency: what it is called, what kind it is, and whom to ask there."""

    name: str
    sector: str
    contact_role: str = ""
    contact_name: str = ""
    contact_email: str = ""
    contact_phone: str = ""
    senior_role: str = ""
    senior_name: str = ""
    senior_email: str = ""

    @property
    def sector_name(self) -> str:
        """What its sector is called."""
        return str(Sector(self.sector).label)

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> "AgencyDetails":
        """From values by name, of which there may be more."""
        return cls(**{name: values[name] for name in AGENCY})


@dataclass(frozen=True, slots=True)
class SeatDetails:
    """A seat: from which day to which, and whether of a statutory partner."""

    from_on: date
    to_on: date | None = None
    statutory: bool = False

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> "SeatDetails":
        """From values by name, of which there may be more."""
        return cls(**{name: values[name] for name in SEAT})
