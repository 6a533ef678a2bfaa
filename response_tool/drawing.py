"""When a page about a response has to be drawn anew."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.safestring import SafeString

from activity.models import Event
from evidence.models import File
from partnership.guards import PortalRequest
from partnership.models import Agency, Partnership
from partnership.prepared import Prepared
from response_tool.models import Recipient, Response, Round
from strategies.models import Strategy
from ui.drawn import drawn


def kept(
    request: PortalRequest,
    response: Response,
    template: str,
    context: Callable[[], Mapping[str, Any]],
    *also: int,
) -> SafeString:
    """A part of a page about a response, drawn once until anything moves; one query.

    `also` says which part of the response it shows, as the number of a priority.
    """
    access = request.access
    now = timezone.now()
    page = {"now": now, "today": timezone.localdate(now)}
    key = (
        response.pk,
        also,
        tuple(_moved(response=response.pk)),
        sorted(access.agency_roles.items()),
        sorted(access.partnership_roles.items()),
        page["today"],
    )
    return drawn(template, lambda: {"page": page, **context()}, for_=request, key=key)


@Prepared
def _moved(*, response: int) -> "QuerySet[Any, tuple[Any, ...]]":
    """How far the histories have gone of all that a page about a response names.

    Every change is recorded, so a history that is as long as it was, and whose last
    event is as old, tells of nothing new. What the agency sent in other rounds is
    told by when it was sent.
    """
    whole = Coalesce(OuterRef("corrects"), OuterRef("pk"))
    received = Recipient.objects.filter(response=OuterRef(OuterRef("pk"))).order_by()
    files = File.objects.filter(agency=OuterRef(OuterRef("agency"))).order_by()
    one_of_each = (
        _of(Response, whole)
        | _of(Round, OuterRef("round"))
        | _of(Agency, OuterRef("agency"))
        | _of(Strategy, OuterRef("round__strategy"))
    )
    several = Q(
        thread_kind=Partnership._meta.label_lower,
        thread_id__in=received.values("partnership"),
    )
    kept_files = Q(thread_kind=File._meta.label_lower, thread_id__in=files.values("pk"))
    histories = [
        Subquery(_one(Event.objects.filter(those), told))
        for those in (one_of_each, several, kept_files)
        for told in (Count("pk"), Max("at"))
    ]
    others = Response.objects.filter(
        agency=OuterRef("agency"), state=Response.State.SUBMITTED
    )
    sent = [Subquery(_one(others, told)) for told in (Count("pk"), Max("submitted_at"))]
    return Response.objects.filter(pk=response).values_list("state", *histories, *sent)


def _of(model: Any, pk: Any) -> Q:
    return Q(thread_kind=model._meta.label_lower, thread_id=pk)


def _one(rows: "QuerySet[Any]", told: Any) -> "QuerySet[Any, Any]":
    """One number about all of the rows together."""
    alone = rows.order_by().annotate(_all=Value(1)).values("_all")
    return alone.annotate(told=told).values("told")
