"""Your work: what every room says is waiting for one person."""

from datetime import date, timedelta
from typing import Any

import response_tool.figures
from dashboards.models import Snapshot
from partnership.access import Access
from partnership.models import Agency, Partnership

LATELY = timedelta(days=200)
ROOMS = (response_tool.figures,)


def of(access: Access, *, today: date) -> dict[str, Any]:
    """The context of the home page; a constant number of queries."""
    waiting = [
        item for room in ROOMS for item in room.waiting(access=access, today=today)
    ]
    done = [
        item
        for room in ROOMS
        for item in room.done(access=access, since=today - LATELY)
    ]
    agencies = Agency.objects.filter(pk__in=access.agency_roles).order_by("name")
    partnerships = Partnership.objects.visible_to(access).order_by("name", "pk")
    return {
        "waiting": sorted(waiting, key=lambda item: item.order),
        "late": sum(1 for item in waiting if item.due_on and item.due_on < today),
        "done": sorted(done, key=lambda item: item.on, reverse=True),
        "agencies": [(agency, access.agency_roles[agency.pk]) for agency in agencies],
        "partnerships": [
            (one, access.partnership_roles.get(one.pk)) for one in partnerships
        ],
        "boards": Snapshot.objects.visible_to(access)
        .of_board()
        .order_by("adoption__partnership__name", "adoption__strategy__title", "pk"),
    }
