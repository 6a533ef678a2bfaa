"""An agency: its name, its sector, whom to ask; and with its first seat."""

from datetime import date
from typing import Any

from django import forms

from partnership.details import AGENCY, AgencyDetails, SeatDetails
from partnership.forms.contact import EMAIL_ERRORS
from partnership.forms.seats import SeatForm
from partnership.models import Agency, Sector
from privacy.forms import refuse_identifiers
from ui.fields import ShortText, dress
from ui.forms import EditForm

HALF, WIDE = "govuk-!-width-one-half", "govuk-!-width-two-thirds"


class AgencyForm(EditForm):
    """What an agency is called, what kind it is, and whom to ask there."""

    name = dress(
        ShortText(
            label="Name",
            help_text="As the agency writes it.",
            max_length=120,
            validators=[refuse_identifiers],
            error_messages={"required": "Enter the agency’s name"},
        ),
        label="s",
        width=WIDE,
    )
    sector = dress(
        forms.ChoiceField(
            label="Sector",
            choices=[("", "Choose a sector"), *Sector.choices],
            error_messages={"required": "Choose a sector"},
        ),
        label="s",
        width=HALF,
    )
    contact_role = dress(
        ShortText(
            label="Contact’s role or team",
            help_text="Whom to ask. For example: safeguarding lead.",
            max_length=120,
            error_messages={"required": "Enter a role or team"},
        ),
        label="s",
        width=WIDE,
    )
    contact_name = dress(
        ShortText(
            label="Contact’s name (optional)",
            called="Contact’s name",
            max_length=120,
            required=False,
        ),
        label="s",
        width=WIDE,
    )
    contact_email = dress(
        forms.EmailField(
            label="Contact’s e-mail address",
            help_text="A team’s mailbox is best: it lasts longer than a person’s.",
            max_length=254,
            error_messages=EMAIL_ERRORS,
        ),
        label="s",
        width=WIDE,
    )
    contact_phone = dress(
        ShortText(
            label="Contact’s telephone (optional)",
            called="Contact’s telephone",
            max_length=40,
            required=False,
        ),
        label="s",
        width=20,
    )
    senior_role = dress(
        ShortText(
            label="Role of a senior contact (optional)",
            called="Role of the senior contact",
            help_text="Whom to write to when answers stay away for long. For example: "
            "director of nursing.",
            max_length=120,
            required=False,
        ),
        label="s",
        width=WIDE,
    )
    senior_name = dress(
        ShortText(
            label="Name of the senior contact (optional)",
            called="Name of the senior contact",
            max_length=120,
            required=False,
        ),
        label="s",
        width=WIDE,
    )
    senior_email = dress(
        forms.EmailField(
            label="E-mail address of the senior contact (optional)",
            max_length=254,
            required=False,
            error_messages=EMAIL_ERRORS,
        ),
        label="s",
        width=WIDE,
    )

    def __init__(self, *args: Any, agency: Agency | None = None, **kwargs: Any) -> None:
        saved = {name: getattr(agency, name) for name in AGENCY} if agency else {}
        super().__init__(*args, saved=saved, **kwargs)


class AddAgencyForm(AgencyForm):
    """An agency that is new to the portal, with its seat."""

    from_on = SeatForm.base_fields["from_on"]
    to_on = SeatForm.base_fields["to_on"]
    statutory = SeatForm.base_fields["statutory"]

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["from_on"] = today

    def agency(self) -> AgencyDetails:
        """The agency as it was typed."""
        return AgencyDetails.of(self.cleaned_data)

    def seat(self) -> SeatDetails:
        """Its seat as it was typed."""
        return SeatDetails.of(self.cleaned_data)
