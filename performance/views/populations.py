"""Populations from a spreadsheet: brought, looked at, saved."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from partnership.guards import PortalRequest, requires
from partnership.models import Partnership
from partnership.roles import Permission
from partnership.views.finding import find_partnership
from performance.actions.populations import Counted, Saved, save_populations
from performance.exports.populations import populations_template
from performance.imports.carrying import signed, taken_up
from performance.imports.comparing import CHANGED, NEW, SAME
from performance.imports.populations import (
    Beside,
    Key,
    beside,
    counted,
    latest,
    read_populations,
)
from performance.views.areas import YEARS, seen
from performance.views.previewing import (
    NONE,
    Desk,
    ask,
    ask_again,
    left_out,
    show_rows,
)
from performance.views.previewing import Beside as Shown
from ui.sheets.form import SheetForm
from ui.sheets.found import Entry, Reading, Refused
from ui.tables import csv_of
from ui.templatetags.words import count

MAY = Permission.MEASURE_CONFIGURE
OVERTAKEN = (
    "Somebody changed some of these meanwhile. What is below is not saved: look at it "
    "beside what the portal holds now"
)


@require_GET
@requires(MAY)
def template(request: PortalRequest, partnership: str) -> StreamingHttpResponse:
    """A CSV file with a row for each area and year."""
    whose = find_partnership(request, partnership, MAY)
    covered = seen(request, whose).prefetch_related("area__populations")
    last = latest(timezone.localdate())
    years = range(last, last - YEARS, -1)
    table = populations_template([one.area for one in covered], years)
    response = StreamingHttpResponse(
        csv_of(table), content_type="text/csv; charset=utf-8"
    )
    name = f"populations-{whose.slug}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_http_methods(["GET", "POST"])
@requires(MAY)
def upload(request: PortalRequest, partnership: str) -> HttpResponse:
    """Choose a file; what it says is shown, and nothing is saved yet."""
    whose = find_partnership(request, partnership, MAY)
    desk = _desk(request, whose)
    sent = request.method == "POST"
    form = SheetForm(request.POST, request.FILES) if sent else SheetForm()
    if sent and form.is_valid():
        file = form.cleaned_data["file"]
        names = _names(request, whose)
        try:
            reading = read_populations(file.read(), names, on=timezone.localdate())
            return _preview(desk, file.name, reading, names)
        except Refused as refused:
            form.add_error("file", str(refused))
    return ask(desk, form)


@require_POST
@requires(MAY)
def save(request: PortalRequest, partnership: str) -> HttpResponse:
    """Save the rows that were shown; what changed meanwhile is shown again."""
    whose = find_partnership(request, partnership, MAY)
    desk, names = _desk(request, whose), _names(request, whose)
    state = taken_up(request.POST.get("rows", ""), salt=desk.salt)
    if state is None:
        return ask_again(desk)
    name, sheet, rows, left = state
    # An area that the partnership looks after no longer is left alone.
    rows = [row for row in rows if row[1][0] in names]
    try:
        saved = save_populations(
            counts=[_carried(*row) for row in rows],
            by=request.access,
            at=timezone.now(),
        )
    except ValidationError as error:
        return ask_again(desk, error.messages[0])
    if saved.clashes:
        reading, before = _again(sheet, rows, saved), dict(left)
        reading.left.update(before)
        return _preview(desk, name, reading, names, OVERTAKEN, before)
    many = count(saved.many, "population")
    messages.success(request, f"{many} from “{name}” saved.")
    if told := left_out(dict(left)):
        messages.info(request, told)
    return redirect("performance:areas", whose.slug)


def _names(request: PortalRequest, whose: Partnership) -> dict[str, str]:
    return {one.area.code: one.area.name for one in seen(request, whose)}


def _preview(
    desk: Desk,
    name: str,
    reading: Reading[Key],
    names: dict[str, str],
    problem: str = "",
    before: Mapping[int, str] = NONE,
) -> HttpResponse:
    rows = beside(reading, names)
    news = [one for one in rows if one.is_new]
    carried = ""
    if news:
        state = [
            name,
            reading.sheet,
            [_row(one) for one in news],
            [*reading.left.items()],
        ]
        carried = signed(state, salt=desk.salt)
    shown = [_shown(one) for one in rows]
    return show_rows(desk, name, reading, shown, carried, problem, before)


def _row(one: Beside) -> list[Any]:
    """A row as a page carries it."""
    return [one.entry.row, one.entry.key, one.entry.title, one.was, one.now]


def _carried(
    _: int,
    key: tuple[str, int],
    title: str,
    was: tuple[int, str] | None,
    now: tuple[int, str],
) -> Counted:
    return counted(*key, was, now)


def _again(sheet: str, rows: list[Any], saved: Saved) -> Reading[Key]:
    """The rows that clash, to be looked at once more."""
    left = {(one.code, one.year) for one, _ in saved.clashes}
    entries = [
        Entry(number, (code, year), title, _values(*now))
        for number, (code, year), title, _, now in rows
        if (code, year) in left
    ]
    return Reading(sheet, entries=entries)


def _values(children: int, source: str) -> dict[str, Any]:
    return {"children": children, "source": source, "name": ""}


def _shown(one: Beside) -> Shown:
    kind = SAME if not one.is_new else CHANGED if one.was else NEW
    is_moved = one.was is not None and one.was[1] != one.now[1]
    return Shown(
        one.entry.row,
        one.entry.title,
        f"Mid-{one.entry.key[1]}",
        kind,
        _said(one.was, with_source=is_moved) if one.was else "",
        _said(one.now, with_source=is_moved or not one.was),
        [one.asks] if one.asks and one.is_new else [],
    )


def _said(known: tuple[int, str], *, with_source: bool) -> str:
    number, source = known
    return f"{number:,}\n{source}" if with_source else f"{number:,}"


def _desk(request: PortalRequest, whose: Partnership) -> Desk:
    back = reverse("performance:areas", args=[whose.slug])
    return Desk(
        request=request,
        caption=whose.name,
        heading="Bring populations in a spreadsheet",
        back=back,
        back_words="Areas and populations",
        upload=reverse("performance:populations", args=[whose.slug]),
        save=reverse("performance:populations_save", args=[whose.slug]),
        salt=f"performance.populations.{whose.pk}",
        template="performance/populations.html",
        context={"partnership": whose},
        marking="OFFICIAL",
    )
