"""An agency after submitting: sending answers back, taking back, withdrawing."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from partnership.guards import PortalRequest, requires
from partnership.roles import Permission
from response_tool import actions, transitions
from response_tool.attached import with_evidence
from response_tool.forms import ReplyForm, WithdrawForm
from response_tool.models import Response, Returned
from response_tool.standing import Line, lines
from response_tool.views.finding import editing, find_response


@dataclass(frozen=True, slots=True)
class Moves:
    """What a lead can do with a response that was submitted."""

    can_take_back: bool = False
    can_withdraw: bool = False
    correction_id: int | None = None


def agency_moves(request: PortalRequest, response: Response) -> Moves:
    """What this person can do with it now, by the table of transitions."""
    if not response.is_submitted or not request.access.may(
        Permission.ANSWER_EDIT, agency_id=response.agency_id
    ):
        return Moves()
    drafts = Response.objects.visible_to(request.access).filter(
        corrects=response, state=Response.State.DRAFT
    )
    correction = drafts.values_list("pk", flat=True).first()
    if not request.access.may(Permission.RESPONSE_SUBMIT, agency_id=response.agency_id):
        return Moves(correction_id=correction)
    received = list(response.recipients.all())
    places = [one.review for one in received]
    return Moves(
        can_take_back=transitions.is_possible(transitions.TAKE_BACK, places)
        and not any(one.reviewed_at for one in received)
        and response.is_open(timezone.localdate()),
        can_withdraw=transitions.is_possible(transitions.WITHDRAW, places),
        correction_id=correction,
    )


def returned_of(request: PortalRequest, response: Response) -> list[Returned]:
    """The answers of a response that are returned and not sent back yet."""
    seen = Returned.objects.visible_to(request.access).of(response)
    return list(seen.open().told())


@require_http_methods(["GET", "POST"])
@requires(Permission.ANSWER_EDIT)
@editing
def returned(request: PortalRequest, response: Response) -> HttpResponse:
    """The answers that were returned: change them, then send them back."""
    if not response.corrects_id:
        return redirect("response_tool:tasks", response.pk)
    all_lines = with_evidence(lines(response))
    form = ReplyForm(request.POST or None, numbers=[one.number for one in all_lines])
    if request.method == "POST":
        request.access.require(Permission.RESPONSE_SUBMIT, agency_id=response.agency_id)
        if form.is_valid() and _sent_back(request, response, form):
            return redirect("response_tool:receipt", response.whole_id)
    context = _returned(request, response, all_lines, form)
    return render(request, "response_tool/returned.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.RESPONSE_SUBMIT)
def take_back(request: PortalRequest, pk: int) -> HttpResponse:
    """Make a draft of a submitted response again, after asking."""
    response = find_response(request, pk)
    request.access.require(Permission.RESPONSE_SUBMIT, agency_id=response.agency_id)
    error = ""
    if request.method == "POST":
        try:
            actions.take_back_response(
                response=response, by=request.access, at=timezone.now()
            )
            messages.success(request, "It is your draft again. Submit it when ready.")
            return redirect("response_tool:tasks", pk)
        except ValidationError as refusal:
            error = refusal.messages[0]
    elif not agency_moves(request, response).can_take_back:
        error = transitions.TAKE_BACK.refusal
    context = {"response": response, "error": error}
    return render(request, "response_tool/take_back.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.RESPONSE_SUBMIT)
def withdraw(request: PortalRequest, pk: int) -> HttpResponse:
    """Take a submitted response out of everybody's hands, and say why."""
    response = find_response(request, pk)
    request.access.require(Permission.RESPONSE_SUBMIT, agency_id=response.agency_id)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_response(
                response=response,
                reason=form.cleaned_data["reason"],
                by=request.access,
                at=timezone.now(),
            )
            messages.success(request, "It is withdrawn, and your draft again.")
            return redirect("response_tool:tasks", pk)
        except ValidationError as refusal:
            form.add_error(None, refusal)
    context = {
        "response": response,
        "form": form,
        "can_withdraw": agency_moves(request, response).can_withdraw,
    }
    return render(request, "response_tool/withdraw.html", context)


def _returned(
    request: PortalRequest, response: Response, all_lines: list[Line], form: ReplyForm
) -> dict[str, Any]:
    told = returned_of(request, response)
    why: dict[int, list[Returned]] = {}
    for one in told:
        why.setdefault(one.answer.priority_id, []).append(one)
    return {
        "response": response,
        "form": form,
        "rows": [
            (one, why.get(one.answer.priority_id, []), form[f"reply-{one.number}"])
            for one in all_lines
        ],
        "unfinished": [one for one in all_lines if not one.standing.is_complete],
        "answer_by": min((one.answer_by for one in told), default=None),
        "askers": sorted({one.recipient.partnership.short_name for one in told}),
        "may_submit": request.access.may(
            Permission.RESPONSE_SUBMIT, agency_id=response.agency_id
        ),
    }


def _sent_back(request: PortalRequest, response: Response, form: ReplyForm) -> bool:
    """Send back; a second press finds it sent, and that is fine."""
    seen = Response.objects.visible_to(request.access)
    try:
        actions.resubmit_response(
            response=seen.get(pk=response.whole_id),
            replies=form.replies(),
            by=request.access,
            at=timezone.now(),
        )
    except ValidationError as error:
        if error.code == "moved":
            return True
        form.add_error(None, error)
        return False
    messages.success(request, "Your changed answers are sent back.")
    return True
