"""An agency's cases by spreadsheet: taken away, brought back, looked at, saved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from audits.actions.grading import NOT_COLLECTING, save_part
from audits.columns import ABOUT_A_CASE
from audits.exports.cases import case_workbook
from audits.imports.cases import Key, read_cases
from audits.imports.comparing import SAME, Carried, compare, sealed, unsealed
from audits.judging import Sheet, sheets_of
from audits.models import Audit
from audits.views.parts import find_taken_part
from partnership.guards import PortalRequest, requires
from partnership.models import Agency
from partnership.roles import Permission
from ui.downloads import handed_over
from ui.merging import Edit
from ui.sheets.files import FILE_MAX
from ui.sheets.form import SheetForm
from ui.sheets.found import Reading, Refused
from ui.tables import WORKBOOK
from ui.templatetags.words import count

MAY = Permission.AUDIT_GRADE
AGAIN = "That page was open for too long. Choose the spreadsheet again"
OVERTAKEN = (
    "A colleague changed some of these meanwhile. What is below is not saved: look at "
    "it beside what the portal holds now"
)
STAYED = (
    "Some of this could not be saved any more. What is below is not saved: look at it "
    "beside what the portal holds now"
)


@dataclass(frozen=True)
class Desk:
    """Whose grades are brought, in which audit."""

    request: PortalRequest
    agency: Agency
    audit: Audit

    @property
    def salt(self) -> str:
        """For what a page carries: it is good for this audit and agency alone."""
        return f"audits.cases.{self.agency.pk}.{self.audit.pk}.{self.audit.tool_id}"

    def sheets(self) -> list[Sheet]:
        """The agency's cases as they are now."""
        return sheets_of(self.audit, self.agency)


@require_GET
@requires(MAY)
def case_sheet(request: PortalRequest, agency: str, audit_pk: int) -> HttpResponse:
    """The spreadsheet of an agency's cases, with what is saved already."""
    desk = _desk(request, agency, audit_pk)
    content = case_workbook(desk.audit, desk.agency, desk.sheets())
    name = f"audit-{desk.audit.pk}-{desk.agency.slug}.xlsx"
    return handed_over(content, WORKBOOK, name)


@require_http_methods(["GET", "POST"])
@requires(MAY)
def case_upload(request: PortalRequest, agency: str, audit_pk: int) -> HttpResponse:
    """Choose a filled-in spreadsheet; what it says is shown, and nothing saved yet."""
    desk = _desk(request, agency, audit_pk)
    sent = request.method == "POST"
    form = SheetForm(request.POST, request.FILES) if sent else SheetForm()
    if sent and not desk.audit.is_collecting:
        form.add_error("file", NOT_COLLECTING)
    if sent and form.is_valid():
        file = form.cleaned_data["file"]
        sheets = desk.sheets()
        try:
            content = file.read(FILE_MAX + 1)
            reading = read_cases(desk.audit, desk.agency, sheets, content)
            return _preview(desk, file.name, reading, sheets)
        except Refused as refused:
            form.add_error("file", str(refused))
    return _ask(desk, form)


@require_POST
@requires(MAY)
def case_upload_save(
    request: PortalRequest, agency: str, audit_pk: int
) -> HttpResponse:
    """Save the rows that were shown; what a colleague changed meanwhile is shown."""
    desk = _desk(request, agency, audit_pk)
    carried = unsealed(request.POST.get("rows", ""), salt=desk.salt)
    if carried is None:
        form = SheetForm({})
        form.errors.clear()
        form.add_error("file", AGAIN)
        return _ask(desk, form)
    if problem := _save(desk, carried):
        return _preview(desk, carried.name, carried.reading(), desk.sheets(), problem)
    rows = count(len(carried.rows), "row")
    messages.success(
        request, f"{rows} from “{carried.name}” saved. No case is finished yet."
    )
    if carried.left:
        messages.info(request, _left_out(carried.left))
    return redirect("audits:parts", desk.agency.slug, desk.audit.pk)


def _desk(request: PortalRequest, slug: str, audit_pk: int) -> Desk:
    agency, audit = find_taken_part(request, slug, audit_pk)
    request.access.require(MAY, agency_id=agency.pk)
    return Desk(request, agency, audit)


def _save(desk: Desk, carried: Carried) -> str:
    """Save case by case; why something is left, where it is."""
    problem, now = "", timezone.now()
    parts = {sheet.part.pk: sheet.part for sheet in desk.sheets()}
    for pk, said in carried.edits().items():
        if pk not in parts:
            problem = STAYED
            continue
        try:
            saved = save_part(
                part=parts[pk],
                edits={int(k): v for k, v in said.items() if k not in ABOUT_A_CASE},
                about=_about(said),
                by=desk.request.access,
                at=now,
            )
        except ValidationError as error:
            problem = f"{parts[pk].case}: {error.messages[0]}".rstrip(".")
        else:
            problem = OVERTAKEN if saved.clashes else problem
    return problem


def _about(said: Mapping[str, list[Edit]]) -> list[Edit]:
    return [edit for name in ABOUT_A_CASE for edit in said.get(name, ())]


def _preview(
    desk: Desk,
    name: str,
    reading: Reading[Key],
    sheets: Sequence[Sheet],
    problem: str = "",
) -> HttpResponse:
    """Every row beside what the portal holds, and everything that is wrong."""
    shown = compare(sheets, reading)
    news = [one for one in shown if one.kind != SAME]
    context = {
        "desk": desk,
        "name": name,
        "problem": problem,
        "problems": sorted(reading.problems, key=lambda one: one.row),
        "left": len(reading.left),
        "told": reading.told,
        "news": news,
        "same": len(shown) - len(news),
        "carried": sealed(name, reading, shown, salt=desk.salt) if news else "",
    }
    return render(desk.request, "audits/grading/sheet_preview.html", context)


def _ask(desk: Desk, form: SheetForm) -> HttpResponse:
    context = {"desk": desk, "form": form}
    return render(desk.request, "audits/grading/sheet_upload.html", context)


def _left_out(left: Mapping[int, str]) -> str:
    rows = [f"row {row}" for row in sorted(left)]
    more = f" and {len(rows) - 10} more" if rows[10:] else ""
    return (
        f"Left out for a problem: {', '.join(rows[:10])}{more}. Put them right here, "
        "or in the spreadsheet and bring it again."
    )
