"""What the forms of every kind of part have in common."""

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID, uuid5

from django import forms
from django.core.validators import MaxLengthValidator, URLValidator

from privacy.forms import refuse_identifiers
from strategies.actions import Carried
from strategies.kinds import KINDS
from strategies.models import Part, Strategy
from ui.fields import LongText, ShortText, dress
from ui.forms import EditForm


def short_text(label: str, most: int, **more: Any) -> ShortText:
    """One line, checked for personal data."""
    look = {"label": "s", "width": more.pop("width", None)}
    field = ShortText(
        label=label, max_length=most, validators=[refuse_identifiers], **more
    )
    return dress(field, **{name: value for name, value in look.items() if value})


def long_text(label: str, most: int, *, needed: str = "", **more: Any) -> LongText:
    """Several lines, checked for personal data; needed: the error when empty."""
    field = LongText(
        label=label,
        max_length=most,
        required=bool(needed),
        validators=[refuse_identifiers],
        error_messages={"required": needed},
        **more,
    )
    return dress(field, label="s")


def needed_words(words: str) -> dict[str, str]:
    """What to say when the field was left empty."""
    return {"required": words}


class WebAddress(forms.URLField):
    """An address that a browser opens: http or https, and nothing else."""

    default_validators = [URLValidator(schemes=["http", "https"])]


def link() -> forms.URLField:
    """An address on the web."""
    # A validator and not max_length: a browser would cut a pasted address.
    short = MaxLengthValidator(200, "The link must be 200 characters or fewer")
    field = WebAddress(
        label="Link (optional)",
        help_text="The full address, beginning with https://",
        required=False,
        assume_scheme="https",
        validators=[short],
        error_messages={
            "invalid": "Enter a full address that begins with http:// or https://, "
            "such as https://example.org"
        },
    )
    return dress(field, label="s")


def key_of(form: forms.Form) -> UUID | None:
    """A mark of the page that was sent and of what it said.

    Sent twice, a page has one; gone back to and corrected, it has another, so that
    the corrections are not taken for what was sent before.
    """
    page: UUID | None = form.cleaned_data["form_key"]
    return page and uuid5(page, repr(list(form.cleaned_data.items())))


def kind_choice(label: str, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    """What sort of thing it is."""
    field = forms.ChoiceField(
        label=label,
        choices=choices,
        widget=forms.RadioSelect,
        error_messages=needed_words("Choose what it is"),
    )
    return dress(field, label="s", small=True)


class PartForm(EditForm):
    """What every kind of part has in common."""

    of: ClassVar[str]

    def __init__(
        self,
        *args: Any,
        strategy: Strategy,
        part: Part | None = None,
        suggested: Mapping[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        names = KINDS[self.of].fields if part else ()
        saved = {name: getattr(part, name) for name in names}
        super().__init__(*args, saved=saved, suggested=suggested, **kwargs)

    def words(self) -> dict[str, Any]:
        """What a new part says."""
        return {name: self.cleaned_data[name] for name in KINDS[self.of].fields}

    @property
    def carried(self) -> Carried | None:
        """Which earlier priorities it carries on; nothing for other kinds."""
        return None
