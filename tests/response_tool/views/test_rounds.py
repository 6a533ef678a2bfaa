"""Coordinators: the rounds, who has answered, and opening one."""

from datetime import timedelta

import pytest

from partnership.models import AgencyMember
from response_tool.actions import start_response
from response_tool.models import Round
from tests.conftest import make_round, submit
from tests.factories import ANYBODY, NOW, partner_in
from tests.response_tool.pages import Visitor, address, day
from tests.response_tool.steps import response_of

OPEN = "Open this round"


@pytest.fixture
def coordinator(cast, visit) -> Visitor:
    return visit(cast.coordinator)


@pytest.fixture
def typed(strategy, northshire, today):
    """A good round, as somebody types it."""
    days = {"opens_on": 1, "due_on": 31, "closes_on": 41}
    boxes = {}
    for name, after in days.items():
        on = today + timedelta(days=after)
        boxes |= day(name, f"{on.day} {on.month} {on.year}")
    return {
        "strategy": str(strategy.pk),
        "partnerships": [str(northshire.pk)],
        "name": "spring 2027",
        **boxes,
    }


def test_rounds_are_listed_with_how_many_have_answered(
    coordinator, strategy, northshire, castlebourne, response, today
):
    submit(response)
    both = [northshire, castlebourne]
    make_round(strategy, both, today, ago=200, name="last spring")
    make_round(strategy, both, today, ago=-5, name="next year")
    page = coordinator.open("rounds")
    rows = [" ".join(row.get_text(" ").split()) for row in page.main.select("tbody tr")]
    assert [row.split(" Strategy")[0] for row in rows] == [
        "Next year",
        "Autumn 2026",
        "Last spring",
    ]
    assert "1 of 2" in rows[1]
    assert "Open" in rows[1]
    assert "Closed" in rows[2]


def test_without_rounds_the_list_says_so(coordinator):
    page = coordinator.open("rounds")
    assert "No round has been opened yet." in page.text
    assert coordinator.follow("Open a round").path == address("open_round")


def test_a_coordinator_of_one_sees_no_rounds_of_a_board_they_sit_on(
    cast, visit, round_, castlebourne
):
    # Only coordinators see who has answered, and a hat is worn in one place.
    castlebourne.members.create(user=cast.coordinator_elsewhere, role="board")
    person = visit(cast.coordinator_elsewhere)
    assert person.open("round", round_.pk).status == 403
    assert "Autumn 2026" not in person.open("rounds").text


def test_those_furthest_behind_come_first(
    coordinator, round_, response, harbour, castlebourne
):
    begun = response_of(round_, harbour)
    start_response(response=begun, by=ANYBODY, at=NOW)
    submit(response)
    page = coordinator.open("round", round_.pk)
    names = [cell.contents[0] for cell in page.main.select("tbody th")]
    assert names == ["Harbour Service", "Hopewell Family Support"]
    assert "1 of 2 agencies have sent their answers; we are waiting for 1" in page.text


def test_only_what_was_sent_here_can_be_read(coordinator, round_, response, harbour):
    page = coordinator.open("round", round_.pk)
    assert not [label for label in page.links if label.startswith("Read")]
    submit(response)
    # Harbour has no seat in Northshire.
    submit(response_of(round_, harbour))
    page = coordinator.open("round", round_.pk)
    reading = {
        label: to for label, to in page.links.items() if label.startswith("Read")
    }
    assert reading == {
        "Read the answers of Hopewell Family Support": address("answers", response.pk)
    }
    assert coordinator.follow(next(iter(reading))).status == 200


def test_others_are_told_why_they_cannot(cast, visit, round_):
    for role in ("board", "auditor", "analyst", "lead"):
        person = visit(getattr(cast, role))
        pages = [
            person.open("rounds"),
            person.open("open_round"),
            person.open("round", round_.pk),
        ]
        assert [(role, page.status) for page in pages] == [(role, 403)] * 3
        assert all("you need to be a coordinator." in page.text for page in pages)


def test_a_lead_who_coordinates_elsewhere_is_told_why_they_cannot(
    visit, round_, hopewell, cast
):
    AgencyMember.objects.create(
        user=cast.coordinator_elsewhere, agency=hopewell, role="lead"
    )
    page = visit(cast.coordinator_elsewhere).open("round", round_.pk)
    assert page.status == 403
    assert "To see who has answered a round you need to be a coordinator." in page.text


def test_a_round_of_others_is_not_found(cast, visit, round_):
    person = visit(cast.coordinator_elsewhere)
    assert person.open("round", round_.pk).status == 404
    assert person.open("round", 999999).status == 404


def test_a_coordinator_opens_a_round(coordinator, typed, hopewell, northshire):
    coordinator.open("open_round")
    page = coordinator.press(OPEN, typed)
    round_ = Round.objects.get()
    assert page.path == address("round", round_.pk)
    assert "spring 2027 is set up." in page.text
    assert list(round_.partnerships.all()) == [northshire]
    assert round_.responses.get().agency == hopewell


def test_what_was_typed_comes_back_box_by_box(coordinator, typed, strategy, today):
    coordinator.open("open_round")
    due = typed | day("due_on", "31 2 2027") | {"name": "x" * 61}
    page = coordinator.press(OPEN, due)
    assert page.title.startswith("Error: Open a round")
    assert page.problems == [
        "Name must be 60 characters or fewer. It has 61.",
        "Due must be a real date, such as 27 3 2027.",
    ]
    came_back = {name: page.fields[name] for name in due}
    assert came_back == {k: v if isinstance(v, list) else [v] for k, v in due.items()}
    assert not Round.objects.exists()


def test_a_round_without_agencies_is_explained(visit, northshire, strategy, typed):
    person = visit(partner_in(northshire, "coordinator"))
    person.open("open_round")
    page = person.press(OPEN, typed)
    (problem,) = page.problems
    assert problem.startswith("No agency has a seat on the day the round opens.")
    assert page.field("name") == "spring 2027"
    assert not Round.objects.exists()


def test_unknown_and_foreign_partnerships_are_refused(coordinator, typed, castlebourne):
    page = coordinator.open("open_round")
    assert "Castlebourne" not in page.text
    for wrong in (castlebourne.pk, 999999, "x"):
        sent = typed | {"partnerships": [str(wrong)]}
        answered = coordinator.client.post(page.path, sent)
        assert answered.status_code == 200
        assert "is not one of the available choices" in answered.content.decode()
    assert not Round.objects.exists()


def test_the_convenors_coordinator_is_offered_their_own_partnerships_alone(
    coordinator, strategy, northshire, castlebourne
):
    strategy.convenor = northshire
    strategy.save()
    page = coordinator.open("open_round")
    assert "Northshire Safeguarding Children Partnership" in page.text
    assert "Castlebourne Safeguarding Children Partnership" not in page.text


def test_a_double_press_opens_one_round(coordinator, typed, hopewell):
    first_page = coordinator.open("open_round")
    coordinator.press(OPEN, typed)
    coordinator.page = first_page
    page = coordinator.press(OPEN, typed)
    assert page.status == 200
    assert Round.objects.count() == 1


def test_without_an_adoption_there_is_nothing_to_open(visit, cast):
    page = visit(cast.coordinator_elsewhere).open("open_round")
    assert "None of your partnerships works to a strategy yet." in page.text
    assert not page.main.select("form")


def test_a_name_is_shown_as_typed(coordinator, typed, hopewell):
    coordinator.open("open_round")
    page = coordinator.press(OPEN, typed | {"name": "<b>=1+1</b>"})
    assert "<b>=1+1</b>: who has answered" in page.text
    assert not page.main.find("b")
