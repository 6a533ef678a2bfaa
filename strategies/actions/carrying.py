"""What each sector is usually asked goes on from one version to the next."""

from collections.abc import Collection, Mapping
from datetime import datetime

from activity.actions import record
from partnership.access import Access
from partnership.models import Sector
from strategies.models import Adoption, Preset, Priority, Strategy


def carry_usual(
    *, adoption: Adoption, replaced: Collection[Adoption], by: Access, at: datetime
) -> None:
    """Ask each sector about what carries on the priorities it was asked about.

    A part of adopting, which has made sure who may. As many queries however many
    priorities there are and however many versions were passed over.
    """
    was = Preset.objects.filter(adoption__in=[one.pk for one in replaced])
    asked = set(was.values_list("sector", "priority_id")) if replaced else set()
    if not asked:
        return
    links = _links(adoption.strategy)
    priorities = list(adoption.strategy.priorities.order_by("number"))
    rows = [
        Preset(adoption=adoption, sector=sector, priority=priority)
        for sector in Sector
        for priority in priorities
        if any((sector.value, pk) in asked for pk in _origins(priority.pk, links))
    ]
    if not rows:
        return
    Preset.objects.bulk_create(rows)
    record(
        by=by,
        at=at,
        verb="carried over what is usual for",
        subject=adoption,
        thread=adoption.strategy,
        after={
            "asked": [
                f"{one.get_sector_display()}: {one.priority.number}" for one in rows
            ]
        },
    )


def _links(strategy: Strategy) -> dict[int, set[int]]:
    """What every priority of a version, and of those before it, carries on."""
    versions = {strategy.pk, *Strategy.objects.earlier(strategy.pk)}
    rows = Priority.predecessors.through.objects.filter(
        from_priority__strategy__in=versions
    )
    found: dict[int, set[int]] = {}
    for later, before in rows.values_list("from_priority_id", "to_priority_id"):
        found.setdefault(later, set()).add(before)
    return found


def _origins(priority_id: int, links: Mapping[int, set[int]]) -> set[int]:
    """Everything that a priority goes back to, version by version."""
    found: set[int] = set()
    left = set(links.get(priority_id, ()))
    while left:
        found |= left
        left = {pk for one in left for pk in links.get(one, ())} - found
    return found
