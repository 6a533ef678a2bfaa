"""The file in which a partnership brings the populations of its areas."""

from collections.abc import Iterator, Sequence

from performance.columns import OF_POPULATIONS
from performance.models import Area
from performance.models.areas import ESTIMATES
from ui.tables import Column, Table


def populations_template(areas: Sequence[Area], years: Sequence[int]) -> Table:
    """A row for each area and year, with what the portal holds.

    The populations of the areas are fetched already.
    """
    return Table(
        name="populations",
        title="Populations",
        about="Children aged 0 to 17 by area and mid-year",
        columns=[Column(one.name, one.heading, one.about) for one in OF_POPULATIONS],
        rows=_rows(areas, years),
    )


def _rows(areas: Sequence[Area], years: Sequence[int]) -> Iterator[list[str | int]]:
    for area in areas:
        known = {one.year: one for one in area.populations.all()}
        for year in sorted({*known, *years}, reverse=True):
            one = known.get(year)
            number: str | int = one.children if one else ""
            source = one.source if one else ESTIMATES
            yield [area.code, area.name, year, number, source]
