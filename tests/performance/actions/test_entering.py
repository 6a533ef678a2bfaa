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


def save(agency, edits) -> list[Clash]:
    return save_figures(agency=agency, period=QUARTER, edits=edits, by=ANYBODY, at=NOW)


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


@pytest.mark.parametrize(
    ("theirs", "mine"),
    [
        ([Edit("missing", "", "not_yet")], [Edit("numerator", None, 11)]),
        ([Edit("numerator", None, 9)], [Edit("missing", "", "not_yet")]),
    ],
    ids=["a reason before a number", "a number before a reason"],
)
def test_a_number_and_a_reason_that_meet_hold_nothing_else_up(
    asked, rereferrals, northshire, theirs, mine
):
    visits = measure("Visits", "count")
    ask(northshire, asked, of=visits)
    save(asked, {rereferrals.pk: theirs})
    note = Edit("note", "", "New form")
    clashes = save(
        asked,
        {rereferrals.pk: [*mine, note], visits.pk: [Edit("numerator", None, 5)]},
    )
    assert [(one.field, one.mine, one.row) for one in clashes] == [
        (mine[0].field, mine[0].now, rereferrals.pk)
    ]
    assert point(asked, visits).numerator == 5
    kept = point(asked, rereferrals)
    assert getattr(kept, theirs[0].field) == theirs[0].now
    assert getattr(kept, mine[0].field) == mine[0].was
    assert kept.note == "New form"


def test_a_reason_for_a_number_that_a_colleague_changed_is_not_saved(
    asked, rereferrals
):
    give(asked, rereferrals, 9, 64)
    edits = [Edit("numerator", 5, None), Edit("missing", "", "not_yet")]
    clashes = save(asked, {rereferrals.pk: edits})
    assert {one.field for one in clashes} == {"numerator", "missing"}
    assert point(asked, rereferrals).numerator == 9


def test_words_and_a_reason_do_not_meet_either(asked, northshire):
    helped = measure("What helped", "words")
    ask(northshire, asked, of=helped)
    save(asked, {helped.pk: [Edit("missing", "", "not_yet")]})
    (clash,) = save(asked, {helped.pk: [Edit("words", "", "Visits")]})
    assert (clash.field, clash.mine) == ("words", "Visits")
    assert point(asked, helped).words == ""


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
