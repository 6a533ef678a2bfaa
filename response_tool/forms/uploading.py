"""Bringing a Word document."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from privacy.forms import refuse_identifiers
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
        """Not too large, which is known before it is read, and named after no child."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > FILE_MAX:
            raise ValidationError(TOO_BIG)
        try:
            refuse_identifiers(file.name or "")
        except ValidationError as error:
            # It goes into the history, and to the agency by e-mail.
            words = f"Give the file another name. {error.messages[0]}"
            raise ValidationError(words, code="identifiers") from None
        return file
