"""An agency's lead signs it up to a version, and may change what they said."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from activity.actions import record
from partnership.access import Access
from partnership.models import Agency, Seat
from partnership.roles import Permission
from strategies.actions.adoption import evidence_changed, hold_strategy
from strategies.models import Adoption, SignUp, Strategy
from ui.merging import Clash, Edit, merge


@transaction.atomic
def sign_up(
    *,
    strategy: Strategy,
    agency: Agency,
    edits: Iterable[Edit],
    by: Access,
    at: datetime,
) -> list[Clash]:
    """Sign an agency up, or change its sign-up; what was said before stays in history.

    Needs a seat in a partnership where the version is in force. What a colleague said
    meanwhile is not overwritten but given back.
    """
    by.require(Permission.STRATEGY_SIGN, agency_id=agency.pk)
    strategy = hold_strategy(strategy)
    partnerships = _partnerships(strategy, agency, at)
    signed = SignUp.objects.filter(strategy=strategy, agency=agency).first()
    row = signed or SignUp(strategy=strategy, agency=agency)
    merged = merge(row, edits)
    if not merged:
        return merged.clashes
    if row.signed_on and row.signed_on > timezone.localdate(at):
        raise ValidationError(
            {"signed_on": "The date signed cannot be in the future."}, code="future"
        )
    row.full_clean()
    row.save()
    record(
        by=by,
        at=at,
        verb="changed the sign-up of" if signed else "signed up",
        subject=row,
        thread=strategy,
        label=agency.name,
        before=merged.before if signed else None,
        after=merged.after,
    )
    evidence_changed(strategy_id=strategy.pk, partnership_ids=partnerships, at=at)
    return merged.clashes


def _partnerships(strategy: Strategy, agency: Agency, at: datetime) -> list[int]:
    """Where the version is in force and the agency has a seat today."""
    seats = Seat.objects.held(timezone.localdate(at)).filter(agency=agency)
    adoptions = Adoption.objects.in_force().filter(
        strategy=strategy, partnership__in=seats.values("partnership")
    )
    found = list(adoptions.order_by("pk").values_list("partnership_id", flat=True))
    if not found:
        raise ValidationError(
            "No partnership in which this agency has a seat works to this version now.",
            code="not_in_force",
        )
    return found
