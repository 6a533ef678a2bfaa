"""An agency's lead who brings Word documents, and a question of a partnership's own."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from response_tool.models import OwnQuestion
from tests.response_tool.own import asks
from tests.response_tool.pages import Page, Visitor, address


@pytest.fixture
def lead(cast, visit, response, now) -> Visitor:
    """The lead of Hopewell, whose response is started."""
    response.started_at = now
    response.save()
    return visit(cast.lead)


@pytest.fixture
def bring(lead, response) -> Callable[..., Page]:
    """bring(content) uploads a file and gives the page that comes back."""

    def upload(content: bytes, name: str = "ours.docx") -> Page:
        file = SimpleUploadedFile(name, content)
        answer = lead.client.post(address("upload", response.pk), {"file": file})
        lead.page = Page(answer)
        return lead.page

    return upload


@pytest.fixture
def question(round_, northshire) -> OwnQuestion:
    """A question that Northshire asks of its own."""
    return asks(round_, northshire)
