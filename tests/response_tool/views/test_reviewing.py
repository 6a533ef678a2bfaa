"""A coordinator reads what was sent, and accepts or returns it."""

from datetime import timedelta

import pytest

from response_tool.models import Answer, Recipient, Response, Returned
from tests.conftest import submit
from tests.factories import partner_in
from tests.response_tool.pages import Visitor, address, day, query_count
from tests.response_tool.steps import (
    answer_to,
    last_round,
    put,
    returned_one,
)

REASON = "Please say in which teams."
ACCEPT, RETURN = "Accept all 4", "Return what is ticked, accept the rest"


@pytest.fixture
def sent(response) -> Response:
    submit(response)
    return Response.objects.with_round().get(pk=response.pk)


@pytest.fixture
def coordinator(cast, visit) -> Visitor:
    return visit(cast.coordinator)


@pytest.fixture
def by_when(today):
    on = today + timedelta(days=7)
    return day("answer_by", f"{on.day} {on.month} {on.year}")


def review(visitor, response, partnership="northshire"):
    return visitor.go(address("review", response.pk, partnership))


def test_a_coordinator_finds_what_waits_and_accepts_it(coordinator, sent):
    page = coordinator.go("/")
    assert "Review the answers of 1 agency" in page.text
    coordinator.follow("Review the answers of 1 agency")
    coordinator.follow("Review the answers of Hopewell Family Support")
    page = coordinator.press(ACCEPT)
    assert page.path == address("round", sent.round_id)
    assert "Hopewell Family Support: every answer is accepted." in page.text
    assert "Accepted" in page.main.select_one("tbody").get_text()


def test_what_is_ticked_goes_back_with_its_reason(coordinator, sent, by_when):
    review(coordinator, sent)
    typed = {"return-2": "on", "reason-2": REASON, **by_when}
    page = coordinator.press(RETURN, typed)
    assert "Hopewell Family Support: one answer is returned." in page.text
    assert "Returned" in page.text
    assert Returned.objects.get().reason == REASON


@pytest.mark.parametrize(
    ("button", "typed", "problem"),
    [
        (RETURN, {}, "Tick at least one answer to return"),
        (RETURN, {"return-2": "on"}, "Say what should change in priority 2"),
        (
            RETURN,
            {"return-2": "on", "reason-2": REASON},
            "Enter the day the agency should answer by",
        ),
        (
            ACCEPT,
            {"reason-2": REASON},
            "Tick that priority 2 goes back, or empty its reason",
        ),
        (
            ACCEPT,
            {"return-2": "on", "reason-2": REASON},
            "You ticked an answer to return. Untick it, or return it with the other",
        ),
        (
            RETURN,
            {"return-2": "on", "reason-2": "Ask Kayla, 7"},
            "Take out what could identify a child or family",
        ),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_comes_back(
    coordinator, sent, button, typed, problem
):
    review(coordinator, sent)
    page = coordinator.press(button, typed)
    assert any(problem in one for one in page.problems)
    assert {name: page.field(name) for name in typed} == typed
    assert not Returned.objects.exists()
    assert set(sent.recipients.values_list("review", flat=True)) == {"waiting"}


def test_changed_answers_stand_beside_what_was_said_last_round(coordinator, response):
    last_round(response)
    submit(response)
    Answer.objects.filter(response=response, priority__number=1).update(
        progress="Progress in both teams."
    )
    page = review(coordinator, response)
    assert "Compared with: last round, spring 2026" in page.text
    differs = [mark.get_text(strip=True) for mark in page.main.select("mark")]
    assert "in both teams." in differs


def test_what_was_last_accepted_is_compared_where_there_is_one(
    coordinator, response, northshire, now
):
    last = last_round(response)
    Recipient.objects.filter(response=last, partnership=northshire).update(
        review="accepted", reviewed_at=now
    )
    submit(response)
    page = review(coordinator, response)
    assert "Compared with: what you last accepted, in spring 2026" in page.text


def test_a_first_response_has_nothing_to_compare_with(coordinator, sent):
    page = review(coordinator, sent)
    assert "answers this strategy for the first time" in page.text
    assert "Answered for the first time: 4" in page.text


def test_what_the_neighbour_returned_can_be_seen(coordinator, sent, castlebourne):
    returned_one(sent, castlebourne)
    page = review(coordinator, sent)
    assert "Castlebourne returned this on" in page.text
    assert REASON in page.text
    assert ACCEPT in page.buttons


def test_who_returned_waits_for_the_agency(coordinator, sent, northshire):
    returned_one(sent, northshire)
    page = review(coordinator, sent)
    assert "The agency has not sent it back yet" in page.text
    assert not page.buttons


def test_what_came_back_is_compared_with_what_was_returned(
    cast, visit, coordinator, sent, northshire
):
    draft = returned_one(sent, northshire)
    lead = visit(cast.lead)
    lead.open("priority", draft.pk, 1)
    lead.press("Save and look at what goes back", {"progress": "In both teams."})
    lead.press("Send back to Northshire", {"reply-1": "Sorry, we left that out."})
    page = review(coordinator, sent)
    assert "when you returned it" in page.text.lower()
    assert "In both teams." in page.text
    assert "saying: ‘Sorry, we left that out.’" in page.text


def test_those_who_only_read_cannot_review(cast, visit, sent, castlebourne):
    page = review(visit(cast.board), sent)
    assert (page.status, "you need to be a coordinator" in page.text) == (403, True)
    # Nor does the coordinator of one partnership review for another.
    assert review(visit(cast.coordinator), sent, "castlebourne").status == 403
    assert review(visit(cast.coordinator), sent, "elsewhere").status == 404
    assert review(visit(cast.coordinator_elsewhere), sent).status == 404


def test_a_review_needs_no_more_queries_for_more_actions(
    signed_in, northshire, response
):
    last_round(response)
    submit(response)
    client = signed_in(partner_in(northshire, "coordinator"))
    url = address("review", response.pk, "northshire")
    few = query_count(client, url)
    for number in (1, 2, 3):
        for _ in range(5):
            put(answer_to(response, number))
    assert query_count(client, url) == few


def test_a_withdrawal_is_told_on_the_round(cast, visit, coordinator, sent):
    lead = visit(cast.lead)
    lead.open("withdraw", sent.pk)
    lead.press("Withdraw it", {"reason": "Sent by mistake."})
    page = coordinator.open("round", sent.round_id)
    assert "because: Sent by mistake." in page.text


class TestTakenBackMeanwhile:
    """The agency takes it back while a message or an open page leads to a review."""

    GONE = "Hopewell Family Support has taken its answers back, or has not sent them"

    def take_back(self, lead, sent):
        lead.open("take_back", sent.pk)
        lead.press("Take it back")
        assert Response.objects.get(pk=sent.pk).is_draft

    def test_the_address_leads_to_the_round(self, cast, visit, coordinator, sent):
        self.take_back(visit(cast.lead), sent)
        page = review(coordinator, sent)
        assert page.path == address("round", sent.round_id)
        assert self.GONE in page.text

    def test_reasons_that_were_typed_stand_there_to_copy(
        self, cast, visit, coordinator, sent, by_when
    ):
        review(coordinator, sent)
        self.take_back(visit(cast.lead), sent)
        typed = {"return-2": "on", "reason-2": REASON, **by_when}
        page = coordinator.press(RETURN, typed)
        assert (page.status, page.heading) == (409, "Your review is not saved")
        assert self.GONE in page.text
        assert REASON in page.text
        assert "Priority 2" in page.text
        assert "Priority 1" not in page.text
        assert not Returned.objects.exists()

    def test_accepting_leads_to_the_round(self, cast, visit, coordinator, sent):
        review(coordinator, sent)
        self.take_back(visit(cast.lead), sent)
        page = coordinator.press(ACCEPT)
        assert page.path == address("round", sent.round_id)
        assert self.GONE in page.text

    def test_others_are_told_nothing(
        self, cast, visit, coordinator, sent, castlebourne
    ):
        self.take_back(visit(cast.lead), sent)
        assert review(coordinator, sent, "castlebourne").status == 404
        assert review(coordinator, sent, "elsewhere").status == 404
        assert review(visit(cast.coordinator_elsewhere), sent).status == 404
        assert review(visit(cast.board), sent).status == 403
