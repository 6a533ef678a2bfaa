"""Choosing one of the agency's files as evidence."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms

from evidence.models import File
from ui.fields import dress

CHOOSE = "Choose one of your agency’s files"


class ChooseForm(forms.Form):
    """One of the files that the agency keeps already."""

    chosen = dress(
        forms.ChoiceField(
            label="Your agency’s files",
            error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
        ),
        label="s",
    )

    def __init__(self, *args: Any, files: Iterable[File], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {str(one.pk): one for one in files}
        told = [
            (pk, f"{one.name} ({one.get_kind_display()})")
            for pk, one in self.offered.items()
        ]
        chosen = cast("forms.ChoiceField", self.fields["chosen"])
        chosen.choices = [("", "Choose a file"), *told]

    @property
    def file(self) -> File:
        """The file that was chosen."""
        return self.offered[self.cleaned_data["chosen"]]
