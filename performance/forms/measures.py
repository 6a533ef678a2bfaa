"""What a partnership measures, whom it asks, and what it hopes for."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms

from partnership.models import Agency
from performance.actions.commissioning import Terms
from performance.forms.boxes import Amount, Number
from performance.models import Measure
from performance.models.commissions import BECAUSE_MAX, DUE_MAX
from performance.models.measures import COUNTED_MAX, EVERY, NOTES_MAX, TITLE_MAX
from performance.periods import Frequency
from performance.policies import policy_of
from privacy.forms import refuse_identifiers
from strategies.models import Objective, Outcome
from ui.fields import DateField, LongText, ShortText, dress

TURNS = (1, 2)
BOTH = "Give both the day and which way is better, or neither"
SMALL = "Boards do not see 1 to {} children, so it cannot be a baseline. Leave it empty"
EARLIEST, LATEST = date(2010, 1, 1), date(2060, 12, 31)


class OwnMeasureForm(forms.Form):
    """A measure that the library does not have."""

    title = dress(
        ShortText(
            label="What is it called?",
            called="The name",
            max_length=TITLE_MAX,
            validators=[refuse_identifiers],
            error_messages={"required": "Enter what it is called"},
        ),
        label="s",
    )
    unit = dress(
        forms.ChoiceField(
            label="What is its value?",
            choices=Measure.Unit.choices,
            widget=forms.RadioSelect,
            error_messages={"required": "Choose what its value is"},
        ),
        label="s",
        hints={
            "percentage": "Agencies give two numbers; the portal works it out",
            "rate": "Agencies give a number; the portal knows how many children there "
            "are",
            "words": "What children, families or staff said, for example",
        },
    )
    numerator = dress(
        ShortText(
            label="What is counted?",
            called="What is counted",
            help_text="So plainly that two people would count the same.",
            max_length=COUNTED_MAX,
            validators=[refuse_identifiers],
            error_messages={"required": "Enter what is counted"},
        ),
        label="s",
    )
    denominator = dress(
        ShortText(
            label="Out of what? (for a percentage or an average)",
            called="Out of what",
            max_length=COUNTED_MAX,
            required=False,
            validators=[refuse_identifiers],
        ),
        label="s",
    )
    kind = dress(
        forms.ChoiceField(
            label="When is it counted?",
            choices=Measure.Kind.choices,
            widget=forms.RadioSelect,
            initial=Measure.Kind.FLOW,
        ),
        label="s",
    )
    frequency = dress(
        forms.ChoiceField(label="How often, usually?", choices=EVERY), label="s"
    )
    places = dress(
        forms.TypedChoiceField(
            label="Decimal places of its value",
            choices=[(n, str(n)) for n in range(3)],
            coerce=int,
            initial=1,
        ),
        label="s",
    )
    better = dress(
        forms.TypedChoiceField(
            label="Which way is better?",
            choices=Measure.Better.choices,
            coerce=int,
            initial=Measure.Better.NEUTRAL,
            widget=forms.RadioSelect,
        ),
        label="s",
    )
    hides = dress(
        forms.ChoiceField(
            label="Which small numbers are hidden from the board?",
            help_text="If you choose nothing here: counts of 1 to 5 children; none for "
            "‘yes or no’ and for words, which are not counts of children.",
            choices=Measure.Hides.choices,
            widget=forms.RadioSelect,
            required=False,
        ),
        label="s",
    )
    notes = dress(
        LongText(
            label="Anything that helps to count it (optional)",
            called="What helps",
            max_length=NOTES_MAX,
            rows=3,
            validators=[refuse_identifiers],
        ),
        label="s",
    )

    def clean(self) -> dict[str, Any]:
        """Ask out of what, where a share is worked out; hide what is usually hidden."""
        found = super().clean() or self.cleaned_data
        if not found.get("hides") and "hides" not in self.errors:
            found["hides"] = usually_hidden(found.get("unit", ""))
        shares = (Measure.Unit.PERCENTAGE, Measure.Unit.AVERAGE)
        is_share = found.get("unit") in shares
        if is_share and not found.get("denominator") and "denominator" in found:
            self.add_error("denominator", "Enter out of what it is counted")
        return found


class TermsForm(forms.Form):
    """How often, by whom, until when, and what is hoped for."""

    def __init__(
        self,
        *args: Any,
        measure: Measure,
        agencies: Iterable[Agency],
        objectives: Sequence[Objective],
        outcomes: Sequence[Outcome],
        terms: Terms | None = None,
        **kwargs: Any,
    ) -> None:
        self.measure = measure
        self.agencies = {str(one.pk): one for one in agencies}
        self.objectives = {str(one.pk): one for one in objectives}
        self.outcomes = {str(one.pk): one for one in outcomes}
        kwargs["initial"] = _initial(measure, terms)
        super().__init__(*args, **kwargs)
        self.fields.update(_when())
        self.fields.update(self._whom())
        self.fields.update(_hopes(measure))
        self.fields.update(self._evidence())

    def clean(self) -> dict[str, Any]:
        """A turn has both its day and its direction; the second is later."""
        found = super().clean() or self.cleaned_data
        days = []
        for n in TURNS:
            on, better = found.get(f"turn_from_{n}"), found.get(f"turn_better_{n}")
            if (on is None) != (better in (None, "")) and not self.errors:
                self.add_error(f"turn_from_{n}", BOTH)
            if on:
                days.append(on)
        policy = policy_of(self.measure)
        baseline, is_count = found.get("baseline"), self.measure.unit == "count"
        if baseline and is_count and policy.hides(int(baseline)):
            self.add_error("baseline", SMALL.format(policy.largest_hidden))
        if days != sorted(set(days)):
            self.add_error("turn_from_2", "The second day must be later than the first")
        return found

    def terms(self) -> Terms:
        """What was entered."""
        found = self.cleaned_data
        return Terms(
            frequency=Frequency(found["frequency"]),
            first_on=found["first_on"],
            due_days=found["due_days"],
            agencies=[self.agencies[pk] for pk in found["agencies"]],
            target=found["target"],
            baseline=found["baseline"],
            baseline_said=found["baseline_said"],
            turns=[
                (found[f"turn_from_{n}"], found[f"turn_better_{n}"])
                for n in TURNS
                if found[f"turn_from_{n}"]
            ],
            objectives=[self.objectives[pk] for pk in found.get("objectives", ())],
            outcomes=[self.outcomes[pk] for pk in found.get("outcomes", ())],
        )

    def _whom(self) -> dict[str, forms.Field]:
        return {
            "agencies": dress(
                forms.MultipleChoiceField(
                    label="Which agencies are asked?",
                    choices=[(pk, one.name) for pk, one in self.agencies.items()],
                    widget=forms.CheckboxSelectMultiple,
                    error_messages={"required": "Choose at least one agency"},
                ),
                label="s",
            )
        }

    def _evidence(self) -> dict[str, forms.Field]:
        found: dict[str, forms.Field] = {}
        for name, label, rows in (
            ("objectives", "Which objectives is it evidence for?", self.objectives),
            ("outcomes", "Which outcomes does it show?", self.outcomes),
        ):
            if rows:
                found[name] = dress(
                    forms.MultipleChoiceField(
                        label=label,
                        choices=[(pk, str(one)) for pk, one in rows.items()],
                        widget=forms.CheckboxSelectMultiple,
                        required=False,
                    ),
                    label="s",
                )
        return found


class StopForm(forms.Form):
    """From when a measure is no longer asked for."""

    ended_on = dress(
        DateField(
            label="What is the last day that figures are asked about?",
            called="The last day",
            help_text="Periods that end later are not asked for. What was sent stays.",
            earliest=EARLIEST,
            latest=LATEST,
            error_messages={"required": "Enter the last day"},
        ),
        label="s",
    )


class AgainForm(forms.Form):
    """From when a measure that was stopped is asked for again."""

    from_on = dress(
        DateField(
            label="On which day does the first period begin that you ask about again?",
            called="The first day",
            help_text="Quarters, halves and years begin in April; school years in "
            "September.",
            earliest=EARLIEST,
            latest=LATEST,
            error_messages={"required": "Enter the first day"},
        ),
        label="s",
    )


class RebaseForm(forms.Form):
    """Where a new mean and range begin, and why."""

    from_on = dress(
        DateField(
            label="On which day does the first period of the new mean begin?",
            called="The first day",
            earliest=EARLIEST,
            latest=LATEST,
            error_messages={"required": "Enter the first day"},
        ),
        label="s",
    )
    because = dress(
        ShortText(
            label="Why?",
            called="The reason",
            help_text="It stands on the chart, as in “one front door for both areas”.",
            max_length=BECAUSE_MAX,
            validators=[refuse_identifiers],
            error_messages={"required": "Say why the mean begins anew"},
        ),
        label="s",
    )
    baseline = dress(
        Number(
            label="How many periods fix the mean? (optional)",
            called="How many periods",
            help_text="12 or more. Leave it empty to use all that follow.",
        ),
        label="s",
        width=3,
    )

    def clean_baseline(self) -> int | None:
        """At least twelve, as fewer say nothing."""
        found = self.cleaned_data["baseline"]
        if found is not None and not 12 <= found <= 60:
            raise forms.ValidationError("Enter a number from 12 to 60")
        return found


class TakeBackForm(forms.Form):
    """Why a new mean is taken back."""

    because = dress(
        ShortText(
            label="Why?",
            called="The reason",
            help_text="It stays in the history, with your name.",
            max_length=BECAUSE_MAX,
            validators=[refuse_identifiers],
            error_messages={"required": "Say why the new mean is taken back"},
        ),
        label="s",
    )


def usually_hidden(unit: str) -> Measure.Hides:
    """What is hidden of a measure where nobody says: nothing that counts no children.

    A yes would be taken for one child, and hidden.
    """
    if unit in (Measure.Unit.YES_NO, Measure.Unit.WORDS):
        return Measure.Hides.NOTHING
    return Measure.Hides.DFE


def _initial(measure: Measure, terms: Terms | None) -> dict[str, Any]:
    if terms is None:
        return {"frequency": measure.frequency, "due_days": 30}
    found: dict[str, Any] = {
        "frequency": terms.frequency,
        "first_on": terms.first_on,
        "due_days": terms.due_days,
        "agencies": [str(one.pk) for one in terms.agencies],
        "target": plain(terms.target),
        "baseline": plain(terms.baseline),
        "baseline_said": terms.baseline_said,
        "objectives": [str(one.pk) for one in terms.objectives],
        "outcomes": [str(one.pk) for one in terms.outcomes],
    }
    for n, (on, better) in zip(TURNS, terms.turns, strict=False):
        found |= {f"turn_from_{n}": on, f"turn_better_{n}": better}
    return found


def plain(value: Any) -> str:
    """A number without the zeros that the database puts at its end."""
    return "" if value is None else f"{value.normalize():f}"


def _when() -> dict[str, forms.Field]:
    return {
        "frequency": dress(
            forms.ChoiceField(label="How often?", choices=EVERY), label="s"
        ),
        "first_on": dress(
            DateField(
                label="On which day does the first period begin?",
                called="The first day",
                help_text="Quarters, halves and years begin in April; school years in "
                "September.",
                earliest=EARLIEST,
                latest=LATEST,
                error_messages={"required": "Enter the first day"},
            ),
            label="s",
        ),
        "due_days": dress(
            forms.IntegerField(
                label="How many days after the period are the figures due?",
                min_value=1,
                max_value=DUE_MAX,
                error_messages={
                    "required": "Enter how many days",
                    "min_value": f"Enter a number from 1 to {DUE_MAX}",
                    "max_value": f"Enter a number from 1 to {DUE_MAX}",
                    "invalid": "Enter a whole number of days",
                },
            ),
            label="s",
            width=3,
        ),
    }


def _hopes(measure: Measure) -> dict[str, forms.Field]:
    percentage = measure.unit == Measure.Unit.PERCENTAGE
    found: dict[str, forms.Field] = {
        "target": dress(
            Amount(
                label="Target (optional)",
                called="Target",
                percentage=percentage,
                help_text="As in 85%." if percentage else "",
            ),
            label="s",
            width=5,
        ),
        "baseline": dress(
            Amount(
                label="Baseline (optional)", called="Baseline", percentage=percentage
            ),
            label="s",
            width=5,
        ),
        "baseline_said": dress(
            ShortText(
                label="What is the baseline of? (optional)",
                called="What the baseline is of",
                help_text="As in “April 2024 to March 2025”.",
                max_length=80,
                required=False,
                validators=[refuse_identifiers],
            ),
            label="s",
        ),
    }
    better = [("", "Choose"), *Measure.Better.choices]
    for n in TURNS:
        found[f"turn_from_{n}"] = dress(
            DateField(
                label=f"{'Then from' if n > 1 else 'From'} which day? (optional)",
                called=f"The {'second' if n > 1 else 'first'} day of a change of way",
                required=False,
                earliest=EARLIEST,
                latest=LATEST,
            ),
            label="s",
        )
        found[f"turn_better_{n}"] = dress(
            forms.TypedChoiceField(
                label="From that day on",
                choices=better,
                coerce=int,
                empty_value=None,
                required=False,
            ),
            label="s",
        )
    return found
