"""What a person wants by e-mail."""

from collections.abc import Collection
from typing import Any, cast

from django import forms

from notices.models import Kind
from ui.fields import dress


class MailForm(forms.Form):
    """One tick for each kind of message that this person can get."""

    kinds = dress(
        forms.TypedMultipleChoiceField(
            label="E-mail me about",
            coerce=Kind,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        ),
        label="m",
    )

    def __init__(
        self, *args: Any, shown: Collection[Kind], off: Collection[str], **kwargs: Any
    ) -> None:
        wanted = [kind for kind in shown if kind not in off]
        kwargs["initial"] = {"kinds": wanted}
        super().__init__(*args, **kwargs)
        choice = cast("forms.ChoiceField", self.fields["kinds"])
        choice.choices = [(kind.value, kind.label.capitalize()) for kind in shown]
