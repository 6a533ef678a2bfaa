"""A coordinator reviews what an agency submitted, for one partnership."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from partnership.guards import PortalRequest, requires
from partnership.roles import Permission
from response_tool import actions, transitions
from response_tool.attached import with_evidence
from response_tool.comparing import Compared, compared
from response_tool.earlier import last_answers
from response_tool.forms import ReviewForm
from response_tool.models import Answer, Recipient, Response, Returned, Round
from response_tool.own_questions import asked_of, by_partnership
from response_tool.standing import lines
from response_tool.views.asking import asked_about


@require_http_methods(["GET", "POST"])
@requires(Permission.RESPONSE_REVIEW)
def review(request: PortalRequest, pk: int, partnership: str) -> HttpResponse:
    """Read what was sent beside what was said before, then accept or return it."""
    response = Response.objects.page_for(request.access, pk=pk)
    if response is None:
        return _taken_back(request, pk, partnership)
    received = response.recipients.select_related("partnership")
    recipient = get_object_or_404(received, partnership__slug=partnership)
    request.access.require(
        Permission.RESPONSE_REVIEW, partnership_ids=[recipient.partnership_id]
    )
    if not response.is_submitted:
        return redirect("response_tool:tasks", pk)
    rows, since = _rows(request, response, recipient)
    form = ReviewForm(
        request.POST or None,
        numbers=[row.line.number for row in rows],
        today=timezone.localdate(),
    )
    valid = request.method == "POST" and form.is_valid()
    if valid and _decided(request, response, recipient, form):
        return redirect("response_tool:round", response.round_id)
    context = _context(response, recipient, rows, form) | since
    context["asked"] = asked_about(request, response)
    own = asked_of(response, only=recipient.partnership_id, with_last=True)
    context["own"] = by_partnership(own)
    return render(request, "response_tool/review.html", context)


def _taken_back(request: PortalRequest, pk: int, partnership: str) -> HttpResponse:
    """Lead from a draft to its round; show reasons that were typed, to copy."""
    mine = request.access.partnerships_with(Permission.RESPONSE_REVIEW)
    seen = Round.objects.visible_to(request.access).filter(
        responses=pk,
        responses__corrects=None,
        responses__state=Response.State.DRAFT,
        responses__recipients__partnership__slug=partnership,
        responses__recipients__partnership__in=mine,
    )
    found = get_object_or_404(seen)
    agency = found.responses.select_related("agency").get(pk=pk).agency
    gone = (
        f"{agency} has taken its answers back, or has not sent them yet, so there is "
        "nothing to review."
    )
    numbers = found.strategy.priorities.order_by("number").values_list("number")
    typed = [(one, request.POST.get(f"reason-{one}", "").strip()) for (one,) in numbers]
    unsaved = [(number, reason) for number, reason in typed if reason]
    if not unsaved:
        messages.info(request, gone)
        return redirect("response_tool:round", found.pk)
    context = {"round": found, "gone": gone, "unsaved": unsaved}
    return render(request, "response_tool/review_gone.html", context, status=409)


def _rows(
    request: PortalRequest, response: Response, recipient: Recipient
) -> tuple[list[Compared], dict[str, Any]]:
    """Every answer beside what this partnership last accepted, or last round's."""
    asked = request.GET.get("since", "")
    accepted = last_answers(response, accepted_by=recipient.partnership_id)
    sent = last_answers(response)
    use_accepted = bool(accepted) and asked != "round"
    last = accepted if use_accepted else sent
    before = _response_of(last)
    what = "Accepted in" if use_accepted else "In"
    returned = Returned.objects.visible_to(request.access).of(response).told()
    rows = compared(
        with_evidence(lines(response)),
        last=last,
        since=f"{what} {before.round.name}" if before else "",
        returned=returned,
        partnership_id=recipient.partnership_id,
    )
    return rows, {
        "accepted_in": _response_of(accepted),
        "sent_in": _response_of(sent),
        "uses_accepted": use_accepted,
    }


def _response_of(answers: dict[int, Answer]) -> Response | None:
    first = next(iter(answers.values()), None)
    return first.response if first else None


def _context(
    response: Response,
    recipient: Recipient,
    rows: Sequence[Compared],
    form: ReviewForm,
) -> dict[str, Any]:
    shown = [
        (row, form[f"return-{row.line.number}"], form[f"reason-{row.line.number}"])
        for row in rows
    ]
    ours = [one for one in shown if not one[0].line.answer.is_not_relevant]
    same = [one for one in ours if one[0].since and not one[0].is_changed]
    changed = [one for one in ours if one[0].since and one[0].is_changed]
    first = [one for one in ours if not one[0].since]
    not_theirs = [one for one in shown if one[0].line.answer.is_not_relevant]
    others = response.recipients.exclude(pk=recipient.pk).select_related("partnership")
    return {
        "response": response,
        "recipient": recipient,
        "others": others.order_by("partnership__name"),
        "groups": [
            ("Changed", changed, False),
            ("Answered for the first time", first, False),
            ("Not relevant", not_theirs, False),
            ("Still the same", same, True),
        ],
        "open": [one for row in rows for one in row.returned if not one.closed_at],
        "form": form,
        "can_accept": transitions.is_possible(transitions.ACCEPT, [recipient.review]),
        "can_return": transitions.is_possible(transitions.RETURN, [recipient.review]),
    }


def _decided(
    request: PortalRequest, response: Response, recipient: Recipient, form: ReviewForm
) -> bool:
    """Do what was decided; where it cannot be done any more, say so on the page."""
    about: dict[str, Any] = {
        "response": response,
        "partnership": recipient.partnership,
        "by": request.access,
        "at": timezone.now(),
    }
    try:
        if form.accepts:
            actions.accept_response(**about)
            messages.success(request, f"{response.agency}: every answer is accepted.")
        else:
            days = {"answer_by": form.cleaned_data["answer_by"]}
            actions.return_answers(**about, reasons=form.reasons(), **days)
            messages.success(request, f"{response.agency}: {_said(form)}.")
    except ValidationError as error:
        form.add_error(None, error.messages[0])
        return False
    return True


def _said(form: ReviewForm) -> str:
    many = len(form.ticked())
    return "one answer is returned" if many == 1 else f"{many} answers are returned"
