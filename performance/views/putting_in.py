"""Figures that an analyst puts in for agencies: several periods in one file."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from partnership.access import Access
from partnership.guards import PortalRequest, requires
from partnership.models import Agency, Partnership
from partnership.roles import Permission
from partnership.views.finding import find_partnership
from performance.actions.putting_in import Done, PutIn, put_in_figures
from performance.exports.bulk import bulk_template
from performance.imports.asked import Key, groups
from performance.imports.bulk import Preview, compare_again, read_bulk
from performance.imports.carrying import Carried, Row, unsealed
from performance.views.previewing import (
    Desk,
    ask,
    ask_again,
    left_out,
    preview,
    preview_again,
)
from ui.sheets.form import SheetForm
from ui.sheets.found import Refused
from ui.tables import csv_of
from ui.templatetags.words import count


@require_GET
@requires(Permission.DATA_REVIEW)
def template(request: PortalRequest, partnership: str) -> StreamingHttpResponse:
    """A CSV file with a row for each figure that is asked of the last period."""
    whose = find_partnership(request, partnership, Permission.DATA_REVIEW)
    lines = csv_of(bulk_template(whose, on=timezone.localdate()))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    name = f"figures-{whose.slug}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_http_methods(["GET", "POST"])
@requires(Permission.DATA_REVIEW)
def put_in(request: PortalRequest, partnership: str) -> HttpResponse:
    """Choose a file; what it says is shown, and nothing is saved yet."""
    whose = find_partnership(request, partnership, Permission.DATA_REVIEW)
    desk = _desk(request, whose)
    sent = request.method == "POST"
    form = SheetForm(request.POST, request.FILES) if sent else SheetForm()
    if sent and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            found = read_bulk(whose, file.read(), on=timezone.localdate())
            return show(request, whose, file.name, found)
        except Refused as refused:
            form.add_error("file", str(refused))
    return ask(desk, form)


@require_POST
@requires(Permission.DATA_REVIEW)
def save(request: PortalRequest, partnership: str) -> HttpResponse:
    """Put in the rows that were shown; what changed meanwhile is shown again."""
    whose = find_partnership(request, partnership, Permission.DATA_REVIEW)
    desk = _desk(request, whose)
    carried = unsealed(request.POST.get("rows", ""), salt=desk.salt)
    if carried is None:
        return ask_again(desk)
    done = put_in_figures(
        partnership=whose,
        groups=_groups(request.access, carried.rows),
        by=request.access,
        at=timezone.now(),
    )
    if done.refused:
        return _again(request, whose, carried, done)
    saved = count(done.saved, "figure")
    messages.success(request, f"{saved} put in. They wait for you to accept them.")
    if left := left_out(carried.left):
        messages.info(request, left)
    return redirect("performance:received", whose.slug)


def _groups(access: Access, rows: Sequence[Row]) -> list[PutIn]:
    """The rows by agency and period."""
    by_key = {row.entry.key: row for row in rows}
    agencies = Agency.objects.visible_to(access).in_bulk(
        {agency for agency, _, _ in by_key}
    )
    return [
        PutIn(agencies[agency], period, {key[2]: by_key[key].edits for key in keys})
        for (period, agency), keys in groups(by_key).items()
        if agency in agencies
    ]


def _again(
    request: PortalRequest, whose: Partnership, carried: Carried, done: Done
) -> HttpResponse:
    """What could not be saved, beside what the portal holds now."""
    one, why = done.refused[0]
    problem = f"{one.agency}, {one.period.words}: {why}"
    if done.saved:
        saved = count(done.saved, "figure")
        problem = f"{saved} put in. What is below is not. {problem}"
    left = {
        (group.agency.pk, group.period, measure)
        for group, _ in done.refused
        for measure in group.edits
    }
    reading = carried.reading(left)
    found = compare_again(whose, reading, on=timezone.localdate())
    about = _about(found)
    desk = _desk(request, whose)
    return preview_again(desk, carried, reading, found.shown, problem, about)


def show(
    request: PortalRequest, whose: Partnership, name: str, found: Preview
) -> HttpResponse:
    """What a file says, beside what the partnership was sent. Raises Refused."""
    desk = _desk(request, whose)
    return preview(desk, name, found.reading, found.shown, _about(found))


def _about(found: Preview) -> dict[Key, str]:
    """Whose each figure is, and of when, in words."""
    about: dict[Key, str] = {}
    for (period, agency), keys in groups(one.entry.key for one in found.shown).items():
        words = f"{found.agencies[agency]}, {period.words}"
        about |= dict.fromkeys(keys, words)
    return about


def _desk(request: PortalRequest, whose: Partnership) -> Desk:
    return Desk(
        request=request,
        caption=whose.name,
        heading="Put in figures for agencies",
        back=reverse("performance:received", args=[whose.slug]),
        back_words="Figures received",
        upload=reverse("performance:put_in", args=[whose.slug]),
        save=reverse("performance:put_in_save", args=[whose.slug]),
        salt=f"performance.put_in.{whose.pk}",
        template="performance/put_in.html",
        context={"partnership": whose},
    )
