"""Everything this room holds of an agency or a partnership, as tables to take away."""

from activity.models import Event, EventQuerySet
from partnership.models import (
    Agency,
    AgencyMember,
    AgencyQuerySet,
    Holiday,
    Partnership,
    PartnershipMember,
    Seat,
    SeatQuerySet,
    Wording,
)
from ui.copies import Beside, table_of
from ui.tables import Table

AGENCY = Beside("agency", "the agency’s name", "agency.name")
PARTNERSHIP = Beside("partnership", "the partnership’s name", "partnership.name")
PERSON = (
    Beside("name", "what the person is called", "user.name"),
    Beside("email", "the address they sign in with", "user.email"),
    Beside("job_title", "what they do", "user.job_title"),
    Beside("may_sign_in", "whether they may sign in now", "user.is_active"),
)

NO_ACTOR = {"actor_id": "the number of a person is of no use outside the portal"}

OF_EVENTS = {
    "at": "when",
    "actor_name": "who did it",
    "verb": "what they did",
    "subject_kind": "to what kind of thing",
    "subject_id": "the number of that thing",
    "subject_label": "what that thing was called then",
    "thread_kind": "in the history of what kind of thing it is told",
    "thread_id": "the number of the thing whose history that is",
    "before": "what was changed, as it was",
    "after": "what was changed, as it became, or what was said with it",
}


def history(name: str, about: str, events: EventQuerySet) -> Table:
    """Some of what was recorded, in the order in which it happened. For every room."""
    return table_of(
        events.order_by("at", "pk"),
        name=name,
        about=f"{about} One row for each thing that somebody did.",
        without=NO_ACTOR,
        meaning=OF_EVENTS,
    )


def of_agency(agency: Agency) -> list[Table]:
    """An agency: its details, seats and people, and what was done to it."""
    itself = Agency.objects.filter(pk=agency.pk)
    seats = Seat.objects.filter(agency=agency)
    members = AgencyMember.objects.filter(agency=agency).select_related("user")
    done = Event.objects.in_threads(itself) | Event.objects.done_to(seats)
    return [
        _agencies("agency", "The agency’s own details.", itself),
        _seats(seats),
        table_of(
            members.order_by("pk"),
            name="people",
            about="Who has which role in the agency.",
            beside=PERSON,
        ),
        history("agency_history", "What was done to the agency and its seats.", done),
    ]


def of_partnership(partnership: Partnership) -> list[Table]:
    """A partnership: its details, who takes part, its words and its holidays."""
    itself = Partnership.objects.filter(pk=partnership.pk)
    agencies = Agency.objects.sitting_in([partnership.pk])
    members = PartnershipMember.objects.filter(partnership=partnership)
    done = Event.objects.in_threads(itself)
    return [
        table_of(
            itself,
            name="partnership",
            about="The partnership’s own details.",
            without={"wording_version": "it only says which pages to draw anew"},
        ),
        _agencies("agencies", "Agencies that have, had or will have a seat.", agencies),
        _seats(Seat.objects.filter(partnership=partnership)),
        table_of(
            members.select_related("user").order_by("pk"),
            name="people",
            about="Who has which role in the partnership.",
            beside=PERSON,
        ),
        table_of(
            Wording.objects.filter(partnership=partnership).order_by("pk"),
            name="wording",
            about="Its own words for roles and statuses; others are the standard ones.",
        ),
        table_of(
            Holiday.objects.filter(partnership=partnership).order_by("pk"),
            name="holidays",
            about="Days on which its schools are not asked for anything.",
        ),
        history("partnership_history", "What was done to the partnership.", done),
    ]


def _agencies(name: str, about: str, rows: AgencyQuerySet) -> Table:
    return table_of(rows, name=name, about=about)


def _seats(rows: SeatQuerySet) -> Table:
    return table_of(
        rows.select_related("agency", "partnership").order_by("from_on", "pk"),
        name="seats",
        about="Places of agencies in partnerships, from one day to another.",
        beside=(AGENCY, PARTNERSHIP),
    )
