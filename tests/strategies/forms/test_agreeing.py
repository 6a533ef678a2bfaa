"""What may be entered about adoption and sign-up."""

from datetime import timedelta

import pytest
from django.http import QueryDict

from partnership.models import Partnership
from strategies.forms.agreeing import (
    AdoptForm,
    ProposeForm,
    SignUpForm,
    StandingForm,
)
from strategies.models import Adoption
from tests.factories import TODAY

DAY = timedelta(days=1)


def boxes(name, on) -> dict[str, str]:
    return {
        f"{name}-day": str(on.day),
        f"{name}-month": str(on.month),
        f"{name}-year": str(on.year),
    }


@pytest.mark.parametrize(("ahead", "good"), [(0, True), (366, True), (367, False)])
def test_an_adoption_lies_at_most_a_year_ahead(ahead, good):
    form = AdoptForm(boxes("adopted_on", TODAY + ahead * DAY), today=TODAY)
    assert form.is_valid() is good


@pytest.mark.parametrize(("after", "good"), [(-1, False), (0, False), (1, True)])
def test_a_review_comes_after_the_adoption(after, good):
    typed = boxes("adopted_on", TODAY) | boxes("review_on", TODAY + after * DAY)
    assert AdoptForm(typed, today=TODAY).is_valid() is good


@pytest.mark.parametrize(
    ("status", "offered"),
    [
        ("adopted", ["adopted", "under_review", "ended"]),
        ("under_review", ["under_review", "adopted", "replaced", "ended"]),
        ("replaced", ["replaced", "under_review"]),
        ("ended", ["ended", "under_review"]),
    ],
)
def test_a_status_offers_what_may_follow(status, offered):
    form = StandingForm(adoption=Adoption(status=status), today=TODAY)
    assert [value for value, _ in form.fields["status"].choices] == offered


def test_only_partnerships_that_are_offered_are_chosen():
    here, there = (Partnership(pk=pk, name=f"Area {pk}") for pk in (1, 2))
    form = ProposeForm(QueryDict("partnerships=2"), partnerships=[here, there])
    assert form.is_valid()
    assert form.words() == {"partnerships": [there]}
    other = ProposeForm(QueryDict("partnerships=3"), partnerships=[here, there])
    assert not other.is_valid()


def test_today_is_suggested_to_those_who_sign_and_is_not_saved():
    form = SignUpForm(sign_up=None, today=TODAY)
    assert form["signed_on"].value() == TODAY
    assert form.began_from("signed_on") == ""
