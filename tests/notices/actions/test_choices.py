from activity.models import Event
from notices.actions import choose_mail, read_all, read_notice, stop_mail, tell
from notices.models import Kind, MailOff, Notice
from tests.factories import access

SHOWN = [Kind.LATE, Kind.RETURNED]


def off(person) -> set[str]:
    return set(MailOff.objects.filter(person=person).values_list("kind", flat=True))


def choose(person, wanted, now, shown=SHOWN):
    choose_mail(shown=shown, wanted=wanted, by=access(person), at=now)


def test_what_is_not_wanted_is_turned_off_and_what_is_comes_on_again(cast, now):
    choose(cast.lead, [Kind.LATE], now)
    assert off(cast.lead) == {"returned"}
    choose(cast.lead, [Kind.RETURNED], now)
    assert off(cast.lead) == {"late"}


def test_what_was_not_on_the_page_stays_as_it_was(cast, now):
    stop_mail(person_id=cast.lead.pk, kinds=[Kind.SUBMITTED], at=now)
    choose(cast.lead, SHOWN, now)
    assert off(cast.lead) == {"submitted"}


def test_choices_are_recorded_once_when_they_change(cast, now):
    for _ in range(2):
        choose(cast.lead, [Kind.LATE], now)
        stop_mail(person_id=cast.lead.pk, kinds=[Kind.RETURNED], at=now)
    event = Event.objects.get(verb="chose what to get by e-mail:")
    assert event.after == {"not by e-mail": ["returned"]}
    assert event.actor_id == cast.lead.pk


def test_each_person_reads_their_own(cast, message, now):
    tell(people=[cast.lead, cast.contributor], message=message, at=now)
    theirs = Notice.objects.get(person=cast.contributor)
    read_notice(notice=theirs, by=access(cast.lead), at=now)
    assert Notice.objects.unread().count() == 2
    assert read_all(told_until=now, by=access(cast.lead), at=now) == 1
    assert Notice.objects.unread().get() == theirs


def test_reading_again_keeps_the_first_time(cast, message, now, today):
    tell(people=[cast.lead], message=message, at=now)
    Notice.objects.update(read_at=now)
    notice = Notice.objects.get()
    read_notice(notice=notice, by=access(cast.lead), at=now.replace(year=2030))
    notice.refresh_from_db()
    assert notice.read_at == now
