"""Counts that are shown more than once: corrected later, or to another board as well.

Pure (docs/adr/0022). A row is one period’s counts by agency and their sum. Whoever
keeps an earlier page, or sits on two boards, reads two rows with counts in common and
can subtract. So a row is decided on once, when it is `first_shown`, beside the rows
that other boards are shown; a later one takes its place only where it `may_replace` it:

- What is hidden in a row stays hidden and stays the same number. So every version of a
  row tells the same about its hidden counts, and it is enough that the first was safe.
- Rows with counts in common are safe together when for each hidden count another world
  is found in which it is different and everything shown is the same. Where none is
  found, the new row is shown without its sum, and then tells nothing that adds up.
- Each agency is taken to know its own counts.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import product

from privacy.disclosure import mask
from privacy.policies import Policy, Rule
from privacy.tables import Count, Place, Symbol, Table

MOST = 3  # rows whose sums are weighed together

Hidden = Mapping[int | None, Rule]
Number = tuple[int, int]  # whose it is, and the count
Sums = tuple[bool, ...]  # for each sum, whether a number is in it
SUM = Place(0, None)


@dataclass(frozen=True, slots=True)
class Row:
    """Counts by whose they are, their sum, and what is hidden: None names the sum."""

    cells: Mapping[int, Count]
    total: Count
    hidden: Hidden = field(default_factory=dict)

    def shown(self, policy: Policy) -> "Row":
        """The same row as it is read."""
        if not self.hidden and policy.round_to == 1:
            return self
        return Row(
            {
                key: _shown(count, policy, hidden=key in self.hidden)
                for key, count in self.cells.items()
            },
            _shown(self.total, policy, hidden=None in self.hidden),
            self.hidden,
        )

    @property
    def adds_up(self) -> bool:
        """Whether a reader has a sum of several counts, some hidden, to work with."""
        has = not isinstance(self.total, Symbol) and None not in self.hidden
        return has and bool(self.hidden)

    @property
    def kept_back(self) -> frozenset[Number]:
        """The counts that its readers are not shown."""
        return frozenset(
            (key, count)
            for key, count in self.cells.items()
            if key in self.hidden and not isinstance(count, Symbol)
        )

    def shows(self, key: int) -> int | None:
        """A count that its readers see, before it is rounded."""
        count = self.cells.get(key)
        if count is None or isinstance(count, Symbol) or key in self.hidden:
            return None
        return count


def first_shown(row: Row, policy: Policy, beside: Sequence[Row] = ()) -> Row:
    """The row with what is to be hidden, where it was never shown here before.

    `beside` has the same period’s counts as other boards are shown them.
    """
    near = {
        key
        for other in beside
        for key, count in row.cells.items()
        if (seen := other.shows(key)) is not None and _is_near(count, seen, policy)
    }
    hidden, exposed = _hide(row, policy, beside, before=near)
    found = replace(row, hidden=hidden)
    if not policy.secondary or None in hidden:
        return found
    if not (exposed or near):
        # A sum says more to a board than what each agency adds to it.
        for some in (found, _without_cells(found, beside)):
            if safe([some, *beside]):
                return some
    return replace(row, hidden={**hidden, None: Rule.SECONDARY})


def _without_cells(row: Row, beside: Sequence[Row]) -> Row:
    """The row with its sum alone, but for counts that are known from elsewhere."""
    rest: dict[int | None, Rule] = {
        key: Rule.SECONDARY
        for key, count in row.cells.items()
        if row.shows(key) and not any(one.shows(key) == count for one in beside)
    }
    return replace(row, hidden={**rest, **row.hidden})


def may_replace(
    kept: Row,
    row: Row,
    policy: Policy,
    *,
    beside: Sequence[Row] = (),
    earlier: Mapping[int, Collection[int]] | None = None,
) -> bool:
    """Whether a corrected row can be shown to those who were shown the kept one.

    What is hidden must stay the same in place and number, and whatever else changes
    must change by more than is hidden as small; `earlier` has all counts that may have
    been shown once.
    """
    if row == replace(kept, hidden=row.hidden):
        return True
    hidden, exposed = _hide(row, policy, beside, before=kept.hidden)
    if exposed or hidden.keys() != kept.hidden.keys():
        return False
    for key in {*row.cells, *kept.cells}:
        count, was = row.cells.get(key), kept.cells.get(key)
        if key in hidden:
            if count != was:
                return False
            continue
        once = {was, *(earlier or {}).get(key, ())}
        if any(_is_near(count, one, policy) for one in once):
            return False
    if None not in hidden and _is_near(row.total, kept.total, policy):
        return False
    return not policy.secondary or safe([replace(row, hidden=hidden), *beside])


def still_hidden(row: Row, policy: Policy, kept: Hidden) -> Row:
    """A row that was shown before, with what was hidden of it then."""
    small = [key for key, count in row.cells.items() if _is_small(count, policy)]
    if not small and not kept:
        return row
    return replace(row, hidden={**dict.fromkeys(small, Rule.SMALL), **kept})


def safe(rows: Sequence[Row]) -> bool:
    """Whether no hidden count can be worked out from the first row and the others.

    Those count that have hidden counts in common with it, or with one that has. True
    only where, for each hidden count and each agency that knows its own, another
    world is found. Of more sums than MOST it is not asked, and they are not safe.
    """
    seen = {
        (key, count)
        for row in rows
        for key in row.cells
        if (count := row.shows(key)) is not None
    }
    if not rows[0].adds_up:
        return True
    sums = _joined([row.kept_back - seen for row in rows if row.adds_up])
    if len(sums) < 2:
        return True  # What is hidden in one row was chosen against its own sum.
    if len(sums) > MOST:
        return False
    alike: dict[Sums, set[Number]] = defaultdict(set)
    for number in sorted(frozenset().union(*sums)):
        alike[tuple(number in some for some in sums)].add(number)
    whose = {key for some in alike.values() for key, _ in some}
    return all(_each_can_differ(alike, knows) for knows in [None, *sorted(whose)])


def _joined(sums: Sequence[Set[Number]]) -> list[Set[Number]]:
    """The first of these, those with numbers in common with it, and so on."""
    found, left = [sums[0]], list(sums[1:])
    while some := [one for one in left if any(one & other for other in found)]:
        found += some
        left = [one for one in left if one not in some]
    return found


def _each_can_differ(alike: Mapping[Sums, Set[Number]], knows: int | None) -> bool:
    """Whether every number could be one more or one less, with all sums the same.

    Numbers that are in the same sums are `alike`: one of them can rise where another
    falls, or one of a kind rises where others fall so that each sum comes out even.
    What a reader `knows` stays as it is.
    """
    kinds = {
        sums: left
        for sums, some in alike.items()
        if (left := {one for one in some if one[0] != knows})
    }
    moves = list(_moves(kinds))
    return all(
        _can_differ(one, some, {move[sums] for move in moves})
        for sums, some in kinds.items()
        for one in some
    )


def _can_differ(one: Number, kind: Set[Number], steps: Set[int]) -> bool:
    """Whether a number can, against another of its kind or with all kinds that move."""
    can_fall = one[1] > 1
    swaps = len(kind) > 1 and (can_fall or any(count > 1 for _, count in kind - {one}))
    return swaps or 1 in steps or (can_fall and -1 in steps)


def _moves(kinds: Mapping[Sums, Set[Number]]) -> Iterator[dict[Sums, int]]:
    """Every way for one of some kinds to rise and of others to fall, the sums even."""
    many = len(next(iter(kinds), ()))
    can_fall = [any(count > 1 for _, count in some) for some in kinds.values()]
    for step in product(*[(-1, 0, 1) if falls else (0, 1) for falls in can_fall]):
        move = dict(zip(kinds, step, strict=True))
        change = [sum(by for sums, by in move.items() if sums[n]) for n in range(many)]
        if any(step) and not any(change):
            yield move


def _hide(
    row: Row,
    policy: Policy,
    beside: Sequence[Row],
    before: Collection[int | None] = (),
) -> tuple[dict[int | None, Rule], bool]:
    """What is hidden in a row, beside others, and whether that is in vain."""
    counts, keys = list(row.cells.values()), list(row.cells)
    at: dict[int | None, Place] = {None: SUM}
    at |= {key: Place(0, place) for place, key in enumerate(keys)}
    was = {*before, *(k for other in beside for k in other.hidden if k in row.cells)}
    if not was and not any(_is_small(one, policy) for one in (*counts, row.total)):
        return {}, False
    alone = len(counts) == 1
    shown = [k for k in keys if any(o.shows(k) == row.cells[k] for o in beside)]
    masked = mask(
        Table.row(counts, None if alone else row.total),
        policy,
        hidden_before=[at[key] for key in was if key in at],
        known=[at[key] for key in shown],
        readers=[[at[key]] for key in keys],
    )
    hidden = {
        None if place.column is None else keys[place.column]: reason.rule
        for place, reason in masked.reasons.items()
    }
    if alone and hidden:
        hidden[None] = hidden[keys[0]]
    return hidden, bool(masked.exposed)


def _is_small(count: Count, policy: Policy) -> bool:
    return not isinstance(count, Symbol) and policy.hides(count)


def _is_near(count: Count | None, was: Count | None, policy: Policy) -> bool:
    """Whether two counts differ by as few as are hidden; a missing one is none."""
    now, then = (
        0 if one is None or isinstance(one, Symbol) else one for one in (count, was)
    )
    return policy.hides(abs(now - then))


def _shown(count: Count, policy: Policy, *, hidden: bool) -> Count:
    if isinstance(count, Symbol):
        return count
    return policy.symbol if hidden else policy.shows(count)
