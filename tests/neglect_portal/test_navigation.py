"""The menu: each role sees what it may open, and nothing else."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from neglect_portal.navigation import MENU, page
from tests.factories import UserFactory, access, member_of, partner_in

FIRST, MESSAGES, LAST = "Your work", "Messages", "Your account"
RESPONSES, ROUNDS = "Response Tool", "Rounds"
DATA, MEASURES = "Data returns", "Measures"
BOARD, STRATEGIES = "Board dashboard", "Strategies"
AUDITS, PARTNERSHIP, FILES, CHALLENGES = "Audits", "Partnership", "Files", "Challenges"
COORDINATOR = [
    FIRST,
    ROUNDS,
    CHALLENGES,
    BOARD,
    MEASURES,
    AUDITS,
    STRATEGIES,
    PARTNERSHIP,
    MESSAGES,
    LAST,
]
MENUS = {
    "lead": [
        FIRST,
        RESPONSES,
        DATA,
        FILES,
        CHALLENGES,
        AUDITS,
        STRATEGIES,
        MESSAGES,
        LAST,
    ],
    "contributor": [
        FIRST,
        RESPONSES,
        DATA,
        FILES,
        CHALLENGES,
        AUDITS,
        STRATEGIES,
        MESSAGES,
        LAST,
    ],
    "other_lead": [
        FIRST,
        RESPONSES,
        DATA,
        FILES,
        CHALLENGES,
        AUDITS,
        STRATEGIES,
        MESSAGES,
        LAST,
    ],
    "viewer": [
        FIRST,
        RESPONSES,
        DATA,
        FILES,
        CHALLENGES,
        AUDITS,
        STRATEGIES,
        MESSAGES,
        LAST,
    ],
    "coordinator": [
        FIRST,
        ROUNDS,
        CHALLENGES,
        BOARD,
        MEASURES,
        AUDITS,
        STRATEGIES,
        PARTNERSHIP,
        MESSAGES,
        LAST,
    ],
    "coordinator_elsewhere": COORDINATOR,
    "board": [FIRST, CHALLENGES, BOARD, MEASURES, AUDITS, STRATEGIES, MESSAGES, LAST],
    "auditor": [FIRST, CHALLENGES, BOARD, MEASURES, AUDITS, STRATEGIES, MESSAGES, LAST],
    "analyst": [FIRST, CHALLENGES, BOARD, MEASURES, AUDITS, STRATEGIES, MESSAGES, LAST],
    "nobody": [FIRST, MESSAGES, LAST],
    "administrator": [FIRST, MESSAGES, LAST],
}


def menu(client: Client, address: str = "/account/") -> dict[str, str]:
    """The entries of the menu and where they lead."""
    soup = BeautifulSoup(client.get(address).text, "html.parser")
    return {one.text: one["href"] for one in soup.select("nav[aria-label=Menu] a")}


def current(client: Client, address: str) -> list[str]:
    soup = BeautifulSoup(client.get(address).text, "html.parser")
    return [one.text for one in soup.select("nav [aria-current]")]


def test_everybody_of_the_cast_has_a_menu_here(cast):
    assert set(vars(cast)) == set(MENUS)


@pytest.mark.parametrize("who", MENUS)
def test_each_role_sees_its_own_menu(cast, signed_in, who):
    assert list(menu(signed_in(getattr(cast, who)))) == MENUS[who]


@pytest.mark.parametrize("who", MENUS)
def test_whatever_stands_in_a_menu_can_be_opened(cast, signed_in, who):
    client = signed_in(getattr(cast, who))
    found = {
        label: client.get(href, follow=True).status_code
        for label, href in menu(client).items()
    }
    assert found == dict.fromkeys(MENUS[who], 200)


@pytest.mark.parametrize("who", ["nobody", "administrator"])
def test_nobody_without_a_role_is_shown_what_a_role_is_needed_for(cast, signed_in, who):
    client = signed_in(getattr(cast, who))
    hidden = menu(signed_in(cast.coordinator)) | menu(signed_in(cast.lead))
    refused = {label: client.get(href).status_code for label, href in hidden.items()}
    allowed = {FIRST: 200, MESSAGES: 200, LAST: 200}
    assert refused == dict.fromkeys(hidden, 403) | allowed


def test_a_person_of_several_hats_sees_the_menus_of_all(
    hopewell, northshire, signed_in
):
    person = member_of(hopewell, "contributor")
    northshire.members.create(user=person, role="coordinator")
    assert list(menu(signed_in(person))) == [entry.label for entry in MENU]


def test_a_role_that_ends_takes_its_entries_with_it(northshire, signed_in):
    person = partner_in(northshire, "board")
    client = signed_in(person)
    assert BOARD in menu(client)
    northshire.members.get(user=person).delete()
    assert list(menu(client)) == [FIRST, MESSAGES, LAST]


@pytest.mark.parametrize("address", ["/about/help/", "/sign-in/", "/no/such/page/"])
def test_strangers_see_no_menu(client, db, address):
    assert menu(client, address) == {}


@pytest.mark.parametrize(
    ("address", "lit"),
    [
        ("/", FIRST),
        ("/rounds/", ROUNDS),
        ("/rounds/open/", ROUNDS),
        ("/dashboards/", BOARD),
        ("/strategies/", STRATEGIES),
        ("/partnerships/northshire/", PARTNERSHIP),
        ("/partnerships/northshire/audits/", AUDITS),
        ("/messages/", MESSAGES),
        ("/messages/settings/", MESSAGES),
        ("/account/", LAST),
        ("/account/password/", LAST),
    ],
)
def test_the_entry_of_the_page_is_lit_up_and_no_other(cast, signed_in, address, lit):
    assert current(signed_in(cast.coordinator), address) == [lit]


def test_a_page_outside_the_menu_lights_up_nothing(cast, signed_in):
    assert current(signed_in(cast.coordinator), "/about/help/") == []


def test_the_account_stands_at_the_end(signed_in, db):
    soup = BeautifulSoup(signed_in(UserFactory()).get("/account/").text, "html.parser")
    (end,) = soup.select(".np-navigation__end")
    assert end.text == LAST


def test_what_stands_around_a_page_costs_no_query(cast, rf, django_assert_num_queries):
    request = rf.get("/rounds/")
    request.access = access(cast.coordinator)
    with django_assert_num_queries(0):
        around = page(request)["page"]
    labels = [entry["label"] for entry in around["navigation"]]
    assert labels == MENUS["coordinator"]
