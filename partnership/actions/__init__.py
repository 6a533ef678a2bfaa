"""Every change to a partnership, its agencies, seats, wording and holidays."""

from partnership.actions.agencies import add_agency, change_agency, keepers
from partnership.actions.contact import change_contact
from partnership.actions.holidays import add_holiday, change_holiday, remove_holiday
from partnership.actions.importing import (
    Found,
    Imported,
    ImportedRow,
    Known,
    import_agencies,
    known,
)
from partnership.actions.seats import change_seat, end_seat, give_seat
from partnership.actions.words import change_wording

__all__ = [
    "Found",
    "Imported",
    "ImportedRow",
    "Known",
    "add_agency",
    "add_holiday",
    "change_agency",
    "change_contact",
    "change_holiday",
    "change_seat",
    "change_wording",
    "end_seat",
    "give_seat",
    "import_agencies",
    "keepers",
    "known",
    "remove_holiday",
]
