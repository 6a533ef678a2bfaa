"""A person's own messages."""

from datetime import UTC, datetime

from django.contrib import messages as banners
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_GET, require_POST

from notices import actions, links
from notices.models import Notice
from partnership.guards import PortalRequest, everyone
from partnership.roles import Permission
from ui.templatetags.words import count

PAGE = 20


@require_GET
@everyone
def messages(request: PortalRequest) -> HttpResponse:
    """What this person was told, newest first."""
    mine = Notice.objects.visible_to(request.access)
    told = mine.newest_first().select_related("agency", "partnership")
    rows = Paginator(told, PAGE).get_page(request.GET.get("page"))
    stops = [links.turn_off_path(one.person_id, one.kind) for one in rows]
    context = {
        "rows": rows,
        "lines": list(zip(rows, stops, strict=True)),
        "unread": mine.unread().count(),
        "told_until": timezone.now().isoformat(),
        "may_resend": request.access.holds(Permission.MAIL_RESEND),
    }
    return render(request, "notices/messages.html", context)


@require_GET
@everyone
def follow(request: PortalRequest, notice_pk: int) -> HttpResponse:
    """Go where a message leads; that is reading it."""
    mine = Notice.objects.visible_to(request.access)
    notice = get_object_or_404(mine, pk=notice_pk)
    actions.read_notice(notice=notice, by=request.access, at=timezone.now())
    return redirect(notice.href)


@require_POST
@everyone
def mark_read(request: PortalRequest) -> HttpResponse:
    """Mark as read all that the page showed; what came since stays unread."""
    now = timezone.now()
    until = _moment(request.POST.get("told_until", "")) or now
    many = actions.read_all(told_until=until, by=request.access, at=now)
    said = count(many, "message is", "messages are") if many else "Every message is"
    banners.success(request, f"{said} marked as read.".capitalize())
    return redirect("notices:messages")


def _moment(sent: str) -> datetime | None:
    try:
        found = parse_datetime(sent)
        if found is None or timezone.is_naive(found):
            return None
        # Rows are in UTC, where the first and last hours of all have no place.
        return found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
