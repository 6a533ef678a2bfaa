"""The board's figures against an example that was counted by hand.

Four agencies of Castlebourne, two rounds. This round Harbour and Hopewell have sent
their answers, Lantern has a draft and Meadow has not begun; last round all but Meadow
sent theirs.
"""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from response_tool.figures import figures
from response_tool.figures.shapes import (
    Cell,
    Movement,
    ObjectiveFigure,
    ResponseFigures,
    State,
    Totals,
)
from tests.conftest import make_round
from tests.factories import NOW, TODAY, AgencyFactory, SeatFactory
from tests.response_tool.steps import lay_down, response_of


def on(days) -> object:
    return TODAY + timedelta(days=days)


@pytest.fixture
def example(strategy, castlebourne, hopewell, harbour):
    lantern = AgencyFactory(name="Lantern", sector="housing")
    meadow = AgencyFactory(name="Meadow")
    for agency in (lantern, meadow):
        SeatFactory(agency=agency, partnership=castlebourne)
    before = make_round(strategy, [castlebourne], TODAY, ago=200, name="spring 2026")
    now = make_round(strategy, [castlebourne], TODAY)
    due = (before.due_on - TODAY).days
    then = NOW - timedelta(days=180)
    lay_down(
        response_of(before, hopewell),
        p1=["on_track"],
        p2=[("slipping", on(due - 1))],  # the one that was late when it was due
        p3=["slipping"],
        p4=[],
        at=then,
    )
    lay_down(
        response_of(before, harbour),
        p1=["complete"],
        p2=[("off_track", on(due))],  # on the day itself, so not late yet
        p3=["on_track"],
        p4=["embedded", ("complete", on(due - 9))],  # finished, so never late
        at=then,
    )
    lay_down(
        response_of(before, lantern),
        p1=[("on_track", on(-5))],  # late by now
        p2="We have no beds.",
        p3=[],
        p4=[],
        at=then,
    )
    lay_down(response_of(before, meadow), p1=[("off_track", on(due - 20))])
    lay_down(
        response_of(now, hopewell),
        p1=["complete", "embedded"],
        p2=["on_track", ("off_track", on(-1))],
        p3=[("not_started", on(0))],  # due today, so not late yet
        p4="Not our work.",
        at=NOW,
    )
    lay_down(
        response_of(now, harbour),
        p1=[("slipping", on(-30)), "embedded"],
        p2=[],
        p3=["embedded"],
        p4=["embedded"],
        at=NOW,
    )
    lay_down(response_of(now, lantern), p1=[("off_track", on(-50))])
    return SimpleNamespace(
        before=before,
        now=now,
        partnership_id=castlebourne.pk,
        strategy_id=strategy.pk,
        hopewell=hopewell,
        harbour=harbour,
        then=then,
    )


@pytest.fixture
def found(example) -> ResponseFigures:
    return compiled(example)


def compiled(example) -> ResponseFigures:
    return figures(
        partnership_id=example.partnership_id,
        strategy_id=example.strategy_id,
        as_at=NOW,
    )


def test_the_rounds_are_the_two_that_opened_last(example, found):
    assert (found.round.pk, found.previous.pk) == (example.now.pk, example.before.pk)
    assert (found.round.name, found.previous.name) == ("autumn 2026", "spring 2026")
    assert found.round.due_on == example.now.due_on


def test_the_big_numbers_of_this_round(found):
    assert found.totals == Totals(
        asked=4,
        returns=2,
        held=7,
        with_action=6,
        good=3,
        actions=9,
        embedded=4,
        overdue=3,  # Lantern's from last round among them
        overdue_here=2,
        standing_actions=10,
    )


def test_the_big_numbers_before_are_judged_on_the_day_they_were_due(found):
    assert found.totals_before == Totals(
        asked=4,
        returns=3,
        held=11,
        with_action=8,
        good=5,
        actions=9,
        embedded=1,
        overdue=1,
        overdue_here=1,
        standing_actions=9,
    )


def test_a_priority_is_as_good_as_its_worst_action(found):
    harbour, hopewell, *_ = found.agencies
    assert harbour.cells == [
        Cell(State.SLIPPING, overdue=1),
        Cell(State.NO_ACTION),
        Cell(State.EMBEDDED),
        Cell(State.EMBEDDED),
    ]
    assert hopewell.cells == [
        Cell(State.COMPLETE),
        Cell(State.OFF_TRACK, overdue=1),
        Cell(State.NOT_STARTED),
        Cell(State.NOT_RELEVANT),
    ]


def test_agencies_come_by_name_with_what_they_last_sent(example, found):
    rows = [
        (one.name, one.cells is None, one.last_round, one.last_sent_on, one.overdue)
        for one in found.agencies
    ]
    assert rows == [
        ("Harbour Service", False, "", None, 1),
        ("Hopewell Family Support", False, "", None, 1),
        ("Lantern", True, "spring 2026", example.then.date(), 1),
        ("Meadow", True, "", None, 0),
    ]
    lantern = found.agencies[2]
    assert (lantern.sector, lantern.response_id) == ("housing", None)


def test_objectives_count_states_and_leave_out_what_is_not_relevant(found):
    assert found.objectives == [
        ObjectiveFigure(
            "Recognise", {"slipping": 1, "no_action": 1, "complete": 1, "off_track": 1}
        ),
        ObjectiveFigure("Respond", {"embedded": 2, "not_started": 1}),
    ]


def test_actions_are_counted_by_status_the_best_first(found):
    assert list(found.statuses.items()) == [
        ("embedded", 4),
        ("complete", 1),
        ("on_track", 1),
        ("not_started", 1),
        ("slipping", 1),
        ("off_track", 1),
    ]


def test_overdue_actions_come_oldest_first_from_each_agencys_latest_response(found):
    rows = [
        (one.agency, one.priority, one.days_late, one.status, one.this_round)
        for one in found.overdue
    ]
    assert rows == [
        ("Harbour Service", 1, 30, "slipping", True),
        ("Lantern", 1, 5, "on_track", False),
        ("Hopewell Family Support", 2, 1, "off_track", True),
    ]
    first = found.overdue[0]
    assert (first.what, first.who) == ("Harbour Service: slipping", "Team manager")
    assert (first.priority_title, first.by_when) == ("Thing 1", on(-30))


def test_movement_compares_each_agency_with_itself(found):
    assert found.movement == Movement(
        compared=7,
        up=4,
        down=3,
        most_up="priority 3, Thing 3",
        most_up_count=2,
        most_down="Harbour Service",
        most_down_count=2,
        first_time=[],
    )


def test_an_agency_that_answers_for_the_first_time_is_named(example, strategy):
    meadow = example.now.responses.get(agency__name="Meadow")
    lay_down(meadow, p1=["on_track"], p2=[], p3=[], p4=[], at=NOW)
    movement = compiled(example).movement
    assert (movement.compared, movement.first_time) == (7, ["Meadow"])


def test_priorities_are_the_columns(found):
    columns = [(p.number, p.short_title, p.objective) for p in found.priorities]
    assert columns == [
        (1, "Thing 1", "Recognise"),
        (2, "Thing 2", "Recognise"),
        (3, "Thing 3", "Respond"),
        (4, "Thing 4", "Respond"),
    ]


def test_with_one_round_there_is_nothing_to_compare(example):
    example.before.delete()
    found = compiled(example)
    assert (found.previous, found.totals_before) == (None, None)
    assert found.movement == Movement()
    assert found.totals.overdue == 2


def test_what_was_planned_before_a_priority_was_not_relevant_is_not_counted(example):
    # Its actions are still rows, but no page shows them and no reader can find them.
    before = compiled(example)
    answer = response_of(example.now, example.hopewell).answers.get(priority__number=1)
    answer.relevance, answer.not_relevant_because = "not_relevant", "Moved away."
    answer.save()
    after = compiled(example)
    assert after.totals.held == before.totals.held - 1
    assert after.totals.actions == before.totals.actions - 2
    assert after.totals.embedded == before.totals.embedded - 1
    assert after.totals.standing_actions == before.totals.standing_actions - 2
    assert after.statuses["complete"] == before.statuses["complete"] - 1


def test_what_was_late_before_a_priority_was_not_relevant_was_not_late(example):
    last = response_of(example.before, example.hopewell)
    answer = last.answers.get(priority__number=2)
    answer.relevance, answer.not_relevant_because = "not_relevant", "Moved away."
    answer.save()
    assert compiled(example).totals_before.overdue == 0
