"""The board page in words, from the figures of one snapshot."""

from datetime import date

import pytest

from dashboards.board import Board
from dashboards.keyfigures import Change
from response_tool.figures.shapes import (
    Movement,
    PriorityFigure,
    ResponseFigures,
    Statement,
    Totals,
)
from tests.dashboards.figures import agency, board, objective, overdue, stored

SAID = Statement("More children are seen.", "Hopewell", 1, "Thing 1", 7)
LAST = Totals(asked=2, returns=2)


def lead(asked, sent, held=0, good=0) -> str:
    return board(totals=Totals(asked=asked, returns=sent, held=held, good=good)).lead


def test_before_any_round_there_is_none_to_speak_of():
    assert Board({}).round is None
    assert Board(stored(ResponseFigures())).round is None
    assert board().round["name"] == "autumn 2026"


def test_when_nobody_has_answered_the_lead_says_by_when():
    assert lead(12, 0) == (
        "None of the twelve agencies has answered yet. "
        "Answers are due Monday 30 November 2026."
    )
    assert lead(13, 0).startswith("None of the 13 agencies has")


def test_the_lead_says_how_many_answered_and_how_well_it_goes():
    assert lead(15, 10, held=88, good=52) == (
        "Ten of 15 agencies have answered, and 52 of the 88 priorities they hold "
        "are on track, complete or embedded."
    )


def test_when_all_have_answered_the_lead_says_all():
    assert lead(3, 3, held=9, good=9).startswith("All three agencies have answered, ")


def test_one_answer_is_spoken_of_in_the_singular():
    assert lead(2, 1, held=4, good=4).startswith("One of two agencies has answered")


def test_one_agency_alone_is_not_called_agencies():
    assert lead(1, 0).startswith("The one agency that was asked has not answered yet.")
    assert lead(1, 1, held=4, good=4).startswith(
        "The one agency that was asked has answered, and 4 of the 4 priorities"
    )


def test_where_no_agency_was_asked_none_is_counted():
    # A round may serve two partnerships and find agencies in one of them alone.
    assert "no agencies" not in lead(0, 0)


def test_the_first_round_has_no_changes():
    assert board(movement=Movement(up=3)).changes == []


@pytest.mark.parametrize(
    ("movement", "changes"),
    [
        (
            Movement(compared=9, up=5, most_up="priority 2, Thing 2", most_up_count=3),
            [
                Change(
                    "5 answers moved up, 3 of them for priority 2, Thing 2.",
                    better=True,
                )
            ],
        ),
        (
            Movement(compared=9, up=1, most_up="priority 2, Thing 2", most_up_count=1),
            [Change("1 answer moved up.", better=True)],
        ),
        (
            Movement(compared=9, down=2, most_down="Harbour", most_down_count=2),
            [Change("2 answers moved down, 2 of them at Harbour.", better=False)],
        ),
        (Movement(compared=9), [Change("No answer moved up or down.")]),
        (Movement(), []),
        (
            Movement(first_time=["Harbour"]),
            [Change("1 agency answered that did not last round.")],
        ),
        (
            Movement(compared=1, up=1, first_time=["Harbour", "Hopewell"]),
            [
                Change("1 answer moved up.", better=True),
                Change("2 agencies answered that did not last round."),
            ],
        ),
    ],
)
def test_what_moved_since_the_last_round_is_said(movement, changes):
    found = board(before=LAST, movement=movement)
    assert found.changes == changes
    assert found.last_name == "spring 2026"


ROWS = [
    agency("Alder"),
    agency("Birch", "slipping", "embedded", "not_relevant"),
    agency("Cedar"),
    agency("Dogwood", "off_track", "no_action", "on_track"),
]


def test_those_who_have_not_answered_stand_last_and_are_outstanding():
    found = board(agencies=ROWS)
    names = [row["name"] for row in found.agencies]
    assert names == ["Birch", "Dogwood", "Alder", "Cedar"]
    assert [row["name"] for row in found.outstanding] == ["Alder", "Cedar"]


def test_every_state_of_the_heat_map_has_its_word():
    words = {
        "embedded": "Embedded",
        "complete": "Complete",
        "on_track": "On track",
        "not_started": "Not started",
        "slipping": "Slipping",
        "off_track": "Off track",
        "no_action": "No action",
        "not_relevant": "Not relevant",
    }
    (row,) = board(agencies=[agency("All", *words)]).agencies
    assert {state: word for state, _, word in row["cells"]} == words
    legend = {tone: word for tone, word, meaning in board().legend if meaning}
    assert legend == words


def test_an_agencys_last_return_is_a_date_again():
    row = agency("Alder")
    stale = stored(ResponseFigures(agencies=[row]))
    stale["agencies"][0]["last_sent_on"] = "2026-05-02"
    assert Board(stale).agencies[0]["last_sent_on"] == date(2026, 5, 2)


def test_the_priority_that_most_struggle_with_is_named():
    assert board(agencies=ROWS).heat_sentence == (
        "Priority 1 (Thing 1) is the weakest: 2 agencies are slipping, off track or "
        "without an action."
    )
    assert board(agencies=[agency("Birch", "no_action")]).heat_sentence == (
        "Priority 1 (Thing 1) is the weakest: 1 agency is slipping, off track or "
        "without an action."
    )


def test_without_trouble_no_priority_is_the_weakest():
    calm = agency("Birch", "embedded", "not_relevant", "not_started")
    assert board(agencies=[calm, agency("Cedar")]).heat_sentence == ""


def test_a_title_keeps_its_capitals_in_a_sentence():
    priorities = [PriorityFigure(1, "Use the GCP", "GCP training", "Recognise")]
    found = board(priorities=priorities, agencies=[agency("Birch", "off_track")])
    assert "Priority 1 (GCP training) is" in found.heat_sentence


def test_objectives_stand_over_their_own_priorities():
    assert board().spans == [("Recognise", 2), ("Respond", 1)]


def test_an_objective_stands_twice_where_its_priorities_are_apart():
    # Columns are in the order of numbers, which need not follow the objectives.
    priorities = [
        PriorityFigure(n, "", "", ["", "Recognise", "Respond", "Recognise"][n])
        for n in (1, 2, 3)
    ]
    assert board(priorities=priorities).spans == [
        ("Recognise", 1),
        ("Respond", 1),
        ("Recognise", 1),
    ]


BETTER = objective("Recognise", on_track=3, embedded=1)
WORSE = objective("Respond", on_track=1, slipping=1, no_action=2)


def test_progress_has_a_bar_for_each_objective_and_one_for_all():
    bars = board(objectives=[BETTER, WORSE]).progress.bars
    assert [(bar.label, bar.total, bar.note) for bar in bars] == [
        ("Recognise", 4, "4 of 4 on track or better"),
        ("Respond", 4, "1 of 4 on track or better"),
        ("All", 8, "5 of 8 on track or better"),
    ]
    assert {one.tone: one.count for one in bars[2].slices if one.count} == {
        "on_track": 4,
        "embedded": 1,
        "slipping": 1,
        "no_action": 2,
    }


def test_one_objective_needs_no_bar_for_all():
    assert [bar.label for bar in board(objectives=[WORSE]).progress.bars] == ["Respond"]


def test_the_best_and_the_worst_objective_are_named():
    assert board(objectives=[WORSE, BETTER]).progress_sentence == (
        "Recognise is furthest on. Respond has the largest share that is slipping, "
        "off track, not started or without an action."
    )


@pytest.mark.parametrize(
    "objectives",
    [[], [WORSE], [WORSE, objective("Empty")], [BETTER, objective("Too", on_track=1)]],
)
def test_where_objectives_do_not_differ_none_is_best(objectives):
    assert board(objectives=objectives).progress_sentence == ""


def test_actions_are_counted_by_the_status_their_agency_gave():
    statuses = {"on_track": 5, "off_track": 2}
    (bar,) = board(statuses=statuses, totals=Totals(actions=7)).by_status.bars
    assert bar.note == "7 actions"
    assert bar.description == "All actions: 5 on track, 2 off track."
    (bar,) = board(statuses={}, totals=Totals(actions=1)).by_status.bars
    assert bar.note == "1 action"


def late(*counts) -> str:
    rows = [agency(f"Agency {n}", "slipping", overdue=n) for n in counts]
    return board(totals=Totals(overdue=sum(counts)), agencies=rows).overdue_sentence


def test_overdue_actions_are_counted_in_words():
    assert late() == "No action is past its date."
    assert late(1, 1) == "Two actions are past their date."
    assert late(1, 4) == "Five actions are past their date. Four at Agency 4."
    assert late(2, 11) == "13 actions are past their date. Eleven at Agency 11."


def test_one_overdue_action_is_past_its_own_date():
    assert late(1) == "One action is past its date."


def test_overdue_actions_have_their_dates_and_words():
    rows = [overdue("Harbour", 9), overdue("Hopewell", 2, status="")]
    found = board(overdue=rows).overdue
    assert [row["by_when"] for row in found] == [date(2026, 10, 1)] * 2
    assert [row["word"] for row in found] == ["Slipping", ""]


@pytest.mark.parametrize(
    ("many", "early", "said"),
    [
        (1, 0, "1 answer says what has changed for children."),
        (3, 1, "3 answers say what has changed for children; 1 says that EARLY"),
        (2, 2, "2 answers say what has changed for children; 2 say that EARLY"),
    ],
)
def test_statements_are_counted_and_those_that_are_too_early(many, early, said):
    found = board(statements=[SAID] * many, too_early=early)
    said = said.replace("EARLY", "it is too early to tell.")
    assert found.statements_sentence == f"{said} These are the agencies’ own words."
