"""Every page wears the same dress and says plain words, above all when things fail."""

import re
from urllib.parse import urldefrag, urljoin

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db import OperationalError, connection
from django.test import Client
from django.urls import path
from django.utils import timezone

from dashboards.actions import compile_dashboard
from neglect_portal import urls
from partnership.access import Forbidden
from partnership.roles import Permission
from strategies.models import Adoption
from tests.conftest import complete, make_round, submit

FOOTER = ["help", "accessibility", "privacy", "cookies"]
SECRET = "connection to 10.0.0.7 refused"


@login_not_required
def breaks(request):
    raise RuntimeError(SECRET)


@login_not_required
def refuses(request):
    raise PermissionDenied("Because <b>you</b> are no lead.")


@login_not_required
def forbids(request):
    raise Forbidden(Permission.ROUND_OPEN)


# The addresses of the portal and three that fail; tests name this module for its urls.
urlpatterns = [
    *urls.urlpatterns,
    path("breaks/", breaks),
    path("refuses/", refuses),
    path("forbids/", forbids),
]
handler403, handler404 = urls.handler403, urls.handler404
handler500 = urls.handler500


def read(answer) -> BeautifulSoup:
    return BeautifulSoup(answer.text, "html.parser")


def dressed(soup: BeautifulSoup) -> None:
    """Assert that a page has the portal's name, its styles, and one heading."""
    assert soup.html["lang"] == "en-GB"
    assert soup.title.text.strip()
    assert "Neglect strategy portal" in soup.header.text
    sheets = [one["href"] for one in soup.select("link[rel=stylesheet]")]
    assert [sheet.split("/")[-1] for sheet in sheets] == [
        "govuk-frontend.min.css",
        "portal.css",
    ]
    assert len(soup.select("main h1")) == 1
    # No part of Django's own pages, and no word of its jargon.
    for jargon in ("Traceback", "CSRF", "Exception", "403", "404", "500", "server"):
        assert jargon not in soup.get_text()


@pytest.mark.parametrize("name", FOOTER)
def test_a_stranger_can_read_the_footers_pages(name):
    answer = Client().get(f"/about/{name}/")
    assert answer.status_code == 200
    dressed(read(answer))


@pytest.mark.parametrize("name", FOOTER)
def test_the_footers_pages_are_linked_from_every_page(name, client):
    assert read(client.get("/sign-in/")).footer.select(f'a[href="/about/{name}/"]')


def test_whom_to_write_to_is_named_where_it_is_known(settings, client):
    assert "mailto:" not in client.get("/about/help/").text
    settings.SUPPORT_EMAIL = "help@portal.example"
    for name in ("help", "accessibility"):
        soup = read(client.get(f"/about/{name}/"))
        assert soup.select('main a[href="mailto:help@portal.example"]')


def test_the_name_and_who_runs_it_can_be_set(settings, client):
    settings.SITE_NAME, settings.SITE_RUN_BY = "Our <portal>", "the & board"
    soup = read(client.get("/about/privacy/"))
    assert "Our <portal>" in soup.title.text
    assert "Our <portal>" in soup.header.text
    assert "Run by the & board." in soup.footer.text


def test_the_first_link_skips_to_the_content(client):
    soup = read(client.get("/about/help/"))
    first = soup.body.find("a")
    assert (first["href"], soup.main["id"]) == ("#main-content", "main-content")


def test_the_cookies_page_tells_of_every_cookie_and_no_other(cast, signed_in):
    client = signed_in(cast.lead)
    client.get("/account/")
    soup = read(client.get("/about/cookies/"))
    named = {one.text for one in soup.select("tbody th")}
    assert set(client.cookies) == named
    assert "messages" in soup.main.text


def test_what_is_not_there_is_told_plainly(client):
    answer = client.get("/no/such/page/")
    assert answer.status_code == 404
    dressed(read(answer))
    assert read(answer).h1.text == "Page not found"
    assert read(answer).main.select('a[href="/"]')


def test_another_agencys_things_look_as_if_they_were_not_there(
    cast, signed_in, response
):
    answer = signed_in(cast.other_lead).get(f"/responses/{response.pk}/")
    assert answer.status_code == 404
    dressed(read(answer))


def test_a_colleague_without_the_right_is_told_why(cast, signed_in):
    answer = signed_in(cast.lead).get("/rounds/open/")
    assert answer.status_code == 403
    dressed(read(answer))
    assert Permission.ROUND_OPEN.reason in read(answer).main.text


@pytest.mark.urls(__name__)
def test_a_reason_is_shown_as_written(client):
    answer = client.get("/refuses/")
    assert answer.status_code == 403
    assert "Because <b>you</b> are no lead." in read(answer).main.text
    assert "coordinator" in client.get("/forbids/").text


def test_a_page_from_before_signing_in_again_is_told_plainly(db):
    answer = Client(enforce_csrf_checks=True).post("/sign-in/", {"login": "a"})
    assert answer.status_code == 403
    dressed(read(answer))
    assert read(answer).h1.text == "Send this page again"


@pytest.mark.urls(__name__)
def test_our_fault_is_told_plainly_without_reading_anything():
    # No database for this test: a single query would be refused and show here.
    answer = Client(raise_request_exception=False).get("/breaks/")
    assert answer.status_code == 500
    dressed(read(answer))
    assert read(answer).h1.text == "Something went wrong"
    assert SECRET not in answer.text


def test_the_page_for_our_fault_stands_when_the_database_is_down(cast, signed_in):
    client = signed_in(cast.lead)
    client.raise_request_exception = False

    def down(*args):
        raise OperationalError(SECRET)

    with connection.execute_wrapper(down):
        answer = client.get("/")
    assert answer.status_code == 500
    dressed(read(answer))
    assert SECRET not in answer.text
    assert client.get("/").status_code == 200


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("address", ["/about/help/", "/refuses/", "/none/", "/breaks/"])
def test_every_answer_carries_the_headers_that_keep_it_safe(address):
    headers = Client(raise_request_exception=False).get(address).headers
    policy = headers["Content-Security-Policy"].split("; ")
    assert "default-src 'none'" in policy
    for directive in ("script-src", "style-src", "img-src", "form-action"):
        assert f"{directive} 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"


def amiss(soup: BeautifulSoup) -> list[str]:
    """What the content security policy would block, and what leads nowhere."""
    ids = [tag["id"] for tag in soup.find_all(id=True)]
    found = [f"twice: #{id_}" for id_ in {id_ for id_ in ids if ids.count(id_) > 1}]
    for tag in soup.find_all(True):
        found += [
            f"{tag.name} {name}"
            for name in tag.attrs
            if name == "style" or name.startswith(("on", "hx-on"))
        ]
        if tag.name == "style" or (tag.name == "script" and tag.text.strip()):
            found.append(f"inline {tag.name}")
        for name in ("src", "href", "action"):
            if re.match(r"(javascript|data|http):", tag.get(name, "")):
                found.append(f"{name}={tag[name]}")
        for name in ("aria-describedby", "aria-labelledby", "aria-controls", "for"):
            named = tag.get(name, [])
            named = named.split() if isinstance(named, str) else named
            found += [f"{name}={id_}" for id_ in named if id_ not in ids]
    return found


@pytest.mark.parametrize(
    "bad",
    [
        "<p style='color: red'>",
        "<style>p { }</style>",
        "<script>x()</script>",
        "<a onclick='x()'>",
        "<a href='javascript:x()'>",
        "<i id='a'></i><i id='a'></i>",
        "<input aria-describedby='nothing'>",
        "<label for='nothing'>",
    ],
)
def test_what_is_amiss_is_noticed(bad):
    assert amiss(BeautifulSoup(bad, "html.parser"))
    assert not amiss(BeautifulSoup("<p id='a'><a href='/'>", "html.parser"))


@pytest.fixture
def world(cast, signed_in, strategy, northshire, castlebourne, today):
    """A round that is over and sent, one half answered, and compiled dashboards."""
    both = [northshire, castlebourne]
    before = make_round(strategy, both, today, ago=99, length=90, name="spring")
    for one in before.responses.all():
        submit(one)
    during = make_round(strategy, both, today)
    draft = during.responses.get(agency__slug="hopewell")
    complete(draft)
    cast.draft = f"/responses/{draft.pk}/"
    signed_in(cast.lead).post(f"{cast.draft}start/")
    for adoption in Adoption.objects.all():
        compile_dashboard(adoption=adoption, now=timezone.now)
    return cast


def walk(client: Client) -> dict[str, list[str]]:
    """Follow every link from the home page; what is amiss on each page, by address."""
    found: dict[str, list[str]] = {}
    ahead = ["/", "/sign-in/", "/sign-in/forgotten/"]
    while ahead:
        address = ahead.pop()
        answer = client.get(address)
        if answer.headers.get("Content-Disposition", "").startswith("attachment"):
            found[address] = []
            continue
        soup = read(answer)
        wrong = [] if answer.status_code in (200, 302) else [str(answer.status_code)]
        found[address] = wrong + amiss(soup)
        links = [one["href"] for one in soup.select("a[href]")]
        whole = {
            urldefrag(urljoin(address, link)).url
            for link in [*links, answer.headers.get("Location", address)]
        }
        ours = {link for link in whole if link.startswith("/") and link != "/admin/"}
        ahead += sorted(ours - found.keys() - set(ahead))
    return found


@pytest.mark.parametrize(
    ("who", "at_least"),
    [("lead", 26), ("viewer", 18), ("coordinator", 20), ("board", 16), ("nobody", 9)],
)
def test_every_page_somebody_can_walk_to_is_sound(world, signed_in, who, at_least):
    pages = walk(signed_in(getattr(world, who)))
    assert {address: wrong for address, wrong in pages.items() if wrong} == {}
    assert len(pages) >= at_least


@pytest.mark.parametrize(
    ("address", "sent"),
    [
        ("priorities/1/", {"progress": "x" * 4001}),
        ("priorities/1/", {"progress": "mine", "initial-progress": "older"}),
        ("priorities/1/actions/add/", {"what": ""}),
        ("contact/", {"contact_role": ""}),
        ("check/", {"declared": ""}),
    ],
    ids=["too long", "two texts", "no action", "no contact", "not declared"],
)
def test_a_page_that_comes_back_to_the_writer_is_sound(world, signed_in, address, sent):
    answer = signed_in(world.lead).post(world.draft + address, sent)
    assert answer.status_code == 200
    soup = read(answer)
    assert amiss(soup) == []
    assert soup.select(".govuk-error-summary, .np-pieces")


def test_too_much_at_once_is_refused_in_the_portals_dress(client, cast, signed_in):
    answer = signed_in(cast.lead).post("/sign-out/", {"words": "x" * 2_600_000})
    assert answer.status_code == 400
    assert "This could not be accepted" in answer.text
    assert "Go back one page" in answer.text
