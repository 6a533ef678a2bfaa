"""A document that is put in twice, or under a telling name."""

import pytest

from notices.models import Kind, Notice
from response_tool.models import Action, HandedIn
from tests.response_tool.pages import address
from tests.response_tool.word.files import tool

SAVE = "Save to Hopewell Family Support’s Response Tool"
DECIDED = {"place-r2": "out", "who": "Team manager"}

# --- Twice


def test_saving_it_twice_says_that_it_is_saved(put_in, coordinator, response):
    page = put_in()
    coordinator.press(SAVE, DECIDED)
    coordinator.page = page
    page = coordinator.press(SAVE, DECIDED)
    assert page.path == address("round", response.round_id)
    assert "“back.docx” is part of the answers of Hopewell Family Support" in page.text
    assert "There is a problem" not in page.text
    assert (Action.objects.count(), HandedIn.objects.count()) == (1, 1)


def test_a_document_that_was_put_in_does_not_wait_as_well(
    put_in, coordinator, response
):
    put_in()
    coordinator.press(SAVE, DECIDED)
    (problem,) = put_in().problems
    assert problem.startswith("“back.docx” is part of the answers of Hopewell")
    assert HandedIn.objects.count() == 1
    # Another one is laid before the agency, which has begun now.
    put_in(tool(("R1 Do thing 1", "Another", "ongoing")))
    assert HandedIn.objects.count() == 2


# --- What it and the agency are called


@pytest.mark.parametrize("who", ["coordinator", "agency"])
def test_a_name_that_tells_of_a_child_is_refused(put_in, bring, response, who):
    upload = put_in if who == "coordinator" else bring
    page = upload(name="Child NHS 943 476 5919.docx")
    (problem,) = page.problems
    assert problem.startswith("Give the file another name. Take out what could")
    assert not HandedIn.objects.exists()
    assert not Notice.objects.filter(kind=Kind.PUT_IN).exists()


def test_what_cannot_be_seen_in_a_name_is_taken_out(put_in, begun):
    put_in(name="back \u202excod.docx")
    assert HandedIn.objects.get().name == "back xcod.docx"


def test_an_agency_may_have_braces_in_its_name(put_in, coordinator, hopewell, response):
    hopewell.name = "Probation {North}"
    hopewell.save()
    put_in(name="{back}.docx")
    page = coordinator.press("Save to Probation {North}’s Response Tool", DECIDED)
    assert "Saved for Probation {North} from “{back}.docx”: 1 new action." in page.text
