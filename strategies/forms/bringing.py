"""Bringing a document from which a strategy is to be made."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from partnership.models import Partnership
from strategies.outline import FILE_MAX, MB, TEXT_MAX
from ui.fields import LongText, dress


def convenor_field() -> forms.TypedChoiceField:
    """Which partnership looks after the text."""
    return dress(
        forms.TypedChoiceField(
            label="Which partnership will look after it?",
            help_text="Its coordinators can change the draft and publish it.",
            coerce=int,
            error_messages={"required": "Choose a partnership"},
        ),
        label="s",
    )


def offer(field: forms.Field, partnerships: Iterable[Partnership]) -> None:
    """Fill in the partnerships a person writes strategies for."""
    choices = [(one.pk, one.name) for one in partnerships]
    several = len(choices) > 1
    cast("forms.ChoiceField", field).choices = [
        *([("", "Choose a partnership")] if several else []),
        *choices,
    ]


class BringForm(forms.Form):
    """A file, or a pasted text, and the partnership that will look after it."""

    problem_href = "#id_file"
    file = dress(
        forms.FileField(
            label="Upload a file",
            help_text=f"A Word document (.docx) or a YAML file from another portal, "
            f"up to {FILE_MAX // MB} MB. Pictures, footnotes, headers and footers "
            "are not read.",
            required=False,
            max_length=200,
            allow_empty_file=True,
            widget=forms.FileInput(attrs={"accept": ".docx,.yaml,.yml,.txt"}),
            error_messages={"max_length": "Give the file a shorter name"},
        ),
        label="s",
    )
    text = dress(
        LongText(
            label="Or paste the text",
            called="The text",
            help_text="Copy everything from the document, headings included.",
            max_length=TEXT_MAX,
            rows=12,
        ),
        label="s",
    )
    convenor = convenor_field()

    def __init__(
        self, *args: Any, partnerships: Iterable[Partnership], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["convenor"], partnerships)

    def clean_file(self) -> UploadedFile | None:
        """Not more than can be a strategy; it is not read before that is known."""
        file: UploadedFile | None = self.cleaned_data["file"]
        if file and (file.size or 0) > FILE_MAX:
            raise ValidationError(
                f"The file must be {FILE_MAX // MB} MB or smaller. Save a copy "
                "without its pictures, or paste the text instead."
            )
        return file

    def clean(self) -> dict[str, Any]:
        """One of the two, and not both."""
        file, text = self.cleaned_data.get("file"), self.cleaned_data.get("text")
        if {"file", "text"} & set(self.errors):
            return self.cleaned_data
        if file and text:
            self.add_error("text", "Upload a file or paste a text, not both")
        elif not file and not text:
            self.add_error("file", "Choose a file, or paste the text below")
        return self.cleaned_data
