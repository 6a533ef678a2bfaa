"""Taking a copy is on record, and only for those who may."""

import pytest

from activity.models import Event
from holdings.actions import record_copy_of_agency, record_copy_of_partnership
from partnership.access import Forbidden
from tests.factories import NOW, access


def test_a_lead_is_recorded_as_having_taken_a_copy(cast, hopewell):
    record_copy_of_agency(agency=hopewell, by=access(cast.lead), at=NOW)
    (told,) = Event.objects.about("partnership.agency", hopewell.pk)
    assert (told.verb, told.at) == ("took a copy of everything of", NOW)


@pytest.mark.parametrize("role", ["contributor", "viewer", "other_lead", "coordinator"])
def test_nobody_else_is(cast, hopewell, role):
    with pytest.raises(Forbidden):
        record_copy_of_agency(agency=hopewell, by=access(getattr(cast, role)), at=NOW)
    assert not Event.objects.about("partnership.agency", hopewell.pk).exists()


def test_a_coordinator_is_recorded_as_having_taken_a_copy(cast, northshire):
    by = access(cast.coordinator)
    record_copy_of_partnership(partnership=northshire, by=by, at=NOW)
    (told,) = Event.objects.about("partnership.partnership", northshire.pk)
    assert told.actor_id == cast.coordinator.pk


@pytest.mark.parametrize("role", ["board", "auditor", "lead", "coordinator_elsewhere"])
def test_nobody_else_is_for_a_partnership(cast, northshire, role):
    by = access(getattr(cast, role))
    with pytest.raises(Forbidden):
        record_copy_of_partnership(partnership=northshire, by=by, at=NOW)
