"""The actions under a priority: add, change, remove."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from partnership.guards import PortalRequest, requires
from partnership.roles import Permission
from partnership.wording import Words
from response_tool import actions
from response_tool.attached import with_evidence
from response_tool.forms import ActionForm
from response_tool.models import Action
from response_tool.standing import Line
from response_tool.views.finding import (
    NOT_THEIRS,
    editing_line,
    find_action,
    keep_mine,
    too_late,
)
from response_tool.wording import words_of_response
from ui.forms import quoted
from ui.merging import Clash
from ui.templatetags.words import day


@require_http_methods(["GET", "POST"])
@requires(Permission.ANSWER_EDIT)
@editing_line
def add_action(request: PortalRequest, one: Line) -> HttpResponse:
    """Add an action."""
    form = _form(request, one)
    if request.method == "POST" and form.is_valid():
        try:
            added = actions.add_action(
                answer=one.answer,
                by=request.access,
                at=timezone.now(),
                **form.words(),
            )
            if added.answer.is_not_relevant:
                messages.info(request, NOT_THEIRS.format(one.number))
            return _on(request, one, added)
        except ValidationError as error:
            if error.code == "submitted":
                return too_late(request, one.answer, _typed(form), error.messages[0])
            form.add_error(None, error)
    return _show(request, one, form)


@require_http_methods(["GET", "POST"])
@requires(Permission.ANSWER_EDIT)
@editing_line
def change_action(request: PortalRequest, one: Line, action_pk: int) -> HttpResponse:
    """Change an action."""
    action = find_action(one, action_pk)
    if action is None:
        return _gone(request, one)
    form = _form(request, one, action)
    if request.method == "POST" and form.is_valid():
        try:
            clashes = actions.change_action(
                action=action, edits=form.edits(), by=request.access, at=timezone.now()
            )
            if not clashes:
                return _on(request, one, action)
            _meet(form, action, clashes, one)
            keep_mine(request, one.answer, clashes, said=_said)
        except ValidationError as error:
            if error.code == "submitted":
                return too_late(request, one.answer, _typed(form), error.messages[0])
            form.add_error(None, error)
    return _show(request, one, form, action)


@require_http_methods(["GET", "POST"])
@requires(Permission.ANSWER_EDIT)
@editing_line
def remove_action(request: PortalRequest, one: Line, action_pk: int) -> HttpResponse:
    """Remove an action, after asking."""
    action = find_action(one, action_pk)
    if action is None:
        raise Http404
    error = ""
    if request.method == "POST":
        try:
            actions.remove_action(
                action=action,
                version=request.POST.get("version", ""),
                by=request.access,
                at=timezone.now(),
            )
            return _back(one)
        except ValidationError as refusal:
            error = refusal.messages[0]
            action.refresh_from_db()
    context = {
        "response": one.answer.response,
        "line": one,
        "action": action,
        "status": _words(one).status(action.status),
        "error": error,
    }
    return render(request, "response_tool/remove_action.html", context)


def _gone(request: PortalRequest, one: Line) -> HttpResponse:
    """A colleague removed the action: on opening 404, on saving the words are kept."""
    form = _form(request, one)
    if not form.is_bound:
        raise Http404
    form.is_valid()
    reason = "A colleague removed this action while you were writing."
    return too_late(request, one.answer, _typed(form), reason)


def _typed(form: ActionForm) -> dict[str, str]:
    """The words of a form that could not be saved."""
    typed = {name: form.cleaned_data.get(name) for name in ("what", "who", "by_when")}
    return {name: _said(value) for name, value in typed.items() if value}


def _meet(form: ActionForm, action: Action, clashes: list[Clash], one: Line) -> None:
    """Say what a colleague made of it; saving again keeps this person's words."""
    statuses = _words(one).statuses
    action.refresh_from_db()
    form.meet_clashes(
        action, clashes, said=lambda value: quoted(_said(value, statuses))
    )


def _said(value: Any, statuses: Mapping[str, str] | None = None) -> str:
    """A date or a status in words; a text as it is."""
    if isinstance(value, date):
        return day(value)
    return (statuses or {}).get(value, str(value))


def _form(
    request: PortalRequest, one: Line, action: Action | None = None
) -> ActionForm:
    return ActionForm(
        request.POST or None,
        opens_on=one.answer.response.round.opens_on,
        action=action,
        words=_words(one),
    )


def _words(one: Line) -> Words:
    return words_of_response(one.answer.response_id)


def _on(request: PortalRequest, one: Line, action: Action) -> HttpResponse:
    """Where the button that was pressed leads once an action is saved."""
    if request.POST.get("then") == "evidence":
        where = (one.answer.response_id, one.number, action.pk)
        return redirect("response_tool:add_action_evidence", *where)
    return _back(one)


def _back(one: Line) -> HttpResponse:
    answer = one.answer
    return redirect("response_tool:priority", answer.response_id, one.number)


def _show(
    request: PortalRequest, one: Line, form: ActionForm, action: Action | None = None
) -> HttpResponse:
    context = {
        "response": one.answer.response,
        "line": one,
        "form": form,
        "action": action,
    }
    if action:
        with_evidence([one])
    return render(request, "response_tool/action.html", context)
