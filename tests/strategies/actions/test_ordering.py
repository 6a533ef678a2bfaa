"""Moving parts, and the numbers that go with them."""

import pytest
from django.core.exceptions import ValidationError

from activity.models import Event
from partnership.access import Forbidden
from strategies.actions import Way, add_part, change_part, move_part, number_priorities
from strategies.kinds import KINDS
from tests.factories import NOW, PartnershipFactory, PriorityFactory, access, partner_in
from ui.merging import Edit


@pytest.fixture
def move(writer):
    def move(part, way):
        move_part(part=part, way=Way(way), by=writer.access, at=NOW)

    return move


def page(draft) -> list[tuple[str, list[tuple[int, str]]]]:
    """The objectives, and under each its priorities with their numbers."""
    return [
        (one.title, [(p.number, p.title) for p in one.priorities.all()])
        for one in draft.objectives.all()
    ]


def test_a_priority_changes_numbers_with_its_neighbour(draft, move):
    move(draft.priorities.get(number=2), "up")
    assert page(draft) == [
        ("Recognise", [(1, "Do thing 2"), (2, "Do thing 1")]),
        ("Respond", [(3, "Do thing 3")]),
    ]


def test_a_priority_at_the_end_of_its_objective_goes_over_into_the_next(draft, move):
    move(draft.priorities.get(number=2), "down")
    assert page(draft) == [
        ("Recognise", [(1, "Do thing 1")]),
        ("Respond", [(2, "Do thing 2"), (3, "Do thing 3")]),
    ]
    move(draft.priorities.get(number=2), "up")
    assert page(draft)[0] == ("Recognise", [(1, "Do thing 1"), (2, "Do thing 2")])


def test_one_that_goes_over_stands_beside_where_it_came_from(draft, move):
    one = draft.priorities.get(number=3)
    one.number = 1
    draft.priorities.filter(number=1).update(number=9)
    one.save()
    move(one, "up")
    assert page(draft)[0] == (
        "Recognise",
        [(1, "Do thing 2"), (2, "Do thing 1"), (9, "Do thing 3")],
    )


@pytest.mark.parametrize(("number", "way"), [(1, "up"), (3, "down")])
def test_at_the_end_of_the_page_a_priority_stays(draft, move, number, way):
    before = page(draft)
    move(draft.priorities.get(number=number), way)
    assert page(draft) == before
    assert not Event.objects.exists()


def test_the_numbers_go_on_running_down_the_page_when_an_objective_moves(draft, move):
    move(draft.objectives.get(title="Respond"), "up")
    assert page(draft) == [
        ("Respond", [(1, "Do thing 3")]),
        ("Recognise", [(2, "Do thing 1"), (3, "Do thing 2")]),
    ]
    assert Event.objects.get().verb == "moved an objective up in"


def test_numbers_of_the_writers_own_stay_when_an_objective_moves(draft, move):
    draft.priorities.filter(number=1).update(number=40)
    move(draft.objectives.get(title="Respond"), "up")
    assert [p.number for p in draft.priorities.all()] == [2, 3, 40]
    assert page(draft)[0] == ("Respond", [(3, "Do thing 3")])


def test_numbering_from_one_closes_the_gaps(draft, writer):
    PriorityFactory(objective=draft.objectives.first(), number=30, title="Late")
    number_priorities(strategy=draft, by=writer.access, at=NOW)
    assert page(draft) == [
        ("Recognise", [(1, "Do thing 1"), (2, "Do thing 2"), (3, "Late")]),
        ("Respond", [(4, "Do thing 3")]),
    ]
    number_priorities(strategy=draft, by=writer.access, at=NOW)
    assert Event.objects.count() == 1


@pytest.mark.parametrize(
    "name", ["aim", "principle", "outcome", "resource", "oversight"]
)
def test_other_parts_move_among_their_kind(draft, move, writer, name):
    kind = KINDS[name]
    first = getattr(draft, kind.related).get()
    words = kind.words(first) | {kind.fields[0]: "Another"}
    second = add_part(strategy=draft, kind=kind, words=words, by=writer.access, at=NOW)
    move(second, "up")
    assert list(getattr(draft, kind.related).all()) == [second, first]
    move(second, "up")
    move(second, "down")
    assert list(getattr(draft, kind.related).all()) == [first, second]


@pytest.fixture
def commitments(draft, writer):
    """Training: everybody, again; Data: share."""
    for group, text in (("Data", "Share."), ("Training", "Again.")):
        add_part(
            strategy=draft,
            kind=KINDS["commitment"],
            words={"group": group, "text": text},
            by=writer.access,
            at=NOW,
        )
    return draft.commitments


def texts(commitments) -> list[str]:
    return [one.text for one in commitments.all()]


def test_a_commitment_joins_its_group_wherever_that_stands(commitments):
    assert texts(commitments) == ["Train everybody.", "Again.", "Share."]


def test_a_commitment_that_changes_its_group_goes_there(commitments, writer):
    change_part(
        part=commitments.get(text="Train everybody."),
        edits=[Edit("group", "Training", "Data")],
        by=writer.access,
        at=NOW,
    )
    groups = [one.group for one in commitments.all()]
    assert groups == ["Data", "Data", "Training"]


def test_a_commitment_moves_within_its_group(commitments, move):
    move(commitments.get(text="Again."), "down")
    assert texts(commitments) == ["Train everybody.", "Again.", "Share."]
    move(commitments.get(text="Again."), "up")
    assert texts(commitments) == ["Again.", "Train everybody.", "Share."]


def test_a_group_moves_with_everything_in_it(commitments, move):
    move(commitments.get(text="Train everybody."), "group-down")
    assert texts(commitments) == ["Share.", "Train everybody.", "Again."]
    move(commitments.get(text="Train everybody."), "group-down")
    move(commitments.get(text="Again."), "group-up")
    assert texts(commitments) == ["Train everybody.", "Again.", "Share."]


def test_nothing_moves_in_a_published_version(published, move, writer):
    with pytest.raises(ValidationError, match="cannot be changed"):
        move(published.priorities.get(number=2), "up")
    with pytest.raises(ValidationError, match="cannot be changed"):
        number_priorities(strategy=published, by=writer.access, at=NOW)


def test_only_the_convenors_coordinators_move(draft):
    person = partner_in(PartnershipFactory(), "coordinator")
    with pytest.raises(Forbidden):
        move_part(
            part=draft.priorities.get(number=2), way=Way.UP, by=access(person), at=NOW
        )
