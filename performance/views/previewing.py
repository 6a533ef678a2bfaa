"""What a spreadsheet says, as a page shows it before anything is saved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from partnership.guards import PortalRequest
from performance.imports.carrying import Carried, sealed
from performance.imports.comparing import BLANK, SAME, Shown
from performance.lines import Plain
from performance.models import Measure
from performance.showing import told
from ui.sheets.form import SheetForm
from ui.sheets.found import Reading, Refused

AGAIN = "That page was open for too long. Choose the spreadsheet again"
SHOWN_LEFT = 5
NONE: Mapping[int, str] = MappingProxyType({})
# What agencies count is marked so until small numbers are hidden.
SENSITIVE = "OFFICIAL-SENSITIVE"


@dataclass(frozen=True, slots=True)
class Desk:
    """Whose figures are brought, and where the pages are."""

    request: PortalRequest
    caption: str
    heading: str
    back: str
    back_words: str
    upload: str
    save: str
    salt: str
    template: str
    context: Mapping[str, Any]
    marking: str = SENSITIVE


@dataclass(frozen=True, slots=True)
class Beside:
    """A good row in words: what it is about, what it says, what the portal holds."""

    row: int
    title: str
    about: str
    kind: str
    was: str
    now: str
    asks: Sequence[str]


def ask(desk: Desk, form: SheetForm) -> HttpResponse:
    """The page to choose a file on."""
    context = {"desk": desk, "form": form, **desk.context}
    return render(desk.request, desk.template, context)


def ask_again(desk: Desk, problem: str = AGAIN) -> HttpResponse:
    """The same, with what was wrong."""
    form = SheetForm({})
    form.errors.clear()
    form.add_error("file", problem)
    return ask(desk, form)


def preview(
    desk: Desk,
    name: str,
    reading: Reading[Any],
    shown: Sequence[Shown],
    about: Mapping[Any, str] | None = None,
    problem: str = "",
    left: Mapping[int, str] | None = None,
) -> HttpResponse:
    """Every row beside what the portal holds, and everything that is wrong.

    `left` are rows whose problems were shown on the page before. Raises Refused where
    it is more than a page can carry.
    """
    before = dict(left or {})
    rows = [_beside(one, (about or {}).get(one.entry.key, "")) for one in shown]
    has_news = any(row.kind != SAME for row in rows)
    carried = sealed(name, reading, shown, salt=desk.salt) if has_news else ""
    return show_rows(desk, name, reading, rows, carried, problem, before)


def show_rows(
    desk: Desk,
    name: str,
    reading: Reading[Any],
    rows: Sequence[Beside],
    carried: str,
    problem: str = "",
    before: Mapping[int, str] = NONE,
) -> HttpResponse:
    """The page itself, of whatever the rows are about."""
    context = {
        "desk": desk,
        "name": name,
        "problem": problem,
        "problems": sorted(reading.problems, key=lambda one: one.row),
        "left": len(reading.left.keys() - before.keys()),
        "before": [named(*row) for row in sorted(before.items())],
        "told": reading.told,
        "news": [row for row in rows if row.kind != SAME],
        "same": [row for row in rows if row.kind == SAME],
        "carried": carried,
    }
    return render(desk.request, "performance/sheet_preview.html", context)


def preview_again(
    desk: Desk,
    carried: Carried,
    reading: Reading[Any],
    shown: Sequence[Shown],
    problem: str,
    about: Mapping[Any, str] | None = None,
) -> HttpResponse:
    """What could not be saved once more, and the rows that were left out before."""
    try:
        return preview(
            desk, carried.name, reading, shown, about, problem, left=carried.left
        )
    except Refused as refused:
        return ask_again(desk, str(refused))


def _beside(one: Shown, about: str) -> Beside:
    measure, entry = one.line.measure, one.entry
    return Beside(
        entry.row,
        entry.title,
        about,
        one.kind,
        _said(measure, one.was),
        _said(measure, one.now),
        [f"Before you send it: {text}" for text in one.asks],
    )


def _said(measure: Measure, figure: Plain) -> str:
    if figure == BLANK:
        return ""
    text = told(measure, figure)
    if not figure.note:
        return text
    return f"{text}\nNote: {figure.note}" if text else f"Note: {figure.note}"


def left_out(left: Mapping[int, str]) -> str:
    """Which rows of a file were not saved; nothing where all were."""
    if not left:
        return ""
    rows = [named(*row) for row in sorted(left.items())]
    more = f" and {len(rows) - SHOWN_LEFT} more" if rows[SHOWN_LEFT:] else ""
    return (
        f"Left out for a problem: {', '.join(rows[:SHOWN_LEFT])}{more}. Put them right "
        "here, or in the spreadsheet and bring it again."
    )


def named(row: int, title: str) -> str:
    """A row of a file, by its number and what it is about."""
    return f"row {row} ({title})" if title else f"row {row}"
