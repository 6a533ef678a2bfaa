"""A lead works in Word: takes the tool away, brings it back, sees, decides, saves."""

import pytest
from docx import Document

from response_tool.actions import start_response
from response_tool.models import Action
from tests.factories import ANYBODY, NOW
from tests.packages import saved
from tests.response_tool.steps import answer_to, put
from tests.response_tool.word.files import add_table, tool


def filled_in(path: str) -> bytes:
    """The document that was taken away, as a person fills it in."""
    document = Document(path)
    table = document.tables[0]
    run = table.cell(1, 1).paragraphs[0].runs[0]
    run.text = run.text.replace("twelve", "fourteen")
    table.cell(1, 2).paragraphs[0].runs[0].text = "Completed Sept 25"
    table.cell(2, 1).text = "Tell families\nPut up posters"
    table.cell(2, 2).text = "ongoing\nBooked"
    add_table(
        document, [("Priority", "Action", "Status"), ("Extra", "A fund", "amber")]
    )
    return saved(document)


def choose(guest, content: bytes) -> None:
    """Choose a file on the page that asks for one."""
    box = guest.page.get_by_label("Response Tool as a Word document")
    box.set_input_files(
        {"name": "back.docx", "mimeType": "application/zip", "buffer": content}
    )


@pytest.mark.parametrize(("width", "javascript"), [(1280, True), (320, False)])
def test_a_lead_takes_the_tool_away_and_brings_it_back(
    visitor, cast, response, width, javascript, tmp_path
):
    # Given a draft with an action
    action = put(answer_to(response, 1), what="Train twelve staff")
    guest = visitor(width=width, javascript=javascript).signs_in(cast.lead)
    home = f"/responses/{response.pk}/"
    guest.goes_to(home).presses("Start now").sees("Which priorities are yours?")
    page = guest.goes_to(home).page
    # When it is taken away as a Word document
    taken = guest.takes("Download your Response Tool")
    taken.save_as(tmp_path / "taken.docx")
    # and brought back filled in
    guest.follows("Upload a filled-in one").sees("Bring a Word document")
    choose(guest, filled_in(str(tmp_path / "taken.docx")))
    guest.presses("Upload and compare").sees("Nothing is saved yet.")
    guest.sees("‘Completed Sept 25’, read as").sees("Needs a status")
    assert Action.objects.count() == 1
    if javascript:
        guest.checks_the_page()
    # Then a row without a place must be given one
    guest.presses("Save to your Response Tool").sees("There is a problem")
    if javascript:
        guest.checks_the_page()
    page.get_by_label("Where does it go?").select_option("3. Do thing 3")
    guest.presses("Save to your Response Tool").sees("Not submitted yet.")
    # and everything is saved at once
    action.refresh_from_db()
    assert (action.what, action.status) == ("Train fourteen staff", "complete")
    assert list(
        Action.objects.exclude(pk=action.pk)
        .order_by("pk")
        .values_list("what", "status")
    ) == [("Tell families", "on_track"), ("Put up posters", ""), ("A fund", "slipping")]


RETURNED = tool(
    ("1. Do thing 1", "Train all staff\nBuy the toolkit", "Completed Sept 25"),
    ("Work with fathers", "A group on Saturdays", "ongoing"),
)


def test_a_coordinator_puts_in_what_came_by_e_mail(visitor, cast, response):
    # Given a Word file that an agency sent by e-mail, which has not begun here
    coordinator = visitor().signs_in(cast.coordinator)
    coordinator.goes_to(f"/rounds/{response.round_id}/").checks_the_page()
    coordinator.follows("Put in a Word document that Hopewell").checks_the_page()
    choose(coordinator, RETURNED)
    coordinator.presses("Upload and compare").sees("Could not be matched")
    coordinator.checks_the_page()
    # When the row that was not matched is given its place and all of it is saved
    save = "Save to Hopewell Family Support’s Response Tool"
    coordinator.presses(save).sees("There is a problem").checks_the_page()
    place = coordinator.page.get_by_label("Where does it go?")
    place.select_option("3. Do thing 3")
    coordinator.page.get_by_label("Who will do the new actions").fill("Team manager")
    coordinator.presses(save).sees("Saved for Hopewell Family Support")
    coordinator.checks_the_page()
    # Then the agency finds it in its draft, and who put it there
    lead = visitor(width=320).signs_in(cast.lead)
    lead.goes_to(f"/responses/{response.pk}/").sees("Filled in from a Word document")
    lead.checks_the_page()
    saved_ = Action.objects.order_by("pk").values_list("what", "status")
    assert list(saved_) == [
        ("Train all staff", "complete"),
        ("Buy the toolkit", "complete"),
        ("A group on Saturdays", "on_track"),
    ]


def test_what_comes_later_waits_for_the_agency_to_compare(visitor, cast, response):
    # Given an agency that has begun, and a Word file that it sent by e-mail
    start_response(response=response, by=ANYBODY, at=NOW)
    coordinator = visitor(width=320).signs_in(cast.coordinator)
    coordinator.goes_to(f"/rounds/{response.round_id}/put-in/hopewell/")
    coordinator.sees("only Hopewell Family Support can see them").checks_the_page()
    choose(coordinator, RETURNED)
    coordinator.presses("Upload for Hopewell Family Support to compare")
    coordinator.sees("The document now waits for Hopewell").checks_the_page()
    # Then the agency decides about it
    lead = visitor(width=320).signs_in(cast.lead)
    lead.goes_to("/").follows("Compare the Word document").checks_the_page()
    lead.presses("Set this document aside").sees("is set aside").checks_the_page()


def test_a_file_that_is_no_document_is_refused_beside_its_box(visitor, cast, response):
    start_response(response=response, by=ANYBODY, at=NOW)
    guest = visitor(width=320).signs_in(cast.lead)
    guest.goes_to(f"/responses/{response.pk}/upload/").checks_the_page()
    choose(guest, b"x")
    guest.presses("Upload and compare").sees("This is not a Word document")
    guest.checks_the_page()
