"""A partnership asks a question of its own, and an agency answers it."""

from tests.conftest import complete


def test_a_question_is_asked_and_answered(visitor, cast, response, now):
    coordinator = visitor(width=320).signs_in(cast.coordinator)
    coordinator.goes_to(f"/rounds/{response.round_id}/own/northshire/")
    coordinator.checks_the_page().presses("Add this question")
    coordinator.sees("There is a problem").checks_the_page()
    words = "What would help your staff?"
    coordinator.page.get_by_label("Question", exact=True).fill(words)
    coordinator.presses("Add this question").sees(words).checks_the_page()
    coordinator.follows("Change the question").checks_the_page()
    response.started_at = now
    response.save()
    complete(response)
    lead = visitor(width=320).signs_in(cast.lead)
    lead.goes_to(f"/responses/{response.pk}/").sees("Cannot submit yet")
    lead.checks_the_page().follows("1 question of their own").checks_the_page()
    lead.page.get_by_label(words).fill("Time to talk.")
    lead.presses("Save and go back to the list").sees("Ready to submit")
    lead.checks_the_page().goes_to(f"/responses/{response.pk}/check/")
    lead.sees("Time to talk.").checks_the_page()
