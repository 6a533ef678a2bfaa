"""Who takes part: partnerships, agencies, seats, roles, words and school holidays."""

from partnership.models.agencies import (
    Agency,
    AgencyQuerySet,
    Partnership,
    Seat,
    SeatQuerySet,
    Sector,
)
from partnership.models.holidays import HOLIDAY_MAX, Holiday
from partnership.models.members import AgencyMember, PartnershipMember
from partnership.models.words import WORDS_MAX, Wording

__all__ = [
    "HOLIDAY_MAX",
    "WORDS_MAX",
    "Agency",
    "AgencyMember",
    "AgencyQuerySet",
    "Holiday",
    "Partnership",
    "PartnershipMember",
    "Seat",
    "SeatQuerySet",
    "Sector",
    "Wording",
]
