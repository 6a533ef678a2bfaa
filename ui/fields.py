"""Form fields in the dress of GOV.UK Frontend, for the crispy template pack.

`dress` says how a field is to look; the pack in templates/govuk reads it.
"""

import calendar
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict

from ui.characters import meant

Field = TypeVar("Field", bound=forms.Field)

MONTHS = {
    name.lower(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
}


def dress(field: Field, **look: Any) -> Field:
    """Give a field its look and hand it back.

    label: size of the label or legend (s, m, l; none is body size); hidden_label;
    width: characters (2 to 30) or a fraction class; inline, small: for radios;
    hints: value → hint, for radios and checkboxes; count: show a character count.
    """
    field.look = look  # type: ignore[attr-defined]
    return field


def tick_boxes(
    label: str,
    choices: Iterable[tuple[str, str]],
    gone: str,
    *,
    small: bool = False,
    **more: Any,
) -> forms.MultipleChoiceField:
    """None, one or several of a list; `gone` is said of what is no longer in it."""
    field = forms.MultipleChoiceField(
        label=label,
        choices=list(choices),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": gone},
        **more,
    )
    return dress(field, label="s", **({"small": True} if small else {}))


class LongText(forms.CharField):
    """Several lines, with line ends and blanks made even so that texts compare.

    called: what an error names it, where the label is a question.
    """

    def __init__(
        self, *, max_length: int, rows: int = 5, called: str = "", **kwargs: Any
    ) -> None:
        self.called = called
        kwargs.setdefault("required", False)
        # No maxlength attribute: a browser would cut a pasted text without a word.
        widget = forms.Textarea(attrs={"rows": rows})
        super().__init__(max_length=max_length, widget=widget, **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Leave out maxlength; the error says how much is too much."""
        return {}

    def to_python(self, value: Any) -> str:
        """The text with line ends as \\n and no blanks at its ends."""
        text = super().to_python(_meant(value)) or ""
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def run_validators(self, value: str) -> None:
        """Say how long it is and how long it may be."""
        if self.max_length and len(value) > self.max_length:
            raise ValidationError(
                f"{self.called or self.label} must be {self.max_length:,} characters "
                f"or fewer. It has {len(value):,}.",
                code="max_length",
            )
        super().run_validators(value)


class ShortText(forms.CharField):
    """One line; pasted line breaks become spaces."""

    def __init__(self, *, called: str = "", **kwargs: Any) -> None:
        self.called = called
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Leave out maxlength; the error says how much is too much."""
        return {}

    def to_python(self, value: Any) -> str:
        """The text on one line."""
        return " ".join((super().to_python(_meant(value)) or "").split())

    def run_validators(self, value: str) -> None:
        """Say how long it is and how long it may be."""
        if self.max_length and len(value) > self.max_length:
            raise ValidationError(
                f"{self.called or self.label} must be {self.max_length} characters or "
                f"fewer. It has {len(value)}.",
                code="max_length",
            )
        super().run_validators(value)


def _meant(value: Any) -> Any:
    return meant(value) if isinstance(value, str) else value


class DateInput(forms.Widget):
    """Day, month and year in three boxes. A hidden copy is one ISO date."""

    parts = ("day", "month", "year")

    def value_from_datadict(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str
    ) -> Any:
        """The three boxes as typed, or nothing when none was sent."""
        typed = [data.get(f"{name}-{part}", "") for part in self.parts]
        return typed if any(text.strip() for text in typed) else None

    def value_omitted_from_data(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str
    ) -> bool:
        """Whether the form was sent without the boxes."""
        return not any(f"{name}-{part}" in data for part in self.parts)

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        """Where an error's link lands: the day."""
        return f"{id_}-day" if id_ else ""

    def format_value(self, value: Any) -> list[str]:  # type: ignore[override]
        """What stands in the three boxes."""
        if isinstance(value, date):
            return [str(value.day), str(value.month), str(value.year)]
        if isinstance(value, str) and value:
            return self.format_value(date.fromisoformat(value))
        return list(value) if value else ["", "", ""]


class DateField(forms.Field):
    """A date people type as day, month and year; a month may be written out.

    called: what an error names it, where the label is a question.
    """

    widget = DateInput
    hidden_widget = forms.HiddenInput

    def __init__(
        self,
        *,
        earliest: date | None = None,
        latest: date | None = None,
        called: str = "",
        **kwargs: Any,
    ) -> None:
        self.called = called
        self.earliest = earliest or date(2000, 1, 1)
        self.latest = latest or date(2100, 12, 31)
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        """A date, from three boxes, from ISO text, or from a date."""
        if not value:
            return None
        if isinstance(value, date):
            return value
        if isinstance(value, str):
            return _from_iso(value)
        return self._from_boxes(value)

    def validate(self, value: date | None) -> None:
        """Keep within what can be meant."""
        super().validate(value)
        if value is None:
            return
        if not self.earliest <= value <= self.latest:
            raise ValidationError(
                f"{self.name} must be between {_said(self.earliest)} and "
                f"{_said(self.latest)}.",
                code="range",
            )

    @property
    def name(self) -> str:
        """What an error names it."""
        return self.called or str(self.label)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare dates, not the way they were typed."""
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True

    def _from_boxes(self, typed: Sequence[str]) -> date:
        day, month, year = (text.strip() for text in typed)
        missing = [
            name
            for name, text in zip(DateInput.parts, (day, month, year), strict=True)
            if not text
        ]
        if missing:
            raise ValidationError(
                f"{self.name} must include a {' and a '.join(missing)}.",
                code="incomplete",
            )
        number = MONTHS.get(month.lower(), month)
        try:
            if len(year) != 4:
                raise ValueError(year)
            return date(*map(_plain_number, (year, number, day)))
        except ValueError as error:
            raise ValidationError(
                f"{self.name} must be a real date, such as 27 3 2027.",
                code="unreal",
            ) from error


def _plain_number(text: str | int) -> int:
    """A number of a date, in at most four plain digits: “1_1” and “+2” are typing."""
    if not re.fullmatch(r"[0-9]{1,4}", str(text)):
        raise ValueError(text)
    return int(text)


def _from_iso(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValidationError("Not a date.", code="unreal") from error


def _said(day: date) -> str:
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"
