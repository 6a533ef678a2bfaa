"""Telling agencies that an audit begins, is about to end, and is closed."""

from collections.abc import Iterable
from datetime import datetime

from audits.models import Audit
from audits.places import of_agency
from notices.actions import Message, tell_answering
from notices.models import Kind
from partnership.models import Agency
from ui.templatetags.words import count, weekday


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


def tell_due(
    audit: Audit, left: Iterable[tuple[Agency, int]], days: int, *, at: datetime
) -> None:
    """Tell agencies how much is left to grade, so many days before it is due."""
    when = {0: "today", 1: "tomorrow"}.get(days, f"on {weekday(audit.collect_by)}")
    title = f"Grades for “{audit}” are due {when}"
    tell_answering(
        messages=[
            _message(
                Kind.AUDIT_DUE,
                audit,
                agency,
                title,
                _left(audit, many),
                key=f"{audit.collect_by}:{'last' if days <= 1 else 'first'}",
                on_its_own=days <= 1,
            )
            for agency, many in left
        ],
        at=at,
    )


def tell_closed(audit: Audit, *, at: datetime) -> None:
    """Tell the agencies that took part."""
    text = (
        "You can read what it found, and share its learning briefing with your staff."
    )
    tell_answering(
        messages=[
            _message(
                Kind.AUDIT_CLOSED,
                audit,
                one,
                f"The audit “{audit}” is closed",
                text,
                key=at.isoformat(),
            )
            for one in audit.agencies.order_by("pk")
        ],
        at=at,
    )


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
