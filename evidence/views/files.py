"""An agency's files: the list, adding, changing, removing, downloading."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from evidence import actions, scanner
from evidence.exports import handed_over
from evidence.forms import AddForm, FileForm
from evidence.models import File
from evidence.uses import uses_of
from evidence.views.receiving import already, decide, received, unread
from partnership.guards import PortalRequest, requires
from partnership.models import Agency
from partnership.roles import Permission
from ui.forms import quoted
from ui.templatetags.words import day

PER_PAGE = 25
KEPT = "“{}” is kept."


@require_GET
@requires(Permission.FILE_VIEW)
def files(request: PortalRequest) -> HttpResponse:
    """Every file of a person's agencies, and where each is used."""
    mine = File.objects.visible_to(request.access).select_related("agency")
    rows = Paginator(mine.by_name(), PER_PAGE).get_page(request.GET.get("page"))
    used = uses_of([one.pk for one in rows])
    agencies = Agency.objects.visible_to(request.access)
    context = {
        "rows": rows,
        "copies": agencies.copied_by(request.access),
        "shown": [(one, used[one.pk], unread(one)) for one in rows],
        "several": len(request.access.agencies_with(Permission.FILE_VIEW)) > 1,
        "editable": request.access.agencies_with(Permission.FILE_EDIT),
        "has_scanner": scanner.is_set_up(),
    }
    return render(request, "evidence/files.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.FILE_EDIT)
def add(request: PortalRequest) -> HttpResponse:
    """Add a file, to be used as evidence later."""
    mine = Agency.objects.visible_to(request.access).filter(
        pk__in=request.access.agencies_with(Permission.FILE_EDIT)
    )
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = AddForm(*sent, agencies=mine.order_by("name"), today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        at = timezone.now()
        taken = received(form, agency=form.agency, by=request.access, at=at)
        if taken and taken.was_there:
            messages.info(request, already(taken))
            return redirect("evidence:file", taken.file.pk)
        if taken:
            return _after(request, taken.file)
    context = {"form": form, "has_scanner": scanner.is_set_up()}
    return render(request, "evidence/add.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.FILE_EDIT)
def check(request: PortalRequest, pk: int) -> HttpResponse:
    """What looks like personal data in a file, and what to do about it."""
    found = _find(request, pk, Permission.FILE_EDIT)
    if not found.is_pending:
        return redirect("evidence:file", pk)
    decision = decide(request, found)
    if decision.note:
        messages.info(request, decision.note)
    if decision.file:
        return _after(request, decision.file)
    context = {"file": found, "decision": decision}
    return render(request, "evidence/check.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.FILE_EDIT)
def file(request: PortalRequest, pk: int) -> HttpResponse:
    """One file: what it is called, until when it holds, and where it is used."""
    found = _find(request, pk, Permission.FILE_EDIT)
    if found.is_pending:
        return redirect("evidence:check", pk)
    sent = request.POST if request.method == "POST" else None
    form = FileForm(sent, file=found, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        clashes = actions.change_file(
            file=found, edits=form.edits(), by=request.access, at=timezone.now()
        )
        if not clashes:
            messages.success(request, f"“{form.cleaned_data['name']}” is saved.")
            return redirect("evidence:files")
        found.refresh_from_db()
        form.meet_clashes(found, clashes, said=_said)
    return render(request, "evidence/file.html", _context(found) | {"form": form})


@require_http_methods(["GET", "POST"])
@requires(Permission.FILE_EDIT)
def remove(request: PortalRequest, pk: int) -> HttpResponse:
    """Remove a file, after asking; refused while it is read elsewhere."""
    found = _find(request, pk, Permission.FILE_EDIT)
    if found.is_pending:
        return redirect("evidence:check", pk)
    error = ""
    if request.method == "POST":
        try:
            actions.remove_file(file=found, by=request.access, at=timezone.now())
            messages.success(request, f"“{found.name}” is removed.")
            return redirect("evidence:files")
        except ValidationError as refusal:
            error = refusal.messages[0]
    return render(request, "evidence/remove.html", _context(found) | {"error": error})


@require_GET
@requires(Permission.FILE_VIEW)
def download(request: PortalRequest, pk: int) -> HttpResponse:
    """The file itself, to be saved."""
    mine = File.objects.visible_to(request.access).kept()
    return handed_over(get_object_or_404(mine, pk=pk))


def _find(request: PortalRequest, pk: int, permission: Permission) -> File:
    mine = File.objects.visible_to(request.access).select_related("agency")
    found = get_object_or_404(mine, pk=pk)
    request.access.require(permission, agency_id=found.agency_id)
    return found


def _after(request: PortalRequest, taken: File) -> HttpResponse:
    """Ask about what was found; where nothing was, say that the file is kept."""
    if taken.is_pending:
        return redirect("evidence:check", taken.pk)
    messages.success(request, f"{KEPT.format(taken.name)} {unread(taken)}".strip())
    return redirect("evidence:files")


def _context(found: File) -> dict[str, Any]:
    used = uses_of([found.pk])[found.pk]
    return {
        "file": found,
        "used": used,
        "sent": [one for one in used if one.is_sent],
        "unread": unread(found),
        "has_scanner": scanner.is_set_up(),
    }


def _said(value: Any) -> str:
    """A colleague's date or name in words."""
    if value is None:
        return "no date"
    return quoted(value) if isinstance(value, str) else day(value)
