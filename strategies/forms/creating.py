"""Beginning a strategy."""

from collections.abc import Iterable, Mapping
from typing import Any, cast
from uuid import uuid4

from django import forms

from partnership.models import Partnership
from privacy.forms import refuse_identifiers
from strategies.forms.base import key_of
from strategies.models import Strategy
from ui.fields import ShortText, dress

BLANK = "blank"


class NewStrategyForm(forms.Form):
    """Where a new strategy begins, whose it is, and what it is called."""

    problem_href = "#id_start_0"
    start = dress(
        forms.ChoiceField(
            label="What do you begin with?",
            help_text="You can change everything before you publish.",
            widget=forms.RadioSelect,
            error_messages={"required": "Choose what you begin with"},
        ),
        label="s",
        small=True,
        hints={BLANK: "You write every part yourself."},
    )
    title = dress(
        ShortText(
            label="Title",
            help_text="Leave it empty to keep the title of what you begin with.",
            max_length=120,
            required=False,
            validators=[refuse_identifiers],
        ),
        label="s",
    )
    convenor = dress(
        forms.TypedChoiceField(
            label="Which partnership looks after it?",
            help_text="Its coordinators can change the draft. Others may adopt it once "
            "it is published.",
            coerce=int,
            widget=forms.RadioSelect,
            error_messages={"required": "Choose the partnership that looks after it"},
        ),
        label="s",
        small=True,
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)

    def __init__(
        self,
        *args: Any,
        partnerships: Iterable[Partnership],
        library: Mapping[str, str],
        strategies: Iterable[Strategy],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.partnerships = {one.pk: one for one in partnerships}
        self.sources = {one.pk: one for one in strategies}
        convenor = cast("forms.ChoiceField", self.fields["convenor"])
        convenor.choices = [(pk, str(one)) for pk, one in self.partnerships.items()]
        if len(self.partnerships) == 1:
            convenor.initial = next(iter(self.partnerships))
        copies = [
            (f"copy-{pk}", f"A copy of “{one.title}”, version {one.version}")
            for pk, one in self.sources.items()
        ]
        cast("forms.ChoiceField", self.fields["start"]).choices = [
            (BLANK, "An empty page"),
            *copies,
            *(
                (f"library-{name}", f"From the library: {title} ({_place(name)})")
                for name, title in library.items()
            ),
        ]

    def clean(self) -> dict[str, Any]:
        """Ask for a title where there is none to take over."""
        data = self.cleaned_data
        if data.get("start") == BLANK and data.get("title") == "":
            self.add_error("title", "Enter a title")
        return data

    @property
    def source(self) -> Strategy | None:
        """The strategy to copy, where one was chosen."""
        start = self.cleaned_data["start"]
        pk = start.removeprefix("copy-")
        return self.sources[int(pk)] if start.startswith("copy-") else None

    @property
    def document(self) -> str:
        """The name of the document of the library, where one was chosen."""
        start = self.cleaned_data["start"]
        found = start.removeprefix("library-")
        return found if found != start else ""

    def words(self) -> dict[str, Any]:
        """What every new strategy is made of."""
        data = self.cleaned_data
        return {
            "title": data["title"],
            "convenor": self.partnerships[data["convenor"]],
            "form_key": key_of(self),
        }


def _place(name: str) -> str:
    """Darlington; Barking and Dagenham."""
    words = name.replace("-", " ").title()
    return words.replace(" And ", " and ")
