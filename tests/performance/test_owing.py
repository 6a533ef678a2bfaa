"""What an agency has still to send, after it has sent the rest."""

from datetime import date, datetime

import pytest

from performance.figures import waiting
from performance.figures.timeliness import timeliness
from performance.owing import owed
from performance.received import arrivals
from tests.factories import NOW, access
from tests.performance.steps import QUARTER, accept, ask, give, measure, send

ON = date(2026, 11, 18)
SENT_ON = datetime(2026, 11, 10, 12, tzinfo=NOW.tzinfo)


def of_quarter(agency):
    (found,) = [one for one in owed([agency.pk], on=ON) if one.period == QUARTER]
    return found


@pytest.fixture
def visits(db):
    return measure("Visits", "count")


@pytest.fixture
def sent(northshire, hopewell, rereferrals):
    """A return in time: sent on 10 November, due by 14 November."""
    ask(northshire, hopewell, of=rereferrals, due_days=45)
    give(hopewell, rereferrals, 9, 64)
    return send(hopewell, at=SENT_ON)


@pytest.fixture
def asked_since(sent, northshire, hopewell, visits):
    """The partnership asks for another, of which 30 days have long passed."""
    ask(northshire, hopewell, of=visits, first_on=QUARTER.starts_on)
    return sent


@pytest.mark.usefixtures("asked_since")
def test_what_is_asked_for_after_the_rest_was_sent_is_to_send(hopewell, cast, visits):
    one = of_quarter(hopewell)
    assert (one.unsent, one.changed, one.is_sent) == (1, 0, False)
    (item,) = [
        item
        for item in waiting(access=access(cast.lead), today=ON)
        if item.title == "Send the rest of your figures, July to September 2026"
    ]
    assert item.note == "Since you sent them: 1 more figure asked for."
    give(hopewell, visits, 9)
    send(hopewell)
    assert of_quarter(hopewell).is_sent


def test_what_is_changed_after_it_was_sent_is_to_send(
    sent, hopewell, rereferrals, cast
):
    assert of_quarter(hopewell).is_sent
    give(hopewell, rereferrals, 11, 64)
    one = of_quarter(hopewell)
    assert (one.unsent, one.changed, one.is_sent) == (0, 1, False)
    titles = [one.title for one in waiting(access=access(cast.lead), today=ON)]
    assert "Send your changed figures, July to September 2026" in titles
    send(hopewell)
    assert of_quarter(hopewell).is_sent


def test_what_is_changed_back_is_as_it_was_sent(sent, hopewell, rereferrals):
    give(hopewell, rereferrals, 11, 64)
    give(hopewell, rereferrals, 9, 64)
    assert of_quarter(hopewell).is_sent


def test_a_change_that_came_before_it_was_accepted_cannot_be_sent(
    sent, hopewell, rereferrals, northshire
):
    give(hopewell, rereferrals, 11, 64)
    accept(sent, northshire)
    assert of_quarter(hopewell).is_sent


@pytest.mark.usefixtures("asked_since")
def test_its_list_says_what_of_a_return_is_to_send(cast, hopewell, rereferrals, visit):
    give(hopewell, rereferrals, 11, 64)
    page = visit(cast.lead).go("/figures/")
    rows = [row.get_text(" ", strip=True) for row in page.main.select("tr")]
    (row,) = [row for row in rows if row.startswith("July to September 2026")]
    # It was sent in time, so it is not overdue.
    assert row.endswith(
        "14 November 2026 Where it is 1 more figure to send "
        "Changed since it was sent Sent 10 November 2026"
    )


@pytest.mark.usefixtures("asked_since")
def test_what_is_asked_for_after_it_was_sent_makes_no_return_late(
    northshire, hopewell, visits
):
    def late():
        (one,) = timeliness(northshire.pk, on=ON)
        return one.late

    assert late() == 0
    (mine,) = [one for one in arrivals(northshire, on=ON) if one.period == QUARTER]
    assert mine.due_on == of_quarter(hopewell).due_on == date(2026, 11, 14)
    give(hopewell, visits, 9)
    send(hopewell)
    assert late() == 0
    assert of_quarter(hopewell).due_on == date(2026, 11, 14)


def test_a_return_is_late_by_the_first_due_day_of_what_it_holds(
    northshire, hopewell, rereferrals, visits
):
    ask(northshire, hopewell, of=rereferrals, due_days=45)
    ask(northshire, hopewell, of=visits, first_on=QUARTER.starts_on)
    assert of_quarter(hopewell).due_on == date(2026, 10, 30)
    give(hopewell, rereferrals, 9, 64)
    give(hopewell, visits, 9)
    send(hopewell, at=SENT_ON)
    (one,) = timeliness(northshire.pk, on=ON)
    assert (one.late, of_quarter(hopewell).due_on) == (1, date(2026, 10, 30))


@pytest.mark.usefixtures("sent")
def test_what_another_partnership_asks_for_too_is_not_to_send_again(
    castlebourne, hopewell, rereferrals
):
    ask(castlebourne, hopewell, of=rereferrals)
    assert of_quarter(hopewell).is_sent


def test_when_figures_came_takes_two_queries(
    sent, northshire, django_assert_num_queries
):
    with django_assert_num_queries(2):
        timeliness(northshire.pk, on=ON)
