"""The guard every page wears."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from partnership.access import Access, Forbidden
from partnership.guards import everyone, requires
from partnership.roles import AgencyRole, PartnershipRole, Permission


@requires(Permission.ROUND_OPEN)
def guarded(request, pk, *, name):
    return HttpResponse(f"{pk} {name}")


def request_of(access: Access):
    request = RequestFactory().get("/")
    request.access = access
    return request


def coordinator_of(pk: int) -> Access:
    return Access(
        actor_name="a coordinator",
        partnership_roles={pk: PartnershipRole.COORDINATOR},
    )


def test_a_guarded_view_opens_for_those_who_hold_the_permission_somewhere():
    response = guarded(request_of(coordinator_of(7)), 3, name="spring")
    assert response.content == b"3 spring"


def test_a_guarded_view_is_not_reached_without_the_permission():
    lead = Access(actor_name="a lead", agency_roles={7: AgencyRole.LEAD})
    with pytest.raises(Forbidden) as refused:
        guarded(request_of(lead), 3, name="spring")
    assert refused.value.permission is Permission.ROUND_OPEN


def test_the_guard_can_be_read_off_the_view():
    assert guarded.permission is Permission.ROUND_OPEN
    assert guarded.__name__ == "guarded"


def test_a_page_for_everyone_says_that_it_asks_for_nothing():
    @everyone
    def page(request):
        return HttpResponse("here")

    assert page.permission is None
    nobody = Access(actor_name="somebody new")
    assert page(request_of(nobody)).content == b"here"


@pytest.mark.parametrize(
    ("who", "url", "reason"),
    [
        ("viewer", "/rounds/", Permission.ROUND_VIEW.reason),
        ("lead", "/dashboards/", Permission.DASHBOARD_VIEW.reason),
        ("board", "/rounds/open/", Permission.ROUND_OPEN.reason),
        ("nobody", "/strategies/", Permission.STRATEGY_VIEW.reason),
        ("administrator", "/strategies/", Permission.STRATEGY_VIEW.reason),
    ],
)
def test_a_colleague_without_the_right_is_told_why(cast, signed_in, who, url, reason):
    page = signed_in(getattr(cast, who)).get(url)
    assert page.status_code == 403
    assert reason in page.content.decode()
    assert "ask your agency’s lead or the partnership coordinator" in (
        page.content.decode()
    )


def test_the_reason_comes_before_the_row_is_looked_for(cast, signed_in):
    page = signed_in(cast.viewer).get("/responses/987654321/start/")
    assert page.status_code == 403


def test_sending_a_form_needs_the_permission_too(cast, signed_in):
    page = signed_in(cast.board).post("/rounds/open/", {"name": "mine"})
    assert page.status_code == 403


def test_everybody_signed_in_may_open_the_home_page(cast, signed_in):
    for name, person in vars(cast).items():
        assert signed_in(person).get("/").status_code == 200, name


@pytest.mark.parametrize(
    "url", ["/", "/responses/", "/rounds/", "/dashboards/", "/strategies/", "/account/"]
)
def test_a_stranger_is_sent_to_sign_in_and_brought_back(db, client, url):
    page = client.get(url)
    assert page.status_code == 302
    assert page["Location"] == f"{reverse('account_login')}?next={url}"


def test_a_stranger_learns_nothing_of_what_exists(response, client):
    there = client.get(f"/responses/{response.pk}/")
    not_there = client.get("/responses/987654321/")
    assert there.status_code == not_there.status_code == 302


def test_a_person_who_may_no_longer_sign_in_is_a_stranger(cast, signed_in):
    browser = signed_in(cast.board)
    cast.board.is_active = False
    cast.board.save()
    assert browser.get("/dashboards/").status_code == 302
