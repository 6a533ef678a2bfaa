"""The challenge log, and one challenge with what its reader can do about it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from partnership.guards import PortalRequest, requires
from partnership.roles import Permission
from response_tool import actions, challenge_log, challenging, exports
from response_tool.actions.challenges import is_asker, require_asker
from response_tool.challenging import Move
from response_tool.comparing import parts, words
from response_tool.forms import AskAgainForm, ChallengeReplyForm, CloseForm
from response_tool.forms.challenges import Seen
from response_tool.models import Challenge
from ui.downloads import CSV, handed_over
from ui.tables import WORKBOOK, csv_of, workbook

PAGE = 25
TITLE = "Challenges: what partnerships ask agencies about their answers"


@require_GET
@requires(Permission.CHALLENGE_VIEW)
def log(request: PortalRequest) -> HttpResponse:
    """Every challenge that this person may see, or one kind of them."""
    today = timezone.localdate()
    show = challenge_log.known(request.GET.get("show", ""))
    seen = Challenge.objects.visible_to(request.access)
    found = challenge_log.chosen(seen, show, today).told()
    context = {
        "filters": challenge_log.filters(seen.counted(today), show),
        "show": show,
        "keep": f"show={show}",
        "may_raise": request.access.holds(Permission.CHALLENGE_RAISE),
        "rows": Paginator(found, PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "response_tool/challenges.html", context)


@require_GET
@requires(Permission.CHALLENGE_VIEW)
def download(request: PortalRequest, suffix: str) -> HttpResponse:
    """The log as a file: of the kind that was shown."""
    today = timezone.localdate()
    show = challenge_log.known(request.GET.get("show", ""))
    seen = Challenge.objects.visible_to(request.access)
    found = challenge_log.chosen(seen, show, today).told().prefetch_related("replies")
    table = exports.challenge_table(found, today)
    name = f"challenges-{show}-{today.isoformat()}.{suffix}"
    if suffix == "csv":
        return handed_over(csv_of(table), CSV, name)
    if suffix == "xlsx":
        return handed_over(workbook(TITLE, (), [table]), WORKBOOK, name)
    raise Http404


@require_GET
@requires(Permission.CHALLENGE_VIEW)
def challenge(request: PortalRequest, challenge_pk: int) -> HttpResponse:
    """The question, the answer as it stood, what was written since, how it ended."""
    return Desk(request, _find(request, challenge_pk)).page()


@require_http_methods(["GET", "POST"])
@requires(Permission.CHALLENGE_REPLY)
def reply(request: PortalRequest, challenge_pk: int) -> HttpResponse:
    """Reply for the agency."""
    desk = Desk(request, _find(request, challenge_pk))
    response = desk.challenge.response
    request.access.require(Permission.CHALLENGE_REPLY, agency_id=response.agency_id)
    form = ChallengeReplyForm(request.POST or None, written=desk.written)
    return desk.take(
        form,
        actions.reply_to_challenge,
        f"Your reply is sent to {desk.challenge.partnership}.",
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.CHALLENGE_RAISE)
def again(request: PortalRequest, challenge_pk: int) -> HttpResponse:
    """Say that the reply does not answer the question yet."""
    desk = Desk(request, _find(request, challenge_pk))
    require_asker(desk.challenge, challenging.ASK_AGAIN, request.access)
    form = AskAgainForm(request.POST or None, written=desk.written, today=desk.today)
    return desk.take(
        form, actions.ask_again, f"{desk.challenge.response.agency} is asked again."
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.CHALLENGE_RAISE)
def close(request: PortalRequest, challenge_pk: int) -> HttpResponse:
    """Close the question, saying how."""
    desk = Desk(request, _find(request, challenge_pk))
    require_asker(desk.challenge, challenging.CLOSE, request.access)
    form = CloseForm(request.POST or None, written=desk.written)
    return desk.take(form, actions.close_challenge, "The question is closed.")


def _find(request: PortalRequest, challenge_pk: int) -> Challenge:
    seen = Challenge.objects.visible_to(request.access)
    return get_object_or_404(seen.told(), pk=challenge_pk)


class Desk:
    """One challenge in front of one person."""

    def __init__(self, request: PortalRequest, found: Challenge) -> None:
        self.request, self.challenge = request, found
        self.today = timezone.localdate()
        self.thread = list(found.thread())

    @property
    def written(self) -> int:
        """How many texts stand under the question on this page."""
        return len(self.thread)

    def take(
        self, form: Seen, action: Callable[..., Any], success: str
    ) -> HttpResponse:
        """Do what the form says; else show it again as it was typed."""
        if self.request.method != "POST":
            return self.page()
        if not form.is_valid():
            return self._not_taken(form)
        try:
            action(
                challenge=self.challenge,
                by=self.request.access,
                at=timezone.now(),
                **form.words(),
            )
        except ValidationError as error:
            return self._refused(form, error)
        messages.success(self.request, success)
        return redirect("response_tool:challenge", self.challenge.pk)

    def page(self, form: Seen | None = None, **more: Any) -> HttpResponse:
        """The page, with a form for everything that this person can do now."""
        forms = {kind.name: kind for kind in self._possible()}
        if form and form.is_bound and form.name in forms:
            forms[form.name] = form
        stands, response = self.challenge, self.challenge.response
        context = {
            "challenge": stands,
            "response": response,
            "thread": self.thread,
            "said": parts(stands.said),
            "is_changed": response.is_submitted and words(stands.answer) != stands.said,
            "is_late": stands.is_late(self.today),
            "is_theirs": response.agency_id in self.request.access.agency_roles,
            "forms": forms,
            "shown": form if form and form.is_bound else None,
            **more,
        }
        status = 409 if more else 200
        return render(
            self.request, "response_tool/challenge.html", context, status=status
        )

    def _possible(self) -> list[Seen]:
        """A form for each move that the table and this person's roles allow."""
        found: list[Seen] = []
        if self._may(challenging.REPLY):
            found.append(ChallengeReplyForm(written=self.written))
        if self._may(challenging.ASK_AGAIN):
            found.append(AskAgainForm(written=self.written, today=self.today))
        if self._may(challenging.CLOSE):
            found.append(CloseForm(written=self.written))
        return found

    def _may(self, move: Move) -> bool:
        """Whether this person can make a move now."""
        stands, access = self.challenge, self.request.access
        agency_id = stands.response.agency_id
        return challenging.is_possible(move, stands.state) and (
            is_asker(stands, move, access)
            or access.may(move.permission, agency_id=agency_id)
        )

    def _not_taken(self, form: Seen) -> HttpResponse:
        """A form with problems, or its words where it stands on the page no more."""
        if self._may(form.move):
            return self.page(form)
        return self.page(refusal=form.move.refusal, unsaved=form.typed())

    def _refused(self, form: Seen, error: ValidationError) -> HttpResponse:
        """Somebody was quicker, or a rule was broken: show everything, lose nothing."""
        code = getattr(error, "code", "")
        now = Desk(self.request, _find(self.request, self.challenge.pk))
        if code in ("moved", "full", "another"):
            return now.page(refusal=error.messages[0], unsaved=form.typed())
        form.add_error(None, error)
        if code == "meanwhile":
            form.show_again(now.written)
        return now.page(form)
