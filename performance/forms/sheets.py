"""A spreadsheet of figures: brought, and after a look at it saved."""

from pathlib import PurePath

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from ui.fields import dress
from ui.packages import MB

FILE_MAX = 5 * MB
EXCEL, CSV = ".xlsx", ".csv"


class SheetForm(forms.Form):
    """The file, of a size and a name that can be a spreadsheet."""

    file = dress(
        forms.FileField(
            label="Spreadsheet",
            help_text="An Excel workbook (.xlsx) or a CSV file of up to 5 MB.",
            max_length=200,
            allow_empty_file=True,
            widget=forms.FileInput(attrs={"accept": f"{EXCEL},{CSV}"}),
            error_messages={
                "required": "Choose a spreadsheet",
                "invalid": "Choose a spreadsheet",
                "max_length": "Give the file a shorter name",
            },
        ),
        label="s",
    )

    def clean_file(self) -> UploadedFile:
        """Refuse what is too large, or by its name no spreadsheet."""
        file: UploadedFile = self.cleaned_data["file"]
        ending = PurePath(file.name or "").suffix.lower()
        if ending not in (EXCEL, CSV):
            raise ValidationError(
                "Choose an Excel workbook (.xlsx) or a CSV file. Your spreadsheet "
                "program can save your file as one"
            )
        if (file.size or 0) > FILE_MAX:
            raise ValidationError("The file must be 5 MB or smaller")
        return file
