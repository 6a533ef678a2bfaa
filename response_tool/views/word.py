"""The Response Tool as a Word document: to take away, and to bring back."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from partnership.guards import PortalRequest, requires
from partnership.roles import Permission
from response_tool import imports
from response_tool.actions.handing_in import save_handed_in, set_aside
from response_tool.actions.word import Decisions, save_from_word
from response_tool.imports import Upload
from response_tool.models import HandedIn, Response
from response_tool.views.bringing import SUBMITTED, Desk, bring, compare, confirm
from response_tool.views.finding import (
    editing,
    find_response,
    read_instead,
    too_late,
)
from response_tool.word.shapes import restored
from ui.word import Refused


@require_http_methods(["GET", "POST"])
@requires(Permission.ANSWER_EDIT)
@editing
def upload(request: PortalRequest, response: Response) -> HttpResponse:
    """Bring a Word document, see what it would change, and say what to keep."""
    if response.corrects_id:
        return redirect("response_tool:returned", response.pk)
    if not response.is_draft and "state" not in request.POST:
        return too_late(request, response, {}, SUBMITTED)
    if response.started_at is None and request.method == "GET":
        return redirect("response_tool:start", response.pk)

    def keep(_found: Upload, decided: Decisions) -> None:
        at = timezone.now()
        save_from_word(response=response, decisions=decided, by=request.access, at=at)

    return bring(_agencys_desk(request, response, keep))


@require_http_methods(["GET", "POST"])
@requires(Permission.ANSWER_EDIT)
def handed_in(request: PortalRequest, pk: int, handed_in_pk: int) -> HttpResponse:
    """Compare a document that a coordinator put in for the agency."""
    response = find_response(request, pk)
    if shown := read_instead(request, response):
        return shown
    seen = HandedIn.objects.visible_to(request.access).filter(response=response)
    put_in = get_object_or_404(seen.told(), pk=handed_in_pk)
    if not put_in.is_waiting:
        messages.info(request, f"“{put_in.name}” was dealt with already.")
        return redirect("response_tool:tasks", pk)
    if "set_aside" in request.POST:
        return _set_aside(request, put_in)
    return _compare(request, response, put_in)


def _compare(
    request: PortalRequest, response: Response, put_in: HandedIn
) -> HttpResponse:
    def keep(_found: Upload, decided: Decisions) -> None:
        at = timezone.now()
        save_handed_in(handed_in=put_in, decisions=decided, by=request.access, at=at)

    desk = _agencys_desk(request, response, keep, put_in)
    state = request.POST.get("state", "")
    if state and imports.unsealed(response, state):
        return confirm(desk)
    try:
        document = restored(put_in.document)
        return compare(desk, imports.upload_of(response, put_in.name, document))
    except Refused as error:
        messages.info(request, str(error))
        return redirect(desk.back)


def _set_aside(request: PortalRequest, put_in: HandedIn) -> HttpResponse:
    try:
        set_aside(handed_in=put_in, by=request.access, at=timezone.now())
    except ValidationError as error:
        messages.info(request, error.messages[0])
    else:
        messages.success(
            request, f"“{put_in.name}” is set aside. Nothing of it is saved."
        )
    return redirect("response_tool:tasks", put_in.response_id)


def _agencys_desk(
    request: PortalRequest,
    response: Response,
    keep: Callable[[Upload, Decisions], None],
    put_in: HandedIn | None = None,
) -> Desk:
    return Desk(
        request=request,
        response=response,
        back=reverse("response_tool:tasks", args=[response.pk]),
        back_words="All priorities",
        keep=keep,
        saved=_saved,
        handed_in=put_in,
    )


def _saved(name: str, what: str) -> str:
    return f"Saved from “{name}”: {what}. Not submitted yet."
