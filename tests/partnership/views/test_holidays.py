"""School holidays, as a coordinator keeps them."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup

from partnership.models import Holiday

PAGE = "/partnerships/northshire/holidays/"
TYPED = {
    "name": "Half term",
    "from_on-day": "26",
    "from_on-month": "10",
    "from_on-year": "2027",
    "to_on-day": "30",
    "to_on-month": "10",
    "to_on-year": "2027",
}


@pytest.fixture
def client(cast, signed_in):
    return signed_in(cast.coordinator)


@pytest.fixture
def holiday(northshire):
    return Holiday.objects.create(
        partnership=northshire,
        name="Half term",
        from_on=date(2027, 10, 26),
        to_on=date(2027, 10, 30),
    )


def soup(page) -> BeautifulSoup:
    return BeautifulSoup(page.content, "html.parser")


def test_no_holiday_says_what_that_means(client):
    assert "schools are reminded all year round" in client.get(PAGE).text
    assert "No holiday is to come" in client.get("/partnerships/northshire/").text


def test_a_holiday_is_added(client):
    page = client.post(f"{PAGE}add/", TYPED, follow=True)
    assert "Half term is added." in page.text
    assert "Tuesday 26 October 2027 to Saturday 30 October 2027" in page.text
    assert "1 holiday is to come" in client.get("/partnerships/northshire/").text


def test_what_was_typed_comes_back_with_what_is_wrong(client):
    page = client.post(f"{PAGE}add/", TYPED | {"to_on-year": "2026"})
    assert "The holiday cannot end before it begins" in page.text
    assert soup(page).select_one("[name=name]")["value"] == "Half term"
    assert not Holiday.objects.exists()


def test_personal_data_is_refused_in_its_name(client):
    page = client.post(f"{PAGE}add/", TYPED | {"name": "NHS 943 476 5919"})
    assert "There is a problem" in page.text
    assert not Holiday.objects.exists()


def test_a_holiday_is_changed(client, holiday):
    opened = soup(client.get(f"{PAGE}{holiday.pk}/"))
    sent = {one["name"]: one.get("value", "") for one in opened.select("main input")}
    page = client.post(f"{PAGE}{holiday.pk}/", sent | {"name": "Autumn"}, follow=True)
    assert "The holiday is saved." in page.text
    holiday.refresh_from_db()
    assert holiday.name == "Autumn"


def test_a_holiday_is_removed_after_asking(client, holiday):
    asked = client.get(f"{PAGE}{holiday.pk}/remove/")
    assert "Remove Half term?" in asked.text
    page = client.post(f"{PAGE}{holiday.pk}/remove/", follow=True)
    assert "Half term is removed." in page.text
    assert not Holiday.objects.exists()


def test_what_is_over_is_folded_away(client, holiday, today):
    holiday.from_on, holiday.to_on = today - timedelta(days=9), today - timedelta(1)
    holiday.save()
    page = soup(client.get(PAGE))
    assert "1 holiday is over" in page.select_one("details").text
    assert page.select(".np-rows") == []


def test_a_holiday_of_another_partnership_is_not_found(client, holiday, castlebourne):
    holiday.partnership = castlebourne
    holiday.save()
    assert client.get(f"{PAGE}{holiday.pk}/").status_code == 404


def test_the_page_takes_as_many_queries_for_many_as_for_one(
    client, holiday, northshire, django_assert_num_queries
):
    with django_assert_num_queries(5):
        client.get(PAGE)
    for day in range(20):
        Holiday.objects.create(
            partnership=northshire,
            name="A day",
            from_on=date(2028, 1, 1) + timedelta(days=day),
            to_on=date(2028, 1, 1) + timedelta(days=day),
        )
    with django_assert_num_queries(5):
        client.get(PAGE)
