"""History is written once, and stays."""

import asyncio
from datetime import datetime

import pytest
from django.db import IntegrityError, transaction

from activity.models import Event, NotForChanging
from tests.factories import NOW, TODAY


def happened(**fields: object) -> Event:
    """An event that is not written yet."""
    given = {
        "at": NOW,
        "actor_id": 1,
        "actor_name": "the family support manager",
        "verb": "changed",
        "subject_kind": "response_tool.answer",
        "subject_id": 7,
        "subject_label": "Priority 1",
        "thread_kind": "response_tool.response",
        "thread_id": 3,
    }
    return Event(**given | fields)


@pytest.fixture
def event(db) -> Event:
    one = happened()
    one.save()
    return one


def untouched(event: Event) -> bool:
    kept = Event.objects.get(pk=event.pk)
    return (kept.verb, kept.actor_name) == ("changed", "the family support manager")


def test_an_event_can_be_written_and_read(event):
    kept = Event.objects.get(pk=event.pk)
    assert kept.at == NOW
    assert (kept.before, kept.after) == ({}, {})
    assert str(kept) == "the family support manager changed Priority 1"


def test_an_event_cannot_be_saved_again(event):
    event.verb = "never touched"
    with pytest.raises(NotForChanging):
        event.save()
    with pytest.raises(NotForChanging):
        event.save(update_fields=["verb"])
    assert untouched(event)


def test_an_event_read_back_cannot_be_saved_either(event):
    with pytest.raises(NotForChanging):
        Event.objects.get(pk=event.pk).save()


def test_an_event_cannot_be_written_over_by_its_number(event):
    with pytest.raises(NotForChanging):
        happened(pk=event.pk, verb="never touched").save()
    with pytest.raises(NotForChanging):
        Event.objects.update_or_create(pk=event.pk, defaults={"verb": "other"})
    assert untouched(event)


def test_an_event_cannot_be_removed(event):
    with pytest.raises(NotForChanging):
        event.delete()
    assert untouched(event)


def test_no_list_of_events_can_be_removed(event):
    for events in (
        Event.objects.all(),
        Event.objects.filter(pk=event.pk),
        Event.objects.about("response_tool.response", 3),
        Event.objects.none(),
    ):
        with pytest.raises(NotForChanging):
            events.delete()
    assert untouched(event)


def test_no_list_of_events_can_be_changed(event):
    with pytest.raises(NotForChanging):
        Event.objects.update(verb="never touched")
    with pytest.raises(NotForChanging):
        Event.objects.filter(pk=event.pk).update(actor_name="somebody else")
    event.verb = "never touched"
    with pytest.raises(NotForChanging), transaction.atomic():
        Event.objects.bulk_update([event], ["verb"])
    assert untouched(event)


def test_waiting_for_it_does_not_help():
    # No database for this test: it is refused before anything is asked of one.
    with pytest.raises(NotForChanging):
        asyncio.run(Event.objects.aupdate(verb="never touched"))
    with pytest.raises(NotForChanging):
        asyncio.run(Event.objects.all().adelete())


def test_the_database_refuses_an_event_without_an_actor(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        happened(actor_name="").save()
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.bulk_create([happened(), happened(actor_name="")])
    assert Event.objects.count() == 0


def test_a_command_may_be_the_actor(db):
    happened(actor_id=None, actor_name="the demonstration").save()
    assert Event.objects.get().actor_name == "the demonstration"


def test_dates_and_times_are_kept_as_plain_values(db):
    happened(before={"by_when": TODAY}, after={"at": NOW}).save()
    kept = Event.objects.get()
    assert kept.before == {"by_when": "2026-11-18"}
    assert datetime.fromisoformat(kept.after["at"]) == NOW


def test_a_things_history_is_its_own_and_latest_first(db):
    early = happened(at=NOW.replace(hour=9))
    late, later = happened(), happened()
    for one in (
        late,
        early,
        later,
        happened(thread_id=4),
        happened(thread_kind="response_tool.round"),
    ):
        one.save()
    assert list(Event.objects.about("response_tool.response", 3)) == [
        later,
        late,
        early,
    ]


def test_history_outlives_whoever_made_it(cast, event):
    person, number = cast.contributor, cast.contributor.pk
    happened(actor_id=number, actor_name=person.called).save()
    person.delete()
    kept = Event.objects.get(actor_id=number)
    assert kept.actor_name == "the volunteer coordinator"
