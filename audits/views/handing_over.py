"""A recommendation that was sent wrongly: given to another agency, or ended."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from audits.actions.handing_over import SENT, end_recommendation, give_to
from audits.concerning import owners
from audits.forms.handing_over import EndForm, GiveForm
from audits.models import Recommendation
from audits.views.looking_up import recommendation_at
from partnership.guards import PortalRequest, requires
from partnership.roles import Permission
from ui.forms import put_error, version_seen

MAY = Permission.AUDIT_MODERATE
BESIDE = {"same_agency": "agency", "no_seat": "agency", "no_reason": "because"}


@require_http_methods(["GET", "POST"])
@requires(MAY)
def give(request: PortalRequest, recommendation_pk: int) -> HttpResponse:
    """Give it to another agency, saying why."""
    found = _mine(request, recommendation_pk)
    seated = owners(found.partnership, on=timezone.localdate())
    form = GiveForm(
        request.POST if request.method == "POST" else None,
        agencies=[one for one in seated if one != found.agency],
    )
    if request.method == "POST" and form.is_valid():
        more = {"agency": form.chosen(), "owner": form.cleaned_data["owner"]}
        if _is_done(request, found, form, give_to, **more):
            messages.success(request, f"{more['agency']} has it now, and is told.")
            return redirect("audits:recommendation", found.pk)
    return _show(request, found.pk, form, "audits/recommendations/give.html")


@require_http_methods(["GET", "POST"])
@requires(MAY)
def end(request: PortalRequest, recommendation_pk: int) -> HttpResponse:
    """Say that it is no longer needed, and why."""
    found = _mine(request, recommendation_pk)
    form = EndForm(request.POST if request.method == "POST" else None)
    if (
        request.method == "POST"
        and form.is_valid()
        and _is_done(request, found, form, end_recommendation)
    ):
        messages.success(request, f"It is ended, and {found.agency} is told.")
        return redirect("audits:recommendation", found.pk)
    return _show(request, found.pk, form, "audits/recommendations/end.html")


def _mine(request: PortalRequest, pk: int) -> Recommendation:
    found = recommendation_at(request, pk)
    request.access.require(MAY, partnership_ids=[found.partnership_id])
    return found


def _is_done(
    request: PortalRequest,
    found: Recommendation,
    form: forms.Form,
    act: Any,
    **more: Any,
) -> bool:
    """Do what the form says; else the form says why not."""
    try:
        act(
            recommendation=found,
            because=form.cleaned_data["because"],
            seen=version_seen(request, found.version),
            by=request.access,
            at=timezone.now(),
            **more,
        )
    except ValidationError as error:
        put_error(form, error, BESIDE)
        return False
    return True


def _show(
    request: PortalRequest, pk: int, form: forms.Form, template: str
) -> HttpResponse:
    now = _mine(request, pk)
    if request.method == "GET" and now.state not in SENT:
        return redirect("audits:recommendation", now.pk)
    return render(request, template, {"recommendation": now, "form": form})
