"""A spreadsheet of agencies: sent, then confirmed."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError

from ui.fields import dress

MEGABYTE = 1024 * 1024
A_DAY = 24 * 60 * 60


class UploadForm(forms.Form):
    """The file, of a size and a name that can be a spreadsheet of agencies."""

    sheet = dress(
        forms.FileField(
            label="Spreadsheet of agencies",
            help_text="An Excel workbook (.xlsx) of up to 500 agencies and 1 MB.",
            widget=forms.FileInput(
                attrs={
                    "accept": ".xlsx,application/vnd.openxmlformats-officedocument"
                    ".spreadsheetml.sheet"
                }
            ),
            allow_empty_file=True,
            error_messages={
                "required": "Choose a spreadsheet",
                "invalid": "Choose a spreadsheet",
            },
        ),
        label="s",
    )

    def clean_sheet(self) -> Any:
        """Refuse what is too large, or by its name no workbook without macros."""
        sent = self.cleaned_data["sheet"]
        ending = PurePath(sent.name).suffix.lower()
        if ending == ".xlsm":
            raise ValidationError(
                "This workbook may hold macros. Save it as an Excel workbook (.xlsx)"
            )
        if ending != ".xlsx":
            raise ValidationError(
                f"The spreadsheet must be an Excel workbook (.xlsx). “{sent.name}” is "
                "not"
            )
        if sent.size > MEGABYTE:
            raise ValidationError(
                f"The spreadsheet must be 1 MB or smaller. This one has "
                f"{sent.size / MEGABYTE:.1f} MB"
            )
        return sent


class ConfirmForm(forms.Form):
    """The rows that were shown, signed, so that what is saved is what was read."""

    rows = forms.CharField(
        widget=forms.HiddenInput,
        error_messages={"required": "Nothing was sent. Send the spreadsheet again"},
    )

    def __init__(self, *args: Any, salt: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.salt = salt

    def clean_rows(self) -> Any:
        """What was signed, unless it was changed or a day has passed."""
        try:
            return signing.loads(
                self.cleaned_data["rows"], salt=self.salt, max_age=A_DAY
            )
        except signing.BadSignature as error:
            raise ValidationError(
                "This page was open for too long. Send the spreadsheet again"
            ) from error


def signed(rows: Any, *, salt: str) -> str:
    """Rows as the page carries them from the preview to the confirmation."""
    return signing.dumps(rows, salt=salt, compress=True)
