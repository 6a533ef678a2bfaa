"""The big numbers, and how they moved, in words before signs."""

import pytest

from dashboards.keyfigures import Change, KeyFigure
from response_tool.figures.shapes import Totals
from tests.dashboards.figures import agency, board, overdue

LAST = Totals(
    asked=12,
    returns=10,
    held=50,
    with_action=40,
    good=30,
    actions=80,
    embedded=8,
    overdue=6,
    overdue_here=6,
    standing_actions=80,
)


def returns(**figures) -> KeyFigure:
    return figure_called("Returns received", **figures)


def figure_called(label, *, now=None, **figures) -> KeyFigure:
    figures["totals"] = now or Totals()
    (found,) = (one for one in board(**figures).key_figures if one.label == label)
    return found


def test_there_are_four_big_numbers_in_order():
    assert [one.label for one in board().key_figures] == [
        "Returns received",
        "Priorities with an action",
        "Complete and embedded",
        "Actions overdue",
    ]


def test_the_first_round_has_nothing_to_be_compared_with():
    now = Totals(
        asked=4, returns=2, held=8, with_action=6, actions=9, embedded=3, overdue=1
    )
    figures = board(totals=now).key_figures
    assert [one.change for one in figures] == [None] * 4
    assert [one.value for one in figures] == ["2", "75%", "3", "1"]
    assert [one.of for one in figures] == ["of 4", "", "of 9 actions", "of 0"]


def test_more_returns_than_last_time_are_better():
    change = returns(now=Totals(asked=12, returns=12), before=LAST).change
    assert change == Change("2 more", better=True)
    assert (change.arrow, change.verdict) == ("▲", "better")


def test_as_many_returns_as_last_time_are_neither_better_nor_worse():
    change = returns(now=Totals(asked=12, returns=10), before=LAST).change
    assert change == Change("no change")
    assert (change.arrow, change.verdict) == ("", "")


def test_fewer_returns_while_the_round_runs_are_not_yet_worse():
    change = returns(now=Totals(asked=12, returns=7), before=LAST).change
    assert change == Change("10 of 12 in spring 2026")
    assert (change.arrow, change.verdict) == ("", "")


def test_nothing_returned_yet_leaves_shares_open():
    figures = board(totals=Totals(asked=12), before=LAST).key_figures
    assert [one.value for one in figures] == ["0", "–", "0", "0"]
    assert figures[0].change == Change("10 of 12 in spring 2026")
    assert [figures[1].change, figures[2].change] == [None, None]


@pytest.mark.parametrize(
    ("with_action", "change"),
    [
        (45, Change("10 points more", better=True)),
        (41, Change("2 points more", better=True)),
        (40, Change("no change")),
        (38, Change("4 points fewer", better=False)),
    ],
)
def test_the_share_with_an_action_moves_in_points(with_action, change):
    now = Totals(held=50, with_action=with_action)
    found = figure_called("Priorities with an action", now=now, before=LAST)
    assert found.change == change
    assert found.note == f"{with_action} of the 50 that are agencies’ own"


def test_one_point_is_one_point():
    now = Totals(actions=100, embedded=11)
    found = figure_called("Complete and embedded", now=now, before=LAST)
    assert found.change == Change("1 point more", better=True)
    assert (found.value, found.of) == ("11", "of 100 actions")


@pytest.mark.parametrize(
    ("part", "whole", "share"),
    [(1, 3, "33%"), (2, 3, "67%"), (1, 8, "13%"), (5, 8, "63%"), (8, 8, "100%")],
)
def test_shares_are_rounded_half_up(part, whole, share):
    # DOMAIN section 4: half-even disagrees with published figures.
    now = Totals(held=whole, with_action=part)
    assert figure_called("Priorities with an action", now=now).value == share


@pytest.mark.parametrize(
    ("late", "change", "arrow"),
    [
        (9, Change("3 more", better=False), "▲"),
        (4, Change("2 fewer", better=True), "▼"),
        (6, Change("no change"), ""),
    ],
)
def test_more_overdue_is_worse_and_fewer_is_better(late, change, arrow):
    now = Totals(overdue=late, overdue_here=late, standing_actions=70)
    found = figure_called("Actions overdue", now=now, before=LAST)
    assert found.change == change
    assert found.change.arrow == arrow
    assert (found.value, found.of) == (str(late), "of 70")


@pytest.mark.parametrize(
    ("late", "note"),
    [
        ([], "none past its date"),
        ([overdue("Harbour", 1)], "Longest: 1 day, Harbour"),
        (
            [overdue("Hopewell", 40), overdue("Harbour", 3)],
            "Longest: 40 days, Hopewell",
        ),
    ],
)
def test_the_longest_overdue_is_named(late, note):
    now = Totals(overdue=len(late))
    assert figure_called("Actions overdue", now=now, overdue=late).note == note


@pytest.mark.parametrize(
    ("missing", "note"),
    [
        ([], "Every agency has answered"),
        (["Alder"], "Alder has not returned"),
        (["Alder", "Birch"], "Alder and Birch have not returned"),
        (
            ["Alder", "Birch", "Cedar", "Dogwood"],
            "Alder, Birch and 2 more have not returned",
        ),
    ],
)
def test_those_who_are_outstanding_are_named(missing, note):
    rows = [agency("Sent", "on_track"), *map(agency, missing)]
    now = Totals(asked=len(rows), returns=1)
    assert returns(now=now, agencies=rows).note == note


def test_a_partnership_of_which_nobody_was_asked_is_not_told_that_all_answered():
    # A round may serve two partnerships and find agencies in one of them alone.
    assert returns(now=Totals(asked=0), agencies=[]).note != "Every agency has answered"
