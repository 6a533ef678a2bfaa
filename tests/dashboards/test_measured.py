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
