"""The convenor proposes a version to other partnerships; they adopt it or decline."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from activity.actions import record
from partnership.access import Access
from partnership.models import Partnership
from partnership.roles import Permission
from strategies.actions.adoption import hold_strategy
from strategies.actions.drafts import convenors
from strategies.models import Adoption, Strategy


@transaction.atomic
def propose_strategy(
    *, strategy: Strategy, partnerships: Sequence[Partnership], by: Access, at: datetime
) -> list[Adoption]:
    """Ask partnerships to adopt a published version; for the convenor's coordinators.

    Those that were asked already, or have adopted it, are left as they are.
    """
    strategy = hold_strategy(strategy)
    by.require(Permission.STRATEGY_ADOPT, partnership_ids=convenors(strategy))
    if not partnerships:
        raise ValidationError(
            {"partnerships": "Choose at least one partnership."}, code="none"
        )
    known = set(strategy.adoptions.values_list("partnership_id", flat=True))
    found = []
    for partnership in partnerships:
        if partnership.pk in known:
            continue
        adoption = Adoption(
            partnership=partnership, strategy=strategy, status=Adoption.Status.DRAFT
        )
        adoption.full_clean()
        adoption.save()
        record(
            by=by,
            at=at,
            verb="proposed",
            subject=adoption,
            thread=strategy,
            label=partnership.name,
        )
        found.append(adoption)
    return found


@transaction.atomic
def decline_proposal(
    *, adoption: Adoption, because: str, by: Access, at: datetime
) -> None:
    """Take a proposal away, with the partnership's reason; it may be proposed again."""
    by.require(Permission.STRATEGY_ADOPT, partnership_ids=[adoption.partnership_id])
    hold_strategy(adoption.strategy)
    proposed = Adoption.objects.filter(
        pk=adoption.pk, status=Adoption.Status.DRAFT
    ).first()
    if proposed is None:
        raise ValidationError(
            "This proposal has been answered already.", code="answered"
        )
    if not because.strip():
        raise ValidationError({"because": "Say why you decline."}, code="why")
    record(
        by=by,
        at=at,
        verb="declined",
        subject=proposed,
        thread=adoption.strategy,
        label=adoption.partnership.name,
        before={"status": proposed.status},
        after={"because": because},
    )
    proposed.delete()
