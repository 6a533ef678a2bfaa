"""Signing in and out: who gets in, what the others are told, and what they are not."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.hashers import get_hasher, identify_hasher, make_password
from django.core.cache import cache
from django.test import Client

from accounts.models import User
from neglect_portal import settings as real
from tests.factories import PASSWORD, UserFactory

ADDRESS = "lead@hopewell.example"
MISMATCH = "Your e-mail address and password do not match. Check both and try again."
TOO_MANY = "Too many attempts to sign in. Wait five minutes and try again."


@pytest.fixture(autouse=True)
def _no_earlier_attempts():
    # Attempts are counted in the cache, which outlives a test's transaction.
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def person(db):
    return UserFactory(email=ADDRESS)


def sign_in(client, email=ADDRESS, password=PASSWORD, **more):
    return client.post("/sign-in/", {"login": email, "password": password, **more})


def is_signed_in(client) -> bool:
    return SESSION_KEY in client.session


def errors(answer) -> list[str]:
    soup = BeautifulSoup(answer.text, "html.parser")
    return [one.text for one in soup.select(".govuk-error-summary li")]


@pytest.mark.parametrize("typed", [ADDRESS, "LEAD@Hopewell.EXAMPLE", f" {ADDRESS} "])
def test_capitals_and_blanks_in_the_address_do_not_matter(client, person, typed):
    answer = sign_in(client, typed)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert int(client.session[SESSION_KEY]) == person.pk


@pytest.mark.parametrize("typed", [PASSWORD.upper(), PASSWORD + " x", "wrong"])
def test_a_wrong_password_is_told_plainly(client, person, typed):
    answer = sign_in(client, password=typed)
    assert errors(answer) == [MISMATCH]
    assert not is_signed_in(client)
    page = BeautifulSoup(answer.text, "html.parser")
    assert page.find(id="id_password").get("value") is None


def test_the_error_leads_to_the_address(client, person):
    soup = BeautifulSoup(sign_in(client, password="wrong").text, "html.parser")
    assert soup.select_one(".govuk-error-summary a")["href"] == "#id_login"
    assert soup.find(id="id_login")["value"] == ADDRESS


def test_nobody_learns_whether_an_address_has_an_account(client, person):
    known = sign_in(client, password="wrong")
    unknown = sign_in(client, "nobody@hopewell.example", "wrong")
    assert known.status_code == unknown.status_code == 200
    assert errors(known) == errors(unknown) == [MISMATCH]


def test_what_is_left_out_is_asked_for(client, db):
    assert errors(sign_in(client, "", "")) == [
        "Enter your e-mail address",
        "Enter your password",
    ]


def test_a_closed_account_does_not_get_in(client, person):
    person.is_active = False
    person.save()
    answer = client.post(
        "/sign-in/", {"login": ADDRESS, "password": PASSWORD}, follow=True
    )
    assert "This account is closed" in answer.text
    assert not is_signed_in(client)


def test_a_closed_account_is_not_told_of_to_somebody_without_its_password(
    client, person
):
    person.is_active = False
    person.save()
    assert errors(sign_in(client, password="wrong")) == [MISMATCH]


def test_closing_an_account_signs_the_person_out(signed_in, person):
    client = signed_in(person)
    assert client.get("/account/").status_code == 200
    person.is_active = False
    person.save()
    assert client.get("/account/")["Location"] == "/sign-in/?next=/account/"


def test_somebody_without_a_password_cannot_sign_in(client, db):
    person = UserFactory(email=ADDRESS)
    person.set_unusable_password()
    person.save()
    assert errors(sign_in(client, password="anything at all")) == [MISMATCH]


def test_after_many_wrong_attempts_even_the_right_password_has_to_wait(client, person):
    answers = [errors(sign_in(client, password="wrong")) for _ in range(6)]
    assert answers[0] == [MISMATCH]
    assert answers[-1] == [TOO_MANY]
    assert errors(sign_in(client)) == [TOO_MANY]
    assert not is_signed_in(client)


def test_one_persons_wrong_attempts_do_not_lock_out_another(client, person):
    UserFactory(email="other@hopewell.example")
    for _ in range(6):
        sign_in(client, password="wrong")
    sign_in(client, "other@hopewell.example")
    assert is_signed_in(client)


@pytest.mark.parametrize("address", ["/", "/account/", "/responses/1/priorities/2/"])
def test_a_stranger_is_sent_to_sign_in_and_comes_back(client, person, address):
    sent = client.get(address)["Location"]
    assert sent == f"/sign-in/?next={address}"
    soup = BeautifulSoup(client.get(sent).text, "html.parser")
    kept = soup.select_one("main form input[name=next]")["value"]
    assert sign_in(client, next=kept)["Location"] == address


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "https:evil.example",
        "javascript:alert(1)",
    ],
)
def test_nobody_is_sent_to_another_site(client, person, elsewhere):
    assert sign_in(client, next=elsewhere)["Location"] == "/"
    assert is_signed_in(client)


def test_somebody_signed_in_does_not_sign_in_again(signed_in, person):
    assert signed_in(person).get("/sign-in/")["Location"] == "/"


def test_signing_in_gives_the_browser_a_new_session(client, person):
    client.get("/sign-in/")
    client.session.save()
    before = client.session.session_key
    sign_in(client)
    assert client.session.session_key != before


def test_the_session_ends_with_the_browser(client, person):
    sign_in(client)
    assert client.cookies["sessionid"]["expires"] == ""
    assert client.cookies["sessionid"]["httponly"]


def test_signing_out_asks_first(signed_in, person):
    client = signed_in(person)
    answer = client.get("/sign-out/")
    assert "Do you want to sign out?" in answer.text
    assert is_signed_in(client)


def test_signing_out_ends_the_session(signed_in, person):
    client = signed_in(person)
    answer = client.post("/sign-out/", follow=True)
    assert not is_signed_in(client)
    assert "You have signed out." in answer.text
    assert client.get("/account/").status_code == 302


def test_another_site_cannot_sign_anybody_out(person):
    client = Client(enforce_csrf_checks=True)
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    assert client.post("/sign-out/").status_code == 403
    assert is_signed_in(client)


def test_nobody_signs_up_alone(client, db):
    page = client.get("/sign-in/no-account/")
    assert "How to get an account" in page.text
    assert not BeautifulSoup(page.text, "html.parser").main.form
    sent = {"email": "new@hopewell.example", "password1": "four words easily kept"}
    answer = client.post("/sign-in/no-account/", sent)
    assert "How to get an account" in answer.text
    assert not User.objects.exists()
    for address in ("/sign-up/", "/signup/", "/accounts/signup/"):
        assert client.get(address).status_code == 404
    page = BeautifulSoup(client.get("/sign-in/").text, "html.parser").main
    assert not page.select("a[href*=signup], a[href*=sign-up]")


def test_passwords_are_hashed_with_argon2(settings):
    # The tests themselves use a quick hasher, so the real settings are asked.
    settings.PASSWORD_HASHERS = real.PASSWORD_HASHERS
    kept = make_password(PASSWORD)
    assert kept.startswith("argon2$argon2id$")
    assert identify_hasher(kept).algorithm == "argon2"


def test_a_password_kept_in_an_older_way_is_hashed_anew_at_sign_in(
    client, person, settings
):
    settings.PASSWORD_HASHERS = real.PASSWORD_HASHERS
    older = get_hasher("pbkdf2_sha256")
    person.password = older.encode(PASSWORD, older.salt(), iterations=1)
    person.save()
    sign_in(client)
    person.refresh_from_db()
    assert is_signed_in(client)
    assert person.password.startswith("argon2$")


def test_the_demonstrations_accounts_are_listed_in_a_demonstration_alone(
    client, settings
):
    assert "Accounts of this demonstration" in client.get("/sign-in/").text
    settings.DEMONSTRATION = False
    answer = client.get("/sign-in/")
    assert "demonstration" not in answer.text
