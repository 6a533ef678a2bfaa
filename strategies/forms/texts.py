"""The text of a strategy, apart from its parts."""

from typing import Any

from privacy.forms import refuse_identifiers
from strategies.models import Strategy
from ui.fields import DateField, LongText, ShortText, dress
from ui.forms import EditForm

NAMES = (
    "title",
    "summary",
    "definition",
    "governance",
    "starts_on",
    "ends_on",
    "dates_note",
    "written_by",
)


class TextForm(EditForm):
    """Title, summary, definition, governance and dates."""

    title = dress(
        ShortText(
            label="Title",
            max_length=120,
            validators=[refuse_identifiers],
            error_messages={"required": "Enter a title"},
        ),
        label="s",
    )
    summary = dress(
        LongText(
            label="Summary",
            help_text="What the strategy is for, in a few sentences. It stands first.",
            max_length=4000,
            validators=[refuse_identifiers],
        ),
        label="s",
    )
    definition = dress(
        LongText(
            label="What you mean by neglect",
            called="The definition",
            help_text="The definition that your partners have agreed on.",
            max_length=4000,
            validators=[refuse_identifiers],
        ),
        label="s",
    )
    governance = dress(
        LongText(
            label="Governance",
            help_text="Who is responsible for the strategy, and how it is reviewed.",
            max_length=4000,
            validators=[refuse_identifiers],
        ),
        label="s",
    )
    starts_on = dress(
        DateField(
            label="Starts (optional)",
            help_text="For example, 1 4 2027.",
            required=False,
        ),
        label="s",
    )
    ends_on = dress(
        DateField(
            label="Ends (optional)",
            help_text="For example, 31 3 2030.",
            required=False,
        ),
        label="s",
    )
    dates_note = dress(
        ShortText(
            label="A note about the dates (optional)",
            called="The note",
            help_text="For example: the document says 2027 to 2030, without days.",
            max_length=300,
            required=False,
            validators=[refuse_identifiers],
        ),
        label="s",
    )
    written_by = dress(
        LongText(
            label="Whose document it is written from (optional)",
            called="Whose document it is",
            help_text="The partnerships or boards that wrote it, one on each line.",
            max_length=1000,
            rows=3,
            validators=[refuse_identifiers],
        ),
        label="s",
    )

    def __init__(self, *args: Any, strategy: Strategy, **kwargs: Any) -> None:
        saved = {name: getattr(strategy, name) for name in NAMES}
        super().__init__(*args, saved=saved, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Keep the two dates in order."""
        starts = self.cleaned_data.get("starts_on")
        ends = self.cleaned_data.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", "A strategy cannot end before it starts")
        return self.cleaned_data
