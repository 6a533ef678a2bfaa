"""Your work: what every room says is waiting for one person."""

from datetime import date, timedelta
from typing import Any

import audits.figures
import evidence.figures
import performance.figures
import response_tool.figures
import strategies.figures
from dashboards.models import Snapshot
from partnership.access import Access
from partnership.models import Agency, Partnership
from partnership.wording import Words, words_by_agency, words_by_partnership

LATELY = timedelta(days=200)
ROOMS = (
    response_tool.figures,
    performance.figures,
    audits.figures,
    strategies.figures,
    evidence.figures,
)
# What a person is and can do, in the words of their partnership.
ROLES = {
    "lead": "You are the {role}: you can edit and submit.",
    "contributor": "You are {a_role}: you can edit. Only {a_lead} can submit.",
    "viewer": "You are {a_role}: you can read what is written and sent.",
    "coordinator": "You are {a_role}: you open rounds, read what agencies submit, and "
    "accept or return it.",
    "board": "You are {a_role}: you read the dashboard and what agencies submit, and "
    "ask about it.",
    "auditor": "You are {a_role}: you read the dashboard and what agencies submit, and "
    "ask about it.",
    "analyst": "You are {a_role}: you read the dashboard and what agencies submit.",
}


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
    of_agencies = words_by_agency(access.agency_roles, on=today)
    of_partnerships = words_by_partnership(access.partnership_roles)
    return {
        "waiting": sorted(waiting, key=lambda item: item.order),
        "late": sum(1 for item in waiting if item.due_on and item.due_on < today),
        "done": sorted(done, key=lambda item: item.on, reverse=True),
        "agencies": [
            (one, _said(access.agency_roles[one.pk], of_agencies[one.pk]))
            for one in agencies
        ],
        "partnerships": [
            (
                one,
                _said(
                    access.partnership_roles.get(one.pk), of_partnerships.get(one.pk)
                ),
            )
            for one in partnerships
        ],
        "boards": Snapshot.objects.visible_to(access)
        .of_board()
        .order_by("adoption__partnership__name", "adoption__strategy__title", "pk"),
    }


def _said(role: str | None, words: Words | None) -> str:
    """What a person is and can do; nothing where they have no role of their own."""
    if not role or not words:
        return ""
    return ROLES[role].format(
        role=words.the_role(role),
        a_role=words.a_role(role),
        a_lead=words.a_role("lead"),
    )
