"""Choosing one of the agency's files as evidence."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from django import forms

from evidence.models import File
from ui.fields import dress
from ui.templatetags.words import day

CHOOSE = "Choose one of your agency’s files"


class ChooseForm(forms.Form):
    """One of the files that the agency keeps already, each with its expiry date."""

    chosen = dress(
        forms.ChoiceField(
            label="Your agency’s files",
            error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
        ),
        label="s",
    )

    def __init__(
        self, *args: Any, files: Iterable[File], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {str(one.pk): one for one in files}
        told = [(pk, _told(one, today)) for pk, one in self.offered.items()]
        chosen = cast("forms.ChoiceField", self.fields["chosen"])
        chosen.choices = [("", "Choose a file"), *told]

    @property
    def file(self) -> File:
        """The file that was chosen."""
        return self.offered[self.cleaned_data["chosen"]]


def _told(file: File, today: date) -> str:
    kind = file.get_kind_display()
    if file.expires_on is None:
        return f"{file.name} ({kind})"
    verb = "expired" if file.has_expired(today) else "expires"
    return f"{file.name} ({kind}, {verb} on {day(file.expires_on)})"
