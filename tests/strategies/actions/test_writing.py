"""The text and the parts of a draft: added, changed, removed."""

import pytest
from django.core.exceptions import ValidationError

from activity.models import Event
from partnership.access import Forbidden
from strategies.actions import (
    Carried,
    add_part,
    change_part,
    change_text,
    publish_strategy,
    remove_part,
    revise_strategy,
)
from strategies.actions.writing import PARTS_MAX
from strategies.kinds import KINDS
from strategies.models import Aim, Objective, Priority, Strategy
from tests.factories import ANYBODY, NOW, PartnershipFactory, access, partner_in
from ui.merging import Edit


def by(writer) -> dict:
    return {"by": writer.access, "at": NOW}


@pytest.fixture
def elsewhere(db):
    return access(partner_in(PartnershipFactory(), "coordinator"))


def add(strategy, name, words, writer, **more):
    kind = KINDS[name]
    return add_part(strategy=strategy, kind=kind, words=words, **more, **by(writer))


def change(part, writer, **edits):
    made = [Edit(name, *was_and_now) for name, was_and_now in edits.items()]
    return change_part(part=part, edits=made, **by(writer))


def test_the_text_is_changed_and_recorded_with_both_words(draft, writer):
    edits = [
        Edit("summary", "", "Why we wrote it."),
        Edit("title", "Our strategy", "O"),
    ]
    assert change_text(strategy=draft, edits=edits, **by(writer)) == []
    draft.refresh_from_db()
    assert (draft.summary, draft.title, draft.slug) == ("Why we wrote it.", "O", "ours")
    event = Event.objects.get()
    assert event.verb == "changed the text of"
    assert event.before == {"summary": "", "title": "Our strategy"}


def test_a_text_that_nobody_changed_is_not_recorded(draft, writer):
    change_text(strategy=draft, edits=[Edit("summary", "", "")], **by(writer))
    assert not Event.objects.exists()


def test_line_ends_from_elsewhere_are_no_colleagues_change(draft, writer):
    Strategy.objects.filter(pk=draft.pk).update(summary="One.\r\n\r\nTwo. ")
    edits = [Edit("summary", "One.\n\nTwo.", "One.\n\nThree.")]
    assert change_text(strategy=draft, edits=edits, **by(writer)) == []
    draft.refresh_from_db()
    assert draft.summary == "One.\n\nThree."


def test_two_who_change_different_texts_are_both_saved(draft, writer):
    change_text(strategy=draft, edits=[Edit("summary", "", "A")], **by(writer))
    second = [Edit("summary", "", ""), Edit("governance", "", "B")]
    assert change_text(strategy=draft, edits=second, **by(writer)) == []
    draft.refresh_from_db()
    assert (draft.summary, draft.governance) == ("A", "B")


def test_two_who_change_the_same_text_meet_and_nothing_is_saved(draft, writer):
    change_text(strategy=draft, edits=[Edit("summary", "", "A")], **by(writer))
    second = [Edit("summary", "", "C"), Edit("governance", "", "B")]
    (clash,) = change_text(strategy=draft, edits=second, **by(writer))
    assert (clash.theirs, clash.mine) == ("A", "C")
    draft.refresh_from_db()
    assert (draft.summary, draft.governance) == ("A", "")


def test_a_part_is_added_at_the_end_of_its_kind(draft, writer):
    made = add(draft, "aim", {"text": "Second."}, writer)
    assert [one.text for one in draft.aims.all()] == ["As agreed.", "Second."]
    event = Event.objects.get()
    assert (event.verb, event.after) == ("added an aim to", {"text": "Second."})
    assert (event.subject_id, event.thread_id) == (made.pk, draft.pk)


def test_the_same_page_sent_twice_adds_one(draft, writer):
    first = add(draft, "aim", {"text": "Second."}, writer)
    assert add(draft, "aim", {"text": "Second."}, writer) == first
    assert (draft.aims.count(), Event.objects.count()) == (2, 1)


def test_there_is_an_end_to_how_many_parts_there_are(draft, writer):
    Aim.objects.bulk_create(
        Aim(strategy=draft, text=f"Aim {n}") for n in range(PARTS_MAX - 1)
    )
    with pytest.raises(ValidationError, match="can have 100 of these"):
        add(draft, "aim", {"text": "One too many."}, writer)
    assert draft.aims.count() == PARTS_MAX


def priority(draft, **words) -> dict:
    return {
        "number": 4,
        "title": "Hear children",
        "short_title": "Hear",
        "text": "Children are heard.",
        "guidance": "",
        "objective_id": draft.objectives.first().pk,
    } | words


def test_a_number_that_is_taken_is_said_with_who_has_it(draft, writer):
    with pytest.raises(ValidationError) as refused:
        add(draft, "priority", priority(draft, number=2), writer)
    assert refused.value.message_dict == {
        "number": ["Priority 2 is “Do thing 2”. Choose another number."]
    }
    three = draft.priorities.get(number=3)
    with pytest.raises(ValidationError, match="Priority 1 is “Do thing 1”"):
        change(three, writer, number=(3, 1))
    assert sorted(one.number for one in draft.priorities.all()) == [1, 2, 3]


def test_a_priority_stands_under_an_objective_of_its_own_strategy(draft, writer):
    other = Objective.objects.create(
        strategy=Strategy.objects.create(title="Other", slug="other"), title="O"
    )
    with pytest.raises(ValidationError, match="Choose an objective of this strategy"):
        add(draft, "priority", priority(draft, objective_id=other.pk), writer)
    assert draft.priorities.count() == 3


def test_a_part_is_changed_and_recorded(draft, writer):
    aim = draft.aims.get()
    assert change(aim, writer, text=("As agreed.", "Better.")) == []
    assert draft.aims.get().text == "Better."
    event = Event.objects.get()
    assert (event.verb, event.before, event.after) == (
        "changed an aim of",
        {"text": "As agreed."},
        {"text": "Better."},
    )


def test_two_who_change_one_part_meet(draft, writer):
    aim = draft.aims.get()
    change(aim, writer, text=("As agreed.", "Theirs."))
    (clash,) = change(aim, writer, text=("As agreed.", "Mine."))
    assert (clash.theirs, clash.mine) == ("Theirs.", "Mine.")
    assert draft.aims.get().text == "Theirs."


def test_a_part_that_a_colleague_removed_is_missing_and_said_so(draft, writer):
    aim = draft.aims.get()
    remove_part(part=draft.aims.get(), **by(writer))
    with pytest.raises(Aim.DoesNotExist):
        change(aim, writer, text=("As agreed.", "Mine."))


@pytest.fixture
def revision(published, writer):
    return revise_strategy(strategy=published, **by(writer))


def earlier(revision, *numbers) -> frozenset[int]:
    found = Priority.objects.filter(
        strategy=revision.previous, number__in=numbers
    ).values_list("pk", flat=True)
    return frozenset(found)


def carries(part) -> list[int]:
    return [one.number for one in part.predecessors.all()]


def carry(part, revision, writer, was, now) -> None:
    carried = Carried(earlier(revision, *was), earlier(revision, *now))
    change_part(part=part, edits=[], carried=carried, **by(writer))


def test_a_priority_can_carry_on_several_or_none(revision, writer):
    one = revision.priorities.get(number=1)
    carry(one, revision, writer, [1], [1, 2])
    assert carries(one) == [1, 2]
    carry(one, revision, writer, [1, 2], [])
    assert carries(one) == []


def test_ticks_of_two_people_are_put_together(revision, writer):
    one = revision.priorities.get(number=1)
    carry(one, revision, writer, [1], [1, 2])
    carry(one, revision, writer, [1], [3])
    assert carries(one) == [2, 3]


def test_a_new_priority_of_a_revision_carries_on_what_is_ticked(revision, writer):
    made = add(
        revision,
        "priority",
        priority(revision),
        writer,
        carried=Carried(frozenset(), earlier(revision, 3)),
    )
    assert carries(made) == [3]


def test_only_priorities_of_the_version_before_are_carried_on(revision, writer):
    one, own = revision.priorities.get(number=1), revision.priorities.get(number=2)
    carried = Carried(frozenset(), frozenset({own.pk}))
    change_part(part=one, edits=[], carried=carried, **by(writer))
    assert carries(one) == [1]


def doings(draft):
    """Every change to a draft, by name."""
    return {
        "text": lambda who: change_text(
            strategy=draft, edits=[Edit("summary", "", "A")], by=who, at=NOW
        ),
        "add": lambda who: add_part(
            strategy=draft, kind=KINDS["aim"], words={"text": "A"}, by=who, at=NOW
        ),
        "change": lambda who: change_part(
            part=draft.aims.get(), edits=[Edit("text", "", "A")], by=who, at=NOW
        ),
        "remove": lambda who: remove_part(part=draft.aims.get(), by=who, at=NOW),
    }


@pytest.mark.parametrize("doing", ["text", "add", "change", "remove"])
def test_only_the_convenors_coordinators_write(draft, elsewhere, doing):
    with pytest.raises(Forbidden):
        doings(draft)[doing](elsewhere)
    assert not Event.objects.exists()


@pytest.mark.parametrize("doing", ["text", "add", "change", "remove"])
def test_nothing_changes_in_a_version_published_meanwhile(draft, writer, doing):
    do = doings(draft)[doing]
    publish_strategy(strategy=Strategy.objects.get(pk=draft.pk), by=ANYBODY, at=NOW)
    with pytest.raises(ValidationError, match="Make a new version") as refused:
        do(writer.access)
    assert refused.value.code == "published"
    assert draft.aims.get().text == "As agreed."
