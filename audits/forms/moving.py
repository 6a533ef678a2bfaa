"""Why an audit goes on without something, or a step back."""

from django import forms

from audits.actions.moving import BECAUSE_MAX
from privacy.forms import refuse_identifiers
from ui.fields import LongText, dress


class BecauseForm(forms.Form):
    """The reason; the action says when it is needed."""

    because = dress(
        LongText(
            label="Why?",
            called="The reason",
            help_text="It stays in the history of the audit. No names.",
            max_length=BECAUSE_MAX,
            rows=3,
            validators=[refuse_identifiers],
        ),
        label="s",
        count=True,
    )
