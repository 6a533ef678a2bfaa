"""Whom to ask, and the last word before sending."""

from typing import Any

from django import forms

from response_tool.models import Response
from ui.fields import ShortText, dress
from ui.forms import EditForm


class ContactForm(EditForm):
    """Whom the coordinators can ask. Goes with the response when it is submitted."""

    contact_role = dress(
        ShortText(
            label="Role or team",
            help_text="For example: safeguarding lead.",
            max_length=120,
            error_messages={"required": "Enter a role or team"},
        ),
        width="govuk-!-width-two-thirds",
    )
    contact_name = dress(
        ShortText(
            label="Name (optional)", called="Name", max_length=120, required=False
        ),
        width="govuk-!-width-two-thirds",
    )
    contact_email = dress(
        forms.EmailField(
            label="E-mail address",
            help_text="A team’s mailbox is best: it lasts longer than a person’s.",
            max_length=254,
            error_messages={
                "required": "Enter an e-mail address",
                "invalid": "Enter an e-mail address in the right form, "
                "like team@agency.example",
            },
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

    def __init__(self, *args: Any, response: Response, **kwargs: Any) -> None:
        saved = {name: getattr(response, name) for name in self.base_fields}
        super().__init__(*args, saved=saved, **kwargs)


class DeclarationForm(forms.Form):
    """The last word before sending."""

    problem_href = "#submit"
    declared = forms.BooleanField(
        label="I confirm, for my agency, that these answers are true as far as we "
        "know, and that they do not identify any child or family.",
        error_messages={"required": "Confirm that the answers are true"},
    )
