"""A lead adds evidence and is told what it gives away; the coordinator downloads it."""

from evidence.models import File
from response_tool.models import Action
from tests.conftest import complete
from tests.evidence.files import NHS, pdf
from tests.response_tool.pages import address

REGISTER = pdf(f"Attended by number {NHS}")
FILE = {"name": "register.pdf", "mimeType": "application/pdf", "buffer": REGISTER}


def test_evidence_goes_from_an_agency_to_its_coordinator_and_no_further(
    visitor, cast, response, tmp_path
):
    # Given a response that is all answered
    complete(response)
    action = Action.objects.filter(answer__response=response).order_by("pk")[0]
    lead = visitor(width=320).signs_in(cast.lead)
    lead.goes_to(address("priority", response.pk, 1)).checks_the_page()
    # When the lead adds a file to an action, and says why it may stay as it is
    lead.presses(f"Add evidence to action 1: {action.what}").sees("For the action:")
    lead.checks_the_page()
    adds_a_file(lead)
    file = File.objects.get()
    lead.goes_to(f"/files/{file.pk}/").sees("Used for").checks_the_page()
    # and submits
    lead.goes_to(address("check", response.pk)).page.get_by_role("checkbox").check()
    lead.presses("Submit").sees("Response Tool submitted").sees("Attendance register")
    lead.checks_the_page()
    lead.goes_to(f"/files/{file.pk}/remove/").sees("It cannot be removed")
    lead.checks_the_page()
    # Then the coordinator reads and downloads it
    coordinator = visitor(width=320).signs_in(cast.coordinator)
    coordinator.goes_to(address("review", response.pk, "northshire"))
    coordinator.sees("Evidence for").checks_the_page()
    coordinator.goes_to(address("answers", response.pk)).checks_the_page()
    assert_it_is_handed_over(coordinator, tmp_path / "taken.pdf")
    # and another agency does not know that it is there
    other = visitor(width=320).signs_in(cast.other_lead)
    place = address("evidence", response.pk, file.attachments.get().pk)
    for path in (place, f"/files/{file.pk}/download/"):
        assert other.page.request.get(other.address + path).status == 404


def adds_a_file(lead) -> None:
    """Choose a file with an NHS number in it, and say why it may stay."""
    lead.page.get_by_label("What you call it").fill("Attendance register")
    lead.presses("Upload and add").sees("There is a problem").checks_the_page()
    lead.page.get_by_label("Choose a file", exact=True).set_input_files(FILE)
    lead.presses("Upload and add").sees("This file may identify a child or family")
    lead.sees("is an NHS number: on page 1").checks_the_page()
    lead.presses("Keep the file as it is").sees("There is a problem").checks_the_page()
    lead.page.get_by_label("Why can these words stay?").fill("A made-up number")
    lead.presses("Keep the file as it is").sees("Attendance register")
    lead.checks_the_page()
    lead.goes_to("/files/").sees("may stay, because “A made-up number”")
    lead.checks_the_page()


def assert_it_is_handed_over(coordinator, place) -> None:
    taken = coordinator.takes("Attendance register")
    assert taken.suggested_filename == "Attendance register.pdf"
    taken.save_as(place)
    assert place.read_bytes() == REGISTER
