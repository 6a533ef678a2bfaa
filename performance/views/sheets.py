"""An agency's figures by spreadsheet: taken away, brought back, looked at, saved."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from partnership.guards import PortalRequest, requires
from partnership.roles import Permission
from performance.actions.entering import save_figures
from performance.exports.template import figures_template
from performance.grids import Grid
from performance.imports.carrying import Carried, unsealed
from performance.imports.comparing import compare
from performance.imports.sheets import read_sheet
from performance.periods import Frequency
from performance.views.finding import find_grid
from performance.views.previewing import (
    Desk,
    ask,
    ask_again,
    left_out,
    preview,
    preview_again,
)
from ui.downloads import handed_over
from ui.merging import Clash
from ui.sheets.form import SheetForm
from ui.sheets.found import Refused
from ui.tables import WORKBOOK
from ui.templatetags.words import count

OVERTAKEN = (
    "A colleague changed some of these meanwhile. What is below is not saved: look at "
    "it beside what the portal holds now"
)
NO_LONGER = "something that somebody still asks your agency for"


@require_GET
@requires(Permission.DATA_ENTER)
def template(
    request: PortalRequest, agency: str, frequency: Frequency, starts_on: date
) -> HttpResponse:
    """The spreadsheet of one period, with what the portal holds already."""
    found = _mine(request, agency, frequency, starts_on)
    name = f"figures-{found.agency.slug}-{frequency}-{starts_on}.xlsx"
    return handed_over(figures_template(found), WORKBOOK, name)


@require_http_methods(["GET", "POST"])
@requires(Permission.DATA_ENTER)
def upload(
    request: PortalRequest, agency: str, frequency: Frequency, starts_on: date
) -> HttpResponse:
    """Choose a filled-in spreadsheet; what it says is shown, and nothing saved yet."""
    found = _mine(request, agency, frequency, starts_on)
    desk = _desk(request, found)
    sent = request.method == "POST"
    form = SheetForm(request.POST, request.FILES) if sent else SheetForm()
    if sent and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            reading = read_sheet(found, file.read())
            return preview(desk, file.name, reading, compare(found, reading))
        except Refused as refused:
            form.add_error("file", str(refused))
    return ask(desk, form)


@require_POST
@requires(Permission.DATA_ENTER)
def save(
    request: PortalRequest, agency: str, frequency: Frequency, starts_on: date
) -> HttpResponse:
    """Save the rows that were shown; what a colleague changed meanwhile is shown."""
    found = _mine(request, agency, frequency, starts_on)
    desk = _desk(request, found)
    carried = unsealed(request.POST.get("rows", ""), salt=desk.salt)
    if carried is None:
        return ask_again(desk)
    try:
        clashes = _save(request, found, carried)
    except ValidationError as error:
        return _again(request, desk, found, carried, error.messages[0])
    if clashes:
        return _again(request, desk, found, carried, OVERTAKEN)
    saved = count(len(carried.rows), "figure")
    messages.success(
        request, f"{saved} from “{carried.name}” saved. Nothing is sent yet."
    )
    if left := left_out(carried.left):
        messages.info(request, left)
    address = reverse("performance:figures", args=_address(found))
    return redirect(f"{address}?check")


def _save(request: PortalRequest, found: Grid, carried: Carried) -> list[Clash]:
    return save_figures(
        agency=found.agency,
        period=found.period,
        edits={row.entry.key: row.edits for row in carried.rows},
        by=request.access,
        at=timezone.now(),
    )


def _again(
    request: PortalRequest, desk: Desk, found: Grid, carried: Carried, problem: str
) -> HttpResponse:
    """The rows that were shown, beside what the portal holds now."""
    now = find_grid(
        request, found.agency.slug, found.period.frequency, found.period.starts_on
    )
    asked = {line.measure.pk for line in now.lines}
    reading = carried.reading(asked)
    for row in carried.rows:
        if row.entry.key not in asked:
            reading.refuse(row.entry, "measure", row.entry.title, NO_LONGER)
    shown = compare(now, reading)
    return preview_again(desk, carried, reading, shown, problem)


def _mine(
    request: PortalRequest, agency: str, frequency: Frequency, starts_on: date
) -> Grid:
    found = find_grid(request, agency, frequency, starts_on)
    request.access.require(Permission.DATA_ENTER, agency_id=found.agency.pk)
    return found


def _desk(request: PortalRequest, found: Grid) -> Desk:
    address = _address(found)
    return Desk(
        request=request,
        caption=f"{found.agency}, {found.period.words}",
        heading="Bring figures in a spreadsheet",
        back=reverse("performance:figures", args=address),
        back_words=f"Data return, {found.period.words}",
        upload=reverse("performance:upload", args=address),
        save=reverse("performance:upload_save", args=address),
        salt=f"performance.sheet.{found.agency.pk}.{'.'.join(map(str, address[1:]))}",
        template="performance/sheet_upload.html",
        context={"spreadsheet": reverse("performance:spreadsheet", args=address)},
    )


def _address(found: Grid) -> tuple[str, Frequency, date]:
    return found.agency.slug, found.period.frequency, found.period.starts_on
