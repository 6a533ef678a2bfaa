"""A file that a page was sent, on its way in; for every page that takes one."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from evidence.actions import Details, Taken, discard_file, keep_file, take_in
from evidence.forms import AnotherForm, StayForm, UploadForm
from evidence.inspection import inspect
from evidence.judging import Refused
from evidence.models import File
from partnership.access import Access
from partnership.guards import PortalRequest
from partnership.models import Agency
from ui.forms import quoted
from ui.templatetags.words import and_list, day

THERE = (
    "Your agency holds this file already, as “{}”. That one is used, and it is not "
    "stored a second time."
)
PICTURE = (
    "We cannot read pictures. Look yourself that nothing on it could identify a child "
    "or family."
)
SCAN = (
    "We found no words that we could read, as on scanned pages. Look yourself that "
    "nothing in it could identify a child or family."
)


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about a held file: the file to go on with, if any."""

    stay: StayForm
    another: AnotherForm
    file: File | None = None
    note: str = ""


def received(
    form: UploadForm, *, agency: Agency, by: Access, at: datetime
) -> Taken | None:
    """Take in the file of a form; where it is refused the form says so beside it."""
    return _taken(form, form.details(), agency=agency, by=by, at=at)


def already(taken: Taken) -> str:
    """What to say of a file that the agency held: nothing typed goes without a word."""
    file, typed = taken.file, taken.typed
    said = f"{THERE.format(file.name)} "
    if taken.was_dated:
        said += f"It now expires on {day(file.expires_on)}, as you typed. "
    left = []
    if typed.name not in ("", file.name):
        left.append(f"the name {quoted(typed.name)}")
    if typed.expires_on not in (None, file.expires_on):
        left.append(f"the expiry date {day(typed.expires_on)}")
    if not left:
        return said.strip()
    return format_html(
        "{}You typed {}; the file keeps what it had. "
        '<a class="{}" href="{}#id_name">Change its name or expiry date</a>',
        said,
        and_list(left),
        "govuk-notification-banner__link",
        reverse("evidence:file", args=[file.pk]),
    )


def decide(request: PortalRequest, held: File) -> Decision:
    """Keep a held file with a reason, or take another one in its place.

    What was typed about the first goes for the other one too.
    """
    sent, by, at = request.method == "POST", request.access, timezone.now()
    replaces = sent and request.POST.get("then") == "another"
    stay = StayForm(request.POST if sent and not replaces else None)
    another = AnotherForm(*((request.POST, request.FILES) if replaces else ()))
    if replaces and another.is_valid():
        details = Details(held.chosen_name, held.expires_on)
        taken = _taken(another, details, agency=held.agency, by=by, at=at)
        if taken and taken.file.pk != held.pk:
            discard_file(file=held, by=by)
        note = already(taken) if taken and taken.was_there else ""
        return Decision(stay, another, taken.file if taken else None, note)
    if sent and not replaces and stay.is_valid():
        because = stay.cleaned_data["because"]
        return Decision(
            stay, another, keep_file(file=held, because=because, by=by, at=at)
        )
    return Decision(stay, another)


def _taken(
    form: UploadForm | AnotherForm,
    details: Details,
    *,
    agency: Agency,
    by: Access,
    at: datetime,
) -> Taken | None:
    sent = form.cleaned_data["file"]
    try:
        inspected = inspect(name=sent.name, content=sent.read(), at=at)
        return take_in(
            agency=agency, inspected=inspected, details=details, by=by, at=at
        )
    except Refused as refused:
        form.add_error("file", str(refused))
    except ValidationError as error:
        form.add_error("file", error.messages[0])
    return None


def unread(file: File) -> str:
    """What to tell somebody about a file whose words could not be read."""
    if file.was_read:
        return ""
    return PICTURE if file.is_picture else SCAN
