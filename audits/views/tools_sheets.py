"""A tool in a spreadsheet: taken away, and brought, looked at, saved."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from audits.actions.tools import create_tool
from audits.exports.tools import empty_sheet, tool_sheet
from audits.forms.tools import ToolForm
from audits.imports.tools import Reading, read_tool, sealed, unsealed
from audits.laid import LaidDomain, LaidTool, scale_laid, tool_laid
from audits.models import Tool
from audits.views.tools_finding import MAY, READ, find_tool, scale_choices, tried
from partnership.guards import PortalRequest, requires
from partnership.models import Partnership
from partnership.views.finding import find_partnership
from ui.downloads import handed_over
from ui.sheets.form import SheetForm
from ui.sheets.found import Refused
from ui.tables import WORKBOOK

TOO_OLD = (
    "This page was open for more than a day, so what the file said was let go. Choose "
    "the file once more."
)


@require_GET
@requires(READ)
def sheet(request: PortalRequest, partnership: str, tool_pk: int) -> HttpResponse:
    """A tool with everything that it asks, as a spreadsheet."""
    _, found = find_tool(request, partnership, tool_pk, READ)
    content = tool_sheet(tool_laid(found), scale_laid(found.scale), found.number)
    name = slugify(found.title) or "tool"
    return handed_over(content, WORKBOOK, f"{name}-version-{found.number}.xlsx")


@require_GET
@requires(MAY)
def template(request: PortalRequest, partnership: str) -> HttpResponse:
    """The spreadsheet to fill in."""
    find_partnership(request, partnership, MAY)
    return handed_over(empty_sheet(), WORKBOOK, "audit-tool.xlsx")


@require_http_methods(["GET", "POST"])
@requires(MAY)
def bring(request: PortalRequest, partnership: str) -> HttpResponse:
    """Choose a spreadsheet; what it says is shown, and nothing saved yet."""
    whose = find_partnership(request, partnership, MAY)
    sent = request.method == "POST"
    form = SheetForm(request.POST, request.FILES) if sent else SheetForm()
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            reading = read_tool(file.read())
        except Refused as refused:
            form.add_error("file", str(refused))
        else:
            details = ToolForm(scales=scale_choices(whose))
            return _preview(request, whose, reading, details, file.name)
    return _ask(request, whose, form)


@require_POST
@requires(MAY)
def save(request: PortalRequest, partnership: str) -> HttpResponse:
    """Save what was shown, under the title and with the scale that were entered."""
    whose = find_partnership(request, partnership, MAY)
    domains = unsealed(request.POST.get("rows", ""), salt=_salt(whose))
    if domains is None:
        messages.info(request, TOO_OLD)
        return _ask(request, whose, SheetForm())
    form = ToolForm(request.POST, scales=scale_choices(whose))
    made: list[Tool] = []
    if form.is_valid() and not tried(
        form, lambda: made.append(_create(request, whose, form, domains))
    ):
        messages.success(request, "The tool is saved as a draft. Read it through.")
        return redirect("audits:tool", whose.slug, made[0].pk)
    return _preview(request, whose, Reading(domains), form, "")


def _create(
    request: PortalRequest,
    whose: Partnership,
    form: ToolForm,
    domains: tuple[LaidDomain, ...],
) -> Tool:
    said = form.cleaned_data
    return create_tool(
        partnership=whose,
        laid=LaidTool(said["title"], said["about"], domains),
        scale=said["scale"],
        by=request.access,
        at=timezone.now(),
        verb="brought in a spreadsheet",
    )


def _preview(
    request: PortalRequest,
    whose: Partnership,
    reading: Reading,
    form: ToolForm,
    name: str,
) -> HttpResponse:
    context = {
        "partnership": whose,
        "reading": reading,
        "laid": LaidTool("", "", reading.domains),
        "form": form,
        "name": name,
        "carried": sealed(reading, salt=_salt(whose)),
    }
    return render(request, "audits/tools/sheet_preview.html", context)


def _ask(request: PortalRequest, whose: Partnership, form: SheetForm) -> HttpResponse:
    context: dict[str, Any] = {"partnership": whose, "form": form}
    return render(request, "audits/tools/sheet_upload.html", context)


def _salt(whose: Partnership) -> str:
    return f"audits.tool.{whose.pk}"
