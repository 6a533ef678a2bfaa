"""A version beside the one before."""

import pytest

from strategies.actions import revise_strategy
from strategies.changes import compare
from tests.factories import ANYBODY, NOW


@pytest.fixture
def revision(published):
    return revise_strategy(strategy=published, by=ANYBODY, at=NOW)


def found(revision):
    return compare(revision.previous, revision)


def marked(pieces) -> list[str]:
    return [one.text.strip() for one in pieces if one.differs]


def test_an_untouched_revision_keeps_everything(revision):
    told = found(revision)
    assert told.counts == {
        "kept": 3,
        "moved": 0,
        "reworded": 0,
        "split": 0,
        "merged": 0,
        "new": 0,
        "dropped": 0,
    }
    assert (told.became, told.sections) == ([], [])


def test_what_differs_is_marked_on_both_sides(revision):
    one = revision.priorities.get(number=1)
    one.title, one.guidance = "Do another thing 1", "Say how."
    one.save()
    (told,) = found(revision).became
    assert told.fate == "reworded"
    assert marked(told.before[0].title) == []
    assert marked(told.after[0].title) == ["another"]
    assert marked(told.after[0].guidance) == ["Say how."]
    assert told.before[0].guidance == []


def test_a_priority_under_another_objective_has_moved(revision):
    one = revision.priorities.get(number=1)
    one.objective = revision.objectives.get(title="Respond")
    one.save()
    told = found(revision)
    assert (told.counts["kept"], told.counts["moved"]) == (2, 1)
    (moved,) = told.became
    assert (moved.fate, moved.moved) == ("moved", ("Recognise", "Respond"))
    assert (moved.before[0].objective, moved.after[0].objective) == moved.moved
    assert moved.after[0].guidance == moved.after[0].short_title == []


def test_another_short_title_alone_is_shown_on_both_sides(revision):
    one = revision.priorities.get(number=1)
    one.short_title = "Matter 1"
    one.save()
    (told,) = found(revision).became
    assert (told.fate, told.moved) == ("reworded", None)
    assert marked(told.before[0].short_title) == ["Thing"]
    assert marked(told.after[0].short_title) == ["Matter"]


def test_other_guidance_alone_is_kept_but_shown_on_both_sides(revision):
    one = revision.priorities.get(number=1)
    one.guidance = "Say how."
    one.save()
    told = found(revision)
    assert (told.counts["kept"], len(told.kept)) == (3, 2)
    (kept,) = told.became
    assert kept.fate == "kept"
    assert marked(kept.after[0].guidance) == ["Say how."]


def test_an_objective_with_another_name_moves_nothing(revision):
    objective = revision.objectives.get(title="Recognise")
    objective.title = "Recognise early"
    objective.save()
    told = found(revision)
    assert (told.became, told.counts["kept"]) == ([], 3)
    assert [one.heading for one in told.sections] == ["Objectives"]


def test_every_part_of_a_split_is_compared_with_the_whole(revision):
    one, two, three = revision.priorities.all()
    two.predecessors.set(one.predecessors.all())
    three.predecessors.clear()
    told = {became.fate: became for became in found(revision).became}
    assert [side.number for side in told["split"].after] == [1, 2]
    assert marked(told["split"].after[1].title) == ["2"]
    assert [side.number for side in told["new"].after] == [3]


def test_the_other_parts_and_the_text_are_told_by_kind(revision):
    revision.summary = "Why we wrote it."
    revision.save()
    aim = revision.aims.get()
    aim.text = "As agreed again."
    aim.save()
    revision.resources.get().delete()
    revision.commitments.create(group="Data", text="Share.", position=2)
    told = {
        section.heading: [(one.name, one.how) for one in section.changes]
        for section in found(revision).sections
    }
    assert told == {
        "The text": [("Summary", "added")],
        "Aims": [("", "changed")],
        "What the partners will do": [("", "added")],
        "Toolkits and documents": [("", "removed")],
    }
