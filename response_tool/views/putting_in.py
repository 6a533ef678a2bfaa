"""A coordinator puts in a Word document that an agency returned by e-mail."""

from collections.abc import Sequence
from dataclasses import asdict
from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from partnership.guards import PortalRequest, requires
from partnership.roles import Permission
from response_tool import imports
from response_tool.actions.handing_in import hand_in, save_for_agency, take_back
from response_tool.actions.word import Decisions
from response_tool.earlier import is_untouched, last_sent
from response_tool.forms.uploading import UploadForm
from response_tool.imports import Upload
from response_tool.models import HandedIn, Response, Round
from response_tool.views.bringing import STALE, Desk, ask, bring, refused
from ui.word import Refused

GONE = "This document no longer waits: it has been dealt with meanwhile."


@require_http_methods(["GET", "POST"])
@requires(Permission.RESPONSE_ENTER)
def put_in(request: PortalRequest, pk: int, agency: str) -> HttpResponse:
    """Decide about its rows for the agency, or lay it before one that has begun."""
    desk = _desk(request, pk, agency)
    response = desk.response
    if not response.is_draft or response.round.opens_on > timezone.localdate():
        why = "is not asked yet" if response.is_draft else "has submitted its answers"
        messages.info(request, f"{response.agency} {why}, so nothing can be put in.")
        return redirect(desk.back)
    if "state" in request.POST or _can_see_all(request, response):
        return bring(desk)
    return _lay_before(desk)


def _desk(request: PortalRequest, pk: int, agency: str) -> Desk:
    """The response of an agency in a round, for one of its coordinators; else 404."""
    mine = request.access.partnerships_with(Permission.RESPONSE_ENTER)
    asked = get_object_or_404(
        Round.objects.visible_to(request.access).serving(mine), pk=pk
    )
    rows = asked.responses.asked_for().with_round()
    response = get_object_or_404(rows, agency__slug=agency)
    received = response.recipients.filter(partnership__in=mine)
    recipient = received.select_related("partnership").order_by("pk").first()
    if recipient is None:
        raise Http404

    def keep(found: Upload, decided: Decisions) -> None:
        save_for_agency(
            response=response,
            partnership=recipient.partnership,
            decisions=decided,
            document=asdict(found.document),
            by=request.access,
            at=timezone.now(),
        )

    return Desk(
        request=request,
        response=response,
        back=reverse("response_tool:round", args=[pk]),
        back_words=f"{asked}: who has answered",
        keep=keep,
        saved=partial(_saved, response),
        partnership=recipient.partnership,
    )


def _saved(response: Response, name: str, what: str) -> str:
    return (
        f"Saved for {response.agency} from “{name}”: {what}. The agency checks it and "
        "submits it."
    )


def _can_see_all(request: PortalRequest, response: Response) -> bool:
    """Whether what the document is compared with is nobody's draft.

    That is what this person may read anyway: nothing yet, or last round's answers.
    """
    if not is_untouched(response):
        return False
    last = last_sent(response)
    if last is None:
        return True
    return Response.objects.visible_to(request.access).filter(pk=last.pk).exists()


def _lay_before(desk: Desk) -> HttpResponse:
    """The agency has begun: it compares the document itself, and nobody else can."""
    request, response = desk.request, desk.response
    if "take_back" in request.POST:
        return _take_back(desk)
    if "laid" in request.POST:
        found = imports.unsealed(response, request.POST["laid"])
        return _hand_in(desk, found) if found else _ask(desk, refused(STALE))
    sent = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if sent else UploadForm()
    if not (sent and form.is_valid()):
        return _ask(desk, form)
    file = form.cleaned_data["file"]
    try:
        found = imports.read_unseen(response, file.name, file.read())
        laid = imports.sealed(response, found)
    except Refused as error:
        return _ask(desk, refused(str(error)))
    if found.is_doubtful(response):
        return _ask_whose(desk, found, laid)
    return _hand_in(desk, found)


def _ask(desk: Desk, form: UploadForm) -> HttpResponse:
    return ask(desk, form, is_begun=True, waiting=_waiting(desk))


def _ask_whose(desk: Desk, found: Upload, laid: str) -> HttpResponse:
    """Once it is put in, the agency can read another one’s words."""
    context = {
        "response": desk.response,
        "desk": desk,
        "upload": found,
        "laid": laid,
        "names_another": found.names_another(desk.response),
    }
    return render(desk.request, "response_tool/whose_document.html", context)


def _hand_in(desk: Desk, found: Upload) -> HttpResponse:
    if desk.partnership is None:
        raise TypeError("Only a coordinator puts a document in.")
    try:
        hand_in(
            response=desk.response,
            partnership=desk.partnership,
            name=found.name,
            document=asdict(found.document),
            by=desk.request.access,
            at=timezone.now(),
        )
    except ValidationError as error:
        return _ask(desk, refused(error.messages[0]))
    messages.success(
        desk.request,
        f"The document now waits for {desk.response.agency} to compare it. Nothing in "
        "its answers is changed yet.",
    )
    return redirect(desk.back)


def _waiting(desk: Desk) -> Sequence[HandedIn]:
    """What this person may take back."""
    mine = desk.request.access.partnerships_with(Permission.RESPONSE_ENTER)
    rows = desk.response.handed_in.filter(partnership__in=mine)
    return list(rows.waiting().told())


def _take_back(desk: Desk) -> HttpResponse:
    request = desk.request
    sent = request.POST["take_back"]
    found = next((one for one in _waiting(desk) if str(one.pk) == sent), None)
    try:
        if found is None:
            raise ValidationError(GONE)
        take_back(handed_in=found, by=request.access, at=timezone.now())
    except ValidationError as error:
        messages.info(request, error.messages[0])
    else:
        messages.success(
            request,
            f"“{found.name}” is taken back. {desk.response.agency} can no longer see "
            "what it says.",
        )
    return redirect(request.path)
