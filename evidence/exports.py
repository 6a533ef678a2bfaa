"""Handing a file over: as a file to be saved, never as a page to be shown or run."""

import logging
from collections.abc import Iterator
from functools import partial

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from evidence import storing
from evidence.kinds import Kind
from evidence.models import File
from partnership.models import Agency
from ui.copies import Paper

log = logging.getLogger(__name__)


def handed_over(file: File) -> HttpResponse:
    """The content of a file, for somebody who may have it.

    Whatever is in it, a browser saves it under its own kind and runs nothing.
    """
    content = _content(file)
    if content is None:
        raise Http404
    answer = HttpResponse(content, content_type=Kind(file.kind).content_type)
    saved_as = content_disposition_header(True, file.download_name)
    answer.headers["Content-Disposition"] = saved_as or "attachment"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    # A draft's evidence belongs to its agency; no copy stays on a shared machine.
    answer.headers["Cache-Control"] = "no-store"
    return answer


def papers_of_agency(agency: Agency) -> Iterator[Paper]:
    """Every file that an agency keeps, each once, under a name that is safe."""
    for file in File.objects.filter(agency=agency).kept().order_by("pk"):
        yield Paper(
            path=f"files/{file.copy_name}",
            about=f"“{file.name}”, {file.get_kind_display()}.",
            content=partial(_content, file),
        )


def _content(file: File) -> bytes | None:
    """The content of a file; nothing, and a word in the log, where it is missing."""
    try:
        return storing.path_of(file.stored_as).read_bytes()
    except FileNotFoundError:
        log.exception("The content of file %s is missing", file.pk)
        return None
