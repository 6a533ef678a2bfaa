"""Changing when a round is due and closes, for all or for one agency."""

from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from activity.actions import record
from partnership.access import Access
from partnership.locking import locked
from partnership.roles import Permission
from response_tool.actions.telling import tell_dates, tell_extended
from response_tool.models import Response, Round
from strategies.actions import evidence_changed
from ui.merging import Clash, Edit, merge


@transaction.atomic
def change_dates(
    *, round_: Round, edits: Sequence[Edit], reason: str, by: Access, at: datetime
) -> list[Clash]:
    """Change the due and the closing date for every agency, and say why.

    A closing date that is past closes the round; a later one opens it again. Gives
    back what a colleague changed meanwhile; then nothing is changed.
    """
    held = locked(Round.objects.all()).get(pk=round_.pk)
    served = list(held.partnerships.order_by("pk").values_list("pk", flat=True))
    by.require(Permission.ROUND_OPEN, partnership_ids=served)
    _need(reason)
    today = timezone.localdate(at)
    was_closed = held.has_closed(today)
    merged = merge(held, edits)
    if merged.clashes or not merged:
        return merged.clashes
    held.full_clean()
    held.save(update_fields=list(merged.after))
    verb = "changed the dates of"
    if was_closed is not held.has_closed(today):
        verb = "re-opened" if was_closed else "closed"
    after = {**merged.after, "reason": reason.strip()}
    record(by=by, at=at, verb=verb, subject=held, before=merged.before, after=after)
    evidence_changed(strategy_id=held.strategy_id, partnership_ids=served, at=at)
    tell_dates(held, verb, reason.strip(), by, at)
    return []


@transaction.atomic
def extend_response(
    *, response: Response, until: date, reason: str, by: Access, at: datetime
) -> None:
    """Give one agency until a day of its own, and say why.

    It is told in the history of the round and in that of the agency's response.
    """
    held = locked(Response.objects.select_related("round", "agency")).get(
        pk=response.pk
    )
    to = list(held.recipients.order_by("pk").values_list("partnership_id", flat=True))
    by.require(Permission.ROUND_OPEN, partnership_ids=to)
    _need(reason)
    if not held.is_draft:
        raise ValidationError(
            f"{held.agency} has submitted already, and needs no more time.",
            code="submitted",
        )
    if until < max(timezone.localdate(at), held.round.due_on):
        raise ValidationError(
            {"until": "Choose a day after the round is due that is not past."},
            code="past",
        )
    before = {"extended_to": held.extended_to} if held.extended_to else {}
    held.extended_to = until
    held.save(update_fields=["extended_to"])
    after = {"extended_to": until, "reason": reason.strip()}
    told = {"by": by, "at": at, "verb": "gave more time to", "before": before}
    record(**told, subject=held, after=after)
    record(
        **told,
        subject=held,
        thread=held.round,
        label=held.agency.name,
        after=after,
    )
    evidence_changed(strategy_id=held.round.strategy_id, partnership_ids=to, at=at)
    tell_extended(held, reason.strip(), by, at)


def _need(reason: str) -> None:
    if not reason.strip():
        raise ValidationError({"reason": "Say why."}, code="reason")
