import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audits.figures import figures, fingerprint
from dashboards.audited import Audited
from dashboards.encoding import FiguresEncoder
from tests.audits import steps
from tests.factories import NOW, TODAY, ObjectiveFactory, StrategyFactory

CASES = [f"A{number}" for number in range(1, 9)]


@pytest.fixture
def subject(northshire, strategy):
    return {
        "partnership_id": northshire.pk,
        "strategy_id": strategy.pk,
        "as_at": NOW,
    }


def read(subject) -> Audited:
    return Audited(json.loads(json.dumps(figures(**subject), cls=FiguresEncoder)))


def test_a_partnership_without_audits_shows_none(subject):
    assert not read(subject).is_known
    assert not Audited({}).is_known


def test_audits_are_counted_by_how_far_they_are(subject, northshire, hopewell):
    tool = steps.tool()
    steps.audit(northshire, hopewell, using=tool, title="On")
    late = steps.audit(
        northshire,
        hopewell,
        using=tool,
        title="Late",
        collect_by="2026-01-01",
        moderate_by="2026-01-02",
        report_by="2026-01-03",
    )
    found = read(subject)
    assert [(one["state"], one["number"]) for one in found.states] == [
        ("collecting", 2)
    ]
    assert next((one["audit"], one["is_late"]) for one in found.coming) == (
        late.pk,
        True,
    )
    assert found.lead == (
        "No audits are closed and two are on. No recommendation has been made yet."
    )


def test_only_closed_audits_say_what_they_found(subject, northshire, hopewell):
    tool = steps.tool()
    on = steps.audit(northshire, hopewell, using=tool, cases=CASES, title="On")
    done = steps.audit(
        northshire, hopewell, using=tool, cases=CASES, title="Done", state="closed"
    )
    for one in (on, done):
        steps.judge_all(one, 2)
        steps.finding(one, theme="chronology")
    steps.finding(done, "strength", theme="Chronology")
    found = read(subject)
    assert [one["title"] for one in found.spreads] == ["Done"]
    assert [(o["to_change"], o["strengths"]) for o in found.themes] == [(1, 1)]


def test_a_small_number_of_cases_is_hidden(subject, northshire, hopewell):
    done = steps.audit(northshire, hopewell, cases=CASES[:5], state="closed")
    steps.judge_all(done, 3)
    (one,) = read(subject).spreads
    assert "five cases or fewer" in one["few"]
    assert one["rows"] == []


def test_a_repeated_audit_says_what_moved(subject, northshire, hopewell):
    tool = steps.tool()
    before = steps.audit(
        northshire, hopewell, using=tool, cases=CASES, title="Before", state="closed"
    )
    again = steps.audit(
        northshire,
        hopewell,
        using=tool,
        cases=CASES,
        title="Again",
        state="closed",
        again_of=before,
    )
    steps.judge_all(before, 3)
    steps.judge_all(again, 1)
    latest, _ = read(subject).spreads
    assert latest["title"] == "Again"
    assert {row["word"] for row in latest["rows"]} == {"Better"}


def test_recommendations_are_counted_and_the_overdue_named(
    subject, northshire, hopewell, strategy
):
    objective = strategy.objectives.order_by("position")[0]
    done = steps.audit(northshire, hopewell, state="closed")
    done.objectives.add(objective)
    found = steps.finding(done)
    found.objectives.add(objective)
    steps.recommendation(done, hopewell, found, due_on=TODAY.replace(month=1))
    steps.recommendation(done, hopewell, found, state="closed")
    steps.recommendation(done, hopewell, found, state="draft")
    read_ = read(subject)
    said = read_.recommended
    assert (said["open"], said["verified"], said["overdue"]) == (1, 1, 1)
    assert [one["agency"] for one in read_.late] == [hopewell.name]
    (of,) = read_.objectives
    assert (of["audits"], of["to_change"], of["open"], of["verified"]) == (1, 1, 1, 1)


def test_open_recommendations_are_counted_by_their_age(subject, northshire, hopewell):
    done = steps.audit(northshire, hopewell, state="closed")
    for days in (1, 90, 91, 400):
        sent = NOW - timedelta(days=days)
        steps.recommendation(done, hopewell, opened_at=sent)
    steps.recommendation(done, hopewell, state="closed", opened_at=NOW)
    ages = read(subject).recommended["ages"]
    assert [(one["label"], one["number"]) for one in ages] == [
        ("under 3 months", 2),
        ("3 to 6 months", 1),
        ("over a year", 1),
    ]


def test_what_was_said_of_an_earlier_version_goes_on(
    subject, northshire, hopewell, strategy
):
    objective = strategy.objectives.order_by("position")[0]
    before = StrategyFactory()
    old = ObjectiveFactory(strategy=before, title=objective.title)
    type(strategy).objects.filter(pk=strategy.pk).update(previous=before)
    done = steps.audit(northshire, hopewell, state="closed")
    done.objectives.add(objective, old)
    steps.finding(done).objectives.add(old)
    (of,) = read(subject).objectives
    assert (of["title"], of["audits"], of["to_change"]) == (objective.title, 1, 1)


def test_the_fingerprint_follows_what_the_board_sees(subject, northshire, hopewell):
    before = fingerprint(**subject)
    done = steps.audit(northshire, hopewell, state="closed")
    after = fingerprint(**subject)
    assert after != before
    steps.recommendation(done, hopewell)
    assert fingerprint(**subject) != after


def test_the_number_of_queries_does_not_grow(subject, northshire, hopewell):
    def queries():
        with CaptureQueriesContext(connection) as found:
            figures(**subject)
        return len(found)

    tool = steps.tool()

    def one_more(title):
        done = steps.audit(
            northshire, hopewell, using=tool, title=title, state="closed"
        )
        steps.judge_all(done)
        steps.recommendation(done, hopewell)

    one_more("First")
    few = queries()
    for title in ("Second", "Third", "Fourth"):
        one_more(title)
    assert queries() == few <= 12
