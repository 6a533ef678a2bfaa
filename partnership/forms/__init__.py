"""What coordinators may enter about their partnership."""

from partnership.forms.agencies import AddAgencyForm, AgencyForm
from partnership.forms.contact import ContactForm
from partnership.forms.holidays import HolidayForm
from partnership.forms.seats import EndSeatForm, GiveSeatForm, SeatForm
from partnership.forms.sheet import ConfirmForm, UploadForm, signed
from partnership.forms.words import WordingForm

__all__ = [
    "AddAgencyForm",
    "AgencyForm",
    "ConfirmForm",
    "ContactForm",
    "EndSeatForm",
    "GiveSeatForm",
    "HolidayForm",
    "SeatForm",
    "UploadForm",
    "WordingForm",
    "signed",
]
