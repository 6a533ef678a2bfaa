"""Every change to a partnership, its agencies, their seats, and its wording."""

from partnership.actions.agencies import add_agency, change_agency, keepers
from partnership.actions.contact import change_contact
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
    "change_agency",
    "change_contact",
    "change_seat",
    "change_wording",
    "end_seat",
    "give_seat",
    "import_agencies",
    "keepers",
    "known",
]
