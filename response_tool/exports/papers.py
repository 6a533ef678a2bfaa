"""Every Response Tool of an agency as a Word document, to take away at once."""

from collections.abc import Iterator
from functools import partial

from partnership.models import Agency
from response_tool.exports.rows import file_name
from response_tool.exports.word import word_document
from response_tool.models import Response
from response_tool.standing import bands, lines
from response_tool.wording import words_of_response
from ui.copies import Paper


def papers_of_agency(agency: Agency) -> Iterator[Paper]:
    """Each as it stands, drafts too; a correction is in the tables alone."""
    own = Response.objects.asked_for().filter(agency=agency).with_round()
    for one in own.order_by("round__opens_on", "pk"):
        yield Paper(
            path=f"word/{one.pk}-{file_name(one, 'docx')}",
            about=f"The Response Tool of {one.round}, {one.round.strategy}.",
            content=partial(_document, one),
        )


def _document(response: Response) -> bytes:
    words = words_of_response(response.pk).statuses
    return word_document(response, bands(lines(response)), words, blank=False)
