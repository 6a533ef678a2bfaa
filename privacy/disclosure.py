"""Disclosure control: which small counts of children are hidden, and what with them.

Pure functions, used by every page, chart, export and figure that shows counts of
children, so that there is one mask everywhere: the Department for Education’s practice
for its children-in-need statistics or, as a second policy, the NHS’s for Hospital
Episode Statistics. Counts of actions, staff or audits are not masked.

- `mask` hides small counts in a table and, where the table adds up, so many others that
  no hidden one can be worked out. `mask_count` does one count with no table around it.
- `derive` gives a percentage, rate or average of masked counts; `from_shown` anything
  else, such as a change. A mean, a limit, an axis or an order must be made of what
  these return, never of raw counts, or it gives them away; `order` sorts what is shown.
- `solved` says which hidden numbers of a table, ours or published, can be worked out.

What a reader is taken to know: the table, and that a hidden count is at least 1. A
hidden number is safe while two values or more fit. Three things more:

- *Readers who know a cell* (an agency its own): of two hidden cells in a row, the
  agency of one works out the other. Pass `readers`, and enough is hidden against each
  of them too; `solved` answers the same for a table with the known cell written in.
- *Over time*: pass places that an earlier publication hid as `hidden_before` (they stay
  hidden) and those it showed as `known` (to hide them now would protect nothing). The
  same goes for two tables that have numbers in common. What boards are shown is decided
  so in `privacy/over_time.py`.
- *Readers who know the rule*, and that fewer cells would be hidden if some were larger,
  can narrow a row in which what is left is the most that small counts could be (four
  hidden cells, 20 left: all are 5). The department’s rule, and so this one, accepts it.
"""

from collections.abc import Callable, Collection, Mapping, Set
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import TypeVar

from privacy.policies import DFE, NHS_HES, NOT_CHILDREN, Policy, Rule
from privacy.solving import DoesNotAddUp, Flow, Network, balanced
from privacy.tables import Count, Place, Symbol, Table

__all__ = [
    "DFE",
    "NHS_HES",
    "NOT_CHILDREN",
    "Count",
    "DoesNotAddUp",
    "Masked",
    "Place",
    "Policy",
    "Reason",
    "Rule",
    "Symbol",
    "Table",
    "derive",
    "from_shown",
    "mask",
    "mask_count",
    "order",
    "solved",
]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a number is hidden and, if for another’s sake, where that one stands.

    Only for those who may see raw numbers: it tells small from large.
    Everyone else reads `Policy.words`.
    """

    rule: Rule
    protects: Place | None = None


@dataclass(frozen=True, slots=True)
class Masked:
    """A table that may be shown, and why each hidden number is hidden.

    `exposed` are hidden numbers that readers can work out whatever else is hidden:
    none, unless `known` or `readers` say that they know nearly everything.
    """

    table: Table
    reasons: Mapping[Place, Reason]
    exposed: frozenset[Place] = frozenset()


def mask_count(count: Count, policy: Policy) -> Count:
    """One count with no table around it, as it may be shown."""
    if isinstance(count, Symbol):
        return count
    return policy.symbol if policy.hides(count) else policy.shows(count)


def mask(
    table: Table,
    policy: Policy,
    *,
    hidden_before: Collection[Place] = (),
    known: Collection[Place] = (),
    readers: Collection[Collection[Place]] = (),
) -> Masked:
    """The table as it may be shown; to mask that once more changes nothing.

    Hides small counts, then few others until each hidden number has two possible
    values or more: in a row the next smallest that is not 0, and if none is left the
    total; in rows and columns the fewest that close a loop, and of those the smallest.
    To find the fewest of all is out of reach for large tables; here none can be spared.

    `known` are places that every reader knows; each of `readers` holds those that one
    more reader knows, to be weighed while the numbers are there, so before masking.
    Raises DoesNotAddUp (a ValueError) where numbers contradict their totals.
    """
    reasons = {
        place: Reason(rule)
        for place, count in table.items()
        if (rule := _rule(place, count, policy, hidden_before))
    }
    exposed: Set[Place] = frozenset()
    if policy.secondary:
        knowing = [frozenset(known), *(frozenset({*known, *some}) for some in readers)]
        secondary, exposed = _secondary(table, reasons.keys(), knowing)
        reasons |= secondary
    shown = table.map(
        lambda place, count: _shown(count, policy, hidden=place in reasons)
    )
    return Masked(shown, MappingProxyType(reasons), frozenset(exposed))


def solved(table: Table) -> dict[Place, int]:
    """The hidden numbers of a table that anybody can work out, and what they are.

    To ask what a reader can who knows a cell, write its number into the table. Raises
    DoesNotAddUp (a ValueError) where no counts of at least 1 fit behind the symbols.
    """
    numbers = _numbers(table)
    settled = sorted(numbers.network.settled(numbers.untold | numbers.missing))
    flows = numbers.network.flows
    return {numbers.places[number]: flows[number].value for number in settled}


def derive(
    compute: Callable[[int, int], T],
    numerator: Count,
    denominator: Count,
    policy: Policy,
    *,
    counts_children: bool = True,
) -> T | Symbol:
    """A percentage, rate or average as it may be shown.

    `c` where its numerator or denominator is hidden, `z` where the denominator is 0,
    the symbol of whichever is missing. Give counts from a masked table, so that one
    hidden for another’s sake hides its percentage too; raw ones are masked by the
    policy, and computed as shown. `counts_children` is False where the numerator counts
    something else (days waited ÷ children).
    """
    above = mask_count(numerator, policy if counts_children else NOT_CHILDREN)
    below = mask_count(denominator, policy)
    if below == 0:
        return Symbol.NOT_APPLICABLE
    return from_shown(compute, above, below)


def from_shown(
    compute: Callable[..., T], *values: int | Decimal | Symbol
) -> T | Symbol:
    """What can be computed of numbers as shown, or the symbol that stands in its way.

    One that is missing goes before one that is hidden: there is nothing to hide.
    """
    symbols = [value for value in values if isinstance(value, Symbol)]
    missing = [symbol for symbol in symbols if not symbol.is_hidden]
    return (missing or symbols)[0] if symbols else compute(*values)


def order(shown: Decimal | int | Symbol) -> tuple[bool, Decimal]:
    """A key that sorts numbers as shown, with all symbols last and equal."""
    if isinstance(shown, Symbol):
        return True, Decimal(0)
    return False, Decimal(shown)


def _rule(
    place: Place, count: Count, policy: Policy, hidden_before: Collection[Place]
) -> Rule | None:
    if isinstance(count, Symbol):
        return Rule.ARRIVED if count.is_hidden else None
    if policy.hides(count):
        return Rule.SMALL
    return Rule.EARLIER if count and place in hidden_before else None


def _shown(count: Count, policy: Policy, *, hidden: bool) -> Count:
    if isinstance(count, Symbol):
        return count
    return policy.symbol if hidden else policy.shows(count)


def _secondary(
    table: Table, hidden: Set[Place], knowing: Collection[Set[Place]]
) -> tuple[dict[Place, Reason], set[Place]]:
    """What else to hide, and what stays exposed to readers who know so much."""
    numbers = _numbers(table)
    places, network = numbers.places, numbers.network
    at = {place: number for number, place in enumerate(places)}
    costs = {
        number: _cost(place, count)
        for number, (place, count) in enumerate(table.items())
        if not isinstance(count, Symbol) and count and place not in hidden
    }
    unseen = numbers.untold | {at[place] for place in hidden}
    each = [{at[place] for place in known if place in at} for known in knowing]
    added = network.shield(unseen, costs, each)
    settled = network.settled_for(unseen | added.keys(), each)
    reasons = {
        places[number]: Reason(Rule.SECONDARY, places[target])
        for number, target in added.items()
    }
    return reasons, {places[number] for some in settled for number in some}


def _cost(place: Place, count: int) -> int:
    """What hiding a number costs: totals last, then the fewest, then the smallest."""
    return (place.is_total << 96) + (1 << 64) + count


@dataclass(frozen=True, slots=True)
class _Numbers:
    """A table’s numbers as a network, with what it does not tell and what is missing.

    Not told are hidden numbers, and totals that are unavailable. Missing cells count
    only where the totals, which came from elsewhere, say that they are not 0.
    """

    places: list[Place]
    network: Network
    untold: frozenset[int]
    missing: frozenset[int] = frozenset()


def _numbers(table: Table) -> _Numbers:
    """Raises DoesNotAddUp where the numbers contradict their totals."""
    places, flows, untold, missing = [], [], set(), set()
    for number, (place, count) in enumerate(table.items()):
        known = not isinstance(count, Symbol)
        hidden = isinstance(count, Symbol) and count.is_hidden
        if hidden or (place.is_total and not known):
            untold.add(number)
        elif not known:
            missing.add(number)
        value = 0 if isinstance(count, Symbol) else count
        places.append(place)
        flows.append(Flow(*_ends(place, table), value, least=int(known or hidden)))
    unseen = frozenset(untold)
    try:
        return _Numbers(places, Network(balanced(flows, untold)), unseen)
    except DoesNotAddUp:
        network = Network(balanced(flows, untold | missing))
        return _Numbers(places, network, unseen, frozenset(missing))


def _ends(place: Place, table: Table) -> tuple[int, int]:
    """From which line to which a number flows.

    A total of a row flows into its row, a cell from its row to its column, the total of
    a column out of it, and the total of all from the columns’ totals back to the rows’.
    What the table does not add up to is one line, 0, in which anything may be.
    """
    rows = len(table.cells)
    across = -1 if table.total is not None and table.row_totals is not None else 0
    down = -2 if table.total is not None and table.column_totals is not None else 0
    row = 0 if place.row is None or table.row_totals is None else place.row + 1
    column = 0
    if place.column is not None and table.column_totals is not None:
        column = rows + place.column + 1
    if place.row is None and place.column is None:
        return down, across
    if place.column is None:
        return across, row
    return (column, down) if place.row is None else (row, column)
