"""Evidence for an answer or an action: add it, decide about it, take it off, read."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from evidence import scanner
from evidence.exports import handed_over
from evidence.forms import ChooseForm, UploadForm
from evidence.models import File
from evidence.views.receiving import already, decide, received, unread
from partnership.guards import PortalRequest, requires
from partnership.roles import Permission
from response_tool.actions.evidence import attach, check_room, detach
from response_tool.models import Action, Attachment
from response_tool.standing import Line
from response_tool.views.finding import (
    editing_line,
    find_action,
    find_response,
    too_late,
)
from ui.templatetags.words import day

EXPIRED = (
    "“{}” expired on {}. It is added all the same. If there is a newer one, add that "
    "and take this one off."
)
SUBMITTED = "This response has been submitted, so no evidence can be added to it."


@require_http_methods(["GET", "POST"])
@requires(Permission.ANSWER_EDIT)
@editing_line
def add(
    request: PortalRequest, one: Line, action_pk: int | None = None
) -> HttpResponse:
    """Upload a file as evidence, or choose one that the agency keeps."""
    action = _action(one, action_pk)
    chooses = request.POST.get("then") == "choose"
    sends = request.method == "POST" and not chooses
    today, files = timezone.localdate(), _files(request, one)
    choose = ChooseForm(request.POST if chooses else None, files=files, today=today)
    upload = UploadForm(*((request.POST, request.FILES) if sends else ()), today=today)
    file = None
    if chooses and choose.is_valid():
        file = choose.file
    elif sends and upload.is_valid():
        if not one.answer.response.is_draft:
            return too_late(request, one.answer, {}, SUBMITTED)
        file = _uploaded(request, one, upload)
    if file:
        form = choose if chooses else upload
        done = _attached(request, one, action, file, form)
        if done:
            return done
    return _show(request, one, action, upload, choose)


@require_http_methods(["GET", "POST"])
@requires(Permission.ANSWER_EDIT)
@editing_line
def check(
    request: PortalRequest, one: Line, file_pk: int, action_pk: int | None = None
) -> HttpResponse:
    """What looks like personal data in a file, before it is used as evidence."""
    action = _action(one, action_pk)
    mine = File.objects.visible_to(request.access).select_related("agency")
    found = get_object_or_404(mine, pk=file_pk, agency_id=one.answer.response.agency_id)
    if not found.is_pending:
        # Sent twice: by now it is kept.
        if request.method == "POST":
            return _attached(request, one, action, found, None) or _back(one)
        return _back(one)
    decision = decide(request, found)
    if decision.note:
        messages.info(request, decision.note)
    if decision.file:
        done = _attached(request, one, action, decision.file, decision.stay)
        if done:
            return done
    context = _context(one, action) | {"file": found, "decision": decision}
    return render(request, "response_tool/evidence_check.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.ANSWER_EDIT)
@editing_line
def remove(request: PortalRequest, one: Line, attachment_pk: int) -> HttpResponse:
    """Take a file off an answer or action, after asking."""
    mine = Attachment.objects.visible_to(request.access).filter(answer=one.answer)
    attachment = mine.select_related("file", "action").filter(pk=attachment_pk).first()
    if attachment is None and request.method == "POST":
        return _back(one)
    if attachment is None:
        raise Http404
    attachment.answer = one.answer
    if request.method == "POST":
        try:
            detach(attachment=attachment, by=request.access, at=timezone.now())
        except ValidationError as error:
            return too_late(request, one.answer, {}, error.messages[0])
        return _back(one)
    context = _context(one, attachment.action) | {"attachment": attachment}
    return render(request, "response_tool/evidence_remove.html", context)


@require_GET
@requires(Permission.RESPONSE_READ)
def download(request: PortalRequest, pk: int, attachment_pk: int) -> HttpResponse:
    """The file itself, for whoever may read the response."""
    response = find_response(request, pk)
    seen = Attachment.objects.visible_to(request.access).standing()
    return handed_over(
        get_object_or_404(seen, pk=attachment_pk, answer__response=response).file
    )


def _action(one: Line, action_pk: int | None) -> Action | None:
    if action_pk is None:
        return None
    action = find_action(one, action_pk)
    if action is None:
        raise Http404
    return action


def _files(request: PortalRequest, one: Line) -> list[File]:
    """What the agency keeps and could use here."""
    mine = File.objects.visible_to(request.access).kept()
    return list(mine.filter(agency_id=one.answer.response.agency_id).by_name())


def _uploaded(request: PortalRequest, one: Line, form: UploadForm) -> File | None:
    """The file that was sent, kept or held; nothing where it was refused."""
    try:
        # Before a file is kept that could not be used here.
        check_room(one.answer)
    except ValidationError as error:
        form.add_error("file", error.messages[0])
        return None
    agency = one.answer.response.agency
    taken = received(form, agency=agency, by=request.access, at=timezone.now())
    if taken and taken.was_there:
        messages.info(request, already(taken))
    return taken.file if taken else None


def _attached(
    request: PortalRequest,
    one: Line,
    action: Action | None,
    file: File,
    form: Any,
) -> HttpResponse | None:
    """Attach a file and go back; a held one is asked about first."""
    if file.is_pending:
        return redirect(_address("check", one, action, file.pk))
    try:
        attach(
            answer=one.answer,
            action=action,
            file=file,
            by=request.access,
            at=timezone.now(),
        )
    except ValidationError as error:
        if form is None or error.code == "submitted":
            return too_late(request, one.answer, {}, error.messages[0])
        form.add_error(None, error.messages[0])
        return None
    if file.has_expired(timezone.localdate()):
        expired = EXPIRED.format(file.name, day(file.expires_on))
        messages.info(request, expired)
    if note := unread(file):
        messages.info(request, note)
    return _back(one)


def _address(name: str, one: Line, action: Action | None, *more: int) -> str:
    of_action = [action.pk] if action else []
    about = "action_" if action else ""
    where = [one.answer.response_id, one.number, *of_action, *more]
    return reverse(f"response_tool:{name}_{about}evidence", args=where)


def _back(one: Line) -> HttpResponse:
    where = reverse("response_tool:priority", args=[one.answer.response_id, one.number])
    return redirect(f"{where}#evidence")


def _context(one: Line, action: Action | None) -> dict[str, Any]:
    return {"response": one.answer.response, "line": one, "action": action}


def _show(
    request: PortalRequest,
    one: Line,
    action: Action | None,
    upload: UploadForm,
    choose: ChooseForm,
) -> HttpResponse:
    context = _context(one, action) | {
        "upload": upload,
        "choose": choose,
        "has_scanner": scanner.is_set_up(),
    }
    return render(request, "response_tool/evidence_add.html", context)
