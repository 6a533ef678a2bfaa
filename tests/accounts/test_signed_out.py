"""Somebody whose session ends while a page is open loses nothing they typed."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

WORDS = "We trained 12 workers, and tell families who calls them."


@pytest.fixture
def path(response):
    return f"/responses/{response.pk}/priorities/1/"


OURS = {"Origin": "http://testserver"}


def form_of(answer) -> dict[str, str]:
    """The fields that the page holds to send again."""
    page = BeautifulSoup(answer.text, "html.parser").main
    return {one["name"]: one["value"] for one in page.select("form input")}


def test_what_was_sent_is_held_and_shown(client, path):
    sent = {"progress": WORDS, "initial-progress": "", "difference": "Short"}
    answer = client.post(path, sent, headers=OURS)
    assert answer.status_code == 401
    page = BeautifulSoup(answer.text, "html.parser").main
    assert "It is not lost" in page.text
    assert [quote.text for quote in page.select("blockquote")] == [WORDS]
    assert sent.items() <= form_of(answer).items()
    assert page.form["action"] == path
    assert page.select_one("a[href='/sign-in/']")


def test_after_signing_in_it_is_sent_again_and_saved(cast, path, response):
    client = Client(enforce_csrf_checks=True)
    client.get("/sign-in/")
    token = client.cookies["csrftoken"].value
    sent = {"progress": WORDS, "initial-progress": "", "csrfmiddlewaretoken": token}
    kept = form_of(client.post(path, sent, headers=OURS))
    client.force_login(cast.lead, backend="django.contrib.auth.backends.ModelBackend")
    # Signing in in another tab gave the browser another token.
    client.cookies["csrftoken"] = "b" * 32
    stale = client.post(path, kept, headers=OURS)
    assert stale.status_code == 403
    assert "Nothing is lost" in stale.text
    assert client.post(path, form_of(stale), headers=OURS).status_code == 302
    assert response.answers.get(priority__number=1).progress == WORDS


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", ""])
def test_what_another_site_sent_is_not_offered(client, path, origin):
    answer = client.post(path, {"progress": WORDS}, headers={"Origin": origin})
    assert answer.status_code == 401
    assert WORDS not in answer.text
    assert "Send it again" not in answer.text


def test_html_that_was_typed_is_shown_as_typed(client, path):
    typed = "<b>not bold</b> <script>alert(1)</script>"
    answer = client.post(path, {"progress": typed}, headers=OURS)
    assert "<script>alert" not in answer.text
    assert "&lt;script&gt;" in answer.text


def test_passwords_are_never_shown_back(client, db):
    secret = "four words easily kept"
    answer = client.post("/account/password/", {"oldpassword": secret}, headers=OURS)
    assert answer.status_code == 401
    assert secret not in answer.text


def test_a_page_that_refreshes_itself_is_loaded_anew(client, northshire, strategy):
    address = f"/dashboards/{northshire.slug}/{strategy.slug}/freshness/"
    answer = client.get(address, headers={"HX-Request": "true"})
    assert answer.headers["HX-Refresh"] == "true"
    assert not answer.content


def test_opening_a_page_leads_to_sign_in(client, path):
    assert client.get(path)["Location"] == f"/sign-in/?next={path}"
