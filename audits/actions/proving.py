"""Files of the owner's that show what became of a recommendation."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from activity.actions import record
from audits.actions.following import hold_open
from audits.actions.writers import wrote
from audits.models import Proof, Recommendation
from evidence.models import File
from partnership.access import Access
from partnership.locking import locked

PROOFS_MAX = 10


@transaction.atomic
def add_proof(
    *, recommendation: Recommendation, file: File, by: Access, at: datetime
) -> Proof:
    """Put a file beside a recommendation. Twice is once.

    Raises ValidationError with code moved, gone or too_many.
    """
    held = hold_open(recommendation, by)
    # The agency's own, and held: it cannot be removed at the same moment.
    mine = File.objects.kept().filter(agency_id=held.agency_id, pk=file.pk)
    kept = locked(mine).first()
    if kept is None:
        raise ValidationError("A colleague removed this file.", code="gone")
    there = held.proofs.filter(file=kept).first()
    if there:
        return there
    check_proofs(held)
    made = held.proofs.create(file=kept, added_at=at, added_by=by.actor_name[:200])
    wrote(held, by)
    _told(held, "added evidence to", made, by, at, added=True)
    return made


@transaction.atomic
def remove_proof(*, proof: Proof, by: Access, at: datetime) -> None:
    """Take a file off; the agency goes on keeping it. Raises ValidationError, moved."""
    held = hold_open(proof.recommendation, by)
    for one in locked(held.proofs.filter(pk=proof.pk).select_related("file")):
        one.delete()
        _told(held, "took evidence off", one, by, at, added=False)


def check_proofs(recommendation: Recommendation) -> None:
    """Refuse more files than anybody reads. Raises ValidationError, too_many."""
    if recommendation.proofs.count() >= PROOFS_MAX:
        raise ValidationError(
            f"A recommendation can have {PROOFS_MAX} files. Take some off first.",
            code="too_many",
        )


def _told(
    held: Recommendation,
    verb: str,
    proof: Proof,
    by: Access,
    at: datetime,
    *,
    added: bool,
) -> None:
    words = {"file": proof.file.name}
    record(
        by=by,
        at=at,
        verb=verb,
        subject=held,
        thread=held,
        before={} if added else words,
        after=words if added else {},
    )
