"""What a person may enter about a file."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from evidence.actions import Details
from evidence.judging import FILE_MAX
from evidence.judging.shapes import TOO_BIG
from evidence.kinds import Kind
from evidence.models import BECAUSE_MAX, NAME_MAX, File
from partnership.models import Agency
from privacy.forms import refuse_identifiers
from ui.fields import DateField, ShortText, dress
from ui.forms import EditForm
from ui.templatetags.words import day

CHOOSE = "Choose one of your agency’s files"
ENDINGS = ",".join([*(kind.ending for kind in Kind), ".jpeg"])
EXPIRES_HELP = (
    "Only if it does, like a certificate or a policy to be reviewed. You are reminded "
    "before then. For example, 27 3 2027."
)


def name_field(**wishes: Any) -> ShortText:
    """What an agency calls a file."""
    field = ShortText(
        label="What you call it",
        max_length=NAME_MAX,
        validators=[refuse_identifiers],
        **wishes,
    )
    return dress(field, label="s", width="govuk-!-width-two-thirds")


def expires_field() -> DateField:
    """Until when a file holds."""
    field = DateField(label="When it expires", help_text=EXPIRES_HELP, required=False)
    return dress(field, label="s")


def file_field(label: str) -> forms.FileField:
    """A file from somebody's computer."""
    field = forms.FileField(
        label=label,
        help_text="A PDF, Word (.docx), Excel (.xlsx), PNG or JPEG of up to 10 MB.",
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ENDINGS}),
        validators=[_not_too_big],
        error_messages={"required": "Choose a file", "invalid": "Choose a file"},
    )
    return dress(field, label="s")


def _not_too_big(sent: UploadedFile) -> None:
    """Not larger than may be; it is not read before that is known."""
    if (sent.size or 0) > FILE_MAX:
        raise ValidationError(TOO_BIG)


class UploadForm(forms.Form):
    """A file from the person's computer, and what they say of it."""

    file = file_field("Choose a file")
    name = name_field(
        required=False,
        help_text="As in “Training programme 2026”. If you leave it empty, we take "
        "the name of the file.",
    )
    expires_on = expires_field()

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        expires = cast("DateField", self.fields["expires_on"])
        expires.earliest = today
        expires.latest = today + timedelta(days=20 * 366)

    def details(self) -> Details:
        """What the person says of the file."""
        return Details(self.cleaned_data["name"], self.cleaned_data["expires_on"])


class AddForm(UploadForm):
    """The same for somebody who may keep files for several agencies."""

    field_order = ["agency", "file", "name", "expires_on"]

    def __init__(self, *args: Any, agencies: Iterable[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agencies = {str(one.pk): one for one in agencies}
        if len(self.agencies) > 1:
            self.fields["agency"] = dress(
                forms.ChoiceField(
                    label="Whose file is it?",
                    choices=[
                        ("", "Choose an agency"),
                        *((pk, one.name) for pk, one in self.agencies.items()),
                    ],
                    error_messages={
                        "required": "Choose whose file it is",
                        "invalid_choice": "Choose whose file it is",
                    },
                ),
                label="s",
            )
            self.order_fields(self.field_order)

    @property
    def agency(self) -> Agency:
        """The agency that is to keep it."""
        only = next(iter(self.agencies))
        return self.agencies[self.cleaned_data.get("agency", only)]


class AnotherForm(forms.Form):
    """Another file in the place of a held one."""

    file = file_field("Choose another file")


class StayForm(forms.Form):
    """Why what looks like personal data may stay in a file."""

    because = dress(
        ShortText(
            label="Why can these words stay?",
            help_text="For example: it is the number of our own office. Your "
            "colleagues see your reason beside the file.",
            max_length=BECAUSE_MAX,
            called="Your reason",
            error_messages={
                "required": "Say why these words can stay, or choose another file"
            },
        ),
        label="s",
    )


class FileForm(EditForm):
    """What a file is called, and until when it holds."""

    name = name_field(error_messages={"required": "Say what you call it"})
    expires_on = expires_field()

    def __init__(self, *args: Any, file: File, today: date, **kwargs: Any) -> None:
        saved = {"name": file.name, "expires_on": file.expires_on}
        super().__init__(*args, saved=saved, **kwargs)
        expires = cast("DateField", self.fields["expires_on"])
        expires.earliest = min(today, file.expires_on or today)
        expires.latest = today + timedelta(days=20 * 366)


class ChooseForm(forms.Form):
    """One of the files that the agency keeps already, each with its expiry date."""

    chosen = dress(
        forms.ChoiceField(
            label="Your agency’s files",
            error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
        ),
        label="s",
    )

    def __init__(
        self, *args: Any, files: Iterable[File], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {str(one.pk): one for one in files}
        told = [(pk, _told(one, today)) for pk, one in self.offered.items()]
        chosen = cast("forms.ChoiceField", self.fields["chosen"])
        chosen.choices = [("", "Choose a file"), *told]

    @property
    def file(self) -> File:
        """The file that was chosen."""
        return self.offered[self.cleaned_data["chosen"]]


def _told(file: File, today: date) -> str:
    kind = file.get_kind_display()
    if file.expires_on is None:
        return f"{file.name} ({kind})"
    verb = "expired" if file.has_expired(today) else "expires"
    return f"{file.name} ({kind}, {verb} on {day(file.expires_on)})"
