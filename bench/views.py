"""The least that a page and a save can be behind the portal's middleware."""

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from activity.models import Event
from partnership.guards import PortalRequest, everyone


@require_GET
@everyone
def bare(request: PortalRequest) -> HttpResponse:
    """A page of the portal with nothing on it."""
    return render(request, "bench/bare.html")


@require_POST
@everyone
def bare_write(request: PortalRequest) -> HttpResponse:
    """Write one row in a transaction, and go on."""
    with transaction.atomic():
        Event.objects.create(
            at=timezone.now(),
            actor_id=request.access.actor_id,
            actor_name=request.access.actor_name,
            verb="wrote",
            subject_kind="bench.row",
            subject_label="A row",
            thread_kind="bench.row",
            thread_id=1,
            after={"text": request.POST["text"]},
        )
    return redirect("bench_bare")
