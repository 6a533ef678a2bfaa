"""Putting the demonstration back as it was: the same words, the same people."""

from datetime import date
from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.db import models
from django.test import Client

from accounts.models import User
from activity.models import Event
from dashboards.models import Snapshot
from demonstration.actions import remove_demonstration
from demonstration.held import HELD
from demonstration.models import Demonstration
from performance.models import DataPoint, Received
from response_tool.models import Action, Answer, Response, Round
from response_tool.standing import lines
from tests.factories import UserFactory

# The day that breaks careless dates.
LEAP_DAY = date(2028, 2, 29)

pytestmark = pytest.mark.usefixtures("put_back", "db")


def load(*arguments: str) -> str:
    out = StringIO()
    call_command("load_demonstration", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture(scope="module")
def put_back(around):
    """The demonstration put back after people have tried things out in it."""
    with around():
        said = load("--today", LEAP_DAY.isoformat())
        before, people = told(), numbers(User)
        browser, newcomer = Client(), UserFactory()
        browser.force_login(
            User.objects.get(email="lead@hopewell.example"),
            backend="django.contrib.auth.backends.ModelBackend",
        )
        Answer.objects.update(progress="Somebody tried things out.")
        Action.objects.all().delete()
        DataPoint.objects.update(numerator=None, note="Somebody tried things out.")
        said_again = load("--reset", "--today", LEAP_DAY.isoformat())
        yield SimpleNamespace(
            before=before,
            people=people | {newcomer.pk},
            browser=browser,
            said=(said, said_again),
        )


def numbers(model) -> set[int]:
    return set(models.QuerySet(model).values_list("pk", flat=True))


def told() -> list[tuple]:
    """Everything that is said in the demonstration, and when."""
    answers = Answer.objects.values_list(
        "response__round__name",
        "response__agency__slug",
        "priority__number",
        "response__started_at",
        "response__submitted_at",
        "response__contact_phone",
        "relevance",
        "not_relevant_because",
        "progress",
        "difference",
        "saved_at",
        "saved_by",
    )
    actions = Action.objects.values_list(
        "answer__response__round__name",
        "answer__response__agency__slug",
        "answer__priority__number",
        "what",
        "who",
        "by_when",
        "status",
        "carries_on_from__what",
    )
    figures = Received.objects.values_list(
        "partnership__slug",
        "point__data_return__agency__slug",
        "point__data_return__frequency",
        "point__data_return__starts_on",
        "point__data_return__first_submitted_at",
        "point__measure__library_key",
        "point__numerator",
        "point__denominator",
        "point__words",
        "point__missing",
        "point__note",
        "accepted__number",
        "state",
        "reason",
    )
    events = Event.objects.values_list("actor_name", "verb", "subject_label", "after")
    told = (answers, actions, figures, events)
    return [row for rows in told for row in rows.order_by("pk")]


def test_it_says_the_same_words_of_the_same_days(put_back):
    assert len(put_back.before) > 2000
    assert told() == put_back.before


def test_accounts_stay_those_that_people_made_as_well(put_back):
    assert numbers(User) == put_back.people


def test_nobody_is_signed_out(put_back):
    assert put_back.browser.get("/").status_code == 200


def test_it_tells_what_it_did(put_back):
    for said in put_back.said:
        assert said.count(": compiled\n") == 9
        assert said.endswith("The demonstration is loaded.\n")


def test_every_dashboard_is_there_at_once():
    assert Snapshot.objects.count() == 9
    assert all(one.is_up_to_date for one in Snapshot.objects.all())


def test_it_is_as_it_would_be_on_the_day_that_was_asked_for():
    assert Demonstration.objects.get().loaded_on == LEAP_DAY
    opened = Round.objects.filter(opens_on__lte=LEAP_DAY, closes_on__gte=LEAP_DAY)
    assert opened.count() == 5
    for response in Response.objects.filter(state=Response.State.SUBMITTED):
        assert all(line.standing.is_complete for line in lines(response))


def test_loading_what_is_loaded_changes_nothing(put_back):
    assert load("--today", "2026-01-01") == "The demonstration is loaded already.\n"
    assert told() == put_back.before


def test_taken_away_it_leaves_nothing_but_accounts(put_back):
    remove_demonstration()
    left = {model for model in (*HELD, Snapshot) if numbers(model)}
    assert left == set()
    assert numbers(User) == put_back.people
