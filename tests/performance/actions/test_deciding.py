"""A partnership accepts figures, or asks about them."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from activity.models import Event
from notices.models import Kind, Notice
from partnership.access import Forbidden
from performance.actions.deciding import Decision, decide_figures
from performance.models import Received
from tests.factories import ANYBODY, NOW, access
from tests.performance.steps import accept, ask, give, measure, query, send


@pytest.fixture
def sent(asked, rereferrals):
    give(asked, rereferrals, 9, 64)
    return send(asked)


def received(sent, partnership) -> Received:
    return Received.objects.get(point__data_return=sent, partnership=partnership)


def test_accepting_makes_it_count_for_that_partnership_alone(
    sent, northshire, castlebourne
):
    assert len(accept(sent, northshire)) == 1
    mine, theirs = received(sent, northshire), received(sent, castlebourne)
    assert (mine.state, mine.accepted.numerator) == ("accepted", 9)
    assert (theirs.state, theirs.accepted) == ("waiting", None)


def test_the_same_decision_twice_changes_nothing(sent, northshire, rereferrals):
    accept(sent, northshire)
    assert accept(sent, northshire) == []
    query(sent, northshire, rereferrals, "Why?")
    assert query(sent, northshire, rereferrals, "Why?") == []
    assert Event.objects.filter(verb__in=["accepted", "opened again"]).count() == 2


def test_what_changed_meanwhile_is_not_accepted(sent, asked, northshire, rereferrals):
    give(asked, rereferrals, 12, 64)
    send(asked)
    with pytest.raises(ValidationError) as refused:
        decide_figures(
            data_return=sent,
            partnership=northshire,
            decisions=[Decision(rereferrals.pk, 1)],
            by=ANYBODY,
            at=NOW,
        )
    assert refused.value.code == "changed"
    assert received(sent, northshire).state == "waiting"


def test_a_query_goes_back_with_its_reason(sent, northshire, rereferrals, cast):
    query(sent, northshire, rereferrals, "Is this the whole quarter?")
    row = received(sent, northshire)
    assert (row.state, row.reason) == ("queried", "Is this the whole quarter?")
    notice = Notice.objects.get(kind=Kind.FIGURES_QUERIED, person=cast.lead)
    assert "Is this the whole quarter?" in notice.text


def test_what_was_accepted_counts_until_another_is(
    sent, asked, northshire, rereferrals
):
    accept(sent, northshire)
    query(sent, northshire, rereferrals, "Sure?")
    assert received(sent, northshire).state == "opened"
    assert received(sent, northshire).accepted.numerator == 9
    give(asked, rereferrals, 12, 64)
    send(asked)
    assert received(sent, northshire).accepted.numerator == 9
    accept(sent, northshire)
    assert received(sent, northshire).accepted.numerator == 12


def test_who_reviews_for_another_partnership_is_refused(sent, castlebourne, cast):
    with pytest.raises(Forbidden):
        accept(sent, castlebourne, by=access(cast.board))
    with pytest.raises(Forbidden):
        accept(sent, castlebourne, by=access(cast.lead))
    assert received(sent, castlebourne).state == "waiting"


def test_accepting_marks_the_dashboards_of_that_partnership(
    sent, northshire, castlebourne
):
    later = NOW + timedelta(hours=1)
    accept(sent, northshire, at=later)
    (mine,) = northshire.adoptions.all()
    (theirs,) = castlebourne.adoptions.all()
    assert mine.evidence_changed_at == later
    assert theirs.evidence_changed_at != later


def test_all_or_nothing(asked, northshire, rereferrals):
    other = measure("Visits", "count")
    ask(northshire, asked, of=other)
    give(asked, rereferrals, 9, 64)
    give(asked, other, 5)
    sent = send(asked)
    with pytest.raises(ValidationError):
        decide_figures(
            data_return=sent,
            partnership=northshire,
            decisions=[Decision(rereferrals.pk, 1), Decision(other.pk, 7)],
            by=ANYBODY,
            at=NOW,
        )
    states = Received.objects.of(sent, northshire).values_list("state", flat=True)
    assert set(states) == {"waiting"}
