"""What chasing refuses, whatever page it comes from."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from notices.models import Mail
from partnership.models import AgencyMember
from response_tool.actions.chasing import chase_agencies
from response_tool.models import Chase
from tests.conftest import submit
from tests.factories import ANYBODY


def chase(response, now, seniors=()):
    return chase_agencies(
        responses=[response],
        subject="Your answers",
        text="Please.",
        seniors=seniors,
        form_key=uuid4(),
        by=ANYBODY,
        at=now,
    )


def refused(response, now, **more) -> str:
    with pytest.raises(ValidationError) as caught:
        chase(response, now, **more)
    assert not Chase.objects.exists()
    assert not Mail.objects.exists()
    return caught.value.code


def test_what_is_submitted_is_not_asked_for(response, cast, now):
    submit(response)
    assert refused(response, now) == "submitted"


def test_nothing_is_asked_for_after_the_round_has_closed(response, cast, now, today):
    round_ = response.round
    round_.due_on = round_.closes_on = today - timedelta(days=1)
    round_.save()
    assert refused(response, now) == "closed"
    response.extended_to = today
    response.save()
    assert len(chase(response, now)) == 1


def test_an_agency_without_anybody_is_not_recorded_as_asked(response, cast, now):
    AgencyMember.objects.filter(agency=response.agency).delete()
    assert refused(response, now) == "nobody"


@pytest.mark.parametrize(("days", "allowed"), [(9, False), (10, True)])
def test_a_senior_contact_is_written_to_from_the_tenth_day_alone(
    response, cast, now, today, days, allowed
):
    agency, round_ = response.agency, response.round
    agency.senior_email = "head@hopewell.example"
    agency.save()
    round_.opens_on, round_.due_on = (today - timedelta(days=n) for n in (40, days))
    round_.save()
    if not allowed:
        assert refused(response, now, seniors=[agency.pk]) == "senior"
        return
    assert chase(response, now, seniors=[agency.pk])[0].to_senior
    mail = Mail.objects.get(address="head@hopewell.example")
    assert "you are named as the senior contact of Hopewell" in mail.text


def test_a_senior_contact_that_is_not_named_is_refused(response, cast, now, today):
    round_ = response.round
    round_.opens_on, round_.due_on = (today - timedelta(days=n) for n in (40, 12))
    round_.save()
    assert refused(response, now, seniors=[response.agency_id]) == "senior"
