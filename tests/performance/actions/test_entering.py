"""An agency enters figures and sends them."""

import pytest
from django.core.exceptions import ValidationError

from activity.models import Event
from notices.models import Kind, Notice
from partnership.access import Forbidden
from performance.actions.entering import save_figures
from performance.grids import grid
from performance.models import DataPoint, Received, Return
from tests.factories import ANYBODY, NOW, access
from tests.performance.steps import (
    QUARTER,
    accept,
    ask,
    give,
    history,
    measure,
    query,
    send,
)
from ui.merging import Clash, Edit


def point(agency, of) -> DataPoint:
    return DataPoint.objects.get(data_return__agency=agency, measure=of)


def test_figures_are_saved_and_told_in_the_history(asked, rereferrals):
    give(asked, rereferrals, 9, 64, note="New form")
    one = point(asked, rereferrals)
    assert (one.numerator, one.denominator, one.note) == (9, 64, "New form")
    event = Event.objects.get(verb="changed the figure")
    assert event.after == {"numerator": 9, "denominator": 64, "note": "New form"}
    assert event.thread_id == one.data_return_id


def test_saving_the_same_again_changes_nothing(asked, rereferrals):
    give(asked, rereferrals, 9, 64)
    give(asked, rereferrals, 9, 64)
    assert Event.objects.filter(verb="changed the figure").count() == 1
    assert Return.objects.count() == 1


def test_a_colleagues_number_is_not_written_over(asked, rereferrals):
    give(asked, rereferrals, 9, 64)
    clashes = save_figures(
        agency=asked,
        period=QUARTER,
        edits={rereferrals.pk: [Edit("numerator", None, 11)]},
        by=ANYBODY,
        at=NOW,
    )
    assert clashes == [Clash("numerator", 9, 11, row=rereferrals.pk)]
    assert point(asked, rereferrals).numerator == 9


def test_another_agencys_people_are_refused(asked, rereferrals, cast):
    with pytest.raises(Forbidden):
        give(asked, rereferrals, 9, 64, by=access(cast.other_lead))
    with pytest.raises(Forbidden):
        send(asked, by=access(cast.coordinator))
    assert not Return.objects.exists()


def test_what_nobody_asks_for_is_refused(asked, rereferrals):
    other = measure("Another thing", "count")
    with pytest.raises(ValidationError) as refused:
        save_figures(
            agency=asked,
            period=QUARTER,
            edits={other.pk: [Edit("numerator", None, 1)]},
            by=ANYBODY,
            at=NOW,
        )
    assert refused.value.code == "not_asked"
    assert not Return.objects.exists()


def test_one_return_serves_every_partnership_that_asks(
    asked, rereferrals, northshire, castlebourne
):
    give(asked, rereferrals, 9, 64)
    sent = send(asked)
    rows = Received.objects.filter(point__data_return=sent)
    assert {one.partnership for one in rows} == {northshire, castlebourne}
    assert {one.state for one in rows} == {"waiting"}
    (revision,) = point(asked, rereferrals).revisions.all()
    assert (revision.numerator, revision.number) == (9, 1)


def test_an_incomplete_return_is_not_sent(asked, rereferrals):
    give(asked, rereferrals, 71, 64)
    with pytest.raises(ValidationError, match="cannot be larger"):
        send(asked)
    assert not Received.objects.exists()


def test_sending_the_same_again_is_refused(asked, rereferrals):
    give(asked, rereferrals, 9, 64)
    send(asked)
    with pytest.raises(ValidationError) as refused:
        send(asked)
    assert refused.value.code == "nothing_new"
    give(asked, rereferrals, 10, 64)
    send(asked)
    numbers = point(asked, rereferrals).revisions.values_list("numerator", flat=True)
    assert list(numbers.order_by("number")) == [9, 10]


def test_accepted_figures_are_locked_until_they_are_opened(
    asked, rereferrals, northshire, castlebourne
):
    give(asked, rereferrals, 9, 64)
    sent = send(asked)
    accept(sent, northshire)
    with pytest.raises(ValidationError) as refused:
        give(asked, rereferrals, 10, 64)
    assert refused.value.code == "locked"
    query(sent, northshire, rereferrals, "Is this the whole quarter?")
    give(asked, rereferrals, 10, 64)
    assert point(asked, rereferrals).numerator == 10


def test_what_was_said_before_stands_beside(asked, rereferrals):
    history(asked, rereferrals, 5, 6, 7, 8, 9, out_of=60)
    (line,) = grid(asked, QUARTER).lines
    assert (line.before.numerator, line.year_before.numerator) == (9, 6)
    assert list(line.earlier) == [5, 6, 7, 8, 9]


def test_the_coordinators_are_told_once(asked, rereferrals, cast):
    give(asked, rereferrals, 9, 64)
    send(asked, by=access(cast.lead))
    told = Notice.objects.filter(kind=Kind.FIGURES_SENT)
    assert {one.person for one in told} >= {cast.coordinator}
    assert all("sent its figures" in one.title for one in told)


def test_a_grid_needs_no_more_queries_for_more_measures(
    asked, northshire, django_assert_num_queries
):
    def filled(many):
        for number in range(many):
            one = measure(f"M{number}", "count")
            ask(northshire, asked, of=one)
            history(asked, one, 1, 2)

    history(asked, grid(asked, QUARTER).lines[0].measure, 3, 4, out_of=9)
    with django_assert_num_queries(3):
        grid(asked, QUARTER)
    filled(4)
    with django_assert_num_queries(3):
        grid(asked, QUARTER)
