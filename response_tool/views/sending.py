"""Finishing: whom to ask, check the answers, submit, and the receipt."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from partnership.guards import PortalRequest, requires
from partnership.models import AgencyMember
from partnership.roles import Permission
from response_tool.actions import save_contact, submit_response
from response_tool.attached import with_evidence
from response_tool.forms import ContactForm, DeclarationForm
from response_tool.models import Answer, Attachment, Response
from response_tool.own_questions import asked_of, by_partnership
from response_tool.standing import bands, lines
from response_tool.views.finding import (
    editing,
    find_response,
    keep_mine,
    too_late,
)
from response_tool.views.second_thoughts import agency_moves, returned_of
from response_tool.wording import words_of_response


@require_http_methods(["GET", "POST"])
@requires(Permission.ANSWER_EDIT)
@editing
def contact(request: PortalRequest, response: Response) -> HttpResponse:
    """Whom the coordinators can ask."""
    if response.corrects_id:
        return redirect("response_tool:returned", response.pk)
    form = ContactForm(request.POST or None, response=response)
    if request.method == "POST" and form.is_valid():
        try:
            clashes = save_contact(
                response=response,
                edits=form.edits(),
                by=request.access,
                at=timezone.now(),
            )
            if not clashes:
                return redirect("response_tool:tasks", response.pk)
            response.refresh_from_db()
            form.meet_clashes(response, clashes)
            keep_mine(request, response, clashes)
        except ValidationError as error:
            return too_late(request, response, _typed(form), error.messages[0])
    context = {"response": response, "form": form}
    return render(request, "response_tool/contact.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.ANSWER_EDIT)
@editing
def check(request: PortalRequest, response: Response) -> HttpResponse:
    """Check every answer, declare, and submit."""
    if response.is_submitted:
        return redirect("response_tool:receipt", response.pk)
    if response.corrects_id:
        return redirect("response_tool:returned", response.pk)
    form = DeclarationForm(request.POST or None)
    if request.method == "POST":
        request.access.require(Permission.RESPONSE_SUBMIT, agency_id=response.agency_id)
        if form.is_valid() and _submitted(request, response, form):
            return redirect("response_tool:receipt", response.pk)
    all_lines = with_evidence(lines(response))
    own = asked_of(response)
    leads = AgencyMember.objects.visible_to(request.access).leads(response.agency)
    context = {
        "response": response,
        "form": form,
        "bands": bands(all_lines),
        "statuses": words_of_response(response.pk).statuses,
        "own": by_partnership(own),
        "own_to_do": [one for one in own if not one.is_answered],
        "unfinished": [one for one in all_lines if not one.standing.is_complete],
        "recipients": response.recipients.select_related("partnership").order_by(
            "partnership__name"
        ),
        "leads": [lead.user.called for lead in leads],
        "may_submit": request.access.may(
            Permission.RESPONSE_SUBMIT, agency_id=response.agency_id
        ),
    }
    return render(request, "response_tool/check.html", context)


@require_GET
@requires(Permission.AGENCY_VIEW)
def receipt(request: PortalRequest, pk: int) -> HttpResponse:
    """What was sent, when, by whom and to whom."""
    response = find_response(request, pk)
    request.access.require(Permission.AGENCY_VIEW, agency_id=response.agency_id)
    if not response.is_submitted:
        return redirect("response_tool:tasks", pk)
    recipients = response.recipients.select_related("partnership")
    not_relevant = response.answers.filter(relevance=Answer.Relevance.NOT_RELEVANT)
    context = {
        "response": response,
        "recipients": recipients.order_by("partnership__name"),
        "evidence": Attachment.objects.visible_to(request.access)
        .filter(answer__response=response)
        .standing(),
        "not_relevant": not_relevant.count(),
        "returned": returned_of(request, response),
        "moves": agency_moves(request, response),
        "ours": response.answers.filter(relevance=Answer.Relevance.OURS).count(),
    }
    return render(request, "response_tool/receipt.html", context)


def _typed(form: ContactForm) -> dict[str, str]:
    return {edit.field: edit.now for edit in form.edits() if edit.now != edit.was}


def _submitted(
    request: PortalRequest, response: Response, form: DeclarationForm
) -> bool:
    """Submit; a second press of the button finds it submitted, and that is fine."""
    try:
        submit_response(response=response, by=request.access, at=timezone.now())
    except ValidationError as error:
        if error.code == "submitted":
            return True
        form.add_error(None, error)
        return False
    return True
