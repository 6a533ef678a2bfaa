from dataclasses import replace
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from notices.actions import tell
from notices.models import Notice


@pytest.fixture
def soup(signed_in):
    """soup(person) is the page of messages as that person sees it."""

    def read(person, address="/messages/"):
        page = signed_in(person).get(address)
        assert page.status_code == 200
        return BeautifulSoup(page.text, "html.parser")

    return read


def titles(page) -> list[str]:
    return [one.text for one in page.select(".np-work__title")]


def test_messages_stand_newest_first_with_why_and_how_to_turn_them_off(
    cast, message, now, soup
):
    tell(people=[cast.lead], message=message, at=now)
    later = replace(message, key="2", title="Later")
    tell(people=[cast.lead], message=later, at=now + timedelta(hours=1))
    page = soup(cast.lead)
    assert titles(page) == ["Later", message.title]
    assert "2 messages are unread." in page.text
    assert message.reason in page.text
    (first, _) = page.select("a[href*=turn-off]")
    assert (
        first.text == "Turn off e-mails about answers that were returned for a change"
    )
    off = soup(cast.lead, first["href"])
    assert "Turn off e-mails about answers that were returned" in off.h1.text


def test_nobody_sees_another_persons_messages(cast, message, now, soup):
    tell(people=[cast.lead], message=message, at=now)
    page = soup(cast.contributor)
    assert titles(page) == []
    assert "There is no message yet." in page.text


def test_following_a_message_reads_it(cast, message, now, signed_in, soup):
    tell(people=[cast.lead], message=message, at=now)
    notice = Notice.objects.get()
    gone = signed_in(cast.lead).get(f"/messages/{notice.pk}/")
    assert (gone.status_code, gone["Location"]) == (302, message.href)
    page = soup(cast.lead)
    assert "unread" not in page.text
    assert page.select(".govuk-tag") == []


def test_everything_the_page_showed_is_marked_as_read(cast, message, now, signed_in):
    tell(people=[cast.lead], message=message, at=now)
    client = signed_in(cast.lead)
    shown = BeautifulSoup(client.get("/messages/").text, "html.parser")
    until = shown.select_one("[name=told_until]")["value"]
    later = replace(message, key="2")
    tell(people=[cast.lead], message=later, at=now + timedelta(hours=1))
    page = client.post("/messages/read/", {"told_until": until}, follow=True)
    assert "1 message is marked as read." in page.text
    assert Notice.objects.unread().get().key == "2"


@pytest.mark.parametrize(
    "odd",
    [
        *("", "yesterday", "2026-13-45T99:00", "2026-11-18"),
        *("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"),
    ],
)
def test_an_odd_moment_marks_what_was_told_until_now(
    cast, message, now, signed_in, odd
):
    tell(people=[cast.lead], message=message, at=now)
    signed_in(cast.lead).post("/messages/read/", {"told_until": odd})
    assert not Notice.objects.unread().exists()


def test_marking_twice_says_that_nothing_was_left(cast, db, signed_in):
    page = signed_in(cast.lead).post("/messages/read/", follow=True)
    assert "Every message is marked as read." in page.text


def test_many_messages_come_in_pages(cast, message, now, soup):
    for place in range(25):
        told = replace(message, key=str(place), title=f"Message {place:02}")
        tell(people=[cast.lead], message=told, at=now + timedelta(minutes=place))
    assert titles(soup(cast.lead))[0] == "Message 24"
    assert titles(soup(cast.lead, "/messages/?page=2")) == [
        f"Message {place:02}" for place in (4, 3, 2, 1, 0)
    ]


def test_the_page_takes_as_many_queries_for_many_as_for_one(
    cast, message, now, signed_in, django_assert_num_queries
):
    client = signed_in(cast.lead)
    tell(people=[cast.lead], message=message, at=now)
    with django_assert_num_queries(6):
        client.get("/messages/")
    for place in range(15):
        tell(people=[cast.lead], message=replace(message, key=str(place)), at=now)
    with django_assert_num_queries(6):
        client.get("/messages/")


def test_only_coordinators_are_led_to_what_did_not_arrive(cast, soup):
    link = "a[href='/messages/undelivered/']"
    assert soup(cast.coordinator).select(link)
    assert not soup(cast.lead).select(link)
