"""Boxes for numbers as people type them."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from performance import typed


class Number(forms.CharField):
    """A whole number as people type it: “1,234”, “ 7 ”."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "autocomplete": "off"}
        kwargs.setdefault("required", False)
        super().__init__(widget=forms.TextInput(attrs=attrs), **kwargs)

    def to_python(self, value: Any) -> int | None:  # type: ignore[override]
        """The number, nothing for an empty box."""
        try:
            return typed.count(value)
        except typed.NotANumber as error:
            raise ValidationError(str(error), code="number") from None

    def prepare_value(self, value: Any) -> Any:
        """With commas, as it is read."""
        return f"{value:,}" if isinstance(value, int) else value


class Amount(forms.CharField):
    """A number that may have decimal places."""

    def __init__(self, *, percentage: bool = False, **kwargs: Any) -> None:
        self.percentage = percentage
        attrs = {"inputmode": "decimal", "autocomplete": "off"}
        kwargs.setdefault("required", False)
        super().__init__(widget=forms.TextInput(attrs=attrs), **kwargs)

    def to_python(self, value: Any) -> Any:
        """The number, nothing for an empty box."""
        try:
            return typed.amount(value, percentage=self.percentage)
        except typed.NotANumber as error:
            raise ValidationError(str(error), code="number") from None


class YesNo(forms.TypedChoiceField):
    """Yes, no, or nothing said; held as 1 and 0."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            choices=[("", "Choose"), ("1", "Yes"), ("0", "No")],
            coerce=int,
            empty_value=None,
            required=False,
            **kwargs,
        )
