"""What is not there, or not theirs to know of, is not found."""

import pytest

from tests.conftest import submit
from tests.factories import PartnershipFactory, access
from tests.response_tool.pages import address
from tests.response_tool.steps import answer_to, put, response_of, write

PLAIN = ["tasks", "start", "which", "contact", "answers", "check", "receipt", "history"]
HUGE = 10**30


@pytest.fixture
def theirs(round_, harbour):
    """Another agency's draft, with an action under its first priority."""
    draft = response_of(round_, harbour)
    draft.action = put(answer_to(draft, 1), "on_track", what="Secret plan")
    return draft


def pages_of(response, number=1, action_pk=1) -> list[str]:
    """Every address about a response."""
    return [
        *(address(name, response) for name in PLAIN),
        address("priority", response, number),
        address("words", response, number),
        address("add_action", response, number),
        address("change_action", response, number, action_pk),
        address("remove_action", response, number, action_pk),
    ]


def statuses(client, urls) -> dict[str, set[int]]:
    """Which status each address gives, read and sent."""
    return {
        url: {client.get(url).status_code, client.post(url, {}).status_code} - {405}
        for url in urls
    }


def test_another_agencys_pages_are_not_found(cast, signed_in, theirs):
    client = signed_in(cast.lead)
    found = statuses(client, pages_of(theirs.pk, action_pk=theirs.action.pk))
    assert set().union(*found.values()) == {404}, found
    submit(theirs)
    found = statuses(client, pages_of(theirs.pk, action_pk=theirs.action.pk))
    assert set().union(*found.values()) == {404}, found


@pytest.mark.parametrize("pk", [0, 999999, HUGE])
def test_unknown_responses_are_not_found(cast, signed_in, round_, pk):
    found = statuses(signed_in(cast.lead), pages_of(pk))
    assert set().union(*found.values()) == {404}, found


@pytest.mark.parametrize("number", [0, 5, 99999, HUGE])
def test_unknown_priorities_are_not_found(cast, signed_in, response, number):
    urls = [url for url in pages_of(response.pk, number) if "/priorities/" in url]
    found = statuses(signed_in(cast.lead), urls)
    assert set().union(*found.values()) == {404}, found


def test_an_action_is_found_only_under_its_own_answer(
    cast, signed_in, response, theirs
):
    client = signed_in(cast.lead)
    mine = put(answer_to(response, 2), "on_track")
    urls = [
        address(name, response.pk, 1, pk)
        for name in ("change_action", "remove_action")
        for pk in (mine.pk, theirs.action.pk, 0, 999999, HUGE)
    ]
    found = statuses(client, urls)
    assert set().union(*found.values()) == {404}, found
    url = address("change_action", response.pk, 2, mine.pk)
    assert client.get(url).status_code == 200


def test_a_status_of_another_agencys_action_cannot_be_set(
    cast, signed_in, response, theirs
):
    name = f"status-{theirs.action.pk}"
    url = address("priority", response.pk, 1)
    sent = {name: "embedded", f"initial-{name}": "on_track"}
    assert signed_in(cast.lead).post(url, sent).status_code == 302
    theirs.action.refresh_from_db()
    assert theirs.action.status == "on_track"


def test_a_partnership_without_the_agency_finds_nothing(cast, signed_in, theirs):
    submit(theirs)
    client = signed_in(cast.board)
    names = ("tasks", "answers", "history")
    got = [client.get(address(name, theirs.pk)).status_code for name in names]
    assert got == [404, 404, 404]


def test_readers_are_told_why_they_cannot_change_it(cast, signed_in, response):
    submit(response)
    action = answer_to(response, 1).actions.get()
    urls = [
        *(address(name, response.pk) for name in ("which", "contact", "check")),
        address("priority", response.pk, 1),
        address("words", response.pk, 1),
        address("add_action", response.pk, 1),
        address("change_action", response.pk, 1, action.pk),
        address("remove_action", response.pk, 1, action.pk),
    ]
    reason = "To change an agency’s answers you need to be a lead or contributor."
    for role in ("viewer", "board", "coordinator", "auditor"):
        client = signed_in(getattr(cast, role))
        for url in urls:
            refused = client.post(url, {})
            assert (role, url, refused.status_code) == (role, url, 403)
            assert reason in refused.content.decode()


def test_a_lead_elsewhere_who_may_read_it_is_told_why_they_cannot_change_it(
    cast, signed_in, response, northshire
):
    # May edit something, and may read this: so it is 403 and not 404.
    northshire.members.create(user=cast.other_lead, role="board")
    submit(response)
    client = signed_in(cast.other_lead)
    assert client.get(address("answers", response.pk)).status_code == 200
    refused = client.get(address("priority", response.pk, 1))
    assert refused.status_code == 403
    assert "you need to be a lead or contributor" in refused.content.decode()


def test_a_role_that_ended_ends_at_once(cast, signed_in, response):
    client = signed_in(cast.lead)
    assert client.get(address("answers", response.pk)).status_code == 200
    cast.lead.agency_memberships.all().delete()
    assert client.get(address("answers", response.pk)).status_code in (403, 404)
    assert not access(cast.lead).agency_roles


def test_opening_the_page_of_two_texts_leads_to_the_priority(cast, signed_in, response):
    answer = signed_in(cast.lead).get(address("words", response.pk, 1))
    assert answer["Location"] == address("priority", response.pk, 1)


@pytest.mark.parametrize(
    "sent",
    [
        {"keep-progress": "mine"},
        {"keep-progress": "neither", "mine-progress": "Mine."},
        {"keep-progress": "mine", "mine-progress": "Mine.", "theirs-progress": "Who?"},
    ],
)
def test_a_spoilt_page_of_two_texts_writes_over_nothing(
    cast, signed_in, response, answer, sent
):
    write(answer, progress="What stands.")
    url = address("words", response.pk, 1)
    assert signed_in(cast.lead).post(url, sent, follow=True).status_code == 200
    assert answer_to(response, 1).progress == "What stands."


def test_a_visitor_of_no_partnership_sees_an_empty_list(signed_in, cast):
    PartnershipFactory()
    client = signed_in(cast.coordinator_elsewhere)
    page = client.get(address("rounds")).content.decode()
    assert "No round has been opened yet." in page
