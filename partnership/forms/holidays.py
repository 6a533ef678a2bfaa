"""A school holiday: what it is called, and its days."""

from typing import Any

from partnership.models import HOLIDAY_MAX, Holiday
from privacy.forms import refuse_identifiers
from ui.fields import DateField, ShortText, dress
from ui.forms import EditForm


class HolidayForm(EditForm):
    """A name, and the first and the last day."""

    name = dress(
        ShortText(
            label="What is it called?",
            called="The name",
            help_text="For example: Autumn half term.",
            max_length=HOLIDAY_MAX,
            validators=[refuse_identifiers],
            error_messages={"required": "Enter what the holiday is called"},
        ),
        label="s",
        width="govuk-!-width-two-thirds",
    )
    from_on = dress(
        DateField(
            label="First day",
            help_text="For example, 26 10 2026.",
            error_messages={"required": "Enter the first day of the holiday"},
        ),
        label="s",
    )
    to_on = dress(
        DateField(
            label="Last day",
            help_text="The last day without school, which may be a Sunday.",
            error_messages={"required": "Enter the last day of the holiday"},
        ),
        label="s",
    )

    def __init__(
        self, *args: Any, holiday: Holiday | None = None, **kwargs: Any
    ) -> None:
        names = ("name", "from_on", "to_on")
        saved = {name: getattr(holiday, name) for name in names} if holiday else {}
        super().__init__(*args, saved=saved, **kwargs)
