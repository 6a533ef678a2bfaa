"""One part of a draft: a form for each kind."""

from collections.abc import Mapping
from typing import Any, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator

from privacy.forms import refuse_identifiers
from strategies.actions import Carried
from strategies.kinds import KINDS
from strategies.models import Objective, Oversight, Part, Priority, Resource, Strategy
from ui.fields import LongText, ShortText, dress
from ui.forms import EditForm

NUMBER_MAX = 999


class RowField(forms.ChoiceField):
    """One row of several, by its number."""

    def to_python(self, value: Any) -> int | None:  # type: ignore[override]
        """The number, from what the page sent."""
        if value in self.empty_values:
            return None
        try:
            return int(value)
        except ValueError as error:
            raise ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice"
            ) from error


def _short(label: str, most: int, **more: Any) -> ShortText:
    look = {"label": "s", "width": more.pop("width", None)}
    field = ShortText(
        label=label, max_length=most, validators=[refuse_identifiers], **more
    )
    return dress(field, **{name: value for name, value in look.items() if value})


def _long(label: str, most: int, *, needed: str = "", **more: Any) -> LongText:
    field = LongText(
        label=label,
        max_length=most,
        required=bool(needed),
        validators=[refuse_identifiers],
        error_messages={"required": needed},
        **more,
    )
    return dress(field, label="s")


def _needed(words: str) -> dict[str, str]:
    return {"required": words}


class PartForm(EditForm):
    """What every kind of part has in common."""

    of: ClassVar[str]

    def __init__(
        self,
        *args: Any,
        strategy: Strategy,
        part: Part | None = None,
        suggested: Mapping[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        names = KINDS[self.of].fields if part else ()
        saved = {name: getattr(part, name) for name in names}
        super().__init__(*args, saved=saved, suggested=suggested, **kwargs)

    def words(self) -> dict[str, Any]:
        """What a new part says."""
        return {name: self.cleaned_data[name] for name in KINDS[self.of].fields}

    @property
    def carried(self) -> Carried | None:
        """Which earlier priorities it carries on; nothing for other kinds."""
        return None


class AimForm(PartForm):
    """An aim."""

    of = "aim"
    text = _long(
        "What the strategy sets out to do",
        1000,
        called="The aim",
        needed="Say what the strategy sets out to do",
        help_text="A sentence or two.",
    )


class ObjectiveForm(PartForm):
    """An objective."""

    of = "objective"
    title = _short(
        "Title",
        120,
        help_text="Its priorities stand under it. For example: Recognise.",
        error_messages=_needed("Enter a title"),
    )
    aim = _long(
        "What it sets out to do (optional)",
        1000,
        called="What it sets out to do",
    )


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
    title = _short(
        "Title",
        120,
        help_text="One line, beginning with a verb. For example: Assess neglect early.",
        error_messages=_needed("Enter a title"),
    )
    short_title = _short(
        "Short title",
        30,
        help_text="A few words for column headings.",
        error_messages=_needed("Enter a short title"),
        width=20,
    )
    text = _long(
        "What the partnership asks for",
        2000,
        needed="Say what the partnership asks for",
    )
    guidance = _long(
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


class PrincipleForm(PartForm):
    """A principle."""

    of = "principle"
    text = _long(
        "How the partners have agreed to work",
        1000,
        called="The principle",
        needed="Say how the partners have agreed to work",
    )


class CommitmentForm(PartForm):
    """A commitment, under a heading where there is one."""

    of = "commitment"
    group = _short(
        "Group (optional)",
        200,
        called="The group",
        required=False,
        help_text="Commitments with the same group stand together under it. For "
        "example: Training.",
    )
    text = _long(
        "What the partners will do",
        1000,
        called="The commitment",
        needed="Say what the partners will do",
    )


class OutcomeForm(PartForm):
    """A statement by which success will be judged."""

    of = "outcome"
    text = _long(
        "How success will be judged",
        1000,
        called="The statement",
        needed="Say how success will be judged",
        help_text="What will be different for children. For example: fewer children "
        "wait more than a month for help.",
    )


def _link() -> forms.URLField:
    # A validator and not max_length: a browser would cut a pasted address.
    short = MaxLengthValidator(200, "The link must be 200 characters or fewer")
    field = forms.URLField(
        label="Link (optional)",
        help_text="The full address, beginning with https://",
        required=False,
        assume_scheme="https",
        validators=[short],
        error_messages={"invalid": "Enter a full address, such as https://example.org"},
    )
    return dress(field, label="s")


def _kinds(label: str, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    field = forms.ChoiceField(
        label=label,
        choices=choices,
        widget=forms.RadioSelect,
        error_messages=_needed("Choose what it is"),
    )
    return dress(field, label="s", small=True)


class ResourceForm(PartForm):
    """A toolkit or document."""

    of = "resource"
    title = _short("Title", 200, error_messages=_needed("Enter a title"))
    kind = _kinds("What is it?", Resource.Kind.choices)
    note = _long("What it is for (optional)", 1000, called="What it is for")
    url = _link()


class OversightForm(PartForm):
    """A board, group or work stream that watches over the strategy."""

    of = "oversight"
    name = _short("Name", 200, error_messages=_needed("Enter a name"))
    kind = _kinds("What is it?", Oversight.Kind.choices)
    purpose = _long("What it is there for (optional)", 1000, called="The purpose")
    taking_part = _long(
        "Who takes part (optional)",
        1000,
        called="Who takes part",
        help_text="Agencies, teams or roles, not people’s names.",
    )


FORMS: dict[str, type[PartForm]] = {form.of: form for form in PartForm.__subclasses__()}


def _priorities_before(strategy: Strategy) -> list[Priority]:
    """The priorities of the version that this one revises."""
    if strategy.previous_id is None:
        return []
    return list(Priority.objects.filter(strategy=strategy.previous_id))
