"""A partnership removes what it planned by mistake and nobody has worked on."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from activity.actions import record
from audits.actions.audits import held_audit
from audits.actions.parts import begun
from audits.actions.telling import asked_before, tell_removed
from audits.models import Audit, Programme
from audits.plans import plan_of
from partnership.access import Access
from partnership.locking import locked
from partnership.models import Partnership
from partnership.roles import Permission
from strategies.actions import boards_changed

BEGUN = (
    "This audit has begun, so it stays. Take it back to being planned first: only what "
    "is planned can be removed."
)
GRADED = (
    "An agency has graded in this audit, so it stays. What was found in it would be "
    "lost."
)
WRITTEN = "Something was written up in this audit, so it stays."
REPEATED = "Another audit repeats this one, so it stays. Change the other one first."
HAS_AUDITS = (
    "There are audits in this programme, so it stays. Move them to another programme "
    "or remove them first."
)
CHANGED = (
    "Something changed here meanwhile. Look at the audit once more before you remove "
    "it."
)


@transaction.atomic
def remove_audit(
    *, audit: Audit, seen: int, cases: int, by: Access, at: datetime
) -> None:
    """Remove an audit that is only planned; the history keeps what was planned.

    `seen` is the version that was read, and `cases` is how many cases it had then.
    Agencies that were asked to grade before it was planned again are told. Raises
    ValidationError with the code of `why_audit_stays`, or changed.
    """
    held = held_audit(audit, by)
    if refusal := why_audit_stays(held):
        raise refusal
    if (held.version, held.cases.count()) != (seen, cases):
        raise ValidationError(CHANGED, code="changed")
    partnership = held.partnership
    record(
        by=by,
        at=at,
        verb="removed an audit that was planned:",
        subject=held,
        thread=partnership,
        before=plan_of(held).told(),
    )
    tell_removed(held, asked_before(held), at=at)
    held.delete()
    boards_changed(partnership, at)


@transaction.atomic
def remove_programme(*, programme: Programme, by: Access, at: datetime) -> None:
    """Remove a year without audits.

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
        verb="removed the programme",
        subject=held,
        thread=held.partnership,
        before={"title": held.title, "about": held.about},
    )
    held.delete()


def why_audit_stays(audit: Audit) -> ValidationError | None:
    """Why it cannot be removed: graded, written, repeated or begun; else nothing.

    What no step back helps with is told first.
    """
    if begun(audit):
        return ValidationError(GRADED, code="graded")
    written = (audit.findings, audit.recommendations, audit.tests)
    if any(rows.exists() for rows in written):
        return ValidationError(WRITTEN, code="written")
    if audit.again.exists():
        return ValidationError(REPEATED, code="repeated")
    if audit.state != Audit.State.PLANNED:
        return ValidationError(BEGUN, code="begun")
    return None


def why_programme_stays(programme: Programme) -> ValidationError | None:
    """Why it cannot be removed: it has audits; else nothing."""
    if programme.audits.exists():
        return ValidationError(HAS_AUDITS, code="has_audits")
    return None
