"""Everything a partnership has been given, as series: a fixed number of queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from performance.accepted import accepted, added_up, shown
from performance.cells import Cell
from performance.children import children_by_year
from performance.course import Course
from performance.models import (
    Asked,
    Commission,
    Measure,
    Rebase,
    Turn,
)
from performance.periods import Period
from performance.policies import spec_of
from performance.series import Series
from performance.spc import Direction, Start
from privacy.disclosure import Symbol


@dataclass(frozen=True)
class Measured:
    """One measure of a partnership, who gives it, and what it comes to."""

    commission: Commission
    series: Series
    agencies: Mapping[int, str]
    rebases: Sequence[Rebase] = ()
    turns: Sequence[Turn] = ()
    words: Sequence[tuple[Period, int, str]] = ()
    # The first day of the first period that each agency is asked about.
    asked_from: Mapping[int, date] = field(default_factory=dict)

    @property
    def is_drawn(self) -> bool:
        """Whether it has figures over time, shown or not."""
        return self.commission.measure.is_number and bool(self.series.moments)

    @property
    def lacks_children(self) -> bool:
        """Whether a rate is unknown for want of a population."""
        return self.commission.measure.is_of_population and any(
            one.denominator is Symbol.UNAVAILABLE for one in self.series.moments
        )


def measured(
    partnership_id: int,
    *,
    on: date,
    raw: bool = False,
    by_agency: bool = True,
    only: Collection[int] | None = None,
) -> list[Measured]:
    """Every measure of a partnership, as its board sees it; eleven queries at most.

    With `raw` what was accepted last, and nothing hidden. `only` keeps some
    commissions, by number. Without `by_agency` there is what all agencies come to and
    nothing of each, which is much quicker: the database adds up.
    """
    rows = Commission.objects.filter(partnership=partnership_id)
    if only is not None:
        rows = rows.filter(pk__in=only)
    commissions = list(
        rows.select_related("measure").prefetch_related("objectives").in_order()
    )
    if not commissions:
        return []
    pks = [one.pk for one in commissions]
    asked = _asked_of(pks)
    turns = _by(Turn.objects.filter(commission__in=pks).order_by("from_on", "pk"))
    rebases = _by(Rebase.objects.filter(commission__in=pks).order_by("from_on", "pk"))
    specs = {one.measure_id: spec_of(one.measure, raw=raw) for one in commissions}
    asked_from = {
        pk: {agency: on for agency, (_, on) in agencies.items()}
        for pk, agencies in asked.items()
    }
    if raw or by_agency:
        read = accepted if raw else shown
        given = read(partnership_id, [one.measure_id for one in commissions])
    else:
        given = added_up(partnership_id, commissions, asked_from, specs)
    # Read only where a rate is asked for.
    rates = any(one.measure.is_of_population for one in commissions)
    populations = children_by_year(partnership_id) if rates else {}
    found = []
    for one in commissions:
        key = (one.measure_id, one.frequency)
        here = Course(
            commission=one,
            spec=specs[one.measure_id],
            cells=given.cells.get(key, {}),
            kept=given.kept.get(key, {}),
            sums=given.sums.get(key, {}),
            asked_from=asked_from.get(one.pk, {}),
            populations=populations,
        )
        series = Series(
            moments=here.moments(on) if one.measure.is_number else [],
            direction=_directions(one, turns.get(one.pk, ())),
            target=one.target,
            starts=[Start(r.from_on, r.baseline) for r in rebases.get(one.pk, ())],
        )
        found.append(
            Measured(
                commission=one,
                series=series,
                agencies={pk: name for pk, (name, _) in asked.get(one.pk, {}).items()},
                rebases=rebases.get(one.pk, ()),
                turns=turns.get(one.pk, ()),
                words=[] if one.measure.is_number else _words(one, here.cells),
                asked_from=here.asked_from,
            )
        )
    return found


def _words(
    commission: Commission, cells: Mapping[date, Sequence[Cell]]
) -> list[tuple[Period, int, str]]:
    return [
        (Period(commission.every, on), cell.agency, _said(commission, cell))
        for on, some in sorted(cells.items())
        for cell in some
    ]


def _said(commission: Commission, cell: Cell) -> str:
    if commission.measure.unit == Measure.Unit.WORDS:
        return cell.words
    return {1: "Yes", 0: "No"}.get(
        cell.numerator if cell.numerator is not None else -1, ""
    )


def _directions(
    commission: Commission, turns: Sequence[Turn]
) -> list[tuple[date, Direction]]:
    usual = (date.min, Direction(commission.measure.better))
    return [usual, *((turn.from_on, Direction(turn.better)) for turn in turns)]


def _asked_of(commissions: Collection[int]) -> dict[int, dict[int, tuple[str, date]]]:
    """The agencies that each commission asks, by name, and from which period on."""
    rows = Asked.objects.filter(commission__in=commissions).order_by(
        "agency__name", "pk"
    )
    found: dict[int, dict[int, tuple[str, date]]] = {}
    for commission, agency, name, from_on in rows.values_list(
        "commission_id", "agency_id", "agency__name", "from_on"
    ):
        found.setdefault(commission, {})[agency] = (name, from_on)
    return found


def _by(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.commission_id].append(row)
    return found
