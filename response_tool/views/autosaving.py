"""Saving while somebody types: the same save, answered in a line."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from partnership.guards import PortalRequest, requires
from partnership.roles import Permission
from response_tool.actions import Saved, save_answer
from response_tool.forms import AnswerForm
from response_tool.standing import Line
from response_tool.views.finding import editing_line
from ui.templatetags.words import clock

TEXTS = ("progress", "difference")
TOO_LATE = (
    "This response has been submitted, so what you type is not saved. Choose Save to "
    "keep your words."
)
CLASH = "A colleague changed this too. Choose Save to see both texts."


@require_POST
@requires(Permission.ANSWER_EDIT)
@editing_line
def autosave(request: PortalRequest, one: Line) -> HttpResponse:
    """Save the texts and statuses of a priority as they stand on somebody's page.

    Whether last round's words are still true is not among them: it is said of the
    whole page, so it waits for Save.
    """
    form = AnswerForm(request.POST, answer=one.answer, actions=one.actions)
    form.is_valid()
    now = timezone.now()
    try:
        saved = save_answer(
            answer=one.answer,
            edits=form.texts(),
            statuses=form.statuses(),
            by=request.access,
            at=now,
        )
    except ValidationError:
        return _line(TOO_LATE, paused=True)
    began = _began(saved, form)
    for name in TEXTS:
        if name in form.errors:
            why = str(form.errors[name][0]).rstrip(".")
            return _line(f"Not saved. {why}.", began=began)
    if not saved.is_whole:
        return _line(CLASH, began=began, paused=True)
    return _line(f"Saved at {clock(now)}.", began=began, saved=clock(now))


def _began(saved: Saved, form: AnswerForm) -> dict[str, str]:
    """What the page is to begin from now: what stands in its boxes and is saved.

    What only a colleague changed is not in the boxes, so it is not among them.
    """
    rows = {clash.row for clash in saved.status_clashes}
    began = {
        name: text
        for name in TEXTS
        if form.cleaned_data.get(name) == (text := getattr(saved.answer, name))
    }
    for pk, edit in form.statuses().items():
        if pk not in rows:
            began[f"status-{pk}"] = edit.now
    return began


def _line(
    line: str,
    *,
    began: dict[str, str] | None = None,
    saved: str = "",
    paused: bool = False,
) -> JsonResponse:
    told: dict[str, Any] = {
        "line": line,
        "began": began or {},
        "saved": saved,
        "paused": paused,
    }
    return JsonResponse(told)
