"""A strategy's whole life: brought in, corrected, agreed, signed, answered, revised."""

from datetime import timedelta

import pytest

from response_tool.models import Response
from strategies.models import Adoption, Strategy
from tests.conftest import make_round, submit
from tests.strategies.outline.texts import MARKED

LOOKED_AFTER_BY = "Northshire Safeguarding Children Partnership"


@pytest.fixture
def both(cast, castlebourne):
    """The cast, with one coordinator for both neighbours."""
    castlebourne.members.create(user=cast.coordinator, role="coordinator")
    return cast


def on(person, name, day):
    """A date typed into its three boxes."""
    group = person.page.get_by_role("group", name=name)
    for label, text in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        group.get_by_label(label).fill(str(text))


def imports_and_corrects(person):
    """The text becomes an outline, and its title and one priority are put right."""
    person.goes_to("/strategies/").presses("Import from a document").checks_the_page()
    person.page.get_by_label("Or paste the text").fill(MARKED)
    person.page.get_by_label("Which partnership").select_option(LOOKED_AFTER_BY)
    person.presses("Show the outline").sees("Correct the outline").checks_the_page()
    person.page.get_by_label("Title", exact=True).first.fill("Millbrook strategy")
    person.presses("Save as a draft").sees("is saved as a draft").checks_the_page()
    person.follows("Change this draft").sees("Objectives and priorities")
    person.follows("Change priority: 1. Notice the small signs").checks_the_page()
    person.page.get_by_label("Title", exact=True).fill("Notice small signs early")
    person.presses("Save this priority").sees("1. Notice small signs early")


def publishes(person, version):
    person.follows("Publish this version").sees("Publish this version?")
    person.checks_the_page().presses(f"Publish version {version}")
    person.sees("is published.").checks_the_page()


def adopts(person, partnership, today):
    person.follows(f"Adopt it for {partnership}").sees("Adopt “")
    person.checks_the_page()
    on(person, "Date adopted", today)
    on(person, "Review date", today + timedelta(days=365))
    person.presses("Adopt this version").sees("Adopted by").checks_the_page()


def signs_up(lead, today):
    """A lead finds it on the home page and signs for the agency."""
    lead.goes_to("/").checks_the_page()
    lead.follows("Sign your agency up to “Millbrook strategy").checks_the_page()
    lead.presses("Sign up").sees("There is a problem").checks_the_page()
    lead.page.get_by_label("Name of the person").fill("Hopewell lead")
    lead.page.get_by_label("Their role").fill("Family support manager")
    on(lead, "Date signed", today)
    lead.page.get_by_label("How your staff").fill(
        "A page in the handbook of every team."
    )
    lead.presses("Sign up").sees("A page in the handbook").checks_the_page()


def revises(person):
    """The first priority is reworded, the second goes, and a new one comes."""
    person.follows("Revise this strategy").presses("Begin the new version")
    person.sees("Version 2, draft")
    person.follows("Change priority: 1. Notice small signs early")
    title = person.page.get_by_label("Title", exact=True)
    title.fill("Notice small signs, and act on them")
    person.presses("Save this priority")
    person.follows("What changed since version 1").checks_the_page()
    person.sees("Notice small signs, and act on them")
    person.page.go_back()


def opens_a_round(person, today):
    person.goes_to("/rounds/").presses("Open a round")
    version = person.page.get_by_label("Strategy")
    version.select_option(label="Millbrook strategy (version 2)")
    person.page.get_by_label("Northshire").check()
    person.page.get_by_label("Name").fill("first on version 2")
    for name, days in (("Opens", 0), ("Due", 30), ("Closes", 45)):
        on(person, name, today + timedelta(days=days))
    person.presses("Open this round").sees("who has answered").checks_the_page()


def recognises(lead, response):
    lead.goes_to(f"/responses/{response.pk}/start/").presses("Start now")
    lead.sees("Your answer last round, to priority 1 of the version before")
    lead.checks_the_page().presses("Save and continue")
    lead.goes_to(f"/responses/{response.pk}/priorities/1/")
    lead.sees("About priority 1 of the version before").checks_the_page()
    lead.sees("Progress on 1.")


def test_a_strategy_is_brought_in_agreed_signed_and_revised(
    visitor, both, northshire, castlebourne, hopewell, today
):
    # Given the text of a strategy that the portal does not ship
    person = visitor().signs_in(both.coordinator)
    # When it is imported, corrected and published
    imports_and_corrects(person)
    publishes(person, 1)
    first = Strategy.objects.get(title="Millbrook strategy")
    assert [one.number for one in first.priorities.all()] == [1, 2]
    # and two partnerships adopt it
    adopts(person, "Northshire", today)
    adopts(person, "Castlebourne", today)
    # Then an agency signs up, and the strategy says so
    lead = visitor(width=320).signs_in(both.lead)
    signs_up(lead, today)
    person.page.reload()
    person.sees("A page in the handbook").checks_the_page()
    # Given that the agency has answered it
    asked = make_round(first, [northshire, castlebourne], today, ago=2, length=1)
    submit(Response.objects.with_round().get(round=asked, agency=hopewell))
    # When it is revised, and a round is opened on the new version
    revises(person)
    publishes(person, 2)
    adopts(person, "Northshire", today)
    replaced = Adoption.objects.get(strategy=first, partnership=northshire)
    assert replaced.status == Adoption.Status.REPLACED
    opens_a_round(person, today)
    # Then what the agency said is recognised under the priorities that carry it on
    recognises(lead, Response.objects.get(round__strategy__previous=first))
