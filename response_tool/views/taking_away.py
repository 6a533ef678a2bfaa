"""The Response Tool to take away: as a Word document or as a PDF."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from partnership.guards import PortalRequest, requires
from partnership.roles import Permission
from response_tool import exports
from response_tool.models import Response
from response_tool.standing import bands, lines
from response_tool.views.finding import find_response
from response_tool.wording import words_of_response
from ui.downloads import PDF, WORD, handed_over


@require_GET
@requires(Permission.RESPONSE_READ)
def word(request: PortalRequest, pk: int) -> HttpResponse:
    """The agency's Response Tool as it stands, or blank with `?as=blank`."""
    response = find_response(request, pk)
    document = exports.word_document(
        response,
        bands(lines(response)),
        words_of_response(pk).statuses,
        blank=_is_blank(request),
    )
    return _file(response, document, WORD, "docx")


@require_GET
@requires(Permission.RESPONSE_READ)
def pdf(request: PortalRequest, pk: int) -> HttpResponse:
    """The same, to read and print."""
    response = find_response(request, pk)
    document = exports.pdf_document(
        response,
        bands(lines(response)),
        words_of_response(pk).statuses,
        blank=_is_blank(request),
        at=timezone.now(),
    )
    return _file(response, document, PDF, "pdf")


def _is_blank(request: PortalRequest) -> bool:
    return request.GET.get("as") == "blank"


def _file(response: Response, content: bytes, kind: str, ending: str) -> HttpResponse:
    # A draft belongs to its agency.
    name = exports.file_name(response, ending)
    return handed_over(content, kind, name, is_private=True)
