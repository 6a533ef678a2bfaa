"""Telling the other side what was done with figures."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.urls import reverse
from django.utils.text import capfirst

from notices.actions import Message, tell_answering, tell_each
from notices.models import Kind
from partnership.access import Access
from partnership.models import Partnership, PartnershipMember
from performance.grids import Line
from performance.models import Received, Return
from ui.templatetags.words import count


def tell_sent(
    data_return: Return, lines: Sequence[Line], by: Access, at: datetime
) -> None:
    """Tell the coordinators who receive figures that there are some to look at."""
    message = Message(
        kind=Kind.FIGURES_SENT,
        title=f"{data_return.agency} sent its figures",
        text=f"{capfirst(by.actor_name)} sent {count(len(lines), 'figure')} of "
        f"{data_return.period.words}. They count once you accept them.",
        href="/",
        reason="",
        key=f"{Kind.FIGURES_SENT}:{data_return.pk}:{at.isoformat()}",
        agency=data_return.agency,
    )
    served = {one.pk for line in lines for one in line.partnerships}
    told = []
    for member in PartnershipMember.objects.coordinators(served):
        partnership = member.partnership
        own = replace(
            message,
            href=reverse("performance:review", args=[partnership.slug, data_return.pk]),
            reason=f"You get this because you coordinate {partnership}.",
            partnership=partnership,
        )
        if member.user_id != by.actor_id:
            told.append((member.user, own))
    tell_each(told=told, at=at)


def tell_decided(
    data_return: Return,
    partnership: Partnership,
    done: Sequence[Received],
    by: Access,
    at: datetime,
    *,
    all_seen: bool,
) -> None:
    """Tell the agency what to look at again, or that all of it was accepted."""
    asked = [row for row in done if row.state != Received.State.ACCEPTED]
    if not asked and not all_seen:
        return
    period = data_return.period.words
    if asked:
        kind = Kind.FIGURES_QUERIED
        title = f"{partnership} asks about {count(len(asked), 'figure')} you sent"
        text = "\n\n".join(
            f"{row.point.measure.title}, {period}: {row.reason}" for row in asked
        )
    else:
        kind = Kind.FIGURES_ACCEPTED
        title = f"{partnership} accepted your figures"
        text = f"This is about {period}. You need do nothing more for this partnership."
    message = Message(
        kind=kind,
        title=title,
        text=text,
        href=_page(data_return),
        reason=f"You get this because you answer for {data_return.agency}.",
        key=f"{kind}:{data_return.pk}:{partnership.pk}:{at.isoformat()}",
        agency=data_return.agency,
        partnership=partnership,
    )
    tell_answering(messages=[message], at=at, but=by.actor_id)


def tell_put_in(
    returns: Sequence[Return], partnership: Partnership, by: Access, at: datetime
) -> None:
    """Tell an agency that figures were put in for it, of which periods."""
    latest = returns[-1]
    agency = latest.agency
    periods = ", ".join(one.period.words for one in returns[-3:][::-1])
    more = f" and {count(len(returns) - 3, 'period')} more" if returns[3:] else ""
    message = Message(
        kind=Kind.PUT_IN,
        title=f"{partnership} put in figures for you",
        text=f"{capfirst(by.actor_name)} put in figures of {agency} about {periods}"
        f"{more}. Check them. If one is wrong, put it right and send it again.",
        href=_page(latest),
        reason=f"You get this because you answer for {agency}.",
        key=f"{Kind.PUT_IN}:figures:{latest.pk}:{partnership.pk}:{at.isoformat()}",
        agency=agency,
        partnership=partnership,
    )
    tell_answering(messages=[message], at=at, but=by.actor_id)


def _page(data_return: Return) -> str:
    period = data_return.period
    to = [data_return.agency.slug, period.frequency, period.starts_on]
    return reverse("performance:figures", args=to)
