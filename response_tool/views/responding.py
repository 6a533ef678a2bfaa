"""An agency's response: start, which are ours, the task list, what it reads like."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from partnership.guards import PortalRequest, requires
from partnership.models import Agency
from partnership.roles import Permission
from response_tool import history
from response_tool.actions import choose_priorities, start_response
from response_tool.attached import with_evidence
from response_tool.drawing import kept
from response_tool.earlier import last_answers, last_sent, tell_lives
from response_tool.forms import ChoiceForm
from response_tool.models import Challenge, Chase, HandedIn, Response
from response_tool.own_questions import Asked, asked_of, by_partnership
from response_tool.standing import Line, Stage, bands, lines, usually_asked
from response_tool.views.asking import asked_about
from response_tool.views.finding import editing, find_response, too_late
from response_tool.views.second_thoughts import agency_moves, returned_of
from response_tool.wording import words_of_response


@require_GET
@requires(Permission.AGENCY_VIEW)
def responses(request: PortalRequest) -> HttpResponse:
    """Everything a person's agencies are asked for or have sent."""
    mine = (
        Response.objects.visible_to(request.access)
        .of_my_agencies(request.access)
        .with_round()
    )
    opened = mine.filter(round__opens_on__lte=timezone.localdate())
    copies = Agency.objects.visible_to(request.access).copied_by(request.access)
    context = {"responses": opened, "copies": copies}
    return render(request, "response_tool/responses.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.ANSWER_EDIT)
@editing
def start(request: PortalRequest, response: Response) -> HttpResponse:
    """What is asked, by whom, and who will read it."""
    if response.is_submitted or response.corrects_id:
        return redirect("response_tool:tasks", response.pk)
    if request.method == "POST":
        start_response(response=response, by=request.access, at=timezone.now())
        return redirect("response_tool:which", response.pk)
    context = _frame(request, response)
    context["count"] = response.round.strategy.priorities.count()
    return render(request, "response_tool/start.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.ANSWER_EDIT)
@editing
def which(request: PortalRequest, response: Response) -> HttpResponse:
    """Which of the priorities are the agency's, all on one page."""
    forms = _choice_forms(response, request.POST if request.method == "POST" else None)
    # Every form is asked, so that every problem is shown at once.
    valid = [form.is_valid() for form in forms]
    if request.method == "POST" and all(valid):
        try:
            if response.started_at is None:
                # Whoever came here by another way than the first page.
                start_response(response=response, by=request.access, at=timezone.now())
            if _chosen(request, response, forms):
                return redirect("response_tool:tasks", response.pk)
        except ValidationError as error:
            return too_late(request, response, _reasons(forms), error.messages[0])
    context = _frame(request, response)
    groups: dict[int, dict[str, Any]] = {}
    for form in forms:
        objective = form.answer.priority.objective
        group = groups.setdefault(objective.pk, {"objective": objective, "forms": []})
        group["forms"].append(form)
    context |= {"forms": forms, "groups": groups.values()}
    context["filled_in"] = any(form.source for form in forms)
    context["from_last"] = any(form.last for form in forms)
    return render(request, "response_tool/which.html", context)


@require_GET
@requires(Permission.RESPONSE_READ)
def tasks(request: PortalRequest, pk: int) -> HttpResponse:
    """The task list: every priority by objective, and how far each is."""
    response = find_response(request, pk)
    if response.corrects_id:
        return redirect("response_tool:returned", pk)
    if response.is_submitted or not request.access.may(
        Permission.ANSWER_EDIT, agency_id=response.agency_id
    ):
        return redirect("response_tool:answers", pk)
    if response.started_at is None:
        return redirect("response_tool:start", pk)
    body = kept(
        request,
        response,
        "response_tool/tasks_body.html",
        lambda: _tasks(request, response),
    )
    context = {"response": response, "body": body}
    return render(request, "response_tool/tasks.html", context)


@require_GET
@requires(Permission.RESPONSE_READ)
def answers(request: PortalRequest, pk: int) -> HttpResponse:
    """Everything the response says, to read or print."""
    response = find_response(request, pk)
    all_lines = lines(response)
    tell_lives([action for one in all_lines for action in one.actions])
    context = _frame(request, response) | {
        "bands": bands(with_evidence(all_lines)),
        "own": _own_shown(request, response),
        "statuses": words_of_response(response.pk).statuses,
        "returned": returned_of(request, response),
        "moves": agency_moves(request, response),
        "asked": asked_about(request, response),
    }
    return render(request, "response_tool/answers.html", context)


@require_GET
@requires(Permission.HISTORY_VIEW)
def changes(request: PortalRequest, pk: int) -> HttpResponse:
    """Who changed what, and when. Readers outside the agency see what was sent."""
    response = find_response(request, pk)
    if response.corrects_id:
        return redirect("response_tool:history", response.whole_id)
    days = history.of(
        response,
        sent_only=not _is_theirs(request, response),
        words=words_of_response(response.pk),
        challenges=Challenge.objects.visible_to(request.access).about(response),
    )
    context = _frame(request, response) | {"days": days}
    return render(request, "response_tool/history.html", context)


def _tasks(request: PortalRequest, response: Response) -> dict[str, Any]:
    """What the task list shows."""
    all_lines = lines(response)
    own = asked_of(response)
    return _frame(request, response) | {
        "bands": bands(all_lines),
        "own": own,
        "own_to_do": [one for one in own if not one.is_answered],
        "lines": all_lines,
        "done": sum(one.standing.is_complete for one in all_lines),
        "decided": all(one.answer.relevance for one in all_lines),
        "ours": sum(one.answer.is_ours for one in all_lines),
        "to_start": _at(Stage.NOT_STARTED, all_lines),
        "to_finish": _at(Stage.IN_PROGRESS, all_lines),
        "latest": history.latest(response),
        "last": last_sent(response),
        "chase": Chase.objects.visible_to(request.access)
        .filter(response=response)
        .latest_first()
        .first(),
        "handed_in": HandedIn.objects.visible_to(request.access)
        .to_look_at()
        .filter(response=response)
        .told(),
    }


def _frame(request: PortalRequest, response: Response) -> dict[str, Any]:
    """What every page about a response names."""
    received = list(
        response.recipients.select_related("partnership").order_by("partnership__name")
    )
    return {
        "response": response,
        "recipients": received,
        "partnerships": [one.partnership for one in received],
        "is_theirs": _is_theirs(request, response),
        "may_submit": request.access.may(
            Permission.RESPONSE_SUBMIT, agency_id=response.agency_id
        ),
    }


def _own_shown(
    request: PortalRequest, response: Response
) -> list[tuple[str, list[Asked]]]:
    """Own questions: all of them for the agency, for others those that they ask."""
    asked = asked_of(response)
    if not _is_theirs(request, response):
        mine = request.access.partnerships_with(Permission.RESPONSE_READ)
        asked = [one for one in asked if one.question.partnership_id in mine]
    return by_partnership(asked)


def _at(stage: Stage, all_lines: list[Line]) -> list[Line]:
    return [one for one in all_lines if one.standing.stage is stage]


def _is_theirs(request: PortalRequest, response: Response) -> bool:
    return response.agency_id in request.access.agency_roles


def _choice_forms(response: Response, data: Any) -> list[ChoiceForm]:
    """A form for each priority, filled in where undecided.

    From last round; where there was none, from what its sector is usually asked.
    """
    last = last_answers(response)
    usual = set() if last else usually_asked(response)
    answers = response.answers.select_related("priority__objective")
    found = []
    for answer in answers.order_by("priority__number"):
        answer.response = response
        one = ChoiceForm(
            data,
            answer=answer,
            last=last.get(answer.priority.number),
            usual=answer.priority_id in usual,
        )
        found.append(one)
    return found


def _chosen(
    request: PortalRequest, response: Response, forms: list[ChoiceForm]
) -> bool:
    """Save the choices; where one could not be saved, say so beside it."""
    clashed = choose_priorities(
        response=response,
        choices=[form.choice() for form in forms],
        by=request.access,
        at=timezone.now(),
    )
    _show_saved(response, forms, clashed)
    return not clashed


def _reasons(forms: list[ChoiceForm]) -> dict[str, str]:
    """The reasons that were typed and are not saved."""
    choices = [form.choice() for form in forms]
    return {
        f"Priority {one.number} is not relevant because": one.because.now
        for one in choices
        if one.because.now and one.because.now != one.because.was
    }


def _show_saved(
    response: Response, forms: list[ChoiceForm], clashed: list[int]
) -> None:
    """Go on from what is saved, with a colleague's choice beside one that differs."""
    saved = {a.priority_id: a for a in response.answers.select_related("priority")}
    for form in forms:
        stands = saved[form.answer.priority_id]
        form.begin_from_answer(stands)
        if stands.priority.number in clashed:
            form.meet(stands)
