"""One recommendation, and everything that its owner and its partnership do with it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
)

from audits.actions import answering, closing, following
from audits.actions.following import NO_UPDATE
from audits.forms.following import AnswerForm
from audits.naming import keep_cases_out
from audits.views.desk import Desk
from partnership.guards import PortalRequest, requires
from partnership.roles import Permission

ANSWER = Permission.RECOMMENDATION_ANSWER
VERIFY = Permission.RECOMMENDATION_VERIFY
# The buttons of its owner. Each saves everything that was typed; see the template.
UPDATE, ASK = "update", "ask"


@require_GET
@requires(Permission.RECOMMENDATION_VIEW)
def recommendation(request: PortalRequest, recommendation_pk: int) -> HttpResponse:
    """What is to change, how far it is, and everything that happened since."""
    return Desk.at(request, recommendation_pk).page()


@require_http_methods(["GET", "POST"])
@requires(ANSWER)
def answer(request: PortalRequest, recommendation_pk: int) -> HttpResponse:
    """Say how far it is and what became of it, or ask to close it."""
    desk = Desk.at(request, recommendation_pk).for_owner()
    whose, then = desk.recommendation.partnership, request.POST.get("then", ASK)
    return _take(
        desk,
        desk.answer_form(request.POST),
        lambda form: _answer(desk, form, then),
        f"{whose} is asked to check it." if then == ASK else "What you wrote is saved.",
        beside={"no_words": "text"},
    )


@require_http_methods(["GET", "POST"])
@requires(ANSWER)
def withdraw(request: PortalRequest, recommendation_pk: int) -> HttpResponse:
    """Take back the request to close it."""
    desk = Desk.at(request, recommendation_pk).for_owner()
    return _take(
        desk,
        desk.withdraw_form(request.POST),
        lambda form: closing.withdraw(**desk.doing(), seen=form.version_seen()),
        "Your request is taken back. You can work on it again.",
    )


@require_http_methods(["GET", "POST"])
@requires(VERIFY)
def close(request: PortalRequest, recommendation_pk: int) -> HttpResponse:
    """Say that it was checked, and close it."""
    desk = Desk.at(request, recommendation_pk).for_partnership(VERIFY)
    return _take(
        desk,
        desk.close_form(request.POST),
        lambda form: closing.close_recommendation(
            **desk.doing(), note=form.cleaned_data["note"], seen=form.version_seen()
        ),
        "The recommendation is closed.",
    )


@require_http_methods(["GET", "POST"])
@requires(VERIFY)
def send_back(request: PortalRequest, recommendation_pk: int) -> HttpResponse:
    """Send it back to its owner, saying what is missing."""
    desk = Desk.at(request, recommendation_pk).for_partnership(VERIFY)
    return _take(
        desk,
        desk.back_form(request.POST),
        lambda form: closing.send_back(**desk.doing(), **_because(form)),
        f"It is sent back to {desk.recommendation.agency}.",
    )


@require_http_methods(["GET", "POST"])
@requires(VERIFY)
def reopen(request: PortalRequest, recommendation_pk: int) -> HttpResponse:
    """Open a closed one again, saying why."""
    desk = Desk.at(request, recommendation_pk).for_partnership(VERIFY)
    return _take(
        desk,
        desk.reopen_form(request.POST),
        lambda form: closing.reopen(**desk.doing(), **_because(form)),
        f"It is open again. {desk.recommendation.agency} is told.",
    )


@require_http_methods(["GET", "POST"])
@requires(VERIFY)
def change_due(request: PortalRequest, recommendation_pk: int) -> HttpResponse:
    """Give it another day, saying why."""
    desk = Desk.at(request, recommendation_pk).for_partnership(VERIFY)
    return _take(
        desk,
        desk.due_form(request.POST),
        lambda form: following.change_due(
            **desk.doing(), due_on=form.cleaned_data["due_on"], **_because(form)
        ),
        "It is due on another day now, and its owner is told.",
        beside={"no_reason": "because", None: "due_on"},
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.AUDIT_MODERATE)
def tested(request: PortalRequest, recommendation_pk: int) -> HttpResponse:
    """Say which later audits looked whether it worked."""
    desk = Desk.at(request, recommendation_pk)
    desk.for_partnership(Permission.AUDIT_MODERATE)
    return _take(
        desk,
        desk.tested_form(request.POST),
        lambda form: following.set_tested_by(**desk.doing(), audits=form.chosen()),
        "Which audits tested it is saved.",
    )


def _answer(desk: Desk, form: AnswerForm, then: str | None) -> None:
    progress = form.progress()
    if then == UPDATE and not progress.says_something() and not form.touched:
        raise ValidationError(NO_UPDATE, code="no_words")
    answering.answer(
        **desk.doing(),
        progress=progress,
        edits=form.edits(),
        asks=then == ASK,
    )


def _because(form: Form) -> dict[str, Any]:
    seen: Any = form
    return {"because": form.cleaned_data["because"], "seen": seen.version_seen()}


def _take(
    desk: Desk,
    form: Any,
    act: Callable[[Any], object],
    success: str,
    beside: dict[str | None, str] | None = None,
) -> HttpResponse:
    """Do what the form says; else show it again as it was typed."""
    request = desk.request
    if request.method != "POST":
        return desk.page()
    keep_cases_out(form, desk.recommendation.audit)
    if not form.is_valid():
        return desk.not_taken(form)
    try:
        act(form)
    except ValidationError as error:
        return desk.refused(form, error, beside or {})
    messages.success(request, success)
    return redirect("audits:recommendation", desk.recommendation.pk)
