"""A copy of a partnership's things: what was submitted to it, and never a draft."""

import json

import pytest
import yaml

from activity.models import Event
from dashboards.actions import compile_dashboard
from notices.models import Kind, Mail
from tests.conftest import submit
from tests.factories import (
    NOW,
    AdoptionFactory,
    SignUpFactory,
    StrategyFactory,
    partner_in,
)
from tests.holdings.copies import OF_NORTHSHIRE, taken
from tests.response_tool.steps import (
    answer_to,
    put,
    response_of,
    returned_one,
    write,
)

DRAFT = "Words of a draft that nobody has sent"
ELSEWHERE = "Words of another partnership"


@pytest.fixture
def coordinator(cast, signed_in):
    return signed_in(cast.coordinator)


def test_what_was_submitted_is_in_it_word_for_word(coordinator, response):
    put(answer_to(response, 1), what="Train twelve staff")
    submit(response)
    copy = taken(coordinator, OF_NORTHSHIRE)
    said = {row["number"]: row["progress"] for row in copy.rows("answers")}
    assert said == {n: f"Progress on {n}." for n in (1, 2, 3, 4)}
    assert "Train twelve staff" in copy.column("actions", "what")
    assert copy.column("responses", "agency") == ["Hopewell Family Support"]


def test_no_draft_is_in_it_whatever_happened_to_it(
    coordinator, response, round_, harbour, castlebourne, northshire, keep
):
    # Given one agency that writes and keeps a file
    first = answer_to(response, 1)
    write(first, progress=DRAFT, difference=DRAFT)
    put(first, what=DRAFT)
    first.attachments.create(file=keep(DRAFT), added_at=NOW, added_by="A")
    assert DRAFT not in taken(coordinator, OF_NORTHSHIRE).everything()
    # that submits something else,
    write(first, progress="Sent", difference="Sent")
    first.actions.all().delete()
    first.attachments.all().delete()
    sent = submit(response)
    # and writes a correction of what was returned
    write(answer_to(returned_one(sent, northshire), 1), progress=DRAFT)
    # and a neighbour that has submitted to another partnership alone
    theirs = response_of(round_, harbour)
    write(answer_to(theirs, 2), difference=ELSEWHERE)
    submit(theirs)
    # When Northshire takes its copy, then none of it is there
    copy = taken(coordinator, OF_NORTHSHIRE)
    everything = copy.everything()
    assert DRAFT not in everything
    assert "Harbour" not in everything
    assert copy.column("responses", "id") == [response.pk]
    assert not [
        row for row in copy.rows("response_history") if row["verb"] == "changed"
    ]
    assert not {"saved_at", "saved_by", "last_said"} & set(copy.rows("answers")[0])


def test_what_was_taken_back_is_gone_from_it(coordinator, response):
    write(answer_to(response, 1), progress=DRAFT)
    submit(response)
    type(response).objects.filter(pk=response.pk).update(
        state="draft", submitted_at=None
    )
    copy = taken(coordinator, OF_NORTHSHIRE)
    assert copy.rows("responses") == copy.rows("answers") == []
    assert copy.rows("response_history") == []
    assert copy.column("reviews", "agency") == ["Hopewell Family Support"]


def test_another_partnerships_things_are_not_in_it(
    coordinator, castlebourne, northshire
):
    castlebourne.holidays.create(name=ELSEWHERE, from_on=NOW, to_on=NOW)
    castlebourne.wordings.create(key="status_on_track", words=ELSEWHERE)
    partner_in(castlebourne, "board", name=ELSEWHERE)
    Mail.objects.create(
        partnership=castlebourne,
        kind=Kind.CHASED,
        address="a@b.example",
        key="k",
        subject=ELSEWHERE,
        owed_at=NOW,
        next_try_at=NOW,
        given_up_at=NOW,
    )
    StrategyFactory(convenor=castlebourne, title=ELSEWHERE)
    northshire.holidays.create(name="Half term", from_on=NOW, to_on=NOW)
    copy = taken(coordinator, OF_NORTHSHIRE)
    assert ELSEWHERE not in copy.everything()
    assert copy.column("holidays", "name") == ["Half term"]


def test_strategies_are_in_it_as_the_library_writes_them(
    coordinator, northshire, strategy
):
    draft = StrategyFactory(convenor=northshire, title="In the making")
    AdoptionFactory(strategy=strategy)
    copy = taken(coordinator, OF_NORTHSHIRE)
    document = yaml.safe_load(copy.archive.read(f"strategies/{strategy.slug}.yaml"))
    assert document["title"] == strategy.title
    assert str(document["adopted_on"]) == "2025-01-01"
    assert len(document["objectives"]) == 2
    assert f"strategies/{draft.slug}.yaml" in copy.names
    assert copy.column("adoptions", "partnership") == [northshire.name]
    assert len(copy.rows("priorities")) == 4


def test_sign_ups_of_its_own_agencies_are_in_it(
    coordinator, hopewell, harbour, strategy
):
    for agency in (hopewell, harbour):
        SignUpFactory(agency=agency, strategy=strategy)
    copy = taken(coordinator, OF_NORTHSHIRE)
    assert copy.column("sign_ups", "agency") == ["Hopewell Family Support"]


def test_the_boards_figures_are_in_it_as_they_were_compiled(
    coordinator, northshire, response, strategy
):
    submit(response)
    adoption = northshire.adoptions.get()
    compile_dashboard(adoption=adoption, now=lambda: NOW)
    copy = taken(coordinator, OF_NORTHSHIRE)
    figures = json.loads(copy.archive.read(f"dashboards/{strategy.slug}.json"))
    adoption.snapshot.refresh_from_db()
    assert figures["sections"] == adoption.snapshot.sections
    assert figures["details"] == adoption.snapshot.details
    assert copy.column("dashboards", "strategy") == [strategy.title]


def test_mails_that_did_not_arrive_are_in_it_without_what_is_private(
    coordinator, northshire, cast
):
    Mail.objects.create(
        person=cast.board,
        partnership=northshire,
        kind=Kind.CHASED,
        address="board@north.example",
        key="k",
        subject="Please look",
        text="Private",
        turn_off="/messages/turn-off/secret/",
        owed_at=NOW,
        next_try_at=NOW,
        given_up_at=NOW,
        failed_because="no such box",
    )
    copy = taken(coordinator, OF_NORTHSHIRE)
    (mail,) = copy.rows("undelivered_mails")
    assert (mail["subject"], mail["failed_because"]) == ("Please look", "no such box")
    assert mail["to"] == cast.board.name
    assert "turn-off" not in copy.everything()


def test_the_readme_names_every_file_and_every_column(coordinator, response):
    submit(response)
    copy = taken(coordinator, OF_NORTHSHIRE)
    assert copy.archive.testzip() is None
    for name in copy.names:
        assert name in copy.readme
    for table in copy.tables():
        assert len(copy.csv(table)) == len(copy.rows(table)), table
        for heading in copy.headings(table):
            assert f" (“{heading}”): " in copy.readme


def test_it_is_recorded(coordinator, northshire, cast):
    taken(coordinator, OF_NORTHSHIRE)
    told = Event.objects.about("partnership.partnership", northshire.pk).first()
    assert told.verb == "took a copy of everything of"
    assert told.actor_id == cast.coordinator.pk


def test_a_coordinator_of_another_partnership_finds_no_page(cast, signed_in):
    client = signed_in(cast.coordinator_elsewhere)
    assert client.get(OF_NORTHSHIRE).status_code == 404


def test_a_board_member_who_coordinates_elsewhere_is_refused(
    northshire, castlebourne, signed_in
):
    person = partner_in(northshire, "board")
    castlebourne.members.create(user=person, role="coordinator")
    assert signed_in(person).post(OF_NORTHSHIRE).status_code == 403


def test_the_page_of_the_partnership_leads_there(coordinator):
    page = coordinator.get("/partnerships/northshire/").content.decode()
    assert OF_NORTHSHIRE in page
