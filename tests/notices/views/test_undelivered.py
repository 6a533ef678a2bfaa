from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from notices.actions import tell
from notices.models import LEASE, Mail
from tests.factories import UserFactory


@pytest.fixture
def mail(cast, urgent, now) -> Mail:
    """One e-mail to Hopewell's lead that could not be sent."""
    tell(people=[cast.lead], message=urgent, at=now)
    Mail.objects.update(given_up_at=now, attempts=6, failed_because="no such host")
    return Mail.objects.get()


def page_of(client, address="/messages/undelivered/"):
    return BeautifulSoup(client.get(address).text, "html.parser")


def test_what_failed_is_shown_with_why(cast, mail, signed_in):
    page = page_of(signed_in(cast.coordinator))
    row = page.select_one("tbody tr").text
    assert mail.address in row
    assert "refused it, 6 times" in row
    assert "no such host" in row
    assert "Answers that are due the next day" in row


def test_what_is_in_doubt_says_so(cast, mail, signed_in, now):
    held = {"handed_over_at": now - LEASE, "claimed_until": now - timedelta(seconds=1)}
    Mail.objects.update(given_up_at=None, failed_because="", **held)
    row = page_of(signed_in(cast.coordinator)).select_one("tbody tr").text
    assert "We do not know whether it arrived" in row


def test_words_of_an_email_are_not_shown(cast, mail, signed_in):
    page = page_of(signed_in(cast.coordinator))
    assert "Say what difference it made." not in page.text
    assert mail.subject not in page.text


def test_others_see_nothing_of_it(cast, mail, signed_in):
    page = page_of(signed_in(cast.coordinator_elsewhere))
    assert page.select("tbody") == []
    assert "Every e-mail to the people of your partnerships has been sent" in page.text


def test_a_coordinator_has_it_sent_again(cast, mail, signed_in):
    client = signed_in(cast.coordinator)
    again = f"/messages/undelivered/{mail.pk}/again/"
    page = client.post(again, follow=True)
    assert "The e-mail is on its way again." in page.text
    mail.refresh_from_db()
    assert (mail.given_up_at, mail.attempts) == (None, 0)
    page = client.post(again, follow=True)
    assert "This e-mail is on its way" in page.text


def test_the_page_takes_as_many_queries_for_many_as_for_one(
    cast, urgent, mail, now, signed_in, hopewell, django_assert_num_queries
):
    client = signed_in(cast.coordinator)
    with django_assert_num_queries(5):
        client.get("/messages/undelivered/")
    people = UserFactory.create_batch(15)
    for person in people:
        hopewell.members.create(user=person, role="viewer")
    tell(people=people, message=urgent, at=now)
    Mail.objects.update(given_up_at=now)
    with django_assert_num_queries(5):
        page = page_of(client)
    assert len(page.select("tbody tr")) == 16
