"""How the grades of an audit moved since one that looked at the same before.

The board is to see change and no noise: two audits look at different cases, so that
their shares differ a little even where practice stayed as it was.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from audits.spread import Column, Row, Spread
from privacy.disclosure import Count, Symbol

# Of chi-squared with one degree of freedom.
ONE_IN_A_HUNDRED = 6.635
BY_CHANCE = "A difference like this can come about by chance."
WAYS = {"better": "Better", "worse": "Worse", "same": "No clear change"}
OTHER_TOOL = "It used another tool, so what moved cannot be told."
OTHER_GRADES = "It used other grades, so what moved cannot be told."
NOT_SHOWN = (
    "How one of the two was graded is not shown here, so what moved cannot be told."
)
NO_DOMAIN = "No domain can be set beside it."


@dataclass(frozen=True, slots=True)
class Moved:
    """How one domain stands beside the audit before, in the grades of concern."""

    title: str
    now: Count
    now_of: Count
    before: Count
    before_of: Count
    way: str  # better, worse, same, or nothing where it cannot be told

    @property
    def said(self) -> str:
        """As in “4 of 40 not good enough; before, 12 of 38.”"""
        if not self.way:
            return "It cannot be told: small numbers are hidden."
        said = (
            f"{self.now} of {self.now_of} not good enough; before, "
            f"{self.before} of {self.before_of}."
        )
        return f"{said} {BY_CHANCE}" if self.is_within_chance else said

    @property
    def is_within_chance(self) -> bool:
        """Whether the two differ, by so little that it may be chance."""
        if self.way != "same":
            return False
        return int(self.now) * int(self.before_of) != int(self.before) * int(
            self.now_of
        )

    @property
    def words(self) -> str:
        """As in “Better: 4 of 40 not good enough; before, 12 of 38.”"""
        return f"{WAYS[self.way]}: {self.said}" if self.way else self.said


def apart(now: Spread, before: Spread, came_from: Mapping[str, str] | None) -> str:
    """Why two audits cannot be set side by side; nothing where they can.

    `came_from` is None where the later one used neither the earlier one’s tool nor a
    version that came after it.
    """
    if came_from is None:
        return OTHER_TOOL
    if _words(now.columns) != _words(before.columns):
        return OTHER_GRADES
    return NOT_SHOWN if now.few or before.few else ""


def _words(columns: Sequence[Column]) -> list[tuple[str, bool]]:
    return [(one.label.casefold(), one.is_concern) for one in columns]


def movement(now: Spread, before: Spread, came_from: Mapping[str, str]) -> list[Moved]:
    """Domain by domain, for those that both audits graded.

    Shares are compared and nothing is averaged. What is shown of both is all that it is
    made of, so it tells no hidden number.
    """
    found = []
    for row in now.rows:
        other = before.row(came_from.get(row.title, row.title))
        if other is not None and row.total and other.total:
            found.append(_moved(row, other))
    return found


def _moved(now: Row, before: Row) -> Moved:
    numbers = (now.concerns, now.total, before.concerns, before.total)
    way = ""
    if not any(isinstance(one, Symbol) for one in numbers):
        way = way_of(*map(int, numbers))
    return Moved(now.title, *numbers, way)


def way_of(now: int, now_of: int, before: int, before_of: int) -> str:
    """Better or worse only where chance alone would hardly bring it about.

    The chi-squared statistic of the two shares with Yates’ correction (Yates, 1934),
    against its value for 1 in 100. Judgements of the same case go together, so chance
    brings about more than that statistic reckons with: 1 in 20 would be too often.
    """
    rest, rest_before = now_of - now, before_of - before
    apart_by = now * rest_before - before * rest
    every = now_of + before_of
    beyond = max(2 * abs(apart_by) - every, 0)  # twice, to stay with whole numbers
    sides = 4 * now_of * before_of * (now + before) * (rest + rest_before)
    if beyond * beyond * every <= ONE_IN_A_HUNDRED * sides:
        return "same"
    return "better" if apart_by < 0 else "worse"
