"""An analyst puts in figures for agencies: previewed, entered, sent, told."""

import pytest

from activity.models import Event
from notices.models import Kind, Notice
from partnership.access import Forbidden
from performance.actions.putting_in import PutIn, put_in_figures
from performance.imports.bulk import compare_again, read_bulk
from performance.models import DataPoint, Received, Return
from tests.factories import ANYBODY, NOW, TODAY, access
from tests.performance.steps import (
    QUARTER,
    accept,
    ask,
    give,
    history,
    measure,
    send,
)
from ui.merging import Edit
from ui.sheets.found import Refused

HEAD = "Agency,Measure,Period begins,Number,Out of,Why there is no figure,Note\n"


def read(partnership, *lines: str):
    content = (HEAD + "\n".join(lines)).encode()
    return read_bulk(partnership, content, on=TODAY)


def problems(found) -> list[tuple[str, str, str]]:
    return [(p.cell, p.found, p.expected) for p in found.reading.problems]


def group(agency, of, number, out_of=None, *, period=QUARTER, was=None):
    edits = [Edit("numerator", was, number), Edit("denominator", None, out_of)]
    return PutIn(agency, period, {of.pk: edits})


def put(partnership, *groups, by=ANYBODY):
    return put_in_figures(partnership=partnership, groups=groups, by=by, at=NOW)


def test_several_agencies_and_periods_are_understood(asked, northshire, rereferrals):
    other = ask(northshire, asked, of=measure("Visits", "count"))
    found = read(
        northshire,
        "hopewell family support,Re-referrals,2026-07-01,9,64,,",
        "Hopewell Family Support,RE-REFERRALS,April to June 2026,7,60,,",
        'Hopewell Family Support,Re-referrals,1/1/2026,"1,000",2000,,Old form',
        "Hopewell Family Support,Visits,Jul–Sep 2026,,,Not available yet,",
        "Hopewell Family Support,Visits,2026-04-01,,,,",
    )
    assert problems(found) == []
    assert [one.kind for one in found.shown] == ["new"] * 4
    values = {
        (one.entry.key[1], one.entry.title): one.entry.values for one in found.shown
    }
    assert values[QUARTER, "Re-referrals"] == {"numerator": 9, "denominator": 64}
    assert values[QUARTER.before, "Re-referrals"]["numerator"] == 7
    assert values[QUARTER, other.measure.title] == {"missing": "not_yet"}


@pytest.mark.parametrize(
    ("line", "cell", "expected"),
    [
        ("Nobody,Re-referrals,2026-07-01,9,64,,", "A2", "the name of an agency"),
        ("{a},Other,2026-07-01,9,64,,", "B2", "the title or key of a measure"),
        ("{a},Re-referrals,2026-08-01,9,64,,", "C2", "such as 1/7/2026"),
        ("{a},Re-referrals,soon,9,64,,", "C2", "the first day of a quarter"),
        ("{a},Re-referrals,2026-10-01,9,64,,", "C2", "a period that is over"),
        ("{a},Re-referrals,2019-01-01,9,64,,", "C2", "or later"),
        ("{a},Re-referrals,2026-07-01,12%,64,,", "D2", "is a percentage"),
        ("{a},Re-referrals,2026-07-01,71,64,,", "D2", "cannot be larger"),
        ("{a},Re-referrals,2026-07-01,71,,,", "E2", "out of how many"),
        ("{a},Re-referrals,2026-07-01,,64,,", "D2", "a number, or choose why"),
    ],
)
def test_every_problem_is_named_by_its_cell(asked, northshire, line, cell, expected):
    found = read(northshire, line.format(a=asked.name))
    ((where, _, said),) = problems(found)
    assert where == cell
    assert expected in said
    assert found.shown == []


def test_an_agency_that_is_not_asked_is_refused(
    asked, northshire, castlebourne, harbour
):
    ask(castlebourne, harbour, of=measure("Visits", "count"))
    found = read(northshire, f"{harbour},Re-referrals,2026-07-01,9,64,,")
    assert problems(found)[0][0] == "A2"
    with pytest.raises(Refused):
        read(northshire, f"{asked},Re-referrals,2026-07-01,,,,")


def test_an_unusual_number_wants_a_note_also_by_the_rows_before_it(
    asked, northshire, rereferrals
):
    rows = [
        f"{asked},Re-referrals,{QUARTER.moved(step).words},{number},90,,"
        for step, number in zip(range(-5, 0), (9, 8, 9, 10, 9), strict=True)
    ]
    found = read(northshire, *rows, f"{asked},Re-referrals,2026-07-01,80,90,,")
    assert [(cell, value) for cell, value, _ in problems(found)] == [("G7", "nothing")]
    noted = read(northshire, *rows, f"{asked},Re-referrals,2026-07-01,80,90,,New form")
    assert problems(noted) == []


def test_what_an_agency_has_not_sent_is_neither_shown_nor_written_over(
    asked, northshire, rereferrals
):
    give(asked, rereferrals, 9, 64)
    found = read(northshire, f"{asked},Re-referrals,2026-07-01,11,64,,")
    assert "the agency has entered this itself" in problems(found)[0][2]
    assert found.shown == []
    done = put(northshire, group(asked, rereferrals, 11, 64, was=9))
    assert (done.saved, len(done.refused)) == (0, 1)
    assert DataPoint.objects.get().numerator == 9


def test_what_was_sent_is_shown_beside(asked, northshire, rereferrals):
    give(asked, rereferrals, 9, 64)
    send(asked)
    found = read(northshire, f"{asked},Re-referrals,2026-07-01,11,,,")
    (one,) = found.shown
    assert (one.kind, one.line.point.numerator, one.edits) == (
        "changed",
        9,
        [Edit("numerator", 9, 11)],
    )


def test_accepted_figures_are_not_changed(asked, northshire, castlebourne, rereferrals):
    give(asked, rereferrals, 9, 64)
    sent = send(asked)
    for one in (northshire, castlebourne):
        accept(sent, one)
    found = read(northshire, f"{asked},Re-referrals,2026-07-01,11,,,")
    assert "has been accepted" in problems(found)[0][2]
    assert "opened again under “Figures received”" in problems(found)[0][2]


def test_figures_are_entered_sent_recorded_and_told(
    asked, northshire, castlebourne, rereferrals, cast
):
    by = access(cast.analyst)
    groups = [
        group(asked, rereferrals, 9, 64),
        group(asked, rereferrals, 8, 60, period=QUARTER.before),
    ]
    done = put(northshire, *groups, by=by)
    assert (done.saved, done.refused) == (2, [])
    rows = Received.objects.filter(point__data_return__starts_on=QUARTER.starts_on)
    assert {one.partnership for one in rows} == {northshire, castlebourne}
    assert {one.state for one in rows} == {"waiting"}
    assert Return.objects.filter(submitted_at=NOW).count() == 2
    event = Event.objects.filter(verb="put in figures").first()
    assert event.after == {
        "partnership": northshire.name,
        "measures": ["Re-referrals"],
    }
    told = Notice.objects.filter(kind=Kind.PUT_IN)
    assert {one.person for one in told} == {cast.lead, cast.contributor}
    assert "put in figures for you" in told[0].title


def test_the_same_put_in_twice_is_sent_once(asked, northshire, rereferrals, cast):
    for many in (1, 0):
        done = put(northshire, group(asked, rereferrals, 9, 64))
        assert (done.saved, done.refused) == (many, [])
    assert DataPoint.objects.get().revisions.count() == 1
    assert Event.objects.filter(verb="put in figures").count() == 1
    assert Notice.objects.filter(kind=Kind.PUT_IN).count() == 2


def test_a_return_of_which_more_is_asked_is_not_sent_as_a_whole(
    asked, northshire, rereferrals
):
    ask(northshire, asked, of=measure("Visits", "count"))
    put(northshire, group(asked, rereferrals, 9, 64))
    one = Return.objects.get()
    assert one.submitted_at is None
    assert one.points.get().revisions.count() == 1


def test_one_group_that_cannot_be_saved_leaves_the_others(
    asked, northshire, rereferrals
):
    done = put(
        northshire,
        group(asked, rereferrals, 71, 64),
        group(asked, rereferrals, 8, 60, period=QUARTER.before),
    )
    assert done.saved == 1
    assert [one.period for one, _ in done.refused] == [QUARTER]
    assert not DataPoint.objects.filter(numerator=71).exists()


def test_what_changed_since_the_preview_is_not_written_over(
    asked, northshire, rereferrals
):
    found = read(northshire, f"{asked},Re-referrals,2026-07-01,11,64,,")
    give(asked, rereferrals, 9, 64)
    send(asked)
    done = put(northshire, group(asked, rereferrals, 11, 64))
    assert done.saved == 0
    again = compare_again(northshire, found.reading, on=TODAY)
    assert [one.kind for one in again.shown] == ["changed"]


def test_what_was_accepted_since_the_preview_is_to_be_opened_by_who_puts_in(
    asked, northshire, castlebourne, rereferrals
):
    give(asked, rereferrals, 9, 64)
    sent = send(asked)
    for one in (northshire, castlebourne):
        accept(sent, one)
    done = put(northshire, group(asked, rereferrals, 11, 64, was=9))
    ((_, why),) = done.refused
    assert "was accepted meanwhile" in why
    assert "opened again under “Figures received”" in why


def test_only_who_reviews_for_the_partnership_may_and_only_whom_it_asks(
    asked, northshire, rereferrals, cast, harbour
):
    for who in (cast.lead, cast.board, cast.coordinator_elsewhere):
        with pytest.raises(Forbidden):
            put(northshire, group(asked, rereferrals, 9, 64), by=access(who))
    done = put(northshire, group(harbour, rereferrals, 9, 64), by=access(cast.analyst))
    assert [why for _, why in done.refused] == [
        "Your partnership no longer asks this agency for these figures."
    ]
    assert not Return.objects.exists()


def test_a_file_costs_as_many_queries_for_more_rows(
    asked, northshire, rereferrals, django_assert_num_queries
):
    history(asked, rereferrals, 1, 2, 3, out_of=60)
    row = f"{asked},Re-referrals,{{}},9,64,,"
    periods = [QUARTER.moved(step).words for step in range(-3, 1)]
    with django_assert_num_queries(7):
        read(northshire, row.format(periods[0]))
    with django_assert_num_queries(7):
        read(northshire, *map(row.format, periods))
