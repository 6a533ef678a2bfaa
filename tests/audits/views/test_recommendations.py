"""Recommendations in the browser: written, sent, listed."""

from datetime import timedelta

import pytest

from audits.actions.recommending import change_recommendation
from audits.models import Recommendation
from tests.audits import steps
from tests.audits.wanted import wanted
from tests.factories import ANYBODY, NOW, AgencyFactory
from tests.response_tool.pages import day, query_count

DAY = timedelta(days=1)
OF_PARTNERSHIP = "/partnerships/northshire/audits/recommendations/"
OF_AGENCY = "/agencies/hopewell/recommendations/"


@pytest.fixture
def audit(northshire, hopewell):
    return steps.audit(northshire, hopewell, state="reporting")


@pytest.fixture
def finding(audit):
    return steps.finding(audit)


@pytest.fixture
def coordinator(cast, visit):
    return visit(cast.coordinator)


@pytest.fixture
def add(audit) -> str:
    return f"/partnerships/northshire/audits/{audit.pk}/recommendations/add/"


def typed(finding, agency, today, **more):
    due = today + 90 * DAY
    return {
        "findings": [str(finding.pk)],
        "text": "Bring in a shared chronology.",
        "change": "policy",
        "agency": str(agency.pk),
        "owner": "Head of service",
        **day("due_on", f"{due:%d %m %Y}"),
        **more,
    }


def of(one, step="") -> str:
    return f"/recommendations/{one.pk}/{step}"


def test_one_is_written_sent_and_seen_by_its_owner(
    coordinator, cast, visit, audit, finding, hopewell, today
):
    coordinator.go(f"/partnerships/northshire/audits/{audit.pk}/findings/")
    coordinator.follow("Write a recommendation")
    soon = today + 30 * DAY
    stone = {
        "milestone-1": "Agree a template",
        **day("milestone_by-1", f"{soon:%d %m %Y}"),
    }
    page = coordinator.press("Save", typed(finding, hopewell, today, **stone))
    assert page.heading == "Recommendation"
    assert "Agree a template" in page.text
    one = Recommendation.objects.get()
    lead = visit(cast.lead)
    assert lead.go(of(one)).status == 404
    page = coordinator.press(f"Send to {hopewell}")
    assert f"{hopewell} is told." in page.text
    page = lead.go(OF_AGENCY)
    page = lead.follow("Bring in a shared chronology.")
    assert page.path == of(one)
    assert "Sent to its owner" in page.text


def test_more_milestones_keep_what_was_typed(
    coordinator, add, finding, hopewell, today
):
    coordinator.go(add)
    fields = typed(finding, hopewell, today) | {"milestone-3": "Third", "owner": ""}
    page = coordinator.press("More milestones", fields)
    assert page.problems == []
    assert page.field("milestone-3") == "Third"
    assert "milestone-6" in page.boxes()
    assert page.field("text").strip() == "Bring in a shared chronology."
    page = coordinator.press("Save")
    assert "Enter the role of whoever sees to it" in page.problems
    assert page.field("milestone-3") == "Third"
    assert "milestone-6" in page.boxes()


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({"findings": []}, "Choose at least one finding it follows from"),
        ({"text": ""}, "Enter what is to change"),
        ({"owner": "Call 01632 960 123"}, "Take out what could identify"),
        ({"text": "Do as in A1."}, "Take out “A1”"),
        ({"milestone-1": "Do as in A1."}, "Take out “A1”"),
        ({"agency": ""}, "Choose which agency owns it"),
        (day("due_on", "1 1 2020"), "The day it is due must not be past."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    coordinator, add, finding, hopewell, today, more, problem
):
    coordinator.go(add)
    page = coordinator.press("Save", typed(finding, hopewell, today) | more)
    (told,) = page.problems
    assert problem in told
    assert page.field("change") == "policy"
    assert not Recommendation.objects.exists()


def test_agencies_without_a_seat_cannot_be_chosen(coordinator, add, finding, harbour):
    page = coordinator.go(add)
    assert harbour.name not in page.soup.select_one("#id_agency").text


def test_a_colleagues_change_stands_beside_what_was_typed(
    coordinator, audit, finding, hopewell
):
    one = steps.recommendation(audit, hopewell, finding, state="draft")
    coordinator.go(of(one, "change/"))
    change_recommendation(
        recommendation=one,
        wanted=wanted(hopewell, finding, text="Theirs.", milestones=[]),
        seen=1,
        by=ANYBODY,
        at=NOW,
    )
    page = coordinator.press("Save", {"text": "Mine."})
    assert "Theirs." in page.text
    assert page.field("text").strip() == "Mine."
    page = coordinator.press("Save")
    assert "Mine." in page.text


@pytest.fixture
def removed_meanwhile(monkeypatch):
    """A colleague removes it after this person's page was found."""

    def gone(_request, version=0):
        Recommendation.objects.all().delete()
        return version

    return lambda: monkeypatch.setattr("audits.views.recommending.version_seen", gone)


@pytest.mark.parametrize("at_the_same_moment", [False, True])
def test_words_for_a_draft_that_is_gone_are_saved_as_new(
    coordinator, audit, finding, hopewell, removed_meanwhile, at_the_same_moment
):
    one = steps.recommendation(audit, hopewell, finding, state="draft")
    coordinator.go(of(one, "change/"))
    if at_the_same_moment:
        removed_meanwhile()
    else:
        one.delete()
    page = coordinator.press("Save", {"text": "Mine."})
    assert "A colleague removed this" in page.problems[0]
    page = coordinator.press("Save")
    assert Recommendation.objects.get().text == "Mine."


def test_a_draft_that_a_colleague_removed_at_the_same_moment_is_removed(
    coordinator, audit, finding, hopewell, removed_meanwhile
):
    one = steps.recommendation(audit, hopewell, finding, state="draft")
    coordinator.go(of(one, "remove/"))
    removed_meanwhile()
    page = coordinator.press("Remove it")
    assert "The recommendation is removed." in page.text


def test_words_for_a_draft_that_is_gone_are_not_taken_from_outsiders(
    visit, cast, audit, hopewell, finding
):
    one = steps.recommendation(audit, hopewell, finding, state="draft")
    sent = {"text": "Mine.", "audit": str(audit.pk)}
    for who in (cast.coordinator_elsewhere, cast.lead):
        answer = visit(who).client.post(of(one, "change/"), sent)
        assert answer.status_code in (403, 404)


def test_a_draft_is_removed_after_asking(coordinator, audit, finding, hopewell):
    one = steps.recommendation(audit, hopewell, finding, state="draft")
    coordinator.go(of(one))
    coordinator.follow("Remove it")
    page = coordinator.press("Remove it")
    assert page.heading == "What the audit found"
    assert not Recommendation.objects.exists()


def test_what_was_sent_is_neither_changed_nor_removed(
    coordinator, audit, finding, hopewell
):
    one = steps.recommendation(audit, hopewell, finding)
    page = coordinator.go(of(one, "change/"))
    assert page.path == of(one)
    assert "was sent to its owner meanwhile" in page.text
    assert "Change it" not in page.links
    coordinator.go(of(one, "remove/"))
    page = coordinator.press("Remove it")
    assert "was sent to its owner meanwhile" in page.text
    assert Recommendation.objects.exists()


def test_all_drafts_are_sent_with_one_button(coordinator, audit, finding, hopewell):
    for _ in range(2):
        steps.recommendation(audit, hopewell, finding, state="draft")
    coordinator.go(f"/partnerships/northshire/audits/{audit.pk}/findings/")
    page = coordinator.press("Send all to their owners now")
    assert "The owners are told." in page.text
    assert "Send all to their owners now" not in page.buttons
    assert Recommendation.objects.to_do().count() == 2


def test_the_list_is_narrowed_by_kind_and_agency(
    coordinator, cast, visit, audit, finding, hopewell, northshire, today
):
    other = steps.audit(northshire, using=audit.tool, title="Another")
    police = northshire.seats.create(agency=AgencyFactory(), from_on=today).agency
    steps.recommendation(audit, hopewell, finding, text="Ours.")
    late = today - DAY
    steps.recommendation(audit, hopewell, finding, text="Late.", due_on=late)
    steps.recommendation(other, police, text="Theirs.")
    steps.recommendation(audit, hopewell, finding, text="Draft.", state="draft")
    page = coordinator.go(OF_PARTNERSHIP)
    assert page.text.index("Late.") < page.text.index("Ours.")
    assert "Draft." not in page.text
    assert page.links["Overdue (1)"] == "?show=overdue"
    page = coordinator.go(f"{OF_PARTNERSHIP}?show=overdue")
    assert "Late." in page.text
    assert "Ours." not in page.text
    page = coordinator.go(f"{OF_PARTNERSHIP}?show=all&agency={police.slug}")
    assert "Theirs." in page.text
    assert "Ours." not in page.text
    assert "Not sent yet (1)" in coordinator.go(OF_PARTNERSHIP).links
    page = visit(cast.board).go(f"{OF_PARTNERSHIP}?show=draft")
    assert "Draft." not in page.text
    assert "Not sent yet (1)" not in page.links


def test_empty_lists_say_so(coordinator, cast, visit, hopewell):
    page = coordinator.go(OF_PARTNERSHIP)
    assert "No agency has anything left to change." in page.text
    page = coordinator.go(f"{OF_PARTNERSHIP}?show=all")
    assert "Nothing has been recommended yet." in page.text
    page = visit(cast.viewer).go(OF_AGENCY)
    assert "There is nothing for you to change now." in page.text


def test_queries_do_not_grow(coordinator, cast, visit, audit, finding, hopewell):
    steps.recommendation(audit, hopewell, finding)
    lead = visit(cast.lead)
    of_all = query_count(coordinator.client, OF_PARTNERSHIP)
    of_own = query_count(lead.client, OF_AGENCY)
    for _ in range(5):
        steps.recommendation(audit, hopewell, steps.finding(audit))
    assert query_count(coordinator.client, OF_PARTNERSHIP) == of_all
    assert query_count(lead.client, OF_AGENCY) == of_own
