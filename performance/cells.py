"""Single figures as partnerships accepted them, and as their boards were shown them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q

from performance.counts import Given
from performance.models import Received, Revision
from performance.models.returns import Figure
from performance.showing import SYMBOLS
from privacy.disclosure import Symbol

Said = tuple[int | None, int | None, str, str]
SAID = ("numerator", "denominator", "missing", "words")
RETURN = "point__data_return__"


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure, and whether boards see what was accepted last."""

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
        above, below, missing, words = said
        return replace(
            self, numerator=above, denominator=below, missing=missing, words=words
        )

    @property
    def is_to_come(self) -> bool:
        """Whether the agency said that it is not available yet."""
        return is_to_come(self)


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


def cells_of(partnership_id: int, which: Q) -> list[Cell]:
    """What was accepted last, period after period. One query."""
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
            "accepted_id",
            "shown_id",
            *(f"accepted__{name}" for name in SAID),
        )
    )
    return [Cell(*row) for row in rows]


def said_in(revisions: Collection[int]) -> dict[int, Said]:
    """What was said in revisions, by their number. One query, or none for none."""
    if not revisions:
        return {}
    rows = Revision.objects.filter(pk__in=revisions).order_by("pk")
    found: Iterable[tuple[int, int | None, int | None, str, str]]
    found = rows.values_list("pk", *SAID)
    return {pk: (above, below, gone, words) for pk, above, below, gone, words in found}
