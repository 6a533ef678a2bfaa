"""What a partnership can measure: the library, what fits its strategies first."""

from collections.abc import Sequence
from dataclasses import dataclass

from partnership.models import Partnership
from performance.library import Entry, entries, entry, sets
from performance.models import Commission, Measure
from strategies.working_to import strategies_of


@dataclass(frozen=True, slots=True)
class Offer:
    """One measure that can be asked for, or is."""

    title: str
    numerator: str
    unit: str
    key: str = ""
    measure: int | None = None
    commission: int | None = None
    is_stopped: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Measures that go together, and what they go with."""

    title: str
    offers: Sequence[Offer]


def on_offer(partnership: Partnership) -> list[Group]:
    """Its own measures, the sets of its strategies, and the rest. Three queries."""
    commissions = Commission.objects.filter(partnership=partnership).order_by("pk")
    rows_asked = list(
        commissions.values_list("measure_id", "measure__library_key", "pk", "ended_on")
    )
    by_measure = {measure: (pk, bool(end)) for measure, _, pk, end in rows_asked}
    asked = {key: (pk, bool(end)) for _, key, pk, end in rows_asked}
    groups = []
    own = Measure.objects.filter(partnership=partnership).by_title()
    if rows := [_own(one, by_measure) for one in own]:
        groups.append(Group("Your own", rows))
    named: set[str] = set()
    for one in strategies_of(partnership).order_by("title", "pk"):
        keys = [chosen.key for chosen in sets().get(one.library_key or "", ())]
        if keys:
            rows = [_offer(entry(key), asked) for key in keys]
            groups.append(Group(f"For {one.title}", rows))
            named.update(keys)
    rest = [_offer(one, asked) for one in entries() if one.key not in named]
    title = "Everything else in the library" if named else "The library"
    return [*groups, Group(title, sorted(rest, key=lambda offer: offer.title))]


def _offer(one: Entry, asked: dict[str, tuple[int, bool]]) -> Offer:
    commission, is_stopped = asked.get(one.key, (None, False))
    return Offer(
        title=one.title,
        numerator=one.numerator,
        unit=str(one.unit.label),
        key=one.key,
        commission=commission,
        is_stopped=is_stopped,
    )


def _own(one: Measure, asked: dict[int, tuple[int, bool]]) -> Offer:
    commission, is_stopped = asked.get(one.pk, (None, False))
    return Offer(
        title=one.title,
        numerator=one.numerator,
        unit=one.get_unit_display(),
        measure=one.pk,
        commission=commission,
        is_stopped=is_stopped,
    )
