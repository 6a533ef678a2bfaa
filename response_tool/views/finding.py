"""Finding the thing in hand, for the person who asks for it."""

from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from partnership.guards import PortalRequest
from partnership.roles import Permission
from response_tool import history
from response_tool.actions import keep_aside
from response_tool.models import Action, Answer, Response, Returned
from response_tool.standing import Line
from ui.merging import Clash

View = Callable[..., HttpResponse]
NOT_THEIRS = (
    "A colleague said that priority {} is not relevant to your agency. Your words are "
    "saved; if it is yours after all, change that under ‘Which priorities are yours?’"
)


def find_response(request: PortalRequest, pk: int) -> Response:
    """A response this person may see, else 404."""
    found = Response.objects.page_for(request.access, pk=pk)
    if found is None:
        raise Http404
    return found


def find_line(request: PortalRequest, pk: int, number: int) -> Line:
    """One line of a response this person may see, else 404. Two queries."""
    return line_of(find_answer(request, pk, number))


def find_answer(request: PortalRequest, pk: int, number: int) -> Answer:
    """One answer of a response this person may see, else 404."""
    answer = Answer.objects.page_for(request.access, response=pk, number=number)
    if answer is None:
        raise Http404
    return answer


def line_of(answer: Answer) -> Line:
    """The line of an answer, with its actions as they stand now. One query."""
    return Line(answer, answer.actions_now())


def find_action(one: Line, action_pk: int) -> Action | None:
    """One action of a line, unless somebody removed it."""
    for action in one.actions:
        if action.pk == action_pk:
            action.answer = one.answer
            return action
    return None


def editing(view: View) -> View:
    """Give a page the response that this person may edit.

    Once it is submitted, opening the page shows what was sent instead. Words sent to
    it all the same go on to the view, so that they are not lost.
    """

    @wraps(view)
    def page(request: PortalRequest, pk: int) -> HttpResponse:
        response = find_response(request, pk)
        return read_instead(request, response) or view(request, response)

    return page


def editing_line(view: View) -> View:
    """The same for a page about one priority: it is given the line."""

    @wraps(view)
    def page(
        request: PortalRequest, pk: int, number: int, **kwargs: Any
    ) -> HttpResponse:
        answer = find_answer(request, pk, number)
        shown = read_instead(request, answer.response)
        return shown or view(request, line_of(answer), **kwargs)

    return page


def editing_answer(view: View) -> View:
    """The same for a page that may not need the actions: it is given the answer."""

    @wraps(view)
    def page(request: PortalRequest, pk: int, number: int) -> HttpResponse:
        answer = find_answer(request, pk, number)
        return read_instead(request, answer.response) or view(request, answer)

    return page


def read_instead(request: PortalRequest, response: Response) -> HttpResponse | None:
    """What an editor sees in place of a page that changes a response, if anything."""
    request.access.require(Permission.ANSWER_EDIT, agency_id=response.agency_id)
    if response.round.opens_on > timezone.localdate():
        return render(request, "response_tool/not_open.html", {"response": response})
    if response.is_draft or request.method == "POST":
        return None
    messages.info(
        request,
        "This response has been submitted, so its answers can be read but not changed.",
    )
    return redirect("response_tool:answers", response.whole_id)


def too_late(
    request: PortalRequest,
    about: Answer | Response,
    unsaved: Mapping[str, str],
    reason: str,
) -> HttpResponse:
    """What these words belong to has gone or been sent: keep them and show them."""
    if unsaved:
        keep_aside(about=about, words=unsaved, by=request.access, at=timezone.now())
    context = {
        "response": about.response if isinstance(about, Answer) else about,
        "reason": reason,
        "unsaved": [
            (history.NAMES.get(name, name), text) for name, text in unsaved.items()
        ],
    }
    return render(request, "response_tool/too_late.html", context, status=409)


def returned_about(request: PortalRequest, one: Line) -> list[Returned]:
    """Why this answer was returned, where it is changed for that reason."""
    response = one.answer.response
    if not response.corrects_id:
        return []
    seen = Returned.objects.visible_to(request.access).of(response).open()
    return list(seen.filter(answer__priority_id=one.answer.priority_id).told())


def keep_mine(
    request: PortalRequest,
    about: Answer | Response,
    clashes: Iterable[Clash],
    said: Callable[[Any], str] = str,
) -> None:
    """Keep words that clashed in the history, whatever their writer does next."""
    words = {clash.field: said(clash.mine) for clash in clashes}
    keep_aside(about=about, words=words, by=request.access, at=timezone.now())


def next_number(response: Response, after: Answer) -> int | None:
    """The next priority that is the agency's, in order of numbers."""
    later = response.answers.filter(priority__number__gt=after.priority.number)
    ours = later.exclude(relevance=Answer.Relevance.NOT_RELEVANT)
    return (
        ours.order_by("priority__number")
        .values_list("priority__number", flat=True)
        .first()
    )
