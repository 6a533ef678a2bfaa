"""Boxes for numbers as people type them."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from performance import typed


class Typed(forms.CharField):
    """A number as people type it: what is none is said in the words of `typed`.

    called: what an error names it, where it does not stand in a row that does.
    """

    inputmode = "numeric"

    def __init__(self, *, called: str = "", **kwargs: Any) -> None:
        self.called = called
        attrs = {"inputmode": self.inputmode, "autocomplete": "off"}
        kwargs.setdefault("required", False)
        super().__init__(widget=forms.TextInput(attrs=attrs), **kwargs)

    def to_python(self, value: Any) -> Any:
        """The number, nothing for an empty box."""
        try:
            return self.read(value)
        except typed.NotANumber as error:
            text = f"{self.called}: {error}" if self.called else str(error)
            raise ValidationError(text, code="number") from None

    def read(self, value: Any) -> Any:
        """What it says. Raises NotANumber."""
        return typed.count(value)


class Number(Typed):
    """A whole number: “1,234”, “ 7 ”."""

    def prepare_value(self, value: Any) -> Any:
        """With commas, as it is read."""
        return f"{value:,}" if isinstance(value, int) else value


class Amount(Typed):
    """A number that may have decimal places."""

    inputmode = "decimal"

    def __init__(self, *, percentage: bool = False, **kwargs: Any) -> None:
        self.percentage = percentage
        super().__init__(**kwargs)

    def read(self, value: Any) -> Any:
        """What it says, of a percentage also with its sign. Raises NotANumber."""
        return typed.amount(value, percentage=self.percentage)


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
