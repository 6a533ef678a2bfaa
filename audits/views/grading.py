"""An agency's cases in an audit, and the page on which it grades one."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from audits.actions.grading import Saved, finish_part, reopen_part, save_part
from audits.forms.grading import PartForm
from audits.judging import Question, how_many_asked, sheet_of
from audits.models import SELF_ASSESSMENT, Part
from audits.views.parts import find_part, find_taken_part, parts_of
from partnership.guards import PortalRequest, requires
from partnership.roles import Permission
from privacy import identifiers
from ui.templatetags.words import clock

MAY = Permission.AUDIT_GRADE
CLASH = "A colleague changed this too. Choose Save to see both."
TOO_LATE = "What you type is not saved any more. Choose Save to see why."
REOPENED = "This case is open again. Finish it once more when you are done."
Found = Mapping[str, list[identifiers.Found]]
SAVED = "What you have said is saved. The case is not finished yet."
PERSONAL = (
    "What you have said is saved. Some words look like personal data: the case cannot "
    "be finished until you take them out, or say why they can stay."
)
GRADED = Q(judgements__grade__isnull=False) | Q(judgements__does_not_apply=True)


@require_GET
@requires(Permission.AUDIT_VIEW)
def parts(request: PortalRequest, agency: str, audit_pk: int) -> HttpResponse:
    """An agency's cases in one audit: how far each is, and where to go on."""
    whose, audit = find_taken_part(request, agency, audit_pk)
    rows = parts_of(request, whose).filter(case__audit=audit)
    rows = rows.annotate(graded=Count("judgements", filter=GRADED))
    found = list(rows.order_by("case__position", "case_id"))
    waiting = [one for one in found if not one.is_finished]
    context = {
        "agency": whose,
        "audit": audit,
        "parts": found,
        "questions": how_many_asked(audit.tool),
        "finished": len(found) - len(waiting),
        "go_on": _where_stopped(waiting),
        "may_grade": request.access.may(MAY, agency_id=whose.pk),
        "self_assessment": SELF_ASSESSMENT,
    }
    return render(request, "audits/grading/parts.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.AUDIT_VIEW)
def grade(request: PortalRequest, agency: str, case_part_pk: int) -> HttpResponse:
    """One case on one page: every question, its grade and the reason."""
    part = find_part(request, agency, case_part_pk)
    sheet = sheet_of(part)
    if request.method == "GET":
        return _show(request, PartForm(None, sheet=sheet))
    form = PartForm(request.POST, sheet=sheet)
    form.is_valid()
    try:
        if request.POST.get("then") == "reopen":
            reopen_part(part=part, by=request.access, at=timezone.now())
        saved = _save(request, part, form, form.cleaned_data.get("may_stay_because"))
    except ValidationError as error:
        return _refused(request, form, error.messages[0])
    return _after(request, form, saved)


@require_POST
@requires(Permission.AUDIT_GRADE)
def autosave(request: PortalRequest, agency: str, case_part_pk: int) -> HttpResponse:
    """Save what stands on somebody's page while they type, answered in a line."""
    part = find_part(request, agency, case_part_pk)
    form = PartForm(request.POST, sheet=sheet_of(part))
    form.is_valid()
    now = timezone.now()
    try:
        saved = _save(request, part, form)
    except ValidationError:
        return _line(TOO_LATE, {}, paused=True)
    began = form.now_saved(sheet_of(saved.part))
    if form.errors:
        why = str(next(iter(form.errors.values()))[0]).rstrip(".")
        return _line(f"Not saved. {why}.", began)
    if saved.clashes:
        return _line(CLASH, began, paused=True)
    return _line(f"Saved at {clock(now)}.", began, saved=clock(now))


def _line(
    line: str, began: dict[str, str], *, saved: str = "", paused: bool = False
) -> JsonResponse:
    told: dict[str, Any] = {"line": line, "began": began}
    return JsonResponse({**told, "saved": saved, "paused": paused})


def _where_stopped(waiting: list[Part]) -> Part | None:
    """The case that was saved last and is not finished, else the first to do."""
    begun = [one for one in waiting if one.saved_at]
    last = max(begun, key=lambda one: one.saved_at, default=None)  # type: ignore[arg-type,return-value]
    return last or (waiting[0] if waiting else None)


def _save(
    request: PortalRequest, part: Part, form: PartForm, because: str | None = ""
) -> Saved:
    return save_part(
        part=part,
        edits=form.by_question(),
        about=form.about(),
        may_stay_because=because or "",
        by=request.access,
        at=timezone.now(),
    )


def _refused(request: PortalRequest, form: PartForm, why: str) -> HttpResponse:
    """Nothing is saved: say why, beside what was typed if anything was."""
    part = form.sheet.part
    if not form.was_filled_in:
        messages.info(request, why)
        return redirect("audits:grade", part.agency.slug, part.pk)
    part.refresh_from_db(fields=["finished_at", "finished_by"])
    form.add_error(None, why)
    return _show(request, form)


def _after(request: PortalRequest, form: PartForm, saved: Saved) -> HttpResponse:
    """Go on, or show what needs the writer: two texts, personal data, what lacks."""
    part, then = saved.part, request.POST.get("then", "")
    form.go_on_from(sheet_of(part), saved.clashes)
    if then != "list":
        form.tell_found()
    if then == "finish" and not form.errors:
        try:
            finish_part(part=part, by=request.access, at=timezone.now())
        except ValidationError as error:
            form.tell_missing()
            if not form.errors:
                form.add_error(None, error.messages[0])
        else:
            messages.success(request, f"{part.case} is finished.")
            return _to_list(part)
    if form.errors:
        return _show(request, form)
    _tell_saved(request, form)
    if then == "list":
        return _to_list(part)
    return redirect("audits:grade", part.agency.slug, part.pk)


def _tell_saved(request: PortalRequest, form: PartForm) -> None:
    if form.sheet.found:
        messages.warning(request, PERSONAL)
    elif request.POST.get("then") == "reopen":
        messages.success(request, REOPENED)
    else:
        messages.success(request, SAVED)


def _to_list(part: Part) -> HttpResponse:
    return redirect("audits:parts", part.agency.slug, part.case.audit_id)


def _show(request: PortalRequest, form: PartForm) -> HttpResponse:
    sheet = form.sheet
    part = sheet.part
    may = request.access.may(MAY, agency_id=part.agency_id)
    found = sheet.found if form.errors else {}
    context = {
        "sheet": sheet,
        "part": part,
        "audit": sheet.audit,
        "form": form,
        "is_open": may and (sheet.is_open or bool(form.errors)),
        "may_reopen": may and sheet.audit.is_collecting and part.is_finished,
        "is_self": part.case.reference == SELF_ASSESSMENT,
        "domains": [
            (domain, [_row(form, one, found) for one in some])
            for domain, some in sheet.domains
        ],
        "note": _box(form, "note", found),
        "not_involved": _box(form, "not_involved", found),
        "found": found,
        "go_on": sheet.missing[0] if sheet.said and sheet.missing else None,
    }
    return render(request, "audits/grading/grade.html", context)


def _row(form: PartForm, one: Question, found: Found) -> dict[str, Any]:
    return {
        "one": one,
        "grade": form[f"grade-{one.pk}"],
        "reason": _box(form, f"reason-{one.pk}", found),
    }


def _box(form: PartForm, name: str, found: Found) -> dict[str, Any]:
    """A box, and what in its text looks like personal data."""
    box, some = form[name], found.get(name, [])
    return {
        "field": box,
        "words": [one.words for one in some],
        "excerpts": identifiers.around(form.saved[name], some) if some else [],
    }
