"""A lead works in Word: takes the tool away, brings it back, sees, decides, saves."""

import io

import pytest
from docx import Document

from response_tool.actions import start_response
from response_tool.models import Action
from tests.factories import ANYBODY, NOW
from tests.packages import saved
from tests.response_tool.steps import answer_to, put
from tests.response_tool.word.files import add_table


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
    page.get_by_label("Your Response Tool as a Word document").set_input_files(
        {
            "name": "back.docx",
            "mimeType": "application/octet-stream",
            "buffer": filled_in(str(tmp_path / "taken.docx")),
        }
    )
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


def test_a_file_that_is_no_document_is_refused_beside_its_box(visitor, cast, response):
    start_response(response=response, by=ANYBODY, at=NOW)
    guest = visitor(width=320).signs_in(cast.lead)
    guest.goes_to(f"/responses/{response.pk}/upload/").checks_the_page()
    guest.page.get_by_label("Your Response Tool as a Word document").set_input_files(
        {"name": "x.docx", "mimeType": "text/plain", "buffer": io.BytesIO(b"x").read()}
    )
    guest.presses("Upload and compare").sees("This is not a Word document")
    guest.checks_the_page()
