"""Bringing a Word document."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from ui.fields import dress
from ui.word import FILE_MAX, TOO_BIG


class UploadForm(forms.Form):
    """A filled-in Response Tool."""

    file = dress(
        forms.FileField(
            label="Response Tool as a Word document",
            help_text="A .docx file of up to 10 MB.",
            max_length=200,
            allow_empty_file=True,
            widget=forms.FileInput(attrs={"accept": ".docx"}),
            error_messages={
                "required": "Choose a Word document",
                "max_length": "Give the file a shorter name",
            },
        ),
        label="s",
    )

    def clean_file(self) -> UploadedFile:
        """Not larger than any Response Tool; it is not read before that is known."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > FILE_MAX:
            raise ValidationError(TOO_BIG)
        return file
