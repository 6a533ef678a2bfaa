"""A coordinator imports the text of a strategy that the portal has never seen."""

from strategies.models import Strategy
from tests.strategies.outline.texts import COLONS


def test_a_pasted_strategy_is_corrected_and_saved_as_a_draft(visitor, cast, northshire):
    # Given a coordinator with the text of a strategy
    guest = visitor().signs_in(cast.coordinator)
    guest.goes_to("/strategies/").presses("Import from a document")
    guest.checks_the_page()
    # When it is pasted, it is shown as an outline and nothing is saved
    guest.presses("Show the outline").sees("Choose a file").checks_the_page()
    guest.page.get_by_label("Or paste the text").fill(COLONS)
    guest.presses("Show the outline").sees("Correct the outline").checks_the_page()
    assert not Strategy.objects.filter(convenor=northshire).exists()
    # and lines without a place are asked about
    guest.presses("Save as a draft").sees("Say where these lines belong")
    guest.checks_the_page()
    asked = guest.page.get_by_label("Where “The Fernlea office")
    asked.select_option("Governance")
    guest.page.get_by_label("Where “CONTACT DETAILS”").select_option("Leave it out")
    guest.presses("Place these lines")
    guest.page.get_by_label("Title", exact=True).first.fill("Fernlea strategy")
    # Then it is saved as a draft, with everything in its place
    guest.presses("Save as a draft").sees("is saved as a draft").checks_the_page()
    draft = Strategy.objects.get(convenor=northshire)
    assert not draft.is_published
    assert draft.title == "Fernlea strategy"
    assert draft.governance == "The Fernlea office answers questions."
    assert draft.priorities.count() == 3
