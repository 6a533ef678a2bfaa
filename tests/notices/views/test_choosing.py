import pytest
from bs4 import BeautifulSoup
from django.test import Client

from notices.links import read_token, turn_off_path
from notices.models import DIGEST, ON_ITS_OWN, Kind, MailOff


def off(person) -> set[str]:
    return set(MailOff.objects.filter(person=person).values_list("kind", flat=True))


def offered(client) -> dict[str, bool]:
    """The kinds on the page, and whether each is ticked."""
    soup = BeautifulSoup(client.get("/messages/settings/").text, "html.parser")
    ticks = soup.select("input[name=kinds]")
    return {one["value"]: one.has_attr("checked") for one in ticks}


def page_text(client) -> str:
    return client.get("/messages/settings/").text


@pytest.mark.parametrize(
    ("who", "there", "not_there"),
    [
        ("lead", "returned", "submitted"),
        ("coordinator", "submitted", "returned"),
        ("board", "question_replied", "submitted"),
    ],
)
def test_each_role_is_offered_what_it_can_be_told(
    cast, signed_in, who, there, not_there
):
    found = offered(signed_in(getattr(cast, who)))
    assert found[there]
    assert not_there not in found


@pytest.mark.parametrize(
    ("who", "why"),
    [
        ("nobody", "You take part in no agency or partnership"),
        ("viewer", "People with your role get no messages"),
        ("analyst", "People with your role get no messages"),
    ],
)
def test_whoever_is_told_nothing_has_nothing_to_choose(cast, signed_in, who, why):
    client = signed_in(getattr(cast, who))
    assert offered(client) == {}
    assert f"{why}, so there is nothing to choose." in page_text(client)


def test_what_comes_on_its_own_is_said_to_those_who_answer(cast, signed_in):
    said = "that is due before the next Monday"
    assert said in page_text(signed_in(cast.lead))
    assert said not in page_text(signed_in(cast.board))


def test_what_is_not_ticked_is_not_emailed(cast, signed_in):
    client = signed_in(cast.lead)
    page = client.post("/messages/settings/", {"kinds": ["late"]}, follow=True)
    assert "Your choices are saved." in page.text
    found = offered(client)
    assert [kind for kind, ticked in found.items() if ticked] == ["late"]
    client.post("/messages/settings/", {})
    assert not any(offered(client).values())


def test_a_kind_that_is_not_offered_is_refused_beside_its_field(cast, signed_in):
    page = signed_in(cast.lead).post("/messages/settings/", {"kinds": ["submitted"]})
    assert page.status_code == 200
    assert "There is a problem" in page.text
    assert off(cast.lead) == set()


class TestSignedLinks:
    """From an e-mail, without signing in."""

    def test_looking_changes_nothing(self, cast):
        page = Client().get(turn_off_path(cast.lead.pk, Kind.LATE))
        assert "Turn off e-mails about answers that are late?" in page.text
        assert off(cast.lead) == set()

    def test_pressing_the_button_turns_it_off_for_that_person_alone(self, cast):
        client = Client(enforce_csrf_checks=True)
        for _ in range(2):
            page = client.post(turn_off_path(cast.lead.pk, Kind.LATE))
            assert "These e-mails are turned off" in page.text
        assert off(cast.lead) == {"late"}
        assert off(cast.contributor) == set()

    def test_a_mail_program_does_it_in_one_click(self, cast):
        client = Client(enforce_csrf_checks=True)
        path = turn_off_path(cast.lead.pk, Kind.LATE)
        page = client.post(path, {"List-Unsubscribe": "One-Click"})
        assert page.status_code == 200
        assert off(cast.lead) == {"late"}

    def test_the_link_of_the_weekly_email_stops_all_of_it(self, cast):
        Client().post(turn_off_path(cast.lead.pk, DIGEST))
        assert off(cast.lead) == {kind.value for kind in Kind} - ON_ITS_OWN

    def test_a_link_that_was_changed_is_not_found(self, cast):
        path = turn_off_path(cast.lead.pk, Kind.LATE)
        assert Client().post(path[:-3] + "x/").status_code == 404
        assert Client().post("/messages/turn-off/x/").status_code == 404
        assert off(cast.lead) == set()

    def test_a_link_of_somebody_who_has_gone_is_not_found(self, db):
        assert Client().post(turn_off_path(999_999, Kind.LATE)).status_code == 404

    def test_a_kind_that_no_longer_exists_is_not_found(self, cast):
        path = turn_off_path(cast.lead.pk, "gone")
        assert read_token(path.split("/")[-2]) is None
        assert Client().get(path).status_code == 404
