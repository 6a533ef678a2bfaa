"""A recommendation that was sent wrongly: given to another agency, or ended."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from activity.actions import record
from audits.actions.closing import Outcome, open_again
from audits.actions.following import State, hold_in, take_step
from audits.actions.notifying import tell_decided, tell_given
from audits.concerning import owners
from audits.models import Recommendation, Step
from partnership.access import Access
from partnership.models import Agency
from partnership.roles import Permission
from strategies.actions import boards_changed

SENT = (State.OPEN, State.ASKED)


@transaction.atomic
def give_to(
    *,
    recommendation: Recommendation,
    agency: Agency,
    owner: str,
    because: str,
    seen: int,
    by: Access,
    at: datetime,
) -> None:
    """Give it to another agency, for a reason that both read.

    What the first one wrote of an outcome stays in the history, and its files are its
    own again. Raises ValidationError with code moved, changed, no_reason, same_agency
    or no_seat.
    """
    held = _held(recommendation, because, seen, by)
    was, before = held.agency, {"agency": held.agency.name, "owner": held.owner}
    if agency == was:
        raise ValidationError("That agency has it already.", code="same_agency")
    if agency not in owners(held.partnership, on=timezone.localdate(at)):
        raise ValidationError(
            f"{agency} has no seat in {held.partnership} today.", code="no_seat"
        )
    before |= Outcome.of(held).told()
    held.proofs.all().delete()
    held.agency, held.owner, held.opened_at = agency, owner, at
    held.output = held.impact = held.shown_by = ""
    open_again(held)
    why = f"From {was} to {agency}: {because.strip()}"
    take_step(held, Step.Kind.GIVEN, why, by, at)
    after = {"agency": agency.name, "owner": owner, "reason": because.strip()}
    _record(held, "gave to another agency", before, after, by, at)
    tell_given(held, was, because.strip(), by, at)


@transaction.atomic
def end_recommendation(
    *, recommendation: Recommendation, because: str, seen: int, by: Access, at: datetime
) -> None:
    """Say that it is no longer needed, for a reason that its owner reads.

    Raises ValidationError with code moved, changed or no_reason.
    """
    held = _held(recommendation, because, seen, by)
    before = {"state": held.get_state_display()}
    held.state = State.ENDED
    held.asked_at, held.asked_by, held.asked_by_person = None, "", None
    held.version += 1
    held.full_clean()
    held.save()
    take_step(held, Step.Kind.ENDED, because.strip(), by, at)
    after = {"state": held.get_state_display(), "reason": because.strip()}
    _record(held, "said is no longer needed:", before, after, by, at)
    title = f"A recommendation of {held.partnership} is no longer needed"
    tell_decided(held, title, because.strip(), by, at)


def _held(
    recommendation: Recommendation, because: str, seen: int, by: Access
) -> Recommendation:
    theirs = [recommendation.partnership_id]
    by.require(Permission.AUDIT_MODERATE, partnership_ids=theirs)
    held = hold_in(recommendation, SENT, seen)
    if not because.strip():
        raise ValidationError("Say why.", code="no_reason")
    return held


def _record(
    held: Recommendation,
    verb: str,
    before: dict[str, str],
    after: dict[str, str],
    by: Access,
    at: datetime,
) -> None:
    record(
        by=by,
        at=at,
        verb=verb,
        subject=held,
        thread=held,
        before=before,
        after=after,
    )
    boards_changed(held.partnership, at)
