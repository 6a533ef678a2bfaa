"""A coordinator asks for answers: of one agency, then of all that have not come."""

from response_tool.models import Chase


def test_a_coordinator_asks_one_agency_and_then_all(visitor, cast, response):
    coordinator = visitor().signs_in(cast.coordinator)
    coordinator.follows("See who has not answered").checks_the_page()
    coordinator.follows("Ask for it").checks_the_page()
    coordinator.page.get_by_label("Subject").fill("")
    coordinator.presses("Send").sees("There is a problem").checks_the_page()
    coordinator.page.get_by_label("Subject").fill("Your answers, please")
    coordinator.presses("Send").sees("will be written to now").checks_the_page()
    coordinator.follows("Ask everybody who has not submitted").checks_the_page()
    coordinator.presses("Send").sees("will be written to now")
    assert Chase.objects.count() == 2
    lead = visitor(width=320).signs_in(cast.lead)
    lead.goes_to("/messages/").sees("Your answers, please").checks_the_page()
    lead.follows("Your answers, please").checks_the_page()
