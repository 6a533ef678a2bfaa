"""Accepted figures as the database gives them: one by one, or added up by period."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from django.db.models import Count, Q, Sum

from performance.models import Asked, Commission, Received
from performance.models.returns import Figure
from performance.series import Given, Spec, Sums
from performance.showing import SYMBOLS
from privacy.disclosure import DFE, NHS_HES, Symbol

# A measure and how often it was given: figures of another frequency are kept apart.
Key = tuple[int, str]
RETURN = "point__data_return__"
# No policy hides a number above this, for its own sake.
SMALL = (1, max(policy.largest_hidden for policy in (DFE, NHS_HES)))


@dataclass(frozen=True, slots=True)
class Cell:
    """One accepted figure."""

    measure: int
    frequency: str
    starts_on: date
    agency: int
    numerator: int | None
    denominator: int | None
    missing: str
    words: str

    @property
    def given(self) -> Given:
        """As counts, or the symbol that says why there are none."""
        if self.numerator is None:
            gone = Figure.Missing(self.missing) if self.missing else None
            symbol = SYMBOLS[gone] if gone else Symbol.UNAVAILABLE
            return Given(symbol, symbol)
        return Given(self.numerator, self.denominator)


@dataclass(frozen=True)
class Accepted:
    """All that is accepted, by measure and frequency and then by period."""

    cells: Mapping[Key, Mapping[date, list[Cell]]]
    sums: Mapping[Key, Mapping[date, Sums]] = field(default_factory=dict)


def accepted(
    partnership_id: int,
    commissions: Collection[Commission],
    asked_from: Mapping[int, Mapping[int, date]],
    specs: Mapping[int, Spec] | None,
) -> Accepted:
    """Every figure by itself, in one query; with `specs` sums where they do, in two."""
    if specs is None:
        measures = [one.measure_id for one in commissions]
        return Accepted(cells_of(partnership_id, Q(point__measure__in=measures)))
    numbers = [one for one in commissions if one.measure.is_number]
    sums = sums_of(partnership_id, numbers, asked_from)
    closer = {
        (one.measure_id, on)
        for one in numbers
        for on, some in sums.get((one.measure_id, one.frequency), {}).items()
        if specs[one.measure_id].needs_each(some)
    }
    said = [one.measure_id for one in commissions if not one.measure.is_number]
    which = Q(point__measure__in=said)
    if closer:
        which |= Q(
            **{
                "point__measure__in": {measure for measure, _ in closer},
                f"{RETURN}starts_on__in": {on for _, on in closer},
            }
        )
    return Accepted(cells_of(partnership_id, which), sums)


def cells_of(partnership_id: int, which: Q) -> dict[Key, dict[date, list[Cell]]]:
    """Accepted figures by measure and by how often they were given, then by period."""
    rows = (
        Received.objects.filter(
            which, partnership=partnership_id, accepted__isnull=False
        )
        .order_by(f"{RETURN}starts_on", "pk")
        .values_list(
            "point__measure_id",
            f"{RETURN}frequency",
            f"{RETURN}starts_on",
            f"{RETURN}agency_id",
            "accepted__numerator",
            "accepted__denominator",
            "accepted__missing",
            "accepted__words",
        )
    )
    found: dict[Key, dict[date, list[Cell]]] = defaultdict(dict)
    for row in rows:
        cell = Cell(*row)
        key = (cell.measure, cell.frequency)
        found[key].setdefault(cell.starts_on, []).append(cell)
    return found


def sums_of(
    partnership_id: int,
    commissions: Collection[Commission],
    asked_from: Mapping[int, Mapping[int, date]],
) -> dict[Key, dict[date, Sums]]:
    """What agencies gave in each period, added up by the database. One query."""
    has = Q(accepted__numerator__isnull=False)
    # What is not available yet is still to come.
    come = ~Q(accepted__missing=Figure.Missing.NOT_YET)
    apart = Q(accepted__missing=Figure.Missing.NOT_APPLICABLE)
    small = Q(accepted__numerator__range=SMALL) | Q(accepted__denominator__range=SMALL)
    rows = (
        Received.objects.filter(
            partnership=partnership_id,
            accepted__isnull=False,
            point__measure__in=[one.measure_id for one in commissions],
        )
        .order_by()
        .values_list(
            "point__measure_id",
            f"{RETURN}frequency",
            f"{RETURN}starts_on",
        )
        .annotate(
            given=Count("pk", filter=come),
            wanted=Count("pk", filter=come & _is_asked(commissions, asked_from)),
            numerators=Count("pk", filter=has),
            gaps=Count("pk", filter=come & ~has & ~apart),
            above=Sum("accepted__numerator"),
            denominators=Count("accepted__denominator", filter=has),
            below=Sum("accepted__denominator", filter=has),
            small=Count("pk", filter=small),
        )
    )
    found: dict[Key, dict[date, Sums]] = defaultdict(dict)
    for measure, frequency, starts_on, *counts in rows:
        found[measure, frequency][starts_on] = Sums(*counts)
    return found


def asked_of(commissions: Collection[int]) -> dict[int, dict[int, tuple[str, date]]]:
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


def _is_asked(
    commissions: Iterable[Commission], asked_from: Mapping[int, Mapping[int, date]]
) -> Q:
    """Whether an agency is asked about what it gave.

    Most measures are asked of the same agencies, so that there are few such sets.
    """
    alike: dict[frozenset[tuple[date, int]], list[int]] = defaultdict(list)
    for one in commissions:
        agencies = asked_from.get(one.pk, {})
        alike[frozenset((on, pk) for pk, on in agencies.items())].append(one.measure_id)
    found = Q(pk__in=[])
    for agencies_from, measures in alike.items():
        for on, some in groupby(sorted(agencies_from), key=lambda one: one[0]):
            found |= Q(
                **{
                    "point__measure__in": measures,
                    f"{RETURN}agency__in": [pk for _, pk in some],
                    f"{RETURN}starts_on__gte": on,
                }
            )
    return found
