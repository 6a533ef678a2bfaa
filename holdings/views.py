"""Taking a copy of everything an agency or a partnership holds here."""

from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from typing import IO

from django.http import FileResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from holdings import exports
from holdings.actions import record_copy_of_agency, record_copy_of_partnership
from partnership.guards import PortalRequest, requires
from partnership.models import Agency, Partnership
from partnership.roles import Permission


@require_http_methods(["GET", "POST"])
@requires(Permission.AGENCY_COPY)
def agency(request: PortalRequest, agency: str) -> HttpResponseBase:
    """What is in a copy of an agency's things; sending the page takes one."""
    seen = Agency.objects.visible_to(request.access)
    found = get_object_or_404(seen, slug=agency)
    request.access.require(Permission.AGENCY_COPY, agency_id=found.pk)
    if request.method == "GET":
        return render(request, "holdings/agency.html", {"agency": found})
    at = timezone.now()
    record = partial(record_copy_of_agency, agency=found, by=request.access, at=at)
    name = exports.file_name(found.slug, at)
    return _handed_over(exports.copy_of_agency(found, at=at), name, record)


@require_http_methods(["GET", "POST"])
@requires(Permission.PARTNERSHIP_COPY)
def partnership(request: PortalRequest, partnership: str) -> HttpResponseBase:
    """What is in a copy of a partnership's things; sending the page takes one."""
    seen = Partnership.objects.visible_to(request.access)
    found = get_object_or_404(seen, slug=partnership)
    request.access.require(Permission.PARTNERSHIP_COPY, partnership_ids=[found.pk])
    if request.method == "GET":
        return render(request, "holdings/partnership.html", {"partnership": found})
    at, by = timezone.now(), request.access
    record = partial(record_copy_of_partnership, partnership=found, by=by, at=at)
    name = exports.file_name(found.slug, at)
    return _handed_over(exports.copy_of_partnership(found, at=at), name, record)


def _handed_over(
    made: IO[bytes], name: str, record: Callable[[], None]
) -> FileResponse:
    """The file once it is on record, closed when it is sent or cannot be."""
    with ExitStack() as if_it_fails:
        if_it_fails.enter_context(made)
        record()
        if_it_fails.pop_all()
    answer = FileResponse(made, as_attachment=True, filename=name)
    answer.headers["Content-Type"] = "application/zip"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    # It holds drafts and names; no copy is left behind on a shared machine.
    answer.headers["Cache-Control"] = "no-store"
    return answer
