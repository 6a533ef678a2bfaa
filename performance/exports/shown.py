"""What a board is shown of its measures, period by period, to take away."""

from collections.abc import Iterable, Iterator, Sequence

from performance.measuring import Measured
from performance.showing import written
from privacy.disclosure import Symbol
from ui.tables import Column, Table

COLUMNS = (
    Column("measure", "Measure"),
    Column("period", "Period"),
    Column("begins", "First day"),
    Column("value", "Value"),
    Column("number", "Number"),
    Column("out_of", "Out of"),
)


def shown_figures(found: Sequence[Measured]) -> Table:
    """A row for each measure and period, small numbers hidden as they are on pages."""
    return Table(
        name="figures",
        title="Figures",
        about="Measures as boards see them; c stands for a number that is hidden",
        columns=COLUMNS,
        rows=_rows(found),
    )


def _rows(found: Iterable[Measured]) -> Iterator[list[str]]:
    for one in found:
        measure = one.commission.measure
        for moment in one.series.moments:
            yield [
                measure.title,
                moment.period.words,
                moment.period.starts_on.isoformat(),
                written(measure, moment.value),
                _told(moment.numerator),
                _told(moment.denominator),
            ]


def _told(number: object) -> str:
    if isinstance(number, Symbol):
        return str(number.value)
    return "" if number is None else str(number)
