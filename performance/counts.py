"""The counts that agencies gave of one period, put together. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from privacy.disclosure import NOT_CHILDREN, Count, Policy, Symbol
from privacy.over_time import Row


@dataclass(frozen=True, slots=True)
class Given:
    """What one agency gave for one period, or the symbol that stands for it."""

    numerator: Count
    denominator: Count | None = None


@dataclass(frozen=True, slots=True)
class Spec:
    """How the counts of a measure become its value.

    `counts_children` is False where only what it is out of does, as in the days that
    children waited.
    """

    multiplier: int = 1
    places: int = 1
    is_share: bool = False
    policy: Policy = NOT_CHILDREN
    counts_children: bool = True

    @property
    def needs_all(self) -> bool:
        """Whether one missing agency leaves no figure.

        A number of several agencies is only one when all have given theirs; a share
        can be worked out of those who have.
        """
        return not self.is_share

    @property
    def waits(self) -> bool:
        """Whether nothing is shown before all have come.

        Of children, what comes later would tell itself by the difference it makes.
        """
        return bool(self.policy.largest_hidden)

    @property
    def policies(self) -> tuple[Policy, Policy]:
        """How the numbers are hidden, and what they are out of."""
        return self.policy if self.counts_children else NOT_CHILDREN, self.policy

    def needs_each(self, sums: "Sums") -> bool:
        """Whether sums are not enough: what an agency gave may have to be hidden.

        Or boards do not see all that was added up.
        """
        if sums.is_held:
            return True
        hides = self.policy.round_to > 1 or (self.policy.largest_hidden and sums.small)
        nothing = not sums.numerators or (self.is_share and not sums.denominators)
        return bool(hides or nothing)


@dataclass(frozen=True, slots=True)
class Sums:
    """What agencies gave for one period, added up: how many, and how much."""

    given: int
    wanted: int  # of them, agencies that are asked
    numerators: int
    gaps: int  # missing, other than where it does not apply
    above: int | None
    denominators: int
    below: int | None
    small: int  # numbers that a policy may hide
    kept: int = 0  # figures that boards were shown, these or earlier ones
    differ: int = 0  # of which boards see no figure, or an earlier one

    @property
    def is_held(self) -> bool:
        """Whether boards were shown something else."""
        return bool(self.kept and self.differ)


def rows_of(
    given: Mapping[int, Given], agencies: Iterable[int], spec: Spec
) -> tuple[Row, Row | None]:
    """The numbers of agencies and their sum, and what they are out of."""
    agencies = sorted(agencies)
    above = {pk: _count(given.get(pk), "numerator") for pk in agencies}
    if not spec.is_share:
        return _row(above, spec), None
    below = {
        # Out of those alone whose number is there.
        pk: Symbol.UNAVAILABLE
        if isinstance(above[pk], Symbol)
        else _count(given.get(pk), "denominator")
        for pk in agencies
    }
    return _row(above, spec), _row(below, spec)


def _row(cells: Mapping[int, Count], spec: Spec) -> Row:
    return Row(cells, _total(list(cells.values()), spec))


def _total(counts: Sequence[Count], spec: Spec) -> Count:
    known = [count for count in counts if not isinstance(count, Symbol)]
    missing = any(
        isinstance(count, Symbol) and count is not Symbol.NOT_APPLICABLE
        for count in counts
    )
    if not known:
        return counts[0] if len(set(counts)) == 1 else Symbol.UNAVAILABLE
    return Symbol.UNAVAILABLE if missing and spec.needs_all else sum(known)


def _count(given: Given | None, name: str) -> Count:
    count = getattr(given, name) if given else None
    return Symbol.UNAVAILABLE if count is None else count
