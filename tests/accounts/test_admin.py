"""The admin is for system administrators, who are watched as everybody is."""

import pytest
from bs4 import BeautifulSoup

from accounts.models import User
from activity.models import Event
from tests.factories import PASSWORD, UserFactory

NEW = {
    "email": "new@hopewell.example",
    "name": "Sam Okoro",
    "job_title": "Manager",
    "usable_password": "true",
    "password1": "four words easily kept",
    "password2": "four words easily kept",
}


@pytest.fixture
def admin(cast, signed_in):
    return signed_in(cast.administrator)


@pytest.mark.parametrize(
    "address", ["/admin/", "/admin/login/", "/admin/accounts/user/"]
)
@pytest.mark.parametrize("who", ["lead", "coordinator", "nobody"])
def test_nobody_else_reaches_the_admin(cast, signed_in, who, address):
    answer = signed_in(getattr(cast, who)).get(address, follow=True)
    assert answer.status_code == 403


def test_administrators_sign_in_on_the_portals_own_page(client, cast):
    answer = client.get("/admin/accounts/user/", follow=True)
    last, _ = answer.redirect_chain[-1]
    assert last.startswith("/sign-in/?next=")
    kept = BeautifulSoup(answer.text, "html.parser").select_one("input[name=next]")
    sent = {"login": cast.administrator.email, "password": PASSWORD}
    answer = client.post("/sign-in/", {**sent, "next": kept["value"]}, follow=True)
    assert answer.status_code == 200
    assert answer.wsgi_request.path == "/admin/accounts/user/"


def test_the_admins_own_sign_in_page_takes_no_password(client, cast):
    sent = {"username": cast.administrator.email, "password": PASSWORD}
    answer = client.post("/admin/login/", sent)
    assert answer["Location"].startswith("/sign-in/")
    assert client.get("/admin/").status_code == 302


def test_adding_a_person_is_recorded(admin, cast):
    assert admin.post("/admin/accounts/user/add/", NEW).status_code == 302
    person = User.objects.get(email="new@hopewell.example")
    assert person.check_password(NEW["password1"])
    event = Event.objects.about("accounts.user", person.pk).get()
    assert (event.actor_id, event.verb) == (cast.administrator.pk, "added")
    assert event.actor_name == cast.administrator.name
    assert event.subject_label == "Sam Okoro"


def test_changing_a_person_is_recorded(admin):
    person = UserFactory(is_staff=False)
    address = f"/admin/accounts/user/{person.pk}/change/"
    sent = {"email": person.email, "name": person.name, "is_active": "on"}
    assert admin.post(address, {**sent, "is_staff": "on"}).status_code == 302
    person.refresh_from_db()
    assert person.is_staff
    event = Event.objects.about("accounts.user", person.pk).get()
    assert event.verb == "changed"
    assert "System administrator" in str(event.after)


@pytest.mark.parametrize("way", ["one", "several"])
def test_removing_a_person_is_recorded_without_their_password(admin, way):
    person = UserFactory(email="gone@hopewell.example")
    if way == "one":
        address = f"/admin/accounts/user/{person.pk}/delete/"
        admin.post(address, {"post": "yes"})
    else:
        action = {"action": "delete_selected", "_selected_action": [person.pk]}
        admin.post("/admin/accounts/user/", {**action, "post": "yes"})
    assert not User.objects.filter(pk=person.pk).exists()
    event = Event.objects.about("accounts.user", person.pk).get()
    assert event.verb == "removed"
    assert event.after["was"]["email"] == "gone@hopewell.example"
    assert "password" not in event.after["was"]
    assert person.password not in str(event.after)


def test_a_new_address_with_capitals_is_explained(admin):
    answer = admin.post(
        "/admin/accounts/user/add/", {**NEW, "email": "New@hopewell.example"}
    )
    assert "Write the e-mail address in lower case." in answer.text
    assert not User.objects.filter(email__iexact=NEW["email"]).exists()


def test_a_weak_password_is_refused_here_too(admin):
    weak = {"password1": "elevenchars", "password2": "elevenchars"}
    answer = admin.post("/admin/accounts/user/add/", {**NEW, **weak})
    assert "at least 12 characters" in answer.text


def test_history_can_be_read_and_not_touched(admin):
    admin.post("/admin/accounts/user/add/", NEW)
    event = Event.objects.latest("pk")
    listed = admin.get("/admin/activity/event/")
    assert "Sam Okoro" in listed.text
    assert admin.get("/admin/activity/event/add/").status_code == 403
    for page in ("change", "delete"):
        address = f"/admin/activity/event/{event.pk}/{page}/"
        assert admin.post(address, {"post": "yes"}).status_code == 403
    assert Event.objects.filter(pk=event.pk).exists()


@pytest.mark.parametrize(
    "address",
    [
        "/admin/",
        "/admin/accounts/user/",
        "/admin/accounts/user/add/",
        "/admin/partnership/partnership/add/",
        "/admin/partnership/agency/add/",
        "/admin/strategies/strategy/add/",
    ],
)
def test_the_admins_pages_open(admin, address):
    assert admin.get(address).status_code == 200
