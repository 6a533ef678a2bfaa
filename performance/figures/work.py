"""What waits for a person: figures to send, and figures to look at."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from partnership.access import Access
from partnership.roles import Permission
from performance.models import Received, Return
from performance.owing import Owed, owed
from ui.templatetags.words import and_list, count
from ui.worklist import Done, Waiting

AHEAD = timedelta(days=45)


def waiting(*, access: Access, today: date) -> list[Waiting]:
    """Returns to send, questions to answer, figures to look at. Seven queries."""
    mine = access.agencies_with(Permission.DATA_ENTER)
    several = len(mine) > 1
    found = [
        _owed(one, several=several)
        for one in owed(mine, on=today, back=2)
        if not one.is_sent
    ]
    return [*found, *_to_look_at(access)]


def _owed(one: Owed, *, several: bool) -> Waiting:
    whom = f", {one.agency.name}" if several else ""
    href = reverse(
        "performance:figures",
        args=[one.agency.slug, one.period.frequency, one.period.starts_on],
    )
    if one.queried:
        return Waiting(
            kind=f"Data return{whom}",
            title=f"Answer {count(one.queried, 'question')} about your figures, "
            f"{one.period.words}",
            href=href,
            note="What was accepted before goes on counting until you send it again.",
        )
    if one.was_sent:
        return Waiting(
            kind=f"Data return{whom}",
            title=f"Send {'the rest of your' if one.unsent else 'your changed'} "
            f"figures, {one.period.words}",
            href=href,
            note=_since(one),
        )
    begun = one.data_return is not None
    return Waiting(
        kind=f"Data return{whom}",
        title=f"{'Finish' if begun else 'Send'} your figures, {one.period.words}",
        href=href,
        note=f"{count(one.measures, 'figure')} for "
        f"{and_list([p.short_name for p in one.partnerships])}.",
        due_on=one.due_on,
    )


def _since(one: Owed) -> str:
    """What has come to be sent since a return was."""
    found = []
    if one.unsent:
        found.append(f"{count(one.unsent, 'more figure')} asked for")
    if one.changed:
        found.append(f"{count(one.changed, 'figure')} changed")
    return f"Since you sent them: {and_list(found)}."


def _to_look_at(access: Access) -> Iterable[Waiting]:
    theirs = access.partnerships_with(Permission.DATA_REVIEW)
    if not theirs:
        return
    rows = (
        Received.objects.visible_to(access)
        .filter(partnership__in=theirs, state=Received.State.WAITING)
        .order_by("partnership__name")
        .values_list("partnership__slug", "partnership__short_name")
        .annotate(many=Count("pk"))
    )
    for slug, name, many in rows:
        yield Waiting(
            kind=f"Figures, {name}",
            title=f"Look at {count(many, 'figure')} that agencies sent",
            href=reverse("performance:received", args=[slug]),
            note="They count for the dashboard once you accept them.",
        )


def done(*, access: Access, since: date) -> list[Done]:
    """Returns that a person’s agencies sent lately. One query."""
    rows = Return.objects.visible_to(access).filter(
        Q(agency_id__in=access.agencies_with(Permission.DATA_ENTER)),
        submitted_at__date__gte=since,
    )
    return [
        Done(
            on=timezone.localdate(one.submitted_at),
            text=f"{one.agency.name} sent its figures.",
            link=f"Figures, {one.period.words}",
            href=reverse(
                "performance:figures",
                args=[one.agency.slug, one.frequency, one.starts_on],
            ),
        )
        for one in rows.select_related("agency").order_by("-submitted_at", "pk")[:6]
        if one.submitted_at
    ]
