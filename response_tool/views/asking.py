"""Asking an agency about one of its answers."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from partnership.guards import PortalRequest, requires
from partnership.models import Partnership
from partnership.roles import Permission
from response_tool import actions
from response_tool.actions.challenges import require_other
from response_tool.forms import AskForm
from response_tool.models import Answer, Challenge, Response, Round
from response_tool.standing import Line, line
from response_tool.wording import words_of_response

WITHDRAWN = (
    "The agency has withdrawn this answer, or has not submitted it. You can ask when "
    "it is submitted again."
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked about the answers of a response, and whether one may ask more."""

    may_ask: bool = False
    by_answer: dict[int, list[Challenge]] = field(default_factory=dict)


def asked_about(request: PortalRequest, response: Response) -> Asked:
    """The challenges that this person may see, by the answer they are about."""
    by_answer: dict[int, list[Challenge]] = {}
    seen = Challenge.objects.visible_to(request.access).about(response)
    for one in seen.told().order_by("asked_at", "pk"):
        by_answer.setdefault(one.answer_id, []).append(one)
    theirs = response.agency_id in request.access.agency_roles
    may_ask = not theirs and bool(_partnerships(request, response))
    return Asked(response.is_submitted and may_ask, by_answer)


@require_http_methods(["GET", "POST"])
@requires(Permission.CHALLENGE_RAISE)
def ask(request: PortalRequest, pk: int, number: int) -> HttpResponse:
    """Ask about one answer, with the answer beside the box."""
    one = _find_sent(request, pk, number)
    if one is None:
        return _withdrawn(request, pk)
    response = one.answer.response
    served = _partnerships(request, response)
    # Whoever reads it for another reason, as the agency's own, cannot ask.
    request.access.require(
        Permission.CHALLENGE_RAISE, partnership_ids=[each.pk for each in served]
    )
    if request.method == "GET":
        require_other(response, request.access)
    today = timezone.localdate()
    form = AskForm(request.POST or None, partnerships=served, today=today)
    valid = request.method == "POST" and form.is_valid()
    if valid and (done := _asked(request, one, form)):
        return done
    context = _context(request, one, form)
    return render(request, "response_tool/ask.html", context)


def _asked(request: PortalRequest, one: Line, form: AskForm) -> HttpResponse | None:
    """Ask, and show the question; nothing where the form has to be shown again."""
    try:
        challenge = actions.raise_challenge(
            answer=one.answer,
            by=request.access,
            at=timezone.now(),
            **form.question_asked(),
        )
    except ValidationError as error:
        if error.code == "not_submitted":
            return _withdrawn(request, one.answer.response_id)
        form.add_error(None, error)
        return None
    messages.success(request, f"Your question is sent to {one.answer.response.agency}.")
    return redirect("response_tool:challenge", challenge.pk)


def _context(request: PortalRequest, one: Line, form: AskForm) -> dict[str, Any]:
    response = one.answer.response
    seen = Challenge.objects.visible_to(request.access).filter(answer=one.answer)
    return {
        "response": response,
        "line": one,
        "form": form,
        "earlier": seen.told(),
        "statuses": words_of_response(response.pk).statuses,
    }


def _find_sent(request: PortalRequest, pk: int, number: int) -> Line | None:
    """One line of a submitted response that this person may see."""
    answer = Answer.objects.page_for(request.access, response=pk, number=number)
    if answer is None or not answer.response.is_submitted:
        return None
    return line(answer)


def _withdrawn(request: PortalRequest, pk: int) -> HttpResponse:
    """The answer is not theirs to read now: 404, and on asking the words are kept."""
    if request.method != "POST":
        raise Http404
    rounds = Round.objects.visible_to(request.access)
    mine = request.access.partnerships_with(Permission.CHALLENGE_RAISE)
    if not rounds.serving(mine).filter(responses=pk).exists():
        raise Http404
    context = {"reason": WITHDRAWN, "unsaved": request.POST.get("question", "").strip()}
    return render(request, "response_tool/not_asked.html", context, status=409)


def _partnerships(request: PortalRequest, response: Response) -> list[Partnership]:
    """Those that received it and for which this person may ask, in their order."""
    mine = request.access.partnerships_with(Permission.CHALLENGE_RAISE)
    received = response.recipients.filter(partnership__in=mine)
    rows = received.select_related("partnership").order_by("partnership__name", "pk")
    return [one.partnership for one in rows]
