"""A seat: from which day to which, and whether of a statutory partner."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from django import forms

from partnership.details import SEAT, SeatDetails
from partnership.models import Agency, Seat
from ui.fields import DateField, dress
from ui.forms import EditForm


class SeatForm(EditForm):
    """From which day to which an agency sits here."""

    from_on = dress(
        DateField(
            label="Seat from",
            help_text="The first day. Rounds that open on or after it ask this "
            "agency. For example, 1 4 2027.",
            error_messages={"required": "Enter the day from which it has a seat"},
        ),
        label="s",
    )
    to_on = dress(
        DateField(
            label="Seat to (optional)",
            help_text="The last day. Leave it empty while no end is known.",
            required=False,
        ),
        label="s",
    )
    statutory = forms.BooleanField(
        label="Statutory partner",
        help_text="Council, integrated care board or police, as the law names them.",
        required=False,
    )

    def __init__(self, *args: Any, seat: Seat | None = None, **kwargs: Any) -> None:
        saved = {name: getattr(seat, name) for name in SEAT} if seat else {}
        super().__init__(*args, saved=saved, **kwargs)

    def seat(self) -> SeatDetails:
        """The seat as it was typed."""
        return SeatDetails.of(self.cleaned_data)


class GiveSeatForm(SeatForm):
    """A seat for an agency that the coordinator's other partnerships know."""

    field_order = ("agency", *SEAT)
    agency = dress(
        forms.TypedChoiceField(
            label="Agency",
            coerce=int,
            error_messages={"required": "Choose an agency"},
        ),
        label="s",
        width="govuk-!-width-two-thirds",
    )

    def __init__(
        self, *args: Any, agencies: Iterable[Agency], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.agencies = {one.pk: one for one in agencies}
        self.initial["from_on"] = today
        choice = cast("forms.ChoiceField", self.fields["agency"])
        choice.choices = [
            ("", "Choose an agency"),
            *((pk, one.name) for pk, one in self.agencies.items()),
        ]

    def chosen(self) -> Agency:
        """The agency that was chosen."""
        return self.agencies[self.cleaned_data["agency"]]


class EndSeatForm(forms.Form):
    """The last day of a seat."""

    to_on = dress(
        DateField(
            label="Last day of the seat",
            help_text="For example, 31 3 2027.",
            error_messages={"required": "Enter the last day of the seat"},
        ),
        label="s",
    )
