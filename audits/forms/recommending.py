"""Writing what an agency is to change, step by step."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.text import Truncator

from audits.actions.recommending import Stone, Wanted
from audits.models import Finding, Recommendation
from audits.models.findings import (
    MILESTONE_MAX,
    MILESTONES_MAX,
    ROLE_MAX,
    TEXT_MAX,
)
from partnership.models import Agency
from privacy.forms import refuse_identifiers
from ui.fields import DateField, LongText, ShortText, dress

LONGEST = timedelta(days=5 * 366)
SPARE = 3  # empty rows for milestones


def due_field(label: str, missing: str) -> DateField:
    """By when."""
    return dress(
        DateField(
            label=label,
            help_text="For example, 31 3 2027.",
            error_messages={"required": missing},
        ),
        label="s",
    )


class RecommendationForm(forms.Form):
    """What is to change, who sees to it, by when, and the steps on the way.

    `typed` fills it in with what was typed so far, unchecked, and has more rows.
    """

    findings = dress(
        forms.MultipleChoiceField(
            label="Which findings does it follow from?",
            widget=forms.CheckboxSelectMultiple,
            error_messages={
                "required": "Choose at least one finding it follows from",
                "invalid_choice": "A finding that you chose is no longer there",
            },
        ),
        label="s",
        small=True,
    )
    text = dress(
        LongText(
            label="What is to change?",
            called="What is to change",
            help_text="One thing that can be told to be done, and what it is for.",
            required=True,
            max_length=TEXT_MAX,
            rows=5,
            validators=[refuse_identifiers],
            error_messages={"required": "Enter what is to change"},
        ),
        label="s",
        count=True,
    )
    change = dress(
        forms.ChoiceField(
            label="What kind of change is it?",
            choices=Recommendation.Change.choices,
            widget=forms.RadioSelect,
            error_messages={"required": "Choose what kind of change it is"},
        ),
        label="s",
        small=True,
    )
    agency = dress(
        forms.ChoiceField(
            label="Which agency owns it?",
            help_text="Agencies that have a seat today.",
            error_messages={
                "required": "Choose which agency owns it",
                "invalid_choice": "The agency that you chose has no seat today",
            },
        ),
        label="s",
    )
    owner = dress(
        ShortText(
            label="Who there sees to it?",
            called="Who sees to it",
            help_text="A role, as in “Head of early help”. Never a name.",
            max_length=ROLE_MAX,
            validators=[refuse_identifiers],
            error_messages={"required": "Enter the role of whoever sees to it"},
        ),
        label="s",
        width="govuk-!-width-two-thirds",
    )
    due_on = due_field("When is it due?", "Enter when it is due")
    rows = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=1, max_value=MILESTONES_MAX
    )

    def __init__(
        self,
        *args: Any,
        findings: Sequence[Finding],
        agencies: Sequence[Agency],
        today: date,
        wanted: Wanted | None = None,
        typed: QueryDict | None = None,
        **kwargs: Any,
    ) -> None:
        self.typed = typed
        self.offered = {str(one.pk): one for one in findings}
        self.agencies = {str(one.pk): one for one in agencies}
        if wanted:
            kwargs["initial"] = _initial(wanted)
        super().__init__(*args, **kwargs)
        told = [
            (pk, f"{one}. {Truncator(one.text).words(20)}")
            for pk, one in self.offered.items()
        ]
        self.fields["findings"].choices = told  # type: ignore[attr-defined]
        names = [(pk, one.name) for pk, one in self.agencies.items()]
        self.fields["agency"].choices = [("", "Choose an agency"), *names]  # type: ignore[attr-defined]
        self.many = self._how_many(len(wanted.milestones) if wanted else 0)
        for number in range(1, self.many + 1):
            self._add_milestone(number, today)
        if typed:
            self.initial = _as_typed(typed, self.fields)
        self.initial["rows"] = self.many
        self.fields["due_on"].latest = today + LONGEST  # type: ignore[attr-defined]

    @property
    def plain(self) -> list[forms.BoundField]:
        """The fields without those of milestones."""
        return [one for one in self if not one.name.startswith("milestone")]

    @property
    def milestones(self) -> list[tuple[int, forms.BoundField, forms.BoundField]]:
        """Each row: its number, its words, its day."""
        numbers = range(1, self.many + 1)
        return [(n, self[f"milestone-{n}"], self[f"milestone_by-{n}"]) for n in numbers]

    def clean(self) -> dict[str, Any]:
        """A milestone has words and a day, and comes before the whole is due."""
        found = super().clean() or self.cleaned_data
        due = found.get("due_on")
        for number in range(1, self.many + 1):
            text, by = f"milestone-{number}", f"milestone_by-{number}"
            if text not in found or by not in found:
                continue
            if found[text] and not found[by]:
                self.add_error(by, f"Enter by when milestone {number} is done")
            elif found[by] and not found[text]:
                self.add_error(text, f"Enter what milestone {number} is")
            elif found[by] and due and found[by] > due:
                self.add_error(
                    by,
                    f"Milestone {number} must be done by the day the recommendation "
                    "is due",
                )
        return found

    def wanted(self) -> Wanted:
        """What was entered."""
        found = self.cleaned_data
        rows = [
            (found[f"milestone-{n}"], found[f"milestone_by-{n}"])
            for n in range(1, self.many + 1)
        ]
        return Wanted(
            findings=[self.offered[pk] for pk in found["findings"]],
            agency=self.agencies[found["agency"]],
            owner=found["owner"],
            text=found["text"],
            change=found["change"],
            due_on=found["due_on"],
            milestones=[Stone(text, by) for text, by in rows if text],
        )

    def _how_many(self, there: int) -> int:
        """Rows for milestones: those sent, three more where more are asked for."""
        if not self.is_bound and not self.typed:
            return min(there + SPARE, MILESTONES_MAX)
        sent = str((self.typed or self.data).get("rows", ""))
        is_number = sent.isascii() and sent.isdecimal() and len(sent) < 3
        known = int(sent) if is_number else SPARE
        return max(1, min(known + (SPARE if self.typed else 0), MILESTONES_MAX))

    def _add_milestone(self, number: int, today: date) -> None:
        self.fields[f"milestone-{number}"] = dress(
            ShortText(
                label=f"Milestone {number} (optional)",
                called=f"Milestone {number}",
                max_length=MILESTONE_MAX,
                required=False,
                validators=[refuse_identifiers],
            ),
            label="s",
        )
        self.fields[f"milestone_by-{number}"] = DateField(
            label=f"Milestone {number} is done by",
            required=False,
            earliest=today,
            latest=today + LONGEST,
        )


def _as_typed(typed: QueryDict, fields: Mapping[str, forms.Field]) -> dict[str, Any]:
    nothing: MultiValueDict[str, Any] = MultiValueDict()
    return {
        name: field.widget.value_from_datadict(typed, nothing, name)
        for name, field in fields.items()
    }


def _initial(wanted: Wanted) -> dict[str, Any]:
    found: dict[str, Any] = {
        **wanted.plain(),
        "agency": str(wanted.agency.pk),
        "findings": [str(one.pk) for one in wanted.findings],
    }
    for number, one in enumerate(wanted.milestones, 1):
        found[f"milestone-{number}"] = one.text
        found[f"milestone_by-{number}"] = one.due_on
    return found
