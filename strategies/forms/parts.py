"""One part of a draft: a form for each kind."""

from strategies.forms.base import (
    PartForm,
    kind_choice,
    link,
    long_text,
    needed_words,
    short_text,
)
from strategies.forms.priority import PriorityForm
from strategies.models import Oversight, Resource


class AimForm(PartForm):
    """An aim."""

    of = "aim"
    text = long_text(
        "What the strategy sets out to do",
        1000,
        called="The aim",
        needed="Say what the strategy sets out to do",
        help_text="A sentence or two.",
    )


class ObjectiveForm(PartForm):
    """An objective."""

    of = "objective"
    title = short_text(
        "Title",
        120,
        help_text="Its priorities stand under it. For example: Recognise.",
        error_messages=needed_words("Enter a title"),
    )
    aim = long_text(
        "What it sets out to do (optional)",
        1000,
        called="What it sets out to do",
    )


class PrincipleForm(PartForm):
    """A principle."""

    of = "principle"
    text = long_text(
        "How the partners have agreed to work",
        1000,
        called="The principle",
        needed="Say how the partners have agreed to work",
    )


class CommitmentForm(PartForm):
    """A commitment, under a heading where there is one."""

    of = "commitment"
    group = short_text(
        "Group (optional)",
        200,
        called="The group",
        required=False,
        help_text="Commitments with the same group stand together under it. For "
        "example: Training.",
    )
    text = long_text(
        "What the partners will do",
        1000,
        called="The commitment",
        needed="Say what the partners will do",
    )


class OutcomeForm(PartForm):
    """A statement by which success will be judged."""

    of = "outcome"
    text = long_text(
        "How success will be judged",
        1000,
        called="The statement",
        needed="Say how success will be judged",
        help_text="What will be different for children. For example: fewer children "
        "wait more than a month for help.",
    )


class ResourceForm(PartForm):
    """A toolkit or document."""

    of = "resource"
    title = short_text("Title", 200, error_messages=needed_words("Enter a title"))
    kind = kind_choice("What is it?", Resource.Kind.choices)
    note = long_text("What it is for (optional)", 1000, called="What it is for")
    url = link()


class OversightForm(PartForm):
    """A board, group or work stream that watches over the strategy."""

    of = "oversight"
    name = short_text("Name", 200, error_messages=needed_words("Enter a name"))
    kind = kind_choice("What is it?", Oversight.Kind.choices)
    purpose = long_text("What it is there for (optional)", 1000, called="The purpose")
    taking_part = long_text(
        "Who takes part (optional)",
        1000,
        called="Who takes part",
        help_text="Agencies, teams or roles, not people’s names.",
    )


FORMS: dict[str, type[PartForm]] = {
    form.of: form
    for form in (
        AimForm,
        ObjectiveForm,
        PriorityForm,
        PrincipleForm,
        CommitmentForm,
        OutcomeForm,
        ResourceForm,
        OversightForm,
    )
}
