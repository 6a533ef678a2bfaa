"""What two neighbours audit, in the demonstration."""

import time
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.utils import timezone

from activity.models import Event
from audits.actions.grading import finish_part, save_part
from audits.actions.moderating import moderate
from audits.judging import Words, own
from audits.models import (
    Audit,
    Briefing,
    Finding,
    Judgement,
    Milestone,
    Part,
    Programme,
    Proof,
    Recommendation,
    Shared,
    Step,
)
from demonstration import auditing
from demonstration.actions import load_demonstration
from demonstration.auditing import audit_practice
from demonstration.grading import MODERATOR
from demonstration.returning import who_in
from partnership.models import Partnership
from privacy import identifiers
from ui.merging import Edit

pytestmark = pytest.mark.usefixtures("loaded", "db")

State = Audit.State


@pytest.fixture(scope="module")
def loaded(around):
    today, at = timezone.localdate(), timezone.now()
    with around():
        load_demonstration(today=today, at=at)
        yield SimpleNamespace(today=today, at=at)


def audit(title: str) -> Audit:
    return Audit.objects.get(title__startswith=title)


def test_there_is_an_audit_in_every_state_in_two_years():
    northshire = Audit.objects.filter(partnership__slug="northshire")
    states = set(Audit.objects.values_list("state", flat=True))
    assert states == set(State.values)
    assert northshire.filter(state=State.CLOSED).count() == 2
    assert Programme.objects.filter(partnership__slug="northshire").count() == 2
    dip = Audit.objects.get(partnership__slug="castlebourne")
    assert dip.state == State.REPORTING
    assert dip.cases.count() <= 5
