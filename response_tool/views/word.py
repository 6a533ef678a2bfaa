"""The Response Tool as a Word document: to take away, and to bring back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from partnership.guards import PortalRequest, requires
from partnership.roles import Permission
from response_tool import exports, imports
from response_tool.actions.word import save_from_word
from response_tool.forms.deciding import decisions, whole
from response_tool.forms.word import CompareForm, UploadForm
from response_tool.imports import Upload
from response_tool.models import Response
from response_tool.standing import bands, lines
from response_tool.views.comparing import context_of, form_of
from response_tool.views.finding import editing, find_response, too_late
from response_tool.wording import words_of_response
from ui.word import Refused

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SUBMITTED = (
    "This response has been submitted, so no Word document can be brought into it. "
    "Nothing is saved."
)
STALE = "That page could not be used any more. Choose the document again"


@require_GET
@requires(Permission.RESPONSE_READ)
def download(request: PortalRequest, pk: int) -> HttpResponse:
    """The agency's Response Tool as it stands, or blank with `?as=blank`."""
    response = find_response(request, pk)
    words = words_of_response(pk).statuses
    blank = request.GET.get("as") == "blank"
    document = exports.word_document(
        response, bands(lines(response)), words, blank=blank
    )
    answer = HttpResponse(document, content_type=WORD)
    name = exports.file_name(response)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    # A draft belongs to its agency; no copy is left behind on a shared machine.
    answer.headers["Cache-Control"] = "no-store"
    return answer


@require_http_methods(["GET", "POST"])
@requires(Permission.ANSWER_EDIT)
@editing
def upload(request: PortalRequest, response: Response) -> HttpResponse:
    """Bring a Word document, see what it would change, and say what to keep."""
    if response.corrects_id:
        return redirect("response_tool:returned", response.pk)
    if "state" in request.POST:
        return _confirm(request, response)
    sent = request.method == "POST"
    if not response.is_draft:
        return too_late(request, response, {}, SUBMITTED)
    if response.started_at is None and not sent:
        return redirect("response_tool:start", response.pk)
    form = UploadForm(request.POST, request.FILES) if sent else UploadForm()
    if sent and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            found = imports.read_upload(response, file.name, file.read())
            return _show(request, response, found, imports.sealed(response, found))
        except Refused as error:
            form.add_error("file", str(error))
    return _ask(request, response, form)


def _confirm(request: PortalRequest, response: Response) -> HttpResponse:
    """Save what was decided, all of it or nothing."""
    state = request.POST["state"]
    found = imports.unsealed(response, state)
    if found is None:
        form = UploadForm({})
        form.errors.clear()
        form.add_error("file", STALE)
        return _ask(request, response, form)
    form_ = form_of(response, found, request.POST)
    if not form_.is_valid():
        return _show(request, response, found, state, form_)
    try:
        _save(request, response, found, form_)
    except ValidationError as error:
        return _refused(request, response, found, error)
    return redirect("response_tool:tasks", response.pk)


def _save(
    request: PortalRequest, response: Response, found: Upload, form: CompareForm
) -> None:
    decided = decisions(
        form,
        name=found.name,
        document=found.document,
        kept=found.kept,
        state=request.POST["state"],
    )
    save_from_word(
        response=response, decisions=decided, by=request.access, at=timezone.now()
    )
    messages.success(
        request, f"Saved from “{found.name}”: {decided.in_words}. Not submitted yet."
    )


def _refused(
    request: PortalRequest, response: Response, found: Upload, error: ValidationError
) -> HttpResponse:
    """Nothing was saved: show the rows again, or that it is too late."""
    if error.code == "submitted":
        rows = {
            f"Row {row.row.number} of {found.name}": whole(row)
            for row in found.comparison.rows
        }
        return too_late(request, response, rows, SUBMITTED)
    now = imports.refreshed(response, found)
    form = form_of(response, now, request.POST)
    form.add_error(None, error)
    return _show(request, response, now, imports.sealed(response, now), form)


def _show(
    request: PortalRequest,
    response: Response,
    found: Upload,
    state: str,
    form: CompareForm | None = None,
) -> HttpResponse:
    form = form or form_of(response, found)
    context = context_of(response, found, form) | {"state": state}
    return render(request, "response_tool/word_compare.html", context)


def _ask(request: PortalRequest, response: Response, form: UploadForm) -> HttpResponse:
    context = {"response": response, "form": form}
    return render(request, "response_tool/word_upload.html", context)
