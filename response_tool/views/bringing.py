"""Bringing a Word document: it is read, set beside the portal, decided about, saved."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render

from partnership.guards import PortalRequest
from partnership.models import Partnership
from response_tool import imports
from response_tool.actions.word import Decisions
from response_tool.forms.deciding import decisions
from response_tool.forms.leaving import whole
from response_tool.forms.uploading import UploadForm
from response_tool.forms.word import CompareForm
from response_tool.imports import Upload
from response_tool.models import HandedIn, Response
from response_tool.views.comparing import context_of, form_of
from response_tool.views.finding import too_late
from ui.word import Refused

SUBMITTED = (
    "This response has been submitted, so no Word document can be brought into it. "
    "Nothing is saved."
)
STALE = "That page could not be used any more. Choose the document again"


@dataclass(frozen=True, slots=True)
class Desk:
    """Who brings a document, where they came from, and how what they decide is kept.

    `saved` says so, of the name of a document and how much of it. `partnership` is
    the one whose coordinator acts for the agency; `handed_in` what a coordinator put
    in before, where the agency compares it.
    """

    request: PortalRequest
    response: Response
    back: str
    back_words: str
    keep: Callable[[Upload, Decisions], None]
    saved: Callable[[str, str], str]
    partnership: Partnership | None = None
    handed_in: HandedIn | None = None

    @property
    def name_of_tool(self) -> str:
        """What is saved to, in the middle of a sentence."""
        if self.partnership:
            return f"{self.response.agency}’s Response Tool"
        return "your Response Tool"


def bring(desk: Desk) -> HttpResponse:
    """Ask for a document; show what it would change; save what was decided."""
    request = desk.request
    if "state" in request.POST:
        return confirm(desk)
    sent = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if sent else UploadForm()
    if sent and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            found = imports.read_upload(desk.response, file.name, file.read())
            return _show(desk, found, imports.sealed(desk.response, found))
        except Refused as error:
            form.add_error("file", str(error))
    return ask(desk, form)


def compare(desk: Desk, found: Upload) -> HttpResponse:
    """Show a document that was read before. Raises Refused where it is too much."""
    return _show(desk, found, imports.sealed(desk.response, found))


def confirm(desk: Desk) -> HttpResponse:
    """Save what was decided, all of it or nothing."""
    state = desk.request.POST["state"]
    found = imports.unsealed(desk.response, state)
    if found is None:
        return ask_again(desk, STALE)
    form = _form(desk, found, desk.request.POST)
    if not form.is_valid():
        return _show(desk, found, state, form)
    decided = decisions(
        form,
        name=found.name,
        document=found.document,
        kept=found.kept,
        state=state,
    )
    if form.errors:
        return _show(desk, found, state, form)
    try:
        desk.keep(found, decided)
    except ValidationError as error:
        return _refused(desk, found, error)
    messages.success(desk.request, desk.saved(found.name, decided.in_words))
    return redirect(desk.back)


def ask(
    desk: Desk,
    form: UploadForm,
    *,
    is_begun: bool = False,
    waiting: Sequence[HandedIn] = (),
) -> HttpResponse:
    """The page that asks for a document; for an agency that has begun, or not."""
    context = {
        "response": desk.response,
        "desk": desk,
        "form": form,
        "is_begun": is_begun,
        "waiting": waiting,
    }
    return render(desk.request, "response_tool/word_upload.html", context)


def ask_again(desk: Desk, why: str) -> HttpResponse:
    """The same, after nothing could be done with the last one."""
    return ask(desk, refused(why))


def refused(why: str) -> UploadForm:
    """The form, with why nothing could be done with what was sent."""
    form = UploadForm({})
    form.errors.clear()
    form.add_error("file", why)
    return form


def _refused(desk: Desk, found: Upload, error: ValidationError) -> HttpResponse:
    """Nothing was saved: show the rows again, or say why it is too late."""
    if error.code == "closed":
        messages.info(desk.request, error.messages[0])
        return redirect(desk.back)
    if error.code in ("submitted", "begun"):
        if desk.partnership:
            return ask_again(desk, error.messages[0])
        rows = {
            f"Row {row.row.number} of {found.name}": whole(row)
            for row in found.comparison.rows
        }
        return too_late(desk.request, desk.response, rows, SUBMITTED)
    now = imports.refreshed(desk.response, found)
    form = _form(desk, now, desk.request.POST)
    form.add_error(None, error)
    return _show(desk, now, imports.sealed(desk.response, now), form)


def _show(
    desk: Desk, found: Upload, state: str, form: CompareForm | None = None
) -> HttpResponse:
    form = form or _form(desk, found)
    context = context_of(desk.response, found, form) | {"state": state, "desk": desk}
    return render(desk.request, "response_tool/word_compare.html", context)


def _form(desk: Desk, found: Upload, data: QueryDict | None = None) -> CompareForm:
    for_agency = desk.partnership is not None
    return form_of(desk.response, found, data, for_agency=for_agency)
