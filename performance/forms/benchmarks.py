"""Published figures: a file that comes in, and the columns in which measures stand."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from performance.models import Mapped, Measure
from performance.models.benchmarks import COLUMN_MAX
from performance.periods import MONTHS
from performance.published.datasets import known
from performance.published.files import FILE_MAX, MB
from privacy.forms import refuse_identifiers
from ui.fields import LongText, dress

BY_NAME = "Tell by the name of the file"
ROWS_MAX = 600
APRIL = 3
YEAR = (*MONTHS[APRIL:], *MONTHS[:APRIL])


class GiveForm(forms.Form):
    """A file of published statistics."""

    file = dress(
        forms.FileField(
            label="File of published statistics",
            help_text=f"A CSV file of up to {FILE_MAX // MB} MB, as the Department for "
            "Education publishes it. Do not change it.",
            max_length=200,
            allow_empty_file=True,
            widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
            error_messages={
                "required": "Choose a CSV file",
                "invalid": "Choose a CSV file",
                "max_length": "Give the file a shorter name",
            },
        ),
        label="s",
    )
    key = dress(
        forms.ChoiceField(label="Which statistics is it?", required=False), label="s"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = sorted((one.title, one.key) for one in known().values())
        choices = [("", BY_NAME), *((key, title) for title, key in named)]
        cast("forms.ChoiceField", self.fields["key"]).choices = choices

    def clean_file(self) -> UploadedFile:
        """Not more than is read at once, and by its name a CSV file."""
        file: UploadedFile = self.cleaned_data["file"]
        if PurePath(file.name or "").suffix.lower() != ".csv":
            raise ValidationError(
                f"The file must be a CSV file (.csv). “{file.name}” is not"
            )
        if (file.size or 0) > FILE_MAX:
            raise ValidationError(f"The file must be {FILE_MAX // MB} MB or smaller")
        return file


class AddMeasureForm(forms.Form):
    """One more measure that is published in a dataset."""

    measure = dress(
        forms.TypedChoiceField(
            label="Another measure that is in these statistics",
            coerce=int,
            error_messages={"required": "Choose a measure"},
        ),
        label="s",
    )

    def __init__(self, *args: Any, measures: Iterable[Measure], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Choose a measure"), *((one.pk, one.title) for one in measures)]
        cast("forms.ChoiceField", self.fields["measure"]).choices = choices


class ColumnsForm(forms.Form):
    """In which columns a measure stands."""

    denominator = dress(
        forms.ChoiceField(
            label="Out of",
            help_text="The column that the number is out of. None where it is the "
            "children who live there.",
            required=False,
        ),
        label="s",
    )
    value = dress(
        forms.ChoiceField(
            label="Finished value",
            help_text="The column of the percentage or rate as it is published. With "
            "none it is worked out from the number.",
            required=False,
        ),
        label="s",
    )
    rows = dress(
        LongText(
            label="Only rows in which (optional)",
            called="Only rows in which",
            help_text="One line each: the column, a colon, and what it must hold. For "
            "example, school_type: Total.",
            max_length=ROWS_MAX,
            rows=3,
            validators=[refuse_identifiers],
        ),
        label="s",
    )
    version = forms.IntegerField(
        widget=forms.HiddenInput, min_value=1, max_value=2_147_483_647
    )

    def __init__(
        self, *args: Any, mapped: Mapped, columns: Sequence[str], **kwargs: Any
    ) -> None:
        self.mapped = mapped
        kwargs["initial"] = _initial(mapped)
        super().__init__(*args, **kwargs)
        # What it has now can be kept, also where the last file lacks it.
        offered = list(dict.fromkeys([*columns, *(name for name, _ in mapped.columns)]))
        lacks = {name for name in offered if columns and name not in columns}
        named = [
            (name, f"{name} (not in the last file)" if name in lacks else name)
            for name in offered
        ]
        for field in ("denominator", "value"):
            self._offer(field, [("", "None"), *named])
        self.fields |= _numbers(mapped, named)
        if mapped.by_month:
            del self.fields["denominator"], self.fields["value"]
        first = [name for name in self.fields if name.startswith("number")]
        self.order_fields([*first, "denominator", "value", "rows", "version"])

    def _offer(self, field: str, choices: list[tuple[str, str]]) -> None:
        cast("forms.ChoiceField", self.fields[field]).choices = choices

    def clean_rows(self) -> dict[str, str]:
        """Lines as a column and what it holds."""
        found = {}
        for place, line in enumerate(self.cleaned_data["rows"].splitlines(), start=1):
            name, colon, holds = (part.strip() for part in line.partition(":"))
            if not line.strip():
                continue
            if not (name and colon and holds) or len(name) > COLUMN_MAX:
                raise ValidationError(
                    f"Line {place} must be a column, a colon and what it must hold"
                )
            found[name] = holds
        return found

    def clean(self) -> dict[str, Any]:
        """A share needs a number and what it is out of, or its finished value."""
        found = super().clean() or self.cleaned_data
        if found.get("denominator") and not found.get("number"):
            self.add_error("denominator", "Choose the column of the number as well")
        needs = self.mapped.measure.has_denominator and not found.get("value")
        if needs and found.get("number") and not found.get("denominator"):
            self.add_error(
                "denominator", "Choose what it is out of, or the finished value"
            )
        return found

    def chosen(self) -> Mapping[str, Any]:
        """The columns as they are stored."""
        data = self.cleaned_data
        numbers = (
            [data[f"number-{place}"] for place in range(len(YEAR))]
            if self.mapped.by_month
            else list(data["number"])
        )
        return {
            "numerator": numbers,
            "denominator": data.get("denominator", ""),
            "value": data.get("value", ""),
            "rows": data["rows"],
        }


def _initial(mapped: Mapped) -> dict[str, Any]:
    months = {f"number-{place}": name for place, name in enumerate(mapped.numerator)}
    return {
        "number": mapped.numerator,
        "denominator": mapped.denominator,
        "value": mapped.value,
        "rows": "\n".join(f"{name}: {holds}" for name, holds in mapped.rows.items()),
        "version": mapped.version,
        **(months if mapped.by_month else {}),
    }


def _numbers(mapped: Mapped, named: list[tuple[str, str]]) -> dict[str, forms.Field]:
    if mapped.by_month:
        return {
            f"number-{place}": dress(
                forms.ChoiceField(
                    label=month,
                    choices=[("", "Choose a column"), *named],
                    error_messages={"required": f"Choose the column of {month}"},
                ),
                label="s",
            )
            for place, month in enumerate(YEAR)
        }
    return {
        "number": dress(
            forms.MultipleChoiceField(
                label="Number",
                help_text="Several columns are added up. With none, and no finished "
                "value, nothing is imported for this measure.",
                choices=named,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            ),
            label="s",
            small=True,
        )
    }
