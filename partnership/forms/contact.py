"""How agencies reach the coordinators of a partnership."""

from typing import Any

from django import forms

from partnership.models import Partnership
from ui.fields import ShortText, dress
from ui.forms import EditForm

EMAIL_ERRORS = {
    "required": "Enter an e-mail address",
    "invalid": "Enter an e-mail address in the right form, like team@agency.example",
}


class ContactForm(EditForm):
    """E-mail address, telephone and hours of the coordinators."""

    contact_email = dress(
        forms.EmailField(
            label="E-mail address",
            help_text="A team’s mailbox is best: it lasts longer than a person’s.",
            max_length=254,
            error_messages=EMAIL_ERRORS,
        ),
        width="govuk-!-width-two-thirds",
    )
    contact_phone = dress(
        ShortText(
            label="Telephone (optional)",
            called="Telephone",
            max_length=40,
            required=False,
        ),
        width=20,
    )
    contact_hours = dress(
        ShortText(
            label="Hours (optional)",
            called="Hours",
            help_text="For example: Monday to Friday, 9am to 5pm.",
            max_length=80,
            required=False,
        ),
        width="govuk-!-width-two-thirds",
    )

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        saved = {name: getattr(partnership, name) for name in self.base_fields}
        super().__init__(*args, saved=saved, **kwargs)
