"""A partnership's audits, year by year, and setting up a year."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from audits import planning
from audits.actions.programmes import (
    Year,
    add_programme,
    change_programme,
    year_of,
)
from audits.forms.programmes import ProgrammeForm
from audits.models import Audit, Programme
from audits.places import of_partnership
from audits.views.whose import find_programme
from partnership.guards import PortalRequest, requires
from partnership.models import Partnership
from partnership.roles import Permission
from partnership.views.finding import find_partnership
from ui.forms import put_error, version_seen

MAY = Permission.AUDIT_CONFIGURE
BESIDE = {"title": "title", "wrong_day": "ends_on"}


@require_GET
@requires(Permission.AUDIT_READ)
def audits(request: PortalRequest, partnership: str) -> HttpResponse:
    """This year’s programme and its audits."""
    whose = find_partnership(request, partnership, Permission.AUDIT_READ)
    return _show_year(request, whose, None)


@require_GET
@requires(Permission.AUDIT_READ)
def programme(
    request: PortalRequest, partnership: str, programme_pk: int
) -> HttpResponse:
    """Another year’s programme and its audits."""
    found = find_programme(request, partnership, programme_pk, Permission.AUDIT_READ)
    return _show_year(request, found.partnership, found)


@require_http_methods(["GET", "POST"])
@requires(MAY)
def add(request: PortalRequest, partnership: str) -> HttpResponse:
    """Set up a year of audits."""
    whose = find_partnership(request, partnership, MAY)
    form = ProgrammeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = add_programme(
                partnership=whose,
                year=form.year(),
                by=request.access,
                at=timezone.now(),
            )
        except ValidationError as error:
            put_error(form, error, BESIDE)
        else:
            messages.success(request, f"The programme “{made}” is set up.")
            return redirect("audits:programme", whose.slug, made.pk)
    return _show_form(request, whose, form)


@require_http_methods(["GET", "POST"])
@requires(MAY)
def change(request: PortalRequest, partnership: str, programme_pk: int) -> HttpResponse:
    """Change what a year is called, its days, and what it is to find out."""
    found = find_programme(request, partnership, programme_pk, MAY)
    data = request.POST if request.method == "POST" else None
    form = ProgrammeForm(data, initial=year_of(found).told())
    more: dict[str, Any] = {"seen": version_seen(request, found.version)}
    if request.method == "POST" and form.is_valid():
        try:
            _change(request, found, form.year(), more["seen"])
        except ValidationError as error:
            put_error(form, error, BESIDE)
            if error.code == "changed":
                found.refresh_from_db()
                more = {"seen": found.version, "stands": year_of(found)}
        else:
            messages.success(request, "The changes are saved.")
            return redirect("audits:programme", found.partnership.slug, found.pk)
    return _show_form(request, found.partnership, form, programme=found, **more)


def _change(request: PortalRequest, found: Programme, year: Year, seen: int) -> None:
    change_programme(
        programme=found, year=year, seen=seen, by=request.access, at=timezone.now()
    )


def _show_year(
    request: PortalRequest, whose: Partnership, chosen: Programme | None
) -> HttpResponse:
    seen = Programme.objects.visible_to(request.access).filter(partnership=whose)
    programmes = list(seen.newest_first())
    shown = chosen or planning.current(programmes, timezone.localdate())
    found = Audit.objects.visible_to(request.access).filter(programme=shown)
    rows = planning.rows(found) if shown else []
    context = {
        "partnership": whose,
        "programme": shown,
        "is_current": chosen is None,
        "others": [one for one in programmes if one != shown],
        "groups": planning.by_state(rows),
        "many": len(rows),
        "places": of_partnership(whose.slug),
        "may_configure": request.access.may(MAY, partnership_ids=[whose.pk]),
        "may_review": request.access.may(
            Permission.AUDIT_REVIEW, partnership_ids=[whose.pk]
        ),
    }
    return render(request, "audits/planning/audits.html", context)


def _show_form(
    request: PortalRequest, whose: Partnership, form: ProgrammeForm, **more: Any
) -> HttpResponse:
    context = {"partnership": whose, "form": form, **more}
    return render(request, "audits/planning/programme_form.html", context)
