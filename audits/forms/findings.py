"""Writing down what an audit found, and choosing the grades behind it."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from audits.actions.findings import Found
from audits.models import Domain, Finding
from audits.models.audits import THEME_MAX
from audits.models.findings import TEXT_MAX
from partnership.models import Agency
from privacy.forms import refuse_identifiers
from strategies.models import Objective
from ui.fields import LongText, ShortText, dress, tick_boxes

KIND_HINTS = {
    Finding.Kind.STRENGTH: "Something that is done well.",
    Finding.Kind.IMPROVE: "Something that agencies can put right themselves.",
    Finding.Kind.SYSTEM: "Something that no agency can put right alone.",
    Finding.Kind.PRACTICE: "Something others can take up as it is.",
}


class FindingForm(forms.Form):
    """What was found, what it is about, how much it matters, whom it concerns."""

    kind = dress(
        forms.ChoiceField(
            label="What is it?",
            choices=Finding.Kind.choices,
            widget=forms.RadioSelect,
            error_messages={"required": "Choose what it is"},
        ),
        label="s",
        hints=KIND_HINTS,
    )
    theme = dress(
        ShortText(
            label="What is it about?",
            called="What it is about",
            help_text="A few words, as in “Chronology”. Use the same words as before "
            "where they fit, so that findings of several audits can be put together.",
            max_length=THEME_MAX,
            widget=forms.TextInput(attrs={"list": "themes", "autocomplete": "off"}),
            validators=[refuse_identifiers],
            error_messages={"required": "Enter what it is about"},
        ),
        label="s",
        width="govuk-!-width-two-thirds",
    )
    text = dress(
        LongText(
            label="What was found?",
            called="What was found",
            help_text="Agencies and the board read it once the audit is closed. Leave "
            "out whatever could tell who a child or family is, and case references.",
            required=True,
            max_length=TEXT_MAX,
            rows=6,
            validators=[refuse_identifiers],
            error_messages={"required": "Enter what was found"},
        ),
        label="s",
        count=True,
    )
    severity = dress(
        forms.TypedChoiceField(
            label="How much does it matter for children?",
            choices=[
                *Finding.Severity.choices,
                ("", "It is a strength or good practice"),
            ],
            coerce=int,
            empty_value=None,
            required=False,
            widget=forms.RadioSelect,
            help_text="Only for an area for improvement or a system issue.",
            error_messages={"invalid_choice": "Choose how much it matters"},
        ),
        label="s",
        small=True,
    )

    def __init__(
        self,
        *args: Any,
        objectives: Sequence[Objective],
        agencies: Sequence[Agency],
        found: Found | None = None,
        **kwargs: Any,
    ) -> None:
        self.objectives = {str(one.pk): one for one in objectives}
        self.agencies = {str(one.pk): one for one in agencies}
        if found:
            kwargs["initial"] = {
                **found.plain(),
                "objectives": [str(one.pk) for one in found.objectives],
                "agencies": [str(one.pk) for one in found.agencies],
            }
        super().__init__(*args, **kwargs)
        if self.agencies:
            self.fields["agencies"] = tick_boxes(
                "Which agencies does it concern? (optional)",
                [(pk, one.name) for pk, one in self.agencies.items()],
                "An agency that you chose no longer takes part in the audit.",
                small=True,
            )
        if self.objectives:
            self.fields["objectives"] = tick_boxes(
                "Which objectives does it bear on? (optional)",
                [(pk, one.title) for pk, one in self.objectives.items()],
                "Choose objectives that the audit tests or that your partnership "
                "works to.",
                small=True,
            )

    def found(self) -> Found:
        """What was entered."""
        got = self.cleaned_data
        return Found(
            kind=got["kind"],
            theme=got["theme"],
            text=got["text"],
            severity=got["severity"],
            objectives=[self.objectives[pk] for pk in got.get("objectives", ())],
            agencies=[self.agencies[pk] for pk in got.get("agencies", ())],
        )


class WhichGradesForm(forms.Form):
    """Which grades to show: of a domain or question, of a case, the worst alone."""

    SHOW = (("all", "All grades"), ("concern", "Those not good enough"))

    about = dress(forms.ChoiceField(label="What was asked", required=False), label="s")
    case = dress(forms.ChoiceField(label="Case", required=False), label="s")
    show = dress(
        forms.ChoiceField(
            label="Which grades",
            required=False,
            choices=[*SHOW, ("chosen", "Those this finding rests on")],
        ),
        label="s",
    )

    def __init__(
        self,
        *args: Any,
        domains: Iterable[Domain],
        cases: Iterable[tuple[int, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offered = [
            (
                f"{place}. {domain.title}",
                [
                    (f"d{domain.pk}", f"All of {place}. {domain.title}"),
                    *(
                        (f"q{one.pk}", f"{place}.{number} {one.text}")
                        for number, one in enumerate(domain.criteria.all(), 1)
                    ),
                ],
            )
            for place, domain in enumerate(domains, 1)
        ]
        self.fields["about"].choices = [("", "Everything"), *offered]  # type: ignore[attr-defined]
        self.fields["case"].choices = [("", "All cases"), *cases]  # type: ignore[attr-defined]

    def wishes(self) -> dict[str, str]:
        """What was asked for, without what is not there."""
        return {name: value for name, value in self.cleaned_data.items() if value}
