"""How recommendations stand in a list: chosen, counted, the overdue first."""

from datetime import timedelta

import pytest

from audits.models import Recommendation
from audits.standing import ages, choices, chosen, known, overdue_first
from tests.audits import steps
from tests.factories import TODAY

DAY = timedelta(days=1)


@pytest.fixture
def rows(northshire, hopewell):
    audit = steps.audit(northshire, hopewell)
    found = steps.finding(audit)
    for state, days in (
        ("closed", -20),
        ("draft", 5),
        ("open", 9),
        ("open", -3),
        ("asked", 4),
        ("asked", -9),
    ):
        due = TODAY + days * DAY
        steps.recommendation(audit, hopewell, found, state=state, due_on=due)
    return Recommendation.objects.all()


def test_overdue_ones_come_first_then_by_how_far_they_are(rows):
    found = [(one.state, one.due_on) for one in overdue_first(rows, TODAY)]
    assert found == [
        ("asked", TODAY - 9 * DAY),
        ("open", TODAY - 3 * DAY),
        ("asked", TODAY + 4 * DAY),
        ("open", TODAY + 9 * DAY),
        ("draft", TODAY + 5 * DAY),
        ("closed", TODAY - 20 * DAY),
    ]


def test_each_kind_is_counted_as_it_is_shown(rows):
    found = choices(rows, "asked", TODAY, drafts=True)
    counts = {one.name: one.count for one in found}
    assert counts == {
        "not_closed": 4,
        "overdue": 2,
        "asked": 2,
        "closed": 1,
        "ended": 0,
        "draft": 1,
        "all": 6,
    }
    for name, many in counts.items():
        assert chosen(rows, name, TODAY).count() == many
    assert [one.name for one in found if one.is_shown] == ["asked"]
    assert "draft" not in {
        one.name for one in choices(rows, "all", TODAY, drafts=False)
    }


def test_a_kind_that_nobody_knows_is_the_usual_one():
    assert known("nonsense") == "not_closed"
    assert known("overdue") == "overdue"


def test_the_age_is_told_from_when_it_was_sent_until_it_was_closed(rows):
    told = ages(rows.order_by("pk"), TODAY + 8 * DAY)
    by_state = {one.state: told[one.pk] for one in rows}
    assert by_state == {
        "closed": "Less than a day",
        "draft": "",
        "open": "8 days",
        "asked": "8 days",
    }
