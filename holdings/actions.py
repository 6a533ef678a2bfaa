"""Recording that somebody took a copy of everything."""

from datetime import datetime

from django.db import transaction

from activity.actions import record
from partnership.access import Access
from partnership.models import Agency, Partnership
from partnership.roles import Permission

VERB = "took a copy of everything of"


@transaction.atomic
def record_copy_of_agency(*, agency: Agency, by: Access, at: datetime) -> None:
    """Record a copy of what an agency holds, in its history."""
    by.require(Permission.AGENCY_COPY, agency_id=agency.pk)
    record(by=by, at=at, verb=VERB, subject=agency)


@transaction.atomic
def record_copy_of_partnership(
    *, partnership: Partnership, by: Access, at: datetime
) -> None:
    """Record a copy of what a partnership holds, in its history."""
    by.require(Permission.PARTNERSHIP_COPY, partnership_ids=[partnership.pk])
    record(by=by, at=at, verb=VERB, subject=partnership)
