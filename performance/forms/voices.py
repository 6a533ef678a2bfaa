"""Writing down what children, families and practitioners said."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from performance.actions.voices import Said
from performance.forms.boxes import Number
from performance.models import Theme, Voice
from performance.models.voices import HEARD_MAX, PEOPLE_MAX, TEXT_MAX, THEME_MAX
from privacy.forms import refuse_identifiers
from strategies.models import Objective
from ui.fields import DateField, LongText, ShortText, dress, tick_boxes

EARLIEST = date(2010, 1, 1)
NEW_MOST = 10


class VoiceForm(forms.Form):
    """What was said, by whom, how it was heard, and what it was about."""

    said_by = dress(
        forms.ChoiceField(
            label="Who said it?",
            choices=Voice.By.choices,
            widget=forms.RadioSelect,
            error_messages={"required": "Choose who said it"},
        ),
        label="s",
    )
    heard = dress(
        ShortText(
            label="How was it heard?",
            called="How it was heard",
            help_text="As in “Focus group at a youth club” or “Yearly survey”.",
            max_length=HEARD_MAX,
            validators=[refuse_identifiers],
            error_messages={"required": "Enter how it was heard"},
        ),
        label="s",
    )
    heard_on = dress(
        DateField(
            label="When was it heard?",
            called="When it was heard",
            help_text="For something that took longer, its last day.",
            earliest=EARLIEST,
            error_messages={"required": "Enter when it was heard"},
        ),
        label="s",
    )
    how_many = dress(
        Number(
            label="How many people said it?",
            called="How many people",
            help_text="The board does not see numbers of children or families from 1 "
            "to 5.",
            required=True,
            error_messages={"required": "Enter how many people said it"},
        ),
        label="s",
        width=5,
    )
    text = dress(
        LongText(
            label="What did they say?",
            called="What they said",
            help_text="The gist, or their own words. Everybody who may see your "
            "measures reads it, so leave out names, ages, places and whatever else "
            "could tell who a child or family is.",
            required=True,
            max_length=TEXT_MAX,
            rows=6,
            validators=[refuse_identifiers],
            error_messages={"required": "Enter what they said"},
        ),
        label="s",
        count=True,
    )

    def __init__(
        self,
        *args: Any,
        themes: Sequence[Theme],
        objectives: Sequence[Objective],
        said: Said | None = None,
        **kwargs: Any,
    ) -> None:
        self.objectives = {str(one.pk): one for one in objectives}
        if said:
            kwargs["initial"] = _initial(said)
        super().__init__(*args, **kwargs)
        names = [one.name for one in themes]
        if names:
            self.fields["themes"] = tick_boxes(
                "What was it about?",
                [(name, name) for name in names],
                "“%(value)s” is no longer one of your themes. Name it again below.",
            )
        self.fields["new_themes"] = _new_themes(has_others=bool(names))
        if self.objectives:
            self.fields["objectives"] = tick_boxes(
                "Which objectives does it bear on? (optional)",
                [(pk, one.title) for pk, one in self.objectives.items()],
                "Choose objectives of a strategy that your partnership works to.",
            )

    def clean_how_many(self) -> int:
        """At least one, and not more than can be meant."""
        number: int = self.cleaned_data["how_many"]
        if not 1 <= number <= PEOPLE_MAX:
            raise ValidationError(
                f"How many people must be from 1 to {PEOPLE_MAX:,}.", code="range"
            )
        return number

    def clean_new_themes(self) -> list[str]:
        """Their names, one of each line."""
        lines = self.cleaned_data["new_themes"].splitlines()
        names = list(filter(None, (" ".join(line.split()) for line in lines)))
        if len(names) > NEW_MOST:
            raise ValidationError(
                f"Name at most {NEW_MOST} new themes at a time.", code="too_many"
            )
        for name in names:
            if len(name) > THEME_MAX:
                raise ValidationError(
                    f"The name of a theme must be {THEME_MAX} characters or fewer. "
                    f"“{name}” has {len(name)}.",
                    code="max_length",
                )
        return names

    def clean(self) -> dict[str, Any]:
        """It is about something."""
        found = super().clean() or self.cleaned_data
        if not self.has_error("new_themes") and not self._names():
            place = "themes" if "themes" in self.fields else "new_themes"
            if not self.has_error(place):
                self.add_error(place, "Choose or name at least one theme")
        return found

    def said(self) -> Said:
        """What was entered."""
        found = self.cleaned_data
        return Said(
            said_by=found["said_by"],
            heard=found["heard"],
            heard_on=found["heard_on"],
            how_many=found["how_many"],
            text=found["text"],
            themes=self._names(),
            objectives=[self.objectives[pk] for pk in found.get("objectives", ())],
        )

    def _names(self) -> list[str]:
        found = self.cleaned_data
        return [*found.get("themes", ()), *found.get("new_themes", ())]


def _initial(said: Said) -> dict[str, Any]:
    return {
        **said.plain(),
        "themes": list(said.themes),
        "objectives": [str(one.pk) for one in said.objectives],
    }


def _new_themes(*, has_others: bool) -> forms.Field:
    label = "Another theme (optional)" if has_others else "What was it about?"
    return dress(
        LongText(
            label=label,
            called="New themes",
            help_text="A few words, as in “Being listened to”. One on each line.",
            max_length=NEW_MOST * (THEME_MAX + 20),
            rows=2,
            validators=[refuse_identifiers],
        ),
        label="s",
    )
