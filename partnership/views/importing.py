"""Agencies from a spreadsheet: fill the template, see what it says, confirm."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from partnership import actions
from partnership.exports import agencies_template
from partnership.forms import ConfirmForm, UploadForm, signed
from partnership.guards import PortalRequest, requires
from partnership.imports import (
    NotASpreadsheet,
    Sheet,
    carried,
    read_agencies,
    taken_up,
)
from partnership.models import Partnership
from partnership.roles import Permission
from partnership.views.finding import running
from ui.downloads import handed_over
from ui.tables import WORKBOOK
from ui.templatetags.words import count


@require_GET
@requires(Permission.PARTNERSHIP_CONFIGURE)
@running
def import_template(request: PortalRequest, found: Partnership) -> HttpResponse:
    """The empty spreadsheet."""
    name = f"agencies-{found.slug}.xlsx"
    return handed_over(agencies_template(found), WORKBOOK, name)


@require_http_methods(["GET", "POST"])
@requires(Permission.PARTNERSHIP_CONFIGURE)
@running
def import_agencies(request: PortalRequest, found: Partnership) -> HttpResponse:
    """Send a spreadsheet; what it says is shown, and nothing is saved yet."""
    sent = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if sent else UploadForm()
    if sent and form.is_valid():
        try:
            sheet = read_agencies(form.cleaned_data["sheet"].read())
        except NotASpreadsheet as reason:
            form.add_error("sheet", str(reason))
        else:
            return _preview(request, found, sheet)
    context = {"partnership": found, "form": form}
    return render(request, "partnership/import.html", context)


@require_POST
@requires(Permission.PARTNERSHIP_CONFIGURE)
@running
def confirm_import(request: PortalRequest, found: Partnership) -> HttpResponse:
    """Save the rows that were shown."""
    form = ConfirmForm(request.POST, salt=_salt(found))
    if not form.is_valid():
        return _again(request, found, next(iter(form.errors.values()))[0])
    try:
        done = actions.import_agencies(
            partnership=found,
            rows=taken_up(form.cleaned_data["rows"]),
            by=request.access,
            at=timezone.now(),
        )
    except ValidationError as error:
        return _again(request, found, f"Nothing was saved. {error.messages[0]}")
    messages.success(request, _said(done))
    return redirect("partnership:partnership", found.slug)


def _again(request: PortalRequest, found: Partnership, problem: object) -> HttpResponse:
    """The page to send a spreadsheet again, with what was wrong."""
    context = {"partnership": found, "form": UploadForm(), "problem": problem}
    return render(request, "partnership/import.html", context)


def _preview(request: PortalRequest, found: Partnership, sheet: Sheet) -> HttpResponse:
    known = [one.known for one in actions.known(found, sheet.rows, request.access)]
    hidden = actions.Known.HIDDEN
    shown = list(zip(sheet.rows, known, strict=True))
    good = [row for row, one in shown if one is not hidden]
    context = {
        "partnership": found,
        "sheet": sheet,
        "rows": [pair for pair in shown if pair[1] is not hidden],
        "hidden": [row for row, one in shown if one is hidden],
        "to_save": sum(one is not actions.Known.HERE for _, one in shown)
        - known.count(hidden),
        "carried": signed(carried(good), salt=_salt(found)),
    }
    return render(request, "partnership/preview.html", context)


def _salt(found: Partnership) -> str:
    """Rows confirmed for one partnership cannot be sent to another."""
    return f"agencies of partnership {found.pk}"


def _said(done: actions.Imported) -> str:
    parts = [f"{count(len(done.added), 'agency', 'agencies')} added"]
    if done.seated:
        parts.append(f"{count(len(done.seated), 'agency', 'agencies')} given a seat")
    if done.left:
        parts.append(f"{len(done.left)} had a seat already")
    return f"{', '.join(parts)}."
