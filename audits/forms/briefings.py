"""Writing a learning briefing, and saying with whom it was shared."""

from typing import Any

from django import forms

from audits.models.briefings import PART_MAX, WHOM_MAX
from privacy.forms import refuse_identifiers
from ui.fields import DateField, LongText, ShortText, dress


def _part(label: str, called: str, hint: str) -> forms.Field:
    return dress(
        LongText(
            label=label,
            called=called,
            help_text=hint,
            max_length=PART_MAX,
            rows=5,
            validators=[refuse_identifiers],
        ),
        label="s",
        count=True,
    )


class BriefingForm(forms.Form):
    """One page for staff: all of it together fits on a sheet of paper."""

    why = _part("Why did we look?", "Why we looked", "The question, in a sentence.")
    went_well = _part("What went well?", "What went well", "One thing on each line.")
    learnt = _part("What did we learn?", "What we learnt", "One thing on each line.")
    do_next = _part(
        "What should staff do differently?",
        "What to do differently",
        "What somebody could do on Monday, in words of your own: what an agency is to "
        "change is read by that agency alone.",
    )
    questions = _part(
        "Questions for a team meeting",
        "The questions",
        "Two or three that a team can talk about.",
    )


class SharedForm(forms.Form):
    """With whom an agency shared a briefing, and when."""

    with_whom = dress(
        ShortText(
            label="With whom?",
            called="With whom",
            help_text="A team or a meeting, as in “Health visitors, north”. No names.",
            max_length=WHOM_MAX,
            validators=[refuse_identifiers],
            error_messages={"required": "Enter with whom you shared it"},
        ),
        label="s",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["shared_on"] = dress(
            DateField(
                label="When?",
                error_messages={"required": "Enter when you shared it"},
            ),
            label="s",
        )
