"""What only a demonstration shows: its accounts, and the e-mails it did not send."""

import re
from html import unescape

import pytest
from django.core.mail import get_connection
from django.core.mail.message import EmailMessage

from demonstration.actions import PASSWORD
from demonstration.content import plan
from tests.factories import UserFactory

FORM = re.compile(r"<form(?P<form>.*?)</form>", re.DOTALL)
HIDDEN = re.compile(r'name="(\w+)" value="([^"]*)"')
SIGN_IN, MAIL = "/sign-in/", "/demonstration/mail/"


def forms(page) -> list[dict[str, str]]:
    """The hidden fields of every button of the sign-in page."""
    found = [dict(HIDDEN.findall(one)) for one in FORM.findall(page.content.decode())]
    return [
        {name: unescape(value) for name, value in one.items()}
        for one in found
        if one.get("password") == PASSWORD
    ]


def test_the_sign_in_page_lists_every_account_with_what_it_is_for(db, client):
    page = client.get(SIGN_IN)
    emails = [one["email"] for one in plan()["accounts"]]
    assert [form["login"] for form in forms(page)] == emails
    content = unescape(page.content.decode())
    for one in plan()["accounts"]:
        assert one["says"] in content
        assert f'Sign in<span class="govuk-visually-hidden"> as {one["email"]}' in (
            content
        )


@pytest.mark.parametrize("one", plan()["accounts"], ids=lambda one: one["email"])
def test_each_button_signs_in(db, client, one):
    person = UserFactory(email=one["email"], password=PASSWORD)
    (form,) = [
        form for form in forms(client.get(SIGN_IN)) if form["login"] == one["email"]
    ]
    page = client.post(SIGN_IN, form)
    assert page["Location"] == "/"
    assert client.get("/").wsgi_request.user == person


def test_a_button_carries_the_pages_own_token(db, client):
    client.handler.enforce_csrf_checks = True
    UserFactory(email="lead@hopewell.example", password=PASSWORD)
    form = forms(client.get(SIGN_IN))[0]
    assert client.post(SIGN_IN, form)["Location"] == "/"
    client.logout()
    bare = {key: form[key] for key in ("login", "password")}
    assert client.post(SIGN_IN, bare).status_code == 403


def test_elsewhere_the_sign_in_page_tells_of_no_account(db, client, settings):
    settings.DEMONSTRATION = False
    page = client.get(SIGN_IN)
    content = page.content.decode()
    assert forms(page) == []
    assert PASSWORD not in content
    assert "hopewell.example" not in content
    assert "demonstration" not in content.lower()


def test_elsewhere_there_is_no_page_of_mail(db, client, settings):
    settings.DEMONSTRATION = False
    assert client.get(MAIL).status_code == 404


@pytest.fixture
def folder(settings, tmp_path):
    settings.EMAIL_FILE_PATH = str(tmp_path)
    return tmp_path


def send(folder, *subjects: str) -> None:
    """Write messages to one file, as the embedded run does."""
    backend = "django.core.mail.backends.filebased.EmailBackend"
    connection = get_connection(backend, file_path=str(folder))
    connection.open()
    for subject in subjects:
        body = f"About {subject}: http://localhost:8000/x/?a=1&b=2"
        to = ["lead@hopewell.example"]
        EmailMessage(
            subject, body, "portal@localhost", to, connection=connection
        ).send()
    connection.close()


def test_mail_is_shown_to_anybody_latest_first(folder, db, client):
    send(folder, "Old news", "<b>New</b> & newer")
    page = client.get(MAIL).content.decode()
    assert "&lt;b&gt;New&lt;/b&gt; &amp; newer</h2>" in page
    assert "<b>New" not in page
    assert page.index("newer</h2>") < page.index("Old news</h2>")
    assert 'href="http://localhost:8000/x/?a=1&amp;b=2"' in page
    assert "To lead@hopewell.example" in page


def test_only_the_latest_twenty_are_shown(folder, db, client):
    send(folder, *(f"Message {n};" for n in range(1, 26)))
    page = client.get(MAIL).content.decode()
    assert page.count("<article") == 20
    assert "Message 25;" in page
    assert "Message 5;" not in page


@pytest.mark.parametrize("exists", [True, False])
def test_before_any_mail_the_page_says_how_to_get_some(
    folder, db, client, settings, exists
):
    if not exists:
        settings.EMAIL_FILE_PATH = str(folder / "not-there-yet")
    page = client.get(MAIL)
    assert page.status_code == 200
    assert "No e-mail has been sent yet." in page.content.decode()
