"""The box in which somebody chooses a spreadsheet."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from ui.spreadsheets import FILE_MAX

EXCEL, CSV = ".xlsx", ".csv"


class SpreadsheetField(forms.FileField):
    """A file of a size and a name that can be a spreadsheet."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Spreadsheet")
        super().__init__(
            help_text="An Excel workbook (.xlsx) or a CSV file of up to 5 MB.",
            max_length=200,
            allow_empty_file=True,
            widget=forms.FileInput(attrs={"accept": f"{EXCEL},{CSV}"}),
            error_messages={
                "required": "Choose a spreadsheet",
                "invalid": "Choose a spreadsheet",
                "max_length": "Give the file a shorter name",
            },
            **kwargs,
        )

    def clean(self, data: Any, initial: Any = None) -> UploadedFile:
        """Refuse what is too large, or by its name no spreadsheet."""
        file: UploadedFile = super().clean(data, initial)
        ending = PurePath(file.name or "").suffix.lower()
        if ending not in (EXCEL, CSV):
            raise ValidationError(
                "Choose an Excel workbook (.xlsx) or a CSV file. Your spreadsheet "
                "program can save your file as one"
            )
        if (file.size or 0) > FILE_MAX:
            raise ValidationError("The file must be 5 MB or smaller")
        return file
