"""A measure of the library is picked: made once, shared by all."""

from functools import partial

import pytest

from activity.models import Event
from partnership.access import Forbidden
from performance import library
from performance.actions.library import pick_measure
from performance.models import Measure
from tests.factories import ANYBODY, NOW, PartnershipFactory, access

WHOLE, PART, LEAST = (
    "child-protection-rate",
    "child-protection-12-months",
    "child-protection-2-years",
)


@pytest.fixture
def pick(northshire):
    return partial(pick_measure, partnership=northshire, by=ANYBODY, at=NOW)


def test_a_measure_says_what_the_library_says(pick):
    one = library.entry("emergency-attendances")
    measure = Measure.objects.get(pk=pick(key=one.key).pk)
    assert measure.library_key == one.key
    assert measure.partnership is None
    assert (measure.title, measure.numerator) == (one.title, one.numerator)
    assert (measure.unit, measure.kind, measure.places) == ("count", "flow", 0)
    assert (measure.frequency, measure.hides) == ("quarter", "nhs")
    assert (measure.owner, measure.source) == ("health", one.source)
    assert measure.part_of is None


@pytest.mark.parametrize("key", [one.key for one in library.entries()])
def test_every_measure_can_be_picked_and_stays_sound(pick, key):
    measure = pick(key=key)
    measure.refresh_from_db()
    measure.full_clean()
    whole = measure.part_of.library_key if measure.part_of else ""
    assert whole == library.entry(key).part_of


def test_a_measure_without_a_usual_owner_is_anybodys(pick):
    assert pick(key="staff-trained").owner == ""


def test_what_a_measure_is_part_of_comes_with_it(pick):
    least = pick(key=LEAST)
    assert least.part_of.library_key == PART
    assert least.part_of.part_of.library_key == WHOLE
    assert Measure.objects.count() == 3


def test_what_is_there_already_is_taken_as_the_whole(pick):
    whole = pick(key=WHOLE)
    assert pick(key=PART).part_of == whole
    assert Measure.objects.count() == 2


def test_picked_again_it_is_the_same_and_nothing_is_recorded(pick, castlebourne):
    first = pick(key=PART)
    recorded = Event.objects.count()
    assert pick(key=PART) == first
    assert pick(key=PART, partnership=castlebourne) == first
    assert Event.objects.count() == recorded


def test_a_measure_that_is_there_stays_as_it_was(pick):
    measure = pick(key=WHOLE)
    measure.notes = "As agreed"
    measure.save()
    assert pick(key=WHOLE).notes == "As agreed"


def test_each_measure_that_is_made_is_recorded(pick, northshire):
    measure = pick(key=PART)
    events = Event.objects.filter(verb="picked from the library").order_by("pk")
    assert [one.subject_id for one in events] == [measure.part_of_id, measure.pk]
    last = events[1]
    assert (last.subject_kind, last.actor_name) == ("performance.measure", "the tests")
    assert (last.at, last.subject_label) == (NOW, measure.title)
    assert last.after == {"first for": northshire.name}


@pytest.mark.parametrize("who", ["coordinator", "analyst"])
def test_its_coordinators_and_analysts_pick_for_a_partnership(cast, pick, who):
    assert pick(key=WHOLE, by=access(getattr(cast, who)))


@pytest.mark.parametrize(
    "who", ["auditor", "board", "coordinator_elsewhere", "lead", "nobody"]
)
@pytest.mark.parametrize("is_there", [False, True])
def test_others_do_not(cast, pick, who, is_there):
    if is_there:
        pick(key=WHOLE)
    with pytest.raises(Forbidden):
        pick(key=WHOLE, by=access(getattr(cast, who)))
    assert Measure.objects.exists() is is_there


def test_what_is_not_in_the_library_cannot_be_picked(pick):
    with pytest.raises(library.NoSuchMeasure):
        pick(key="happiness")


@pytest.mark.parametrize("second", [PART, WHOLE, LEAST])
def test_two_who_pick_at_once_share_what_is_made(overtaking, second):
    pick = partial(pick_measure, by=ANYBODY, at=NOW)
    here, there = PartnershipFactory(), PartnershipFactory()
    one, other = overtaking(
        "performance.actions.library.record",
        partial(pick, key=PART, partnership=here),
        partial(pick, key=second, partnership=there),
    )
    assert (one.library_key, other.library_key) == (PART, second)
    made = list(Measure.objects.values_list("library_key", flat=True))
    assert sorted(made) == sorted({WHOLE, PART, second})
    assert Event.objects.filter(verb="picked from the library").count() == len(made)
