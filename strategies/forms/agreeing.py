"""Adopting, proposing, declining, and saying how an adoption stands."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, cast

from django import forms

from partnership.models import Partnership
from privacy.forms import refuse_identifiers
from strategies.models import HOW_MAX, Adoption, SignUp
from ui.fields import DateField, LongText, ShortText, dress
from ui.forms import EditForm
from ui.merging import Clash

BECAUSE_MAX = 500
ADOPTED_ON = {"required": "Enter the date it was adopted"}
REVIEW_HINT = "You are reminded from 60 days before. Leave it empty if none is set."


def _within_a_year(form: forms.Form, today: date) -> None:
    adopted = cast("DateField", form.fields["adopted_on"])
    adopted.latest = today + timedelta(days=366)


def _in_order(form: forms.Form) -> None:
    """The review comes after the adoption."""
    adopted = form.cleaned_data.get("adopted_on")
    review = form.cleaned_data.get("review_on")
    if adopted and review and review <= adopted:
        form.add_error("review_on", "The review date must be after the date adopted")


class AdoptForm(forms.Form):
    """When a partnership adopted a version, and when it will look at it again."""

    problem_href = "#id_adopted_on-day"
    adopted_on = dress(
        DateField(
            label="Date adopted",
            help_text="The day your partnership decided. For example, 27 3 2027.",
            error_messages=ADOPTED_ON,
        ),
        label="s",
    )
    review_on = dress(
        DateField(label="Review date", required=False, help_text=REVIEW_HINT),
        label="s",
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _within_a_year(self, today)

    def words(self) -> dict[str, date | None]:
        """The two dates."""
        return self.cleaned_data

    def clean(self) -> dict[str, Any]:
        """Keep the dates in order."""
        _in_order(self)
        return self.cleaned_data


class StandingForm(EditForm):
    """How an adoption stands now."""

    problem_href = "#id_status_0"
    status = dress(
        forms.ChoiceField(label="Status", widget=forms.RadioSelect), label="s"
    )
    adopted_on = dress(
        DateField(label="Date adopted", error_messages=ADOPTED_ON), label="s"
    )
    review_on = dress(
        DateField(label="Review date", required=False, help_text=REVIEW_HINT),
        label="s",
    )

    def __init__(
        self, *args: Any, adoption: Adoption, today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, saved=self.of(adoption), **kwargs)
        _within_a_year(self, today)
        self.offer(adoption)

    @staticmethod
    def of(adoption: Adoption) -> dict[str, Any]:
        """What is saved."""
        return {
            "status": adoption.status,
            "adopted_on": adoption.adopted_on,
            "review_on": adoption.review_on,
        }

    def offer(self, adoption: Adoption) -> None:
        """The status it has, and those that may follow."""
        now = Adoption.Status(adoption.status)
        may_follow = Adoption.NEXT[now]
        if adoption.pk and not adoption.is_in_force and adoption.later().exists():
            # What a later version has replaced does not come back beside it.
            may_follow = tuple(s for s in may_follow if s not in Adoption.IN_FORCE)
        field = cast("forms.ChoiceField", self.fields["status"])
        field.choices = [(one, one.label) for one in (now, *may_follow)]

    def clean(self) -> dict[str, Any]:
        """Keep the dates in order."""
        _in_order(self)
        return self.cleaned_data


class ProposeForm(forms.Form):
    """Which partnerships to ask."""

    partnerships = dress(
        forms.TypedMultipleChoiceField(
            label="Partnerships to ask",
            coerce=int,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": "Choose at least one partnership"},
        ),
        label="s",
        small=True,
    )

    def __init__(
        self, *args: Any, partnerships: Iterable[Partnership], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offered = list(partnerships)
        field = cast("forms.MultipleChoiceField", self.fields["partnerships"])
        field.choices = [(one.pk, one.name) for one in self.offered]

    def words(self) -> dict[str, list[Partnership]]:
        """Those that were ticked."""
        ticked = self.cleaned_data["partnerships"]
        return {"partnerships": [one for one in self.offered if one.pk in ticked]}


class DeclineForm(forms.Form):
    """Why a partnership does not take a version on."""

    because = dress(
        LongText(
            label="Why you decline",
            help_text="The partnership that proposed it can read this.",
            max_length=BECAUSE_MAX,
            required=True,
            error_messages={"required": "Say why you decline"},
            validators=[refuse_identifiers],
        ),
        label="s",
        count=True,
    )

    def words(self) -> dict[str, str]:
        """The reason."""
        return self.cleaned_data


class SignUpForm(EditForm):
    """Who signs for an agency, when, and how its staff get to know the strategy."""

    problem_href = "#id_name"
    name = dress(
        ShortText(
            label="Name of the person who signs for the agency",
            called="The name",
            max_length=120,
            error_messages={"required": "Enter the name of the person who signs"},
        ),
        label="s",
        width=20,
    )
    role = dress(
        ShortText(
            label="Their role",
            help_text="For example: director of nursing.",
            called="The role",
            max_length=120,
            error_messages={"required": "Enter the role of the person who signs"},
        ),
        label="s",
        width=20,
    )
    signed_on = dress(
        DateField(
            label="Date signed", error_messages={"required": "Enter the date signed"}
        ),
        label="s",
    )
    how = dress(
        LongText(
            label="How your staff will be made familiar with it",
            help_text="For example in induction, team meetings, supervision or "
            "training. Say who leads it and by when.",
            called="Your text",
            max_length=HOW_MAX,
            required=True,
            error_messages={"required": "Say how your staff will get to know it"},
            validators=[refuse_identifiers],
        ),
        label="s",
        count=True,
    )

    def __init__(
        self, *args: Any, sign_up: SignUp | None, today: date, **kwargs: Any
    ) -> None:
        self.today = today
        suggested = {} if sign_up else {"signed_on": today}
        saved = self.of(sign_up)
        super().__init__(*args, saved=saved, suggested=suggested, **kwargs)

    @staticmethod
    def of(sign_up: SignUp | None) -> dict[str, Any]:
        """What is saved."""
        one = sign_up or SignUp()
        return {
            "name": one.name,
            "role": one.role,
            "signed_on": one.signed_on,
            "how": one.how,
        }

    def clean_signed_on(self) -> date:
        """Nobody has signed on a day that is still to come."""
        day: date = self.cleaned_data["signed_on"]
        if day > self.today:
            raise forms.ValidationError("The date signed cannot be in the future")
        return day


def meet(form: EditForm, clashes: Iterable[Clash]) -> None:
    """Show a colleague's words beside these; saving again keeps these."""
    for clash in clashes:
        theirs = clash.theirs or "nothing"
        if clash.field == "status":
            theirs = Adoption.Status(clash.theirs).label
        form.add_error(
            clash.field,
            f"A colleague saved “{theirs}” while you were writing. What you entered is "
            "still here: save again to use it",
        )
