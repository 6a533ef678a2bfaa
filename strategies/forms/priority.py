"""A priority: its number, and in a revision what it carries on."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError

from strategies.actions import Carried
from strategies.forms.base import PartForm, long_text, needed_words, short_text
from strategies.models import Objective, Part, Priority, Strategy
from ui.fields import dress

NUMBER_MAX = 999


class RowField(forms.ChoiceField):
    """One row of several, by its number."""

    def to_python(self, value: Any) -> int | None:
        """The number, from what the page sent."""
        if value in self.empty_values:
            return None
        try:
            return int(value)
        except ValueError as error:
            raise ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice"
            ) from error


class PriorityForm(PartForm):
    """A priority, its number, and in a revision what it carries on."""

    of = "priority"
    number = dress(
        forms.IntegerField(
            label="Number",
            help_text="Agencies know priorities by their number. Each is used once.",
            min_value=1,
            max_value=NUMBER_MAX,
            widget=forms.TextInput(attrs={"inputmode": "numeric"}),
            error_messages={
                "required": "Enter a number",
                "invalid": "The number must be a whole number, such as 4",
                "min_value": "The number must be 1 or more",
                "max_value": f"The number must be {NUMBER_MAX} or less",
            },
        ),
        label="s",
        width=3,
    )
    title = short_text(
        "Title",
        120,
        help_text="One line, beginning with a verb. For example: Assess neglect early.",
        error_messages=needed_words("Enter a title"),
    )
    short_title = short_text(
        "Short title",
        30,
        help_text="A few words for column headings.",
        error_messages=needed_words("Enter a short title"),
        width=20,
    )
    text = long_text(
        "What the partnership asks for",
        2000,
        needed="Say what the partnership asks for",
    )
    guidance = long_text(
        "What a good answer looks like (optional)",
        2000,
        called="What a good answer looks like",
        help_text="Agencies see this beside the priority when they answer.",
    )
    objective_id = dress(
        RowField(
            label="Objective",
            widget=forms.RadioSelect,
            error_messages={
                "required": "Choose an objective",
                "invalid_choice": "Choose an objective that is still there",
            },
        ),
        label="s",
        small=True,
    )
    carries_on = dress(
        forms.TypedMultipleChoiceField(
            label="This priority carries on",
            help_text="Priorities of the version before. Several: they were merged. "
            "None: this one is new.",
            coerce=int,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        ),
        label="s",
        small=True,
    )
    carried_on = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, strategy: Strategy, part: Part | None = None, **kwargs: Any
    ) -> None:
        suggested = dict(kwargs.pop("suggested", None) or {})
        earlier = _priorities_before(strategy)
        if part:
            one = cast("Priority", part)
            carried = sorted(one.predecessors.values_list("pk", flat=True))
            suggested["carries_on"] = carried
            suggested["carried_on"] = ",".join(map(str, carried))
        else:
            taken = strategy.priorities.values_list("number", flat=True)
            suggested.setdefault("number", max(taken, default=0) + 1)
        super().__init__(
            *args, strategy=strategy, part=part, suggested=suggested, **kwargs
        )
        objective = cast("forms.ChoiceField", self.fields["objective_id"])
        rows = Objective.objects.filter(strategy=strategy)
        objective.choices = list(rows.values_list("pk", "title"))
        if earlier:
            carries = cast("forms.MultipleChoiceField", self.fields["carries_on"])
            carries.choices = [(one.pk, str(one)) for one in earlier]
        else:
            del self.fields["carries_on"], self.fields["carried_on"]

    @property
    def carried(self) -> Carried | None:
        """Which earlier priorities it carries on, and did when the page was opened."""
        if "carries_on" not in self.fields:
            return None
        sent = self.cleaned_data["carried_on"].split(",")
        was = frozenset(int(pk) for pk in sent if pk.isascii() and pk.isdigit())
        return Carried(was=was, now=frozenset(self.cleaned_data["carries_on"]))


def _priorities_before(strategy: Strategy) -> list[Priority]:
    """The priorities of the version that this one revises."""
    if strategy.previous_id is None:
        return []
    return list(Priority.objects.filter(strategy=strategy.previous_id))
