"""Recording: who, what, to what, and never without somebody."""

from dataclasses import dataclass

import pytest

from activity.actions import NoActor, event, record, record_all
from activity.models import Event
from partnership.access import Access
from tests.factories import ANYBODY, NOW, access


@dataclass
class Somebody:
    """Anything with these two is an actor."""

    actor_name: str
    actor_id: int | None = None


def test_what_a_person_did_is_written_down(cast, hopewell):
    written = record(
        by=access(cast.contributor),
        at=NOW,
        verb="renamed",
        subject=hopewell,
        before={"name": "Hope"},
        after={"name": "Hopewell"},
    )
    kept = Event.objects.get(pk=written.pk)
    assert (kept.actor_id, kept.actor_name) == (
        cast.contributor.pk,
        "the volunteer coordinator",
    )
    assert (kept.at, kept.verb) == (NOW, "renamed")
    assert (kept.subject_kind, kept.subject_id) == ("partnership.agency", hopewell.pk)
    assert kept.subject_label == "Hopewell Family Support"
    assert (kept.before, kept.after) == ({"name": "Hope"}, {"name": "Hopewell"})


def test_a_thing_is_its_own_thread_unless_it_is_part_of_another(hopewell, northshire):
    alone = record(by=ANYBODY, at=NOW, verb="added", subject=hopewell)
    part = record(
        by=ANYBODY,
        at=NOW,
        verb="seated",
        subject=hopewell,
        thread=northshire,
        label="Hopewell’s seat",
    )
    about = Event.objects.about
    assert list(about("partnership.agency", hopewell.pk)) == [alone]
    assert list(about("partnership.partnership", northshire.pk)) == [part]
    assert part.subject_kind == "partnership.agency"
    assert part.subject_label == "Hopewell’s seat"


def test_a_command_acts_by_its_own_name(hopewell):
    written = record(
        by=Access.of_command("the demonstration"), at=NOW, verb="made", subject=hopewell
    )
    assert (written.actor_id, written.actor_name) == (None, "the demonstration")


@pytest.mark.parametrize("write", [record, event])
def test_nothing_is_recorded_without_somebody_who_did_it(hopewell, write):
    with pytest.raises(NoActor, match="Nobody is named as having removed Hopewell"):
        write(by=Somebody(""), at=NOW, verb="removed", subject=hopewell)
    assert Event.objects.count() == 0


def test_who_did_it_must_be_said(hopewell):
    with pytest.raises(TypeError, match="by"):
        record(at=NOW, verb="removed", subject=hopewell)


def test_an_event_is_not_written_until_it_is_recorded(hopewell):
    one = event(by=Somebody("A"), at=NOW, verb="added", subject=hopewell)
    assert one.pk is None
    assert Event.objects.count() == 0


def test_many_events_are_written_in_one_query(
    hopewell, harbour, django_assert_num_queries
):
    events = [
        event(by=Somebody("A"), at=NOW, verb=f"did {number}", subject=agency)
        for number in range(30)
        for agency in (hopewell, harbour)
    ]
    with django_assert_num_queries(1):
        record_all(iter(events))
    assert Event.objects.count() == 60
    latest = Event.objects.about("partnership.agency", hopewell.pk).first()
    assert latest.verb == "did 29"


def test_one_without_an_actor_keeps_all_the_others_out(hopewell):
    with pytest.raises(NoActor):
        record_all(
            event(by=Somebody(name), at=NOW, verb="did", subject=hopewell)
            for name in ("A", "B", "")
        )
    assert Event.objects.count() == 0


def test_no_events_are_no_query(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        record_all([])


def test_what_is_too_long_is_cut_rather_than_lost(hopewell):
    written = record(
        by=Somebody("N" * 300), at=NOW, verb="did", subject=hopewell, label="L" * 300
    )
    kept = Event.objects.get(pk=written.pk)
    assert (len(kept.actor_name), len(kept.subject_label)) == (200, 200)


def test_what_is_handed_over_is_copied(hopewell):
    after = {"name": "Hopewell"}
    one = event(by=Somebody("A"), at=NOW, verb="did", subject=hopewell, after=after)
    after["name"] = "changed later"
    assert one.after == {"name": "Hopewell"}
