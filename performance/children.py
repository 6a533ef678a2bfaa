"""The children who live in a partnership’s areas, in the region and the country."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from performance.models import Area, Coverage, Population

DEEPEST = "area__within__within__within"


@dataclass(frozen=True)
class Living:
    """An area, and how many children live there by year."""

    area: Area
    counts: Mapping[int, int]
    around: Sequence[tuple[str, Mapping[int, int]]]

    @property
    def wholes(self) -> list[Area]:
        """What the area lies in, the smallest first."""
        return wholes_of(self.area)


def living_in(partnership_id: int) -> list[Living]:
    """Each area that a partnership looks after, by name; two queries."""
    rows = Coverage.objects.filter(partnership=partnership_id)
    rows = rows.select_related(DEEPEST).order_by("area__name", "pk")
    areas = [row.area for row in rows]
    if not areas:
        return []
    known = {one.pk for area in areas for one in (area, *wholes_of(area))}
    counts: dict[int, dict[int, int]] = defaultdict(dict)
    people = Population.objects.filter(area__in=known).order_by("year", "pk")
    for area_pk, year, children in people.values_list("area_id", "year", "children"):
        counts[area_pk][year] = children
    return [
        Living(
            area,
            counts.get(area.pk, {}),
            [(_called(one), counts.get(one.pk, {})) for one in wholes_of(area)],
        )
        for area in areas
    ]


def wholes_of(area: Area) -> list[Area]:
    """The region and the country that an area lies in.

    London rather than the part of it that a borough lies in.
    """
    found: list[Area] = []
    step = area.within
    while step is not None:
        if step.kind == Area.Kind.REGION:
            found = []
        found.append(step)
        step = step.within
    return found


def _called(area: Area) -> str:
    is_region = area.kind == Area.Kind.REGION
    return f"the region ({area.name})" if is_region else area.name
