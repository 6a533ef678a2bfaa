"""Telling agencies what an audit asks of them, when, and what they can read."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from django.urls import reverse

from audits.models import Audit, Briefing
from audits.places import of_agency, of_closed
from notices.actions import Message, settle, tell_answering
from notices.models import Kind, Notice
from partnership.models import Agency
from ui.templatetags.words import count, weekday

KINDS = (Kind.AUDIT_BEGUN, Kind.AUDIT_DUE, Kind.AUDIT_CLOSED)


def tell_begun(audit: Audit, agencies: Iterable[Agency], *, at: datetime) -> None:
    """Tell agencies that they are asked to grade."""
    if audit.kind == Audit.Kind.SELF:
        title = f"{audit.partnership} asks you to assess your agency"
    else:
        many = count(audit.cases.count(), "case")
        title = f"{audit.partnership} asks you to grade {many}"
    text = (
        f"This is for the audit “{audit}”. You have until {weekday(audit.collect_by)}."
    )
    tell_answering(
        messages=[
            _message(Kind.AUDIT_BEGUN, audit, one, title, text, key=f"{at.isoformat()}")
            for one in agencies
        ],
        at=at,
    )


def tell_again(audit: Audit, *, on: date, at: datetime) -> None:
    """Tell agencies that they can change their grades once more."""
    text = "What you said so far stands; you can change it."
    if audit.collect_by >= on:
        text += f" You have until {weekday(audit.collect_by)}."
    title = f"“{audit}” is open for grading again"
    _tell_all(Kind.AUDIT_BEGUN, audit, title, text, f"again:{at.isoformat()}", at)


def asked_before(audit: Audit) -> list[Agency]:
    """The agencies that were told that they are asked to grade. Two queries."""
    agencies = list(audit.agencies.order_by("pk"))
    told = Notice.objects.filter(
        kind=Kind.AUDIT_BEGUN,
        agency__in=agencies,
        href__in=[of_agency(one, audit.pk) for one in agencies],
    )
    asked = set(told.order_by().values_list("agency_id", flat=True))
    return [one for one in agencies if one.pk in asked]


def tell_planned_again(audit: Audit, *, at: datetime) -> None:
    """Tell agencies that were asked to grade that they are not asked for now."""
    title = f"“{audit}” is being planned again"
    text = (
        f"{audit.partnership} has taken this audit back. You need not grade anything "
        "in it until you are asked again; what you said so far stays."
    )
    key = f"planned:{at.isoformat()}"
    _tell_no_more(audit, asked_before(audit), title, text, key, at)


def tell_removed(audit: Audit, agencies: Sequence[Agency], *, at: datetime) -> None:
    """Tell agencies that were asked to grade that they need not any more."""
    title = f"“{audit}” is no longer planned"
    text = f"{audit.partnership} removed this audit. You need not grade anything in it."
    _tell_no_more(audit, agencies, title, text, "removed", at)


def _tell_no_more(
    audit: Audit,
    agencies: Sequence[Agency],
    title: str,
    text: str,
    key: str,
    at: datetime,
) -> None:
    """Tell agencies of an audit that they do not see any more.

    What they were told before leads to pages that are gone, so it counts as read.
    """
    pages = [of_agency(one, audit.pk) for one in agencies]
    pages += [href for one in agencies for href, _ in of_closed(one, audit.pk)]
    settle(agency_ids=[one.pk for one in agencies], kinds=KINDS, hrefs=pages, at=at)
    tell_answering(
        messages=[
            replace(
                _message(Kind.AUDIT_BEGUN, audit, one, title, text, key=key),
                href=reverse("audits:agency_audits", args=[one.slug]),
                due_on=None,
            )
            for one in agencies
        ],
        at=at,
    )


def tell_other_day(
    audit: Audit, agencies: Iterable[Agency], was: date, *, at: datetime
) -> None:
    """Tell agencies that have not finished that grades are due on another day."""
    title = f"Grades for “{audit}” are now due on {weekday(audit.collect_by)}"
    text = f"Until now it was {weekday(was)}."
    key = f"day:{at.isoformat()}"
    tell_answering(
        messages=[
            _message(Kind.AUDIT_DUE, audit, one, title, text, key=key)
            for one in agencies
        ],
        at=at,
    )


def tell_due(
    audit: Audit, left: Iterable[tuple[Agency, int]], days: int, *, at: datetime
) -> None:
    """Tell agencies how much is left to grade, so many days before or after it is due.

    Once a week before, once at the end, and once a week while they are late.
    """
    when = {0: "today", 1: "tomorrow"}.get(days, f"on {weekday(audit.collect_by)}")
    title = f"Grades for “{audit}” {'were' if days < 0 else 'are'} due {when}"
    which = "last" if days <= 1 else "first"
    if days < 0:
        which = f"late:{(-days - 1) // 7}"
    tell_answering(
        messages=[
            _message(
                Kind.AUDIT_DUE,
                audit,
                agency,
                title,
                _left(audit, many),
                key=f"{audit.collect_by}:{which}",
                on_its_own=days <= 1,
            )
            for agency, many in left
        ],
        at=at,
    )


def tell_closed(audit: Audit, *, at: datetime) -> None:
    """Tell the agencies that took part what they can read now."""
    text = "You can read its report."
    if Briefing.objects.filter(audit=audit, published_at__isnull=False).exists():
        text = (
            "You can read its report, and share its learning briefing with your staff."
        )
    title = f"The audit “{audit}” is closed"
    key = at.isoformat()
    _tell_all(Kind.AUDIT_CLOSED, audit, title, text, key, at, "audits:agency_report")


def tell_briefing(audit: Audit, *, at: datetime) -> None:
    """Tell the agencies that took part that there is something for their staff."""
    title = f"The learning briefing of “{audit}” is ready"
    text = "Share it with your staff, and say with whom you did."
    key, page = f"briefing:{at.isoformat()}", "audits:agency_briefing"
    _tell_all(Kind.AUDIT_CLOSED, audit, title, text, key, at, page)


def _tell_all(
    kind: Kind,
    audit: Audit,
    title: str,
    text: str,
    key: str,
    at: datetime,
    page: str = "audits:parts",
) -> None:
    messages = [
        replace(
            _message(kind, audit, one, title, text, key=key),
            href=reverse(page, args=[one.slug, audit.pk]),
        )
        for one in audit.agencies.order_by("pk")
    ]
    tell_answering(messages=messages, at=at)


def _left(audit: Audit, many: int) -> str:
    if audit.kind == Audit.Kind.SELF:
        return "You have not said yet that your assessment is finished."
    return f"You have {count(many, 'case')} left to grade."


def _message(
    kind: Kind,
    audit: Audit,
    agency: Agency,
    title: str,
    text: str,
    *,
    key: str,
    on_its_own: bool | None = None,
) -> Message:
    due = kind in (Kind.AUDIT_BEGUN, Kind.AUDIT_DUE)
    return Message(
        kind=kind,
        title=title,
        text=text,
        href=of_agency(agency, audit.pk),
        reason=f"You get this because you answer for {agency}.",
        key=f"{kind}:{audit.pk}:{agency.pk}:{key}",
        agency=agency,
        partnership=audit.partnership,
        due_on=audit.collect_by if due else None,
        on_its_own=on_its_own,
    )
