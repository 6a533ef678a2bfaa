"""What boards are shown is kept, and what comes later gives none of it away."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from partnership.models import Partnership
from performance.actions.commissioning import change_terms, terms_of
from performance.actions.showing import keep_shown
from performance.measuring import measured
from performance.models import DataPoint, Received, Return, Revision, Shown
from performance.page import page_of
from privacy.disclosure import Rule, Symbol
from tests.factories import ANYBODY, NOW, AgencyFactory, SeatFactory
from tests.performance.steps import QUARTER, ask, give, measure, query, send
from tests.performance.steps import accept as accept_by

ON = date(2026, 11, 18)
LATER = NOW + timedelta(days=3)
C = Symbol.HIDDEN


@pytest.fixture
def agencies(northshire, castlebourne):
    found = [AgencyFactory() for _ in range(4)]
    for agency in found:
        for partnership in (northshire, castlebourne):
            SeatFactory(agency=agency, partnership=partnership)
    return found


@pytest.fixture
def children(db):
    return measure("Children assessed", "count")


@pytest.fixture
def commission(northshire, agencies, children):
    return ask(northshire, *agencies, of=children)


def send_and_accept(agencies, numbers, of, *partnerships, at=NOW):
    """As the actions would write it, which are slower; and kept as they would."""
    for agency, number in zip(agencies, numbers, strict=True):
        sent = Return.objects.create(
            agency=agency,
            frequency=QUARTER.frequency,
            starts_on=QUARTER.starts_on,
            submitted_at=at,
            first_submitted_at=at,
        )
        said = {"numerator": number}
        point = DataPoint.objects.create(data_return=sent, measure=of, **said)
        revision = Revision.objects.create(point=point, number=1, sent_at=at, **said)
        for partnership in Partnership.objects.filter(commissions__measure=of):
            row = Received(point=point, partnership=partnership)
            if partnership in partnerships:
                row.state, row.accepted, row.decided_at = "accepted", revision, at
            row.save()
    keep_shown(measures=[of.pk], period=QUARTER)


def correct(agency, of, number, partnership, at=LATER):
    """The partnership asks about an accepted figure and accepts what comes back."""
    sent = agency.data_returns.get()
    query(sent, partnership, of, "Sure?")
    give(agency, of, number, at=at)
    accept_by(send(agency, at=at), partnership, at=at)


def board_of(partnership, **how):
    (found,) = measured(partnership.pk, on=ON, **how)
    moment = found.series.latest
    if not how:
        # What the database adds up is what is shown one by one.
        (whole,) = measured(partnership.pk, on=ON, by_agency=False)
        together = replace(whole.series.latest, by_agency={}, why={})
        assert together == replace(moment, by_agency={}, why={})
    return list(moment.by_agency.values()), moment.value, moment


def test_what_is_first_shown_is_kept_with_what_is_hidden(
    northshire, agencies, children, commission
):
    send_and_accept(agencies[:3], [8, 20, 30], children, northshire)
    assert not Shown.objects.exists()
    send_and_accept(agencies[3:], [3], children, northshire, at=LATER)
    kept = Shown.objects.get()
    assert (kept.partnership, kept.shown_at) == (northshire, LATER)
    first, second, _, last = (str(agency.pk) for agency in agencies)
    assert kept.above == {
        last: Rule.SMALL,
        first: Rule.SECONDARY,
        second: Rule.SECONDARY,
    }
    assert not Received.objects.filter(shown=None).exists()


def test_a_correction_that_would_tell_a_small_number_is_not_shown(
    northshire, agencies, children, commission
):
    send_and_accept(agencies, [8, 20, 30, 3], children, northshire)
    before = board_of(northshire)[:2]
    correct(agencies[3], children, 9, northshire)
    cells, value, moment = board_of(northshire)
    assert (cells, value) == before == ([C, C, 30, C], 61)
    assert moment.held_since == date(2026, 11, 18)
    # Who may see the numbers sees the correction.
    assert board_of(northshire, raw=True)[:2] == ([8, 20, 30, 9], 67)


def test_a_correction_that_tells_nothing_is_shown(
    northshire, agencies, children, commission
):
    send_and_accept(agencies, [8, 20, 30, 3], children, northshire)
    correct(agencies[2], children, 50, northshire)
    cells, value, moment = board_of(northshire)
    assert (cells, value, moment.held_since) == ([C, C, 50, C], 81, None)


def test_the_page_of_the_measure_says_since_when_it_is_as_it_is(
    northshire, agencies, children, commission
):
    send_and_accept(agencies, [8, 20, 30, 3], children, northshire)
    (row,) = page_of(measured(northshire.pk, on=ON)[0]).rows
    assert row.held == ""
    correct(agencies[3], children, 9, northshire)
    page = page_of(measured(northshire.pk, on=ON)[0])
    (row,) = page.rows
    assert (
        row.held == "First shown on 18 November 2026; a later correction is not shown"
    )
    *hidden, together = [one.why for one in page.hidden()]
    assert "before a correction, which would give" in together
    stays = "it was hidden when it was first shown, on 18 November 2026, and stays so"
    assert hidden == [stays] * 3


def test_what_was_small_before_a_correction_is_not_said_to_be_small(
    northshire, agencies, children
):
    ask(northshire, agencies[0], of=children)
    send_and_accept(agencies[:1], [4], children, northshire)
    hidden = page_of(measured(northshire.pk, on=ON)[0]).hidden()
    assert {one.why for one in hidden} == {Rule.SMALL.words}
    correct(agencies[0], children, 9, northshire)
    hidden = page_of(measured(northshire.pk, on=ON)[0]).hidden()
    assert {one.agency for one in hidden} == {agencies[0].name, ""}
    assert all("when it was first shown" in one.why for one in hidden)


def test_an_agency_taken_off_the_terms_and_accepted_later_does_not_tell_its_number(
    northshire, agencies, children, commission
):
    send_and_accept(agencies[:3], [8, 20, 30], children, northshire)
    send_and_accept(agencies[3:], [3], children)
    terms = replace(terms_of(commission), agencies=agencies[:3])
    change_terms(commission=commission, terms=terms, seen=1, by=ANYBODY, at=LATER)
    assert board_of(northshire)[:2] == ([8, 20, 30], 58)
    assert Shown.objects.get().shown_at == LATER
    accept_by(agencies[3].data_returns.get(), northshire)
    assert board_of(northshire)[:2] == ([8, 20, 30], 58)


@pytest.mark.parametrize("numbers", [[8, 20, 30], [80, 20, 30], [0, 0, 0]])
def test_what_was_shown_waits_for_nobody_who_is_asked_about_it_since(
    northshire, agencies, children, numbers
):
    commission = ask(northshire, *agencies[:3], of=children)
    send_and_accept(agencies[:3], numbers, children, northshire)
    before = board_of(northshire)[:2]
    assert before == (numbers, sum(numbers))
    agency = agencies[3]
    commission.asked.create(agency=agency, from_on=QUARTER.starts_on)
    assert board_of(northshire)[:2] == before


def test_a_small_correction_of_large_numbers_is_not_shown(
    northshire, agencies, children, commission
):
    send_and_accept(agencies, [80, 20, 30, 40], children, northshire)
    correct(agencies[1], children, 23, northshire)
    cells, value, moment = board_of(northshire)
    assert (cells, value) == ([80, 20, 30, 40], 170)
    assert moment.held_since == date(2026, 11, 18)
    correct(agencies[1], children, 60, northshire)
    cells, value, moment = board_of(northshire)
    assert (cells, value, moment.held_since) == ([80, 60, 30, 40], 210, None)


def test_a_share_is_added_up_of_what_was_shown(northshire, agencies):
    share = measure("Share")
    ask(northshire, *agencies[:1], of=share)
    for number, out_of in ((40, 100), (3, 100), (60, 100)):
        if number != 40:
            query(agencies[0].data_returns.get(), northshire, share, "Sure?")
        give(agencies[0], share, number, out_of)
        accept_by(send(agencies[0]), northshire)
        cells, value, _ = board_of(northshire)
        assert cells == [value]
        assert value == (60 if number == 60 else 40)


def test_what_is_read_one_by_one_costs_as_many_queries_however_much_it_is(
    northshire, agencies, children, commission, django_assert_num_queries
):
    more = [measure(f"More {number}", "count") for number in range(3)]
    for one in (children, *more):
        if one is not children:
            ask(northshire, *agencies, of=one)
    for at, one in enumerate(agencies):
        for of in (children, *more):
            give(one, of, (8, 20, 30, 3)[at])
        accept_by(send(one), northshire)
    correct(agencies[3], children, 9, northshire)
    with django_assert_num_queries(9):
        measured(northshire.pk, on=ON, by_agency=False)
    for one in more:
        correct(agencies[3], one, 9, northshire)
    with django_assert_num_queries(9):
        found = measured(northshire.pk, on=ON, by_agency=False)
    assert [one.series.latest.value for one in found] == [61] * 4


def test_a_figure_that_two_boards_see_is_hidden_from_both(
    northshire, castlebourne, agencies, children, commission
):
    ask(castlebourne, *agencies[:2], of=children)
    send_and_accept(agencies, [8, 20, 30, 3], children, northshire)
    for agency in agencies[:2]:
        accept_by(agency.data_returns.get(), castlebourne)
    assert board_of(castlebourne)[:2] == ([C, C], C)


def test_figures_of_before_anything_was_kept_are_kept_before_they_change(
    northshire, agencies, children, commission
):
    send_and_accept(agencies, [8, 20, 30, 3], children, northshire)
    Shown.objects.all().delete()
    Received.objects.update(shown=None)
    before = board_of(northshire)[:2]
    correct(agencies[3], children, 9, northshire)
    assert board_of(northshire)[:2] == before


def test_to_keep_twice_changes_nothing(northshire, agencies, children, commission):
    send_and_accept(agencies, [8, 20, 30, 3], children, northshire)
    rows = list(Shown.objects.values()), list(Received.objects.values())
    keep_shown(measures=[children.pk], at=LATER)
    assert (list(Shown.objects.values()), list(Received.objects.values())) == rows


def test_what_does_not_count_children_is_not_held(northshire, agencies):
    staff = measure("Staff", "count", hides="nothing")
    ask(northshire, *agencies, of=staff)
    send_and_accept(agencies, [8, 20, 30, 3], staff, northshire)
    correct(agencies[3], staff, 4, northshire)
    assert board_of(northshire)[:2] == ([8, 20, 30, 4], 62)
    assert not Shown.objects.exists()


def test_an_agency_that_has_no_figure_yet_is_waited_for(
    northshire, agencies, children, commission
):
    send_and_accept(agencies[:3], [8, 20, 30], children, northshire)
    give(agencies[3], children, None, missing="not_yet", note="Next week")
    accept_by(send(agencies[3]), northshire)
    assert not Shown.objects.exists()
    query(agencies[3].data_returns.get(), northshire, children, "Is it there now?")
    give(agencies[3], children, 3, missing="", note="")
    accept_by(send(agencies[3]), northshire)
    assert board_of(northshire)[:2] == ([C, C, 30, C], 61)


def test_keeping_costs_as_many_queries_however_many_measures(
    northshire, agencies, children, commission, django_assert_num_queries
):
    more = [measure(f"More {number}", "count") for number in range(3)]
    for one in more:
        ask(northshire, *agencies[:1], of=one)
        give(agencies[0], one, 3)
    give(agencies[0], children, 8)
    accept_by(send(agencies[0]), northshire)
    with django_assert_num_queries(7):
        keep_shown(measures=[children.pk])
    with django_assert_num_queries(7):
        keep_shown(measures=[children.pk, *(one.pk for one in more)])
