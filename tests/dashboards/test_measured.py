"""Measures, and what people said, on the board page."""

import json

import pytest
from django.utils import timezone

from dashboards.actions import compile_dashboard
from dashboards.encoding import FiguresEncoder
from dashboards.measured import Measured
from performance.figures import figures
from strategies.models import Adoption
from tests.dashboards.conftest import address
from tests.performance.steps import QUARTER, accept, ask, give, hear, measure, send


def test_a_snapshot_from_before_this_part_shows_none_of_it():
    assert not Measured({}).is_known
    assert not Measured({"measures": [], "agencies": []}).is_known


def lead(*variations: str) -> str:
    return Measured({"measures": [{"variation": one} for one in variations]}).lead


@pytest.mark.parametrize(
    ("variations", "said"),
    [
        (["not judged"], "The one measure cannot be judged."),
        (
            ["neutral, high"],
            "The one measure has moved, which is neither good nor bad.",
        ),
        (["common cause"], "The one measure shows no real change."),
        (["not judged"] * 3, "None of the three measures can be judged."),
        (["common cause"] * 3, "None of the three measures shows a real change."),
        (
            ["common cause", *["not judged"] * 2],
            "Two of three measures cannot be judged; the other shows no real change.",
        ),
        (
            ["common cause"] * 12 + ["not judged"],
            "One of 13 measures cannot be judged; no other shows a real change.",
        ),
        (
            ["concern, high"] * 2 + ["improvement, low", "common cause", "not judged"],
            (
                "Two of five measures are getting worse and one is improving. "
                "One shows no real change. One cannot be judged."
            ),
        ),
        (
            ["neutral, low", "neutral, high"],
            "Both measures have moved, which is neither good nor bad.",
        ),
    ],
)
def test_the_first_sentence_says_no_change_only_of_what_was_judged(variations, said):
    assert lead(*variations) == said


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ([(0, 0, 0)], "No return was due yet."),
        ([(1, 0, 0)], "Of the one return that was due last, 1 came in time."),
        (
            [(3, 1, 0), (0, 0, 2)],
            (
                "Of the 6 returns that were due last, 3 came in time, 1 came late and "
                "2 are missing."
            ),
        ),
        (
            [(0, 0, 2)],
            "Of the 2 returns that were due last, none came in time and 2 are missing.",
        ),
    ],
)
def test_a_sentence_says_who_sends_figures_in_time(counts, said):
    names = ("on_time", "late", "missing")
    rows = [dict(zip(names, some, strict=True)) for some in counts]
    assert Measured({"agencies": rows}).returns == said


@pytest.fixture
def dashboard(cast, northshire, round_, visit):
    """dashboard() is the dashboard as the board reads it now."""

    def opened():
        adoption = Adoption.objects.get(partnership=northshire)
        compile_dashboard(adoption=adoption, now=timezone.now, force=True)
        return visit(cast.board).go(address(adoption))

    return opened


def test_the_board_reads_up_to_when_figures_go(dashboard, northshire, hopewell, today):
    counted = measure()
    ask(northshire, hopewell, of=counted)
    give(hopewell, counted, 9, 64)
    accept(send(hopewell), northshire)
    assert "Figures to 30 September 2026" in dashboard().text
    assert QUARTER.ends_on < today


def test_the_board_reads_what_was_said_by_theme(dashboard, northshire, today, now):
    lately = {"heard_on": today, "at": now}
    hear(northshire, how_many=1200, **lately)
    hear(northshire, how_many=4, text="Few.", said_by="families", **lately)
    read = dashboard()
    assert "1,200 people and 1 small group" in read.text
    assert "A small group is from 1 to 5 children or families" in read.text
    assert read.links["Read what they said"] == "/measures/northshire/voices/"
    assert "shows no real change" not in read.text


def test_figures_come_back_from_a_snapshot_as_they_went(northshire, strategy, now):
    hear(northshire, at=now)
    went = figures(partnership_id=northshire.pk, strategy_id=strategy.pk, as_at=now)
    back = Measured(json.loads(json.dumps(went, cls=FiguresEncoder)))
    (one,) = back.voices
    assert (one["theme"], one["people"], back.has_small) == (
        "Being listened to",
        12,
        False,
    )


def test_the_board_reads_who_is_asked_before_anything_is_accepted(
    dashboard, northshire, hopewell
):
    ask(northshire, hopewell, of=measure())
    read = dashboard()
    assert "No figures have been accepted yet" in read.text
    assert "Of the 4 returns that were due last, none came in time" in read.text
    assert read.links["Re-referrals"] == f"/measures/northshire/{only(northshire)}/"


def test_an_agency_none_of_whose_returns_was_due_is_named(
    dashboard, northshire, hopewell, today
):
    this_quarter = QUARTER.moved(1)
    assert this_quarter.ends_on > today
    ask(northshire, hopewell, of=measure(), first_on=this_quarter.starts_on)
    read = dashboard()
    assert "No return was due yet." in read.text
    assert "Nothing was due yet" in read.text


def test_the_board_reads_how_many_answered_in_words(dashboard, northshire, hopewell):
    heard = measure("Heard", "words", hides="nothing")
    ask(northshire, hopewell, of=heard)
    give(hopewell, heard, None, words="They were heard.")
    accept(send(hopewell), northshire)
    read = dashboard()
    assert (
        "The one agency that is asked said something in words about July" in read.text
    )
    assert "No figures have been accepted yet" not in read.text


def only(partnership) -> int:
    return partnership.commissions.get().pk
