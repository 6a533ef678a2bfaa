"""Figures as partnerships accepted them, and as their boards were shown them."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import F
from django.utils import timezone

from performance.counts import Given, Spec
from performance.models import Measure, Received, Shown
from performance.models.returns import Figure
from performance.models.shown import restored
from performance.policies import policy_of
from performance.series import Kept
from performance.showing import SYMBOLS
from privacy.disclosure import NOT_CHILDREN, Symbol

Said = tuple[int | None, int | None, str, str]
SAID = ("numerator", "denominator", "missing", "words")


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure, and whether boards see what was accepted last."""

    received: int
    measure: int
    frequency: str
    starts_on: date
    agency: int
    accepted: int
    shown: int | None
    numerator: int | None
    denominator: int | None
    missing: str
    words: str

    @property
    def given(self) -> Given:
        """As counts, or the symbol that says why there are none."""
        return given_of(self)

    def saying(self, said: Said) -> "Cell":
        """The same with what was said at another time."""
        numerator, denominator, missing, words = said
        return replace(
            self,
            numerator=numerator,
            denominator=denominator,
            missing=missing,
            words=words,
        )

    @property
    def is_to_come(self) -> bool:
        """Whether the agency said that it is not available yet."""
        return is_to_come(self)


@dataclass(frozen=True, slots=True)
class Past:
    """One measure: its figures by the first day of their period, and what was shown."""

    cells: dict[date, list[Cell]] = field(default_factory=lambda: defaultdict(list))
    kept: dict[date, Kept] = field(default_factory=dict)


Pasts = dict[tuple[int, str], Past]


def given_of(figure: Cell | Figure) -> Given:
    """A figure as counts, or the symbol that says why there are none."""
    if figure.numerator is None:
        gone = Figure.Missing(figure.missing) if figure.missing else None
        symbol = SYMBOLS[gone] if gone else Symbol.UNAVAILABLE
        return Given(symbol, symbol)
    return Given(figure.numerator, figure.denominator)


def is_to_come(figure: Cell | Figure) -> bool:
    """Whether the agency said that it is not available yet."""
    return figure.missing == Figure.Missing.NOT_YET


def spec_of(measure: Measure, *, raw: bool = False) -> Spec:
    """How its counts become its value; with `raw`, with nothing hidden."""
    return Spec(
        multiplier=measure.multiplier,
        places=measure.places,
        is_share=measure.has_denominator,
        policy=NOT_CHILDREN if raw else policy_of(measure),
        counts_children=measure.unit != Measure.Unit.AVERAGE,
    )


def accepted(partnership_id: int, measures: Collection[int]) -> Pasts:
    """What was accepted last, by measure and by how often it is given. One query."""
    found: Pasts = defaultdict(Past)
    for cell in _cells(partnership_id, measures):
        found[cell.measure, cell.frequency].cells[cell.starts_on].append(cell)
    return found


def shown(partnership_id: int, measures: Collection[int]) -> Pasts:
    """The same as boards see it. Three queries.

    A period that was shown once has the figures that were shown, and no others.
    """
    earlier = _earlier(partnership_id, measures)
    rows = Shown.objects.filter(partnership=partnership_id, measure__in=measures)
    found: Pasts = defaultdict(Past)
    for measure, frequency, starts_on, shown_at, above, below in rows.order_by(
        "pk"
    ).values_list("measure_id", "frequency", "starts_on", "shown_at", "above", "below"):
        found[measure, frequency].kept[starts_on] = Kept(
            restored(above), restored(below), timezone.localdate(shown_at)
        )
    for cell in _cells(partnership_id, measures):
        past = found[cell.measure, cell.frequency]
        kept = past.kept.get(cell.starts_on)
        if kept and cell.shown != cell.accepted:
            if cell.shown is None and cell.is_to_come:
                continue
            past.kept[cell.starts_on] = replace(kept, is_held=True)
            if cell.shown is None:
                continue
            cell = cell.saying(earlier[cell.received])  # noqa: PLW2901
        past.cells[cell.starts_on].append(cell)
    return found


def _cells(partnership_id: int, measures: Collection[int]) -> Iterable[Cell]:
    rows = (
        Received.objects.filter(
            partnership=partnership_id,
            accepted__isnull=False,
            point__measure__in=measures,
        )
        .order_by("point__data_return__starts_on", "pk")
        .values_list(
            "pk",
            "point__measure_id",
            "point__data_return__frequency",
            "point__data_return__starts_on",
            "point__data_return__agency_id",
            "accepted_id",
            "shown_id",
            *(f"accepted__{name}" for name in SAID),
        )
    )
    return (Cell(*row) for row in rows)


def _earlier(partnership_id: int, measures: Collection[int]) -> dict[int, Said]:
    """The figures that boards see where another was accepted since."""
    rows = (
        Received.objects.filter(
            partnership=partnership_id, shown__isnull=False, point__measure__in=measures
        )
        .exclude(shown=F("accepted"))
        .order_by("pk")
        .values_list("pk", *(f"shown__{name}" for name in SAID))
    )
    return {pk: (above, below, gone, words) for pk, above, below, gone, words in rows}
