"""What partnerships accepted, and what their boards see of it (docs/adr/0022).

Figures one by one, or added up by the database where none may have to be hidden.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import Q
from django.utils import timezone

from performance.cells import RETURN, Cell, cells_of, said_in
from performance.counts import Spec, Sums
from performance.models import Commission, Shown
from performance.models.shown import restored
from performance.series import Kept
from performance.sums import Key, sums_of

Cells = Mapping[Key, Mapping[date, list[Cell]]]
Keeps = dict[Key, dict[date, Kept]]
NOTHING_HIDDEN = Q(above={}, below={})


@dataclass(frozen=True)
class Accepted:
    """Figures by measure and frequency and then by period, and what was shown once.

    Where there are `sums`, there are cells only of what has to be seen one by one, and
    of what is `kept` no more than those need.
    """

    cells: Cells
    kept: Mapping[Key, Mapping[date, Kept]] = field(default_factory=dict)
    sums: Mapping[Key, Mapping[date, Sums]] = field(default_factory=dict)


def accepted(partnership_id: int, measures: Collection[int]) -> Accepted:
    """What was accepted last, each by itself. One query."""
    which = Q(point__measure__in=measures)
    return Accepted(_by_period(cells_of(partnership_id, which)))


def shown(partnership_id: int, measures: Collection[int]) -> Accepted:
    """The same as boards see it. Three queries at most.

    A period that was shown once has the figures that were shown, and no others.
    """
    kept = _kept(partnership_id, Q(measure__in=measures))
    return _as_shown(partnership_id, Q(point__measure__in=measures), kept)


def added_up(
    partnership_id: int,
    commissions: Collection[Commission],
    asked_from: Mapping[int, Mapping[int, date]],
    specs: Mapping[int, Spec],
) -> Accepted:
    """The same as boards see it, added up where that does. Four queries at most."""
    numbers = [one for one in commissions if one.measure.is_number]
    sums = sums_of(partnership_id, numbers, asked_from)
    each = {
        (one.measure_id, on)
        for one in numbers
        for on, some in sums.get((one.measure_id, one.frequency), {}).items()
        if specs[one.measure_id].needs_each(some)
    }
    measures = Q(measure__in=[one.measure_id for one in numbers])
    kept = _kept(partnership_id, measures & (~NOTHING_HIDDEN | _among(each)))
    each |= {(key[0], on) for key, some in kept.items() for on in some}
    said = [one.measure_id for one in commissions if not one.measure.is_number]
    which = Q(point__measure__in=said) | _among(each, "point__", RETURN)
    return replace(_as_shown(partnership_id, which, kept), sums=sums)


def _among(each: Collection[tuple[int, date]], of: str = "", period: str = "") -> Q:
    """All of these measures’ periods, and some more of the same measures."""
    return Q(
        **{
            f"{of}measure__in": {measure for measure, _ in each},
            f"{period}starts_on__in": {on for _, on in each},
        }
    )


def _kept(partnership_id: int, which: Q) -> Keeps:
    """What of periods was hidden when they were first shown. One query."""
    rows = Shown.objects.filter(which, partnership=partnership_id).order_by("pk")
    found: Keeps = defaultdict(dict)
    for measure, frequency, starts_on, shown_at, above, below in rows.values_list(
        "measure_id", "frequency", "starts_on", "shown_at", "above", "below"
    ):
        found[measure, frequency][starts_on] = Kept(
            restored(above), restored(below), timezone.localdate(shown_at)
        )
    return found


def _as_shown(partnership_id: int, which: Q, kept: Keeps) -> Accepted:
    """Figures as they were shown where they were. Two queries at most."""
    cells: list[Cell] = []
    earlier: list[tuple[int, Cell]] = []
    for cell in cells_of(partnership_id, which):
        periods = kept.get((cell.measure, cell.frequency), {})
        was = periods.get(cell.starts_on)
        if was is None or cell.shown == cell.accepted:
            cells.append(cell)
        elif cell.shown is not None:
            earlier.append((cell.shown, cell))
            periods[cell.starts_on] = replace(was, is_held=True)
        elif not cell.is_to_come:
            periods[cell.starts_on] = replace(was, is_held=True)
    # Read by their numbers: a revision never changes, whatever is accepted meanwhile.
    said = said_in({pk for pk, _ in earlier})
    cells += [cell.saying(said[pk]) for pk, cell in earlier]
    return Accepted(_by_period(cells), kept)


def _by_period(cells: Iterable[Cell]) -> Cells:
    found: dict[Key, dict[date, list[Cell]]] = defaultdict(dict)
    for cell in cells:
        key = (cell.measure, cell.frequency)
        found[key].setdefault(cell.starts_on, []).append(cell)
    return found
