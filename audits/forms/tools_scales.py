"""Building a scale: its grades in order, in words."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField

from audits.actions.tools_writing import GRADES_MIN
from audits.laid import LaidGrade, LaidScale
from audits.models.tools import (
    ABOUT_MAX,
    GRADES_MAX,
    LABEL_MAX,
    MEANS_MAX,
    NAME_MAX,
)
from privacy.forms import refuse_identifiers
from ui.fields import LongText, ShortText, dress


class ScaleForm(forms.Form):
    """A name, and from two to seven grades, the best first. Empty rows are nothing."""

    title = dress(
        ShortText(
            label="What is the scale called?",
            called="What it is called",
            max_length=NAME_MAX,
            validators=[refuse_identifiers],
            error_messages={"required": "Enter what the scale is called"},
        ),
        label="s",
    )
    about = dress(
        LongText(
            label="When is it used? (optional)",
            called="When it is used",
            max_length=ABOUT_MAX,
            rows=3,
            validators=[refuse_identifiers],
        ),
        label="s",
        count=True,
    )

    def __init__(
        self, *args: Any, laid: LaidScale | None = None, **kwargs: Any
    ) -> None:
        if laid:
            kwargs["initial"] = _initial(laid)
        super().__init__(*args, **kwargs)
        for number in range(1, GRADES_MAX + 1):
            self.fields[f"label_{number}"] = _label(number)
            self.fields[f"means_{number}"] = _means()
            self.fields[f"concern_{number}"] = forms.BooleanField(
                label="Not good enough: practice has to change", required=False
            )

    def words(self) -> list[BoundField]:
        """The boxes above the grades."""
        return [self["title"], self["about"]]

    def rows(self) -> Iterator[tuple[int, list[BoundField]]]:
        """The boxes of each grade."""
        for number in range(1, GRADES_MAX + 1):
            yield number, [self[name] for name in _names(number)]

    def clean(self) -> dict[str, Any]:
        """Enough grades, each named once; a meaning belongs to a grade."""
        found = super().clean() or self.cleaned_data
        taken: dict[str, int] = {}
        for number in range(1, GRADES_MAX + 1):
            label, means, concern = (found.get(name) for name in _names(number))
            box = f"label_{number}"
            if self.has_error(box):
                continue
            if not label:
                if means or concern:
                    self.add_error(box, f"Enter what grade {number} is called")
                continue
            same = taken.setdefault(label.casefold(), number)
            if same != number:
                self.add_error(
                    box,
                    f"Grades {same} and {number} are both called “{label}”. Each needs "
                    "a name of its own",
                )
        if not self.errors and len(taken) < GRADES_MIN:
            box = "label_2" if found.get("label_1") else "label_1"
            few = "Enter at least two grades. With one alone there is nothing to tell "
            self.add_error(box, ValidationError(f"{few}apart", code="too_few"))
        return found

    def laid(self) -> LaidScale:
        """What was entered."""
        found = self.cleaned_data
        grades = []
        for number in range(1, GRADES_MAX + 1):
            label, means, concern = (found[name] for name in _names(number))
            if label:
                grades.append(LaidGrade(label, means, concern))
        return LaidScale(found["title"], found["about"], tuple(grades))


def _names(number: int) -> tuple[str, str, str]:
    return f"label_{number}", f"means_{number}", f"concern_{number}"


def _initial(laid: LaidScale) -> dict[str, Any]:
    found: dict[str, Any] = {"title": laid.name, "about": laid.about}
    for number, one in enumerate(laid.grades, start=1):
        values = one.label, one.means, one.is_concern
        found |= dict(zip(_names(number), values, strict=True))
    return found


def _label(number: int) -> forms.Field:
    return dress(
        ShortText(
            label="What it is called",
            called=f"What grade {number} is called",
            max_length=LABEL_MAX,
            required=False,
            validators=[refuse_identifiers],
        ),
        width=20,
    )


def _means() -> forms.Field:
    return ShortText(
        label="What it means (optional)",
        called="What it means",
        max_length=MEANS_MAX,
        required=False,
        validators=[refuse_identifiers],
    )
