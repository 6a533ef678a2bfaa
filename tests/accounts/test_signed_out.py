"""Somebody whose session ends while a page is open loses nothing they typed."""

import pytest
from bs4 import BeautifulSoup

WORDS = "We trained 12 workers, and tell families who calls them."


@pytest.fixture
def path(response):
    return f"/responses/{response.pk}/priorities/1/"


def test_what_was_sent_is_shown_for_copying(client, path):
    sent = {"progress": WORDS, "initial-progress": WORDS[:30], "status-1": "on_track"}
    answer = client.post(path, sent)
    assert answer.status_code == 401
    page = BeautifulSoup(answer.text, "html.parser").main
    assert "It is not lost" in page.text
    assert [quote.text for quote in page.select("blockquote")] == [WORDS]
    assert page.select_one("a[href='/sign-in/']")


def test_html_that_was_typed_is_shown_as_typed(client, path):
    answer = client.post(
        path, {"progress": "<b>not bold</b> <script>alert(1)</script>"}
    )
    assert "<script>alert" not in answer.text
    assert "&lt;script&gt;" in answer.text


def test_passwords_are_never_shown_back(client, db):
    secret = "four words easily kept"
    answer = client.post("/account/password/", {"oldpassword": secret})
    assert answer.status_code == 401
    assert secret not in answer.text


def test_a_page_that_refreshes_itself_is_loaded_anew(client, northshire, strategy):
    address = f"/dashboards/{northshire.slug}/{strategy.slug}/freshness/"
    answer = client.get(address, headers={"HX-Request": "true"})
    assert answer.headers["HX-Refresh"] == "true"
    assert not answer.content


def test_opening_a_page_leads_to_sign_in(client, path):
    assert client.get(path)["Location"] == f"/sign-in/?next={path}"
