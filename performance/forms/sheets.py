"""A spreadsheet of figures: brought, and after a look at it saved."""

from django import forms

from ui.fields import dress
from ui.sheet_field import SpreadsheetField


class SheetForm(forms.Form):
    """The file, of a size and a name that can be a spreadsheet."""

    file = dress(SpreadsheetField(), label="s")
