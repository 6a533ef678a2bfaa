"""Handing a file over: as a file to be saved, never as a page to be shown or run."""

import logging

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from evidence import storing
from evidence.kinds import Kind
from evidence.models import File

log = logging.getLogger(__name__)


def handed_over(file: File) -> HttpResponse:
    """The content of a file, for somebody who may have it.

    Whatever is in it, a browser saves it under its own kind and runs nothing.
    """
    path = storing.path_of(file.stored_as)
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        log.exception("The content of file %s is missing", file.pk)
        raise Http404 from error
    answer = HttpResponse(content, content_type=Kind(file.kind).content_type)
    saved_as = content_disposition_header(True, file.download_name)
    answer.headers["Content-Disposition"] = saved_as or "attachment"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    # A draft's evidence belongs to its agency; no copy stays on a shared machine.
    answer.headers["Cache-Control"] = "no-store"
    return answer
