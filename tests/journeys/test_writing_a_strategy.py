"""A coordinator writes a strategy, publishes it, revises it and sees what changed."""

import pytest

from strategies.models import Strategy
from tests.factories import PartnershipFactory, partner_in


@pytest.fixture
def writer(transactional_db):
    partnership = PartnershipFactory(short_name="Writing", slug="writing")
    return partner_in(partnership, "coordinator", email="writer@writing.example")


def fill(person, **typed):
    for name, text in typed.items():
        person.page.locator(f"[name={name}]").fill(text)
    return person


def begins(person, check):
    """From blank, first leaving out what it begins with."""
    person.goes_to("/strategies/").presses("Write a strategy")
    person.presses("Begin this draft").sees("There is a problem")
    check()
    person.page.get_by_label("An empty page").check()
    fill(person, title="Neglect in 2030").presses("Begin this draft")
    person.sees("There is no objective yet")
    check()


def writes(person, check):
    """An objective with two priorities, which change places, and a commitment."""
    person.follows("Add an objective")
    fill(person, title="Recognise").presses("Add this objective")
    for title in ("Hear children", "Assess early"):
        person.follows("Add a priority")
        check()
        fill(person, title=title, short_title=title, text="What is asked.")
        person.page.get_by_label("Recognise").check()
        person.presses("Add this priority")
    person.presses("Move up priority: 2. Assess early").sees("1. Assess early")
    person.follows("Add a commitment")
    fill(person, group="Training", text="Train everybody.")
    person.presses("Add this commitment").sees("Train everybody.")
    check()


def publishes(person, check):
    """After reading it as it will be."""
    person.follows("See how it will read").sees("Draft, not published")
    check()
    person.follows("Publish it").sees("Publish this version?")
    check()
    person.presses("Publish version 1").sees("is published.")


def revises(person, check):
    """One priority is reworded and carries on both; the other is removed."""
    person.follows("Revise this strategy").sees("Revise this strategy?")
    check()
    person.presses("Begin the new version").sees("Version 2, draft")
    person.follows("Change priority: 1. Assess early")
    person.page.get_by_label("2. Hear children").check()
    check()
    fill(person, title="Assess and hear").presses("Save this priority")
    person.follows("Remove priority: 2. Hear children")
    person.sees("Remove this priority?")
    check()
    person.presses("Remove this priority")


@pytest.mark.parametrize(("javascript", "width"), [(True, 1280), (False, 320)])
def test_a_strategy_is_written_published_and_revised(
    visitor, writer, javascript, width
):
    # Given a coordinator whose partnership has no strategy
    person = visitor(javascript=javascript, width=width).signs_in(writer)
    check = person.checks_the_page if javascript else lambda: person
    # When they write one, publish it and revise it
    begins(person, check)
    writes(person, check)
    publishes(person, check)
    revises(person, check)
    # Then what changed stands side by side
    person.follows("What changed since version 1")
    person.sees("Two priorities go on as priority 1")
    check()
    assert Strategy.objects.get(version="2").priorities.get().title == "Assess and hear"
    # And the draft can be deleted again
    person.goes_to("/strategies/").follows("Change the draft")
    person.follows("Delete this draft").sees("Delete this draft?")
    check()
    person.presses("Delete this draft").sees("is deleted.")
    assert Strategy.objects.get().is_published
