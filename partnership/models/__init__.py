"""Who takes part: partnerships, agencies, their seats, people's roles, and words."""

from partnership.models.agencies import (
    Agency,
    AgencyQuerySet,
    Partnership,
    Seat,
    SeatQuerySet,
    Sector,
)
from partnership.models.members import AgencyMember, PartnershipMember
from partnership.models.words import WORDS_MAX, Wording

__all__ = [
    "WORDS_MAX",
    "Agency",
    "AgencyMember",
    "AgencyQuerySet",
    "Partnership",
    "PartnershipMember",
    "Seat",
    "SeatQuerySet",
    "Sector",
    "Wording",
]
