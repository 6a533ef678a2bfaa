"""An agency's lead who brings Word documents."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

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
