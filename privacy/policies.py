"""How small counts of children are hidden, as data, and the names of the rules."""

import enum
from dataclasses import dataclass

from privacy.tables import Symbol


@dataclass(frozen=True, slots=True)
class Policy:
    """How a partnership hides counts of children.

    Counts from 1 to `largest_hidden` become `symbol`; the others are rounded to the
    nearest `round_to`. With `secondary`, others are hidden so that no total tells: that
    needs totals that still add up, so a policy rounds or does this, not both. Raises
    ValueError for that, and where a rounded count would look small enough to hide.
    """

    name: str
    largest_hidden: int = 5
    symbol: Symbol = Symbol.HIDDEN
    round_to: int = 1
    secondary: bool = True

    def __post_init__(self) -> None:
        if self.largest_hidden < 0 or self.round_to < 1 or not self.symbol.is_hidden:
            raise ValueError("A policy hides counts from 1 up, behind ‘c’ or ‘*’")
        if self.secondary and self.round_to > 1:
            raise ValueError(
                "A policy rounds or hides more than small counts, not both"
            )
        if self.hides(self.shows(self.largest_hidden + 1)):
            raise ValueError("A policy shows no count that it would hide")

    def hides(self, count: int) -> bool:
        """Whether a count is hidden for its own sake. 0 never is."""
        return 1 <= count <= self.largest_hidden

    def shows(self, count: int) -> int:
        """A count that is not hidden, as it is shown."""
        return (2 * count + self.round_to) // (2 * self.round_to) * self.round_to

    @property
    def said(self) -> str:
        """What is hidden by it, in a sentence."""
        others = (
            "others that would give them away"
            if self.secondary
            else f"the others rounded to the nearest {self.round_to}"
        )
        small = f"Numbers of children from 1 to {self.largest_hidden} are hidden"
        return f"{small}, and {others}."

    @property
    def words(self) -> str:
        """Why a cell is hidden, the same for every hidden cell.

        To say which was hidden for its own sake would say that the others are larger.
        """
        small = f"Hidden: from 1 to {self.largest_hidden}"
        more = ", or it would give another figure away" if self.secondary else ""
        return small + more


DFE = Policy("DfE")
NHS_HES = Policy("NHS HES", 7, Symbol.SMALL, round_to=5, secondary=False)
# The rule protects children: what counts something else is not hidden.
NOT_CHILDREN = Policy("Not counts of children", largest_hidden=0, secondary=False)


class Rule(enum.StrEnum):
    """Which rule hid a number, for those who may see the numbers."""

    SMALL = "small"
    SECONDARY = "secondary"
    EARLIER = "earlier"
    ARRIVED = "arrived"

    @property
    def words(self) -> str:
        """Why it is hidden, in a sentence that may follow ‘Hidden:’."""
        return _RULES[self]


_RULES = {
    Rule.SMALL: "the count is small enough to point to a child",
    Rule.SECONDARY: "with it, a hidden figure beside it could be worked out",
    Rule.EARLIER: "it was hidden before, here or from another board",
    Rule.ARRIVED: "whoever published it hid it",
}
