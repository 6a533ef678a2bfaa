"""Changing a password, and setting a new one when it is forgotten."""

import os
import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import SESSION_KEY
from django.core import mail
from django.core.cache import cache
from django.core.mail import send_mail
from django.test import Client

from tests.factories import PASSWORD, UserFactory

ADDRESS = "lead@hopewell.example"
NEW = "four words easily kept"
FILES = "django.core.mail.backends.filebased.EmailBackend"
# From Django's list of common passwords, as is `123456123456` below.
COMMON = "qwerty123456"


@pytest.fixture(autouse=True)
def _no_earlier_attempts():
    # Attempts are counted in the cache, which outlives a test's transaction.
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def person(db):
    return UserFactory(email=ADDRESS, name="Sam Okoro")


def errors(answer) -> list[str]:
    soup = BeautifulSoup(answer.text, "html.parser")
    return [one.text for one in soup.select(".govuk-error-summary li")]


def change(client, new, *, old=PASSWORD, again=None):
    sent = {"oldpassword": old, "password1": new, "password2": again or new}
    return client.post("/account/password/", sent, follow=True)


def has(person, password) -> bool:
    person.refresh_from_db()
    return person.check_password(password)


def test_a_person_changes_their_password_and_stays_signed_in(signed_in, person):
    client = signed_in(person)
    answer = change(client, NEW)
    assert answer.redirect_chain == [("/account/", 302)]
    assert "Your password has been changed." in answer.text
    assert has(person, NEW)
    assert SESSION_KEY in client.session


def test_a_change_is_told_to_the_person_by_e_mail(signed_in, person):
    change(signed_in(person), NEW)
    (message,) = mail.outbox
    assert message.to == [ADDRESS]
    assert message.subject == "Your password was changed"
    assert NEW not in message.body
    assert message.body.strip().endswith("Neglect strategy portal")


def test_a_change_signs_out_every_other_browser(signed_in, person):
    elsewhere = signed_in(person)
    change(signed_in(person), NEW)
    assert elsewhere.get("/account/").status_code == 302


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ("elevenchars", "at least 12 characters"),
        (COMMON, "too common"),
        ("123456123456", "too common"),
        (ADDRESS, "too similar to the e-mail address"),
        ("lead@hopewell", "too similar to the e-mail address"),
        ("sam okoro sam", "too similar to the name"),
    ],
)
def test_a_weak_password_is_refused_and_the_reason_told(signed_in, person, new, said):
    answer = change(signed_in(person), new)
    assert said in " ".join(errors(answer))
    assert has(person, PASSWORD)


def test_twelve_characters_are_enough(signed_in, person):
    change(signed_in(person), "twelve chars")
    assert has(person, "twelve chars")


def test_the_current_password_is_needed(signed_in, person):
    answer = change(signed_in(person), NEW, old="not it")
    assert errors(answer) == ["This is not your current password."]
    assert has(person, PASSWORD)


def test_the_new_password_is_needed_twice_alike(signed_in, person):
    answer = change(signed_in(person), NEW, again="something else entirely")
    assert errors(answer)
    assert has(person, PASSWORD)


def test_no_password_is_sent_back_to_the_page(signed_in, person):
    answer = change(signed_in(person), "elevenchars")
    assert "elevenchars" not in answer.text
    assert PASSWORD not in answer.text


def test_a_stranger_cannot_change_a_password(client, person):
    assert client.get("/account/password/").status_code == 302
    change(client, NEW)
    assert has(person, PASSWORD)


def forget(client, email=ADDRESS):
    return client.post("/sign-in/forgotten/", {"email": email}, follow=True)


def link() -> str:
    """The address in the e-mail that was sent last."""
    (found,) = re.findall(r"https?://\S+", mail.outbox[-1].body)
    assert found.startswith("http://testserver/sign-in/new-password/")
    return found.removeprefix("http://testserver")


def set_password(client, address, new=NEW):
    """Follow a link as a browser does, and send the form that it leads to."""
    answer = client.get(address, follow=True)
    form = BeautifulSoup(answer.text, "html.parser").main.form
    if form is None:
        return answer
    sent = {"password1": new, "password2": new}
    return client.post(form["action"], sent, follow=True)


def test_a_forgotten_password_is_set_anew_by_a_link(client, person):
    assert "Check your e-mail" in forget(client).text
    assert mail.outbox[0].to == [ADDRESS]
    assert mail.outbox[0].subject == "Set a new password"
    assert "Your new password is set" in set_password(client, link()).text
    assert has(person, NEW)
    assert not has(person, PASSWORD)
    client.post("/sign-in/", {"login": ADDRESS, "password": NEW})
    assert SESSION_KEY in client.session


def test_capitals_in_a_forgotten_address_do_not_matter(client, person):
    forget(client, ADDRESS.upper())
    set_password(client, link())
    assert has(person, NEW)


def test_a_link_works_once(client, person):
    forget(client)
    address = link()
    set_password(client, address)
    again = set_password(Client(), address, "another good password")
    assert "This link no longer works" in again.text
    assert has(person, NEW)


def test_a_link_ends_after_three_days(client, person, settings):
    forget(client)
    assert timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT) == timedelta(days=3)
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert "This link no longer works" in set_password(client, link()).text
    assert has(person, PASSWORD)


def test_a_link_with_another_persons_number_does_not_work(client, person):
    forget(client)
    _, _, key = link().removeprefix("/sign-in/new-password/").partition("-")
    other = UserFactory()
    answer = set_password(client, f"/sign-in/new-password/{other.pk}-{key}")
    assert "This link no longer works" in answer.text
    assert has(other, PASSWORD)


def test_a_link_refuses_a_weak_password_and_can_be_used_again(client, person):
    forget(client)
    assert "too common" in " ".join(errors(set_password(client, link(), COMMON)))
    assert has(person, PASSWORD)
    set_password(client, link())
    assert has(person, NEW)


def test_an_unknown_address_gets_the_same_page_and_an_honest_e_mail(client, person):
    known, unknown = forget(client), forget(client, "nobody@hopewell.example")
    assert known.redirect_chain == unknown.redirect_chain
    assert "Check your e-mail" in unknown.text
    assert mail.outbox[1].to == ["nobody@hopewell.example"]
    assert "no account has the address" in mail.outbox[1].body
    assert "new-password" not in mail.outbox[1].body


def test_a_closed_account_gets_no_link(client, person):
    person.is_active = False
    person.save()
    forget(client)
    assert "new-password" not in "".join(message.body for message in mail.outbox)


def test_e_mails_carry_the_portals_own_name(client, person, settings):
    settings.SITE_NAME = "Our portal"
    forget(client)
    assert mail.outbox[0].body.strip().endswith("Our portal")


def test_the_demonstration_shows_the_e_mails_it_wrote(
    client, person, settings, tmp_path
):
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = FILES, str(tmp_path)
    assert "No e-mail has been sent yet" in client.get("/demonstration/mail/").text
    forget(client)
    page = BeautifulSoup(client.get("/demonstration/mail/").text, "html.parser").main
    assert page.article.h2.text == "Set a new password"
    assert f"To {ADDRESS}" in page.article.text
    set_password(client, page.article.a["href"].removeprefix("http://testserver"))
    assert has(person, NEW)


def test_e_mails_are_shown_as_typed(client, settings, tmp_path):
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = FILES, str(tmp_path)
    send_mail("Called <i>", "<b>té</b>\n" * 40, None, [ADDRESS])
    page = BeautifulSoup(client.get("/demonstration/mail/").text, "html.parser").main
    assert page.article.h2.text == "Called <i>"
    assert page.article.text.count("<b>té</b>") == 40


def test_the_latest_e_mail_comes_first_even_of_one_second(client, settings, tmp_path):
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = FILES, str(tmp_path)
    for number in (1, 2, 3):
        send_mail(f"Number {number}", "", None, [ADDRESS])
        # Django names a file by the second and then by an address in memory, which
        # may fall in any order: here, in the wrong one.
        (written,) = tmp_path.glob("2*-*-*.log")
        written = written.rename(tmp_path / f"10261118-140500-{9 - number}.log")
        os.utime(written, ns=(number, number))
    page = BeautifulSoup(client.get("/demonstration/mail/").text, "html.parser").main
    shown = [one.text for one in page.select("article h2")]
    assert shown == ["Number 3", "Number 2", "Number 1"]


def test_e_mails_are_shown_in_a_demonstration_alone(client, settings):
    settings.DEMONSTRATION = False
    assert client.get("/demonstration/mail/").status_code == 404


def test_a_person_without_a_password_sets_their_first(signed_in, person):
    person.set_unusable_password()
    person.save()
    client = signed_in(person)
    answer = client.get("/account/password/", follow=True)
    assert answer.redirect_chain == [("/account/password/first/", 302)]
    page = BeautifulSoup(answer.text, "html.parser").main
    assert page.h1.text == "Set a password"
    assert "at least 12 characters" in page.text.lower()
    weak = {"password1": COMMON, "password2": COMMON}
    assert "too common" in " ".join(
        errors(client.post("/account/password/first/", weak))
    )
    client.post("/account/password/first/", {"password1": NEW, "password2": NEW})
    assert has(person, NEW)


def test_somebody_who_tries_too_often_is_told_in_the_portals_dress(signed_in, person):
    client = signed_in(person)
    answers = [change(client, NEW, old="not it") for _ in range(6)]
    assert answers[-1].status_code == 429
    soup = BeautifulSoup(answers[-1].text, "html.parser")
    assert soup.select("link[rel=stylesheet][href$='css/portal.css']")
    assert soup.main.h1.text
    assert has(person, PASSWORD)
