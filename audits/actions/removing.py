"""A partnership takes away what it planned by mistake and nobody has worked on."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from activity.actions import record
from audits.actions.audits import held_audit
from audits.actions.parts import begun
from audits.models import Audit, Programme
from audits.plans import plan_of
from partnership.access import Access
from partnership.locking import locked
from partnership.models import Partnership
from partnership.roles import Permission
from strategies.actions import boards_changed

BEGUN = (
    "This audit has begun, so it stays. Take it back to being planned first: only what "
    "is planned can be taken away."
)
GRADED = (
    "An agency has graded in this audit, so it stays. What was found in it would be "
    "lost."
)
WRITTEN = "Something was written up in this audit, so it stays."
REPEATED = "Another audit repeats this one, so it stays. Change the other one first."
HAS_AUDITS = (
    "There are audits in this programme, so it stays. Move them to another programme "
    "or take them away first."
)


@transaction.atomic
def remove_audit(*, audit: Audit, by: Access, at: datetime) -> None:
    """Take away an audit that is only planned; the history keeps what was planned.

    Raises ValidationError with the code of `why_audit_stays`.
    """
    held = held_audit(audit, by)
    if refusal := why_audit_stays(held):
        raise refusal
    partnership = held.partnership
    record(
        by=by,
        at=at,
        verb="took away an audit that was planned:",
        subject=held,
        thread=partnership,
        before=plan_of(held).told(),
    )
    held.delete()
    boards_changed(partnership, at)


@transaction.atomic
def remove_programme(*, programme: Programme, by: Access, at: datetime) -> None:
    """Take away a year without audits.

    Raises ValidationError with the code of `why_programme_stays`.
    """
    by.require(Permission.AUDIT_CONFIGURE, partnership_ids=[programme.partnership_id])
    # Audits are planned while this is held: none can join the year meanwhile.
    locked(Partnership.objects.all()).get(pk=programme.partnership_id)
    held = locked(Programme.objects.select_related("partnership")).get(pk=programme.pk)
    if refusal := why_programme_stays(held):
        raise refusal
    record(
        by=by,
        at=at,
        verb="took away the programme",
        subject=held,
        thread=held.partnership,
        before={"title": held.title, "about": held.about},
    )
    held.delete()


def why_audit_stays(audit: Audit) -> ValidationError | None:
    """Why it cannot be taken away: begun, graded, written or repeated; else nothing."""
    if audit.state != Audit.State.PLANNED:
        return ValidationError(BEGUN, code="begun")
    if begun(audit):
        return ValidationError(GRADED, code="graded")
    written = (audit.findings, audit.recommendations, audit.tests)
    if any(rows.exists() for rows in written):
        return ValidationError(WRITTEN, code="written")
    if audit.again.exists():
        return ValidationError(REPEATED, code="repeated")
    return None


def why_programme_stays(programme: Programme) -> ValidationError | None:
    """Why it cannot be taken away: it has audits; else nothing."""
    if programme.audits.exists():
        return ValidationError(HAS_AUDITS, code="has_audits")
    return None
