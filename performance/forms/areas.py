"""The areas a partnership looks after, and how many children live in each."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from performance.actions.populations import CODE, NOT_A_CODE, Counted
from performance.forms.boxes import Number
from performance.models import Population
from performance.models.areas import (
    CHILDREN_MAX,
    ESTIMATES,
    NAME_MAX,
    SOURCE_MAX,
)
from privacy.forms import refuse_identifiers
from ui.fields import ShortText, dress
from ui.forms import EditForm
from ui.merging import Clash, Edit

NO_SOURCE = "Say where the number is published"
FIELDS = ("children", "source")


class AreaForm(forms.Form):
    """An area by the code under which it is published."""

    code = dress(
        ShortText(
            label="Code",
            called="The code",
            help_text="The nine characters under which the Office for National "
            "Statistics publishes figures of the local authority, as in E06000001.",
            max_length=20,
            error_messages={"required": "Enter the code of the area"},
        ),
        label="s",
        width=10,
    )
    name = dress(
        ShortText(
            label="Name",
            called="The name",
            help_text="Leave it empty if the portal knows the code already.",
            max_length=NAME_MAX,
            required=False,
            validators=[refuse_identifiers],
        ),
        label="s",
    )

    def clean_code(self) -> str:
        """In capitals, without spaces."""
        code: str = "".join(self.cleaned_data["code"].split()).upper()
        if not CODE.match(code):
            raise ValidationError(NOT_A_CODE, code="code")
        return code


class PopulationsForm(EditForm):
    """A box for each year, and where its number is published."""

    def __init__(
        self,
        *args: Any,
        rows: Mapping[int, Population],
        years: Sequence[int],
        **kwargs: Any,
    ) -> None:
        self.years = years
        usual = {f"source-{year}": ESTIMATES for year in years if year not in rows}
        super().__init__(*args, saved=_saved(rows, years), suggested=usual, **kwargs)
        for year in years:
            self.fields.update(_boxes(year))

    def clean(self) -> dict[str, Any]:
        """A number can be one, and says where it is from."""
        found = super().clean() or self.cleaned_data
        for year in self.years:
            number = found.get(f"children-{year}")
            if number is None:
                continue
            if not 1 <= number <= CHILDREN_MAX:
                text = f"Enter a number from 1 to {CHILDREN_MAX:,}"
                self.add_error(f"children-{year}", text)
            if not found.get(f"source-{year}", "-"):
                self.add_error(f"source-{year}", NO_SOURCE)
        return found

    def counts(self, code: str) -> list[Counted]:
        """The years that were filled in, or were before."""
        found = []
        for year in self.years:
            edits = self.edits(*(f"{name}-{year}" for name in FIELDS))
            some = [Edit(one.field.split("-")[0], one.was, one.now) for one in edits]
            if any(one.now is not None for one in some if one.field == "children"):
                found.append(Counted(code, year, some))
            elif any(one.was is not None for one in some if one.field == "children"):
                # Taken out: where it was published goes with it.
                found.append(Counted(code, year, some[:1]))
        return found

    def meet(
        self,
        rows: Mapping[int, Population],
        clashes: Iterable[tuple[Counted, Clash]],
    ) -> None:
        """Say what a colleague entered meanwhile, and go on from what stands now."""
        self.begin_from(_saved(rows, self.years))
        for counted, clash in clashes:
            theirs = clash.theirs
            said = f"{theirs:,}" if isinstance(theirs, int) else f"“{theirs}”"
            self.add_error(
                f"{clash.field}-{counted.year}",
                f"Somebody changed this to {said if theirs else 'nothing'} while you "
                "were writing. Save again to use yours",
            )

    @property
    def boxes(self) -> list[tuple[int, Any, Any]]:
        """Each year with its two boxes."""
        return [
            (year, self[f"children-{year}"], self[f"source-{year}"])
            for year in self.years
        ]

    @property
    def problems(self) -> list[tuple[str, str]]:
        """Every mistake, and where to mend it."""
        found = [(str(text), "#years") for text in self.non_field_errors()]
        return found + [
            (f"Mid-{name.split('-')[1]}: {text}", f"#{self[name].auto_id}")
            for name in self.fields
            for text in self.errors.get(name, ())
        ]


def _boxes(year: int) -> dict[str, forms.Field]:
    number = dress(Number(label=f"Children aged 0 to 17, mid-{year}"), width=10)
    source = ShortText(
        label=f"Source, mid-{year}",
        called=f"The source of mid-{year}",
        max_length=SOURCE_MAX,
        required=False,
        validators=[refuse_identifiers],
    )
    return {f"children-{year}": number, f"source-{year}": source}


def _saved(rows: Mapping[int, Population], years: Sequence[int]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for year in years:
        row = rows.get(year)
        found[f"children-{year}"] = row.children if row else None
        found[f"source-{year}"] = row.source if row else ""
    return found
