"""Opening a round."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, cast
from uuid import uuid4

from django import forms

from privacy.forms import refuse_identifiers
from response_tool.forms import days
from strategies.models import Adoption, Strategy
from ui.fields import DateField, ShortText, dress


class RoundForm(forms.Form):
    """Opening a round, for adoptions that this person may open one for."""

    problem_href = "#id_strategy"
    strategy = dress(
        forms.TypedChoiceField(
            label="Strategy",
            coerce=int,
            error_messages={"required": "Choose a strategy"},
        ),
        label="s",
    )
    partnerships = dress(
        forms.TypedMultipleChoiceField(
            label="Partnerships it serves",
            help_text="Every agency with a seat in any of them is asked once.",
            coerce=int,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": "Choose at least one partnership"},
        ),
        label="s",
        small=True,
    )
    name = dress(
        ShortText(
            label="Name",
            help_text="For example: spring 2027.",
            max_length=60,
            validators=[refuse_identifiers],
            error_messages={"required": "Enter a name"},
        ),
        label="s",
        width=20,
    )
    opens_on = dress(
        DateField(
            label="Opens",
            help_text="For example, 1 3 2027.",
            error_messages={"required": "Enter the date the round opens"},
        ),
        label="s",
    )
    due_on = days.due_on()
    closes_on = days.closes_on()
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)

    def __init__(
        self, *args: Any, adoptions: Iterable[Adoption], today: date, **kwargs: Any
    ) -> None:
        self.adoptions = list(adoptions)
        self.today = today
        super().__init__(*args, **kwargs)
        strategies = _named({a.strategy_id: a.strategy for a in self.adoptions})
        self.names = {a.partnership_id: str(a.partnership) for a in self.adoptions}
        choice = cast("forms.ChoiceField", self.fields["strategy"])
        choice.choices = [
            ("", "Choose a strategy"),
            *sorted(strategies.items(), key=lambda item: item[1]),
        ]
        serves = cast("forms.MultipleChoiceField", self.fields["partnerships"])
        serves.choices = [
            (pk, name) for name, pk in sorted((n, pk) for pk, n in self.names.items())
        ]
        for name in ("opens_on", "due_on", "closes_on"):
            day = cast("DateField", self.fields[name])
            day.earliest = today - timedelta(days=31)
            day.latest = today + days.AHEAD

    def clean(self) -> dict[str, Any]:
        """Keep the three dates in order, and ask only those who adopted it."""
        data = self.cleaned_data
        opens, due = data.get("opens_on"), data.get("due_on")
        closes = data.get("closes_on")
        if opens and due and due <= opens:
            self.add_error("due_on", "The due date must be after the round opens")
        days.close_once_due(self)
        if closes and closes < self.today:
            self.add_error("closes_on", "Choose a closing date that is not past")
        pairs = {(a.strategy_id, a.partnership_id): a for a in self.adoptions}
        for pk in data.get("partnerships", ()):
            if data.get("strategy") and (data["strategy"], pk) not in pairs:
                self.add_error(
                    "partnerships",
                    f"{self.names[pk]} has not adopted this version",
                )
        return data

    def words(self) -> dict[str, Any]:
        """What a new round is made of."""
        data = self.cleaned_data
        chosen = [a for a in self.adoptions if a.strategy_id == data["strategy"]]
        return {
            **data,
            "strategy": chosen[0].strategy,
            "partnerships": [
                a.partnership
                for a in chosen
                if a.partnership_id in data["partnerships"]
            ],
        }


def _named(strategies: Mapping[int, Strategy]) -> dict[int, str]:
    """Titles; with the version, unless it is the first and stands alone."""
    titles = Counter(one.title for one in strategies.values())
    return {
        pk: one.with_version if titles[one.title] > 1 else one.named
        for pk, one in strategies.items()
    }
