from dataclasses import replace

import pytest

from notices.actions import owe_letter, stop_mail, tell, tell_each
from notices.models import Kind, Mail, Notice


def test_a_person_is_told_in_the_portal_at_once(cast, message, now):
    tell(people=[cast.lead], message=message, at=now)
    notice = Notice.objects.get()
    assert (notice.person, notice.title) == (cast.lead, message.title)
    assert (notice.told_at, notice.read_at, notice.mailed_at) == (now, None, None)
    assert not Mail.objects.exists()


def test_telling_the_same_twice_tells_once(cast, message, urgent, now):
    for _ in range(2):
        tell(people=[cast.lead, cast.contributor], message=message, at=now)
        tell(people=[cast.lead, cast.contributor], message=urgent, at=now)
    assert Notice.objects.filter(key=message.key).count() == 2
    assert Mail.objects.count() == 2


def test_what_cannot_wait_is_owed_by_email_on_its_own(cast, urgent, now):
    tell(people=[cast.lead], message=urgent, at=now)
    mail = Mail.objects.get()
    assert (mail.address, mail.kind) == (cast.lead.email, Kind.DUE_TOMORROW)
    assert mail.subject == "Due tomorrow – Neglect strategy portal"
    assert mail.owed_at == mail.next_try_at == now
    assert Notice.objects.get().mailed_at == now


def test_an_email_says_why_one_gets_it_and_how_to_turn_it_off(cast, urgent, now):
    tell(people=[cast.lead], message=urgent, at=now)
    mail = Mail.objects.get()
    for body in (mail.text, mail.html):
        assert urgent.reason in body
        assert "http://localhost:8000/responses/1/" in body
        assert mail.turn_off in body
        assert "http://localhost:8000/messages/settings/" in body


def test_words_that_somebody_typed_stay_words_in_an_email(cast, urgent, now):
    odd = replace(urgent, title="A < B & “C”", text="<b>not bold</b>")
    tell(people=[cast.lead], message=odd, at=now)
    mail = Mail.objects.get()
    assert "A < B & “C”" in mail.text
    assert "<b>not bold</b>" in mail.text
    assert "&lt;b&gt;not bold&lt;/b&gt;" in mail.html


def test_a_subject_is_one_line_and_not_too_long(cast, urgent, now):
    long = replace(urgent, title="Due\nBcc: x@y.example " + "x" * 300)
    tell(people=[cast.lead], message=long, at=now)
    mail = Mail.objects.get()
    assert "\n" not in mail.subject
    assert len(mail.subject) == 200


def test_a_message_says_for_once_how_it_is_mailed(cast, message, urgent, now):
    tell(people=[cast.lead], message=replace(message, on_its_own=True), at=now)
    assert Mail.objects.get().kind == Kind.RETURNED
    tell(people=[cast.lead], message=replace(urgent, on_its_own=False), at=now)
    assert Mail.objects.count() == 1


def test_whoever_turned_it_off_is_told_in_the_portal_alone(cast, urgent, now):
    stop_mail(person_id=cast.lead.pk, kinds=[Kind.DUE_TOMORROW], at=now)
    tell(people=[cast.lead, cast.contributor], message=urgent, at=now)
    assert Notice.objects.count() == 2
    assert Mail.objects.get().address == cast.contributor.email


def test_whoever_may_not_sign_in_is_told_nothing(cast, urgent, now):
    cast.lead.is_active = False
    tell(people=[cast.lead], message=urgent, at=now)
    assert not Notice.objects.exists()
    assert not Mail.objects.exists()


def test_telling_many_takes_as_many_queries_as_telling_one(
    cast, message, urgent, now, django_assert_num_queries
):
    everybody = [cast.lead, cast.contributor, cast.other_lead, cast.coordinator]
    with django_assert_num_queries(3):  # a savepoint around each
        tell_each(told=[(one, message) for one in everybody], at=now)
    with django_assert_num_queries(5):
        tell_each(told=[(one, urgent) for one in everybody], at=now)


@pytest.mark.parametrize("href", ["https://elsewhere.example/", "//elsewhere.example"])
def test_a_message_never_leads_out_of_the_portal(message, href):
    with pytest.raises(ValueError, match="not a path"):
        replace(message, href=href)


def test_a_contact_who_does_not_sign_in_is_owed_a_letter_once(northshire, message, now):
    for _ in range(2):
        owe_letter(
            address="director@agency.example",
            partnership=northshire,
            message=replace(message, title="Please\nanswer"),
            at=now,
        )
    mail = Mail.objects.get()
    assert mail.subject == "Please answer – Neglect strategy portal"
    assert (mail.person, mail.partnership) == (None, northshire)
    for text in (mail.text, mail.html):
        assert message.text in text
        assert message.reason in text
        assert f"http://localhost:8000{message.href}" in text


def test_a_letter_says_whom_to_ask_for_no_more_of_them(northshire, message, now):
    northshire.contact_email = "neglect@northshire.example"
    owe_letter(
        address="director@agency.example",
        partnership=northshire,
        message=message,
        at=now,
    )
    mail = Mail.objects.get()
    assert mail.turn_off == ""
    for text in (mail.text, mail.html):
        assert "cannot be turned off in the portal" in text
        assert "ask the coordinators of the Northshire partnership" in text
        assert "neglect@northshire.example" in text
        assert "Choose what you get by e-mail" not in text
