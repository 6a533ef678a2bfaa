"""People and files for the pages: who brings documents, who puts them in or asks."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from response_tool.actions import start_response
from response_tool.models import HandedIn, OwnQuestion
from tests.factories import ANYBODY, NOW
from tests.response_tool.own import asks
from tests.response_tool.pages import Page, Visitor, address
from tests.response_tool.word.files import tool

ROWS = tool(("R1 Do thing 1", "Train staff", "ongoing"), ("Extra", "A fund", "amber"))


@pytest.fixture
def lead(cast, visit, response, now) -> Visitor:
    """The lead of Hopewell, whose response is started."""
    response.started_at = now
    response.save()
    return visit(cast.lead)


@pytest.fixture
def bring(lead, response) -> Callable[..., Page]:
    """bring(content) uploads a file and gives the page that comes back."""

    def upload(content: bytes = ROWS, name: str = "ours.docx") -> Page:
        file = SimpleUploadedFile(name, content)
        answer = lead.client.post(address("upload", response.pk), {"file": file})
        lead.page = Page(answer)
        return lead.page

    return upload


@pytest.fixture
def question(round_, northshire) -> OwnQuestion:
    """A question that Northshire asks of its own."""
    return asks(round_, northshire)


@pytest.fixture
def coordinator(cast, visit):
    return visit(cast.coordinator)


@pytest.fixture
def put_in(coordinator, round_, hopewell):
    """put_in(content) uploads a file for Hopewell and gives the page that follows."""

    def upload(content: bytes = ROWS, name: str = "back.docx") -> Page:
        url = address("put_in", round_.pk, hopewell.slug)
        file = SimpleUploadedFile(name, content)
        coordinator.page = Page(
            coordinator.client.post(url, {"file": file}, follow=True)
        )
        return coordinator.page

    return upload


@pytest.fixture
def waiting(put_in, response) -> HandedIn:
    start_response(response=response, by=ANYBODY, at=NOW)
    put_in()
    return HandedIn.objects.get()


@pytest.fixture
def begun(response):
    start_response(response=response, by=ANYBODY, at=NOW)
    return response
