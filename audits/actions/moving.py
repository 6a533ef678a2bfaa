"""An audit goes on to its next state, or one step back."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from activity.actions import record
from audits import states
from audits.actions import parts
from audits.actions.audits import held_audit
from audits.actions.recommending import open_recommendations
from audits.actions.telling import (
    tell_again,
    tell_begun,
    tell_closed,
    tell_planned_again,
)
from audits.models import Audit, Tool
from partnership.access import Access
from partnership.locking import locked
from strategies.actions import boards_changed

BECAUSE_MAX = 500
MOVED = (
    "A colleague moved this audit meanwhile. Look at how far it is before you move it "
    "again."
)


@transaction.atomic
def move_on(
    *, audit: Audit, to: str, because: str = "", by: Access, at: datetime
) -> Audit:
    """Take the next step; the same step twice is taken once.

    What is recommended and not sent yet goes to its owners before the audit closes.
    Raises ValidationError with code moved, not_ready, or reason where the step goes on
    without something and does not say why; and as `open_recommendations` does.
    """
    held = held_audit(audit, by)
    if held.state == to:
        return held
    if states.after(held.state) != to:
        raise ValidationError(MOVED, code="moved")
    if to == states.State.COLLECTING:
        # Held, so that its tool is not changed or retired in the same moment.
        held.tool = locked(Tool.objects.all()).get(pk=held.tool_id)
    there = states.standing(held)
    if missing := states.missing(held, there, timezone.localdate(at)):
        raise ValidationError(missing, code="not_ready")
    without = states.to_explain(held, there)
    if without:
        _explained(because, f"{without} Say why you go on nonetheless.")
    if to == states.State.CLOSED:
        open_recommendations(audit=held, by=by, at=at)
    before = held.state
    held.state = to
    held.closed_at = at if held.is_closed else None
    _save(held)
    after = {"state": held.get_state_display()}
    if without:
        after |= {"because": because, "without": without}
    _record(held, states.STEPS[states.State(to)].verb, before, after, by, at)
    _follow(held, at)
    boards_changed(held.partnership, at)
    return held


@transaction.atomic
def move_back(
    *, audit: Audit, to: str, because: str, by: Access, at: datetime
) -> Audit:
    """Take the last step back, saying why. What was graded and written stays.

    Raises ValidationError with code moved or reason.
    """
    held = held_audit(audit, by)
    if held.state == to:
        return held
    if states.before(held.state) != to:
        raise ValidationError(MOVED, code="moved")
    _explained(because, "Say why it goes back.")
    before = held.state
    held.state, held.closed_at = to, None
    _save(held)
    after = {"state": held.get_state_display(), "because": because}
    _record(held, "took a step back", before, after, by, at)
    if held.is_collecting:
        tell_again(held, on=timezone.localdate(at), at=at)
    elif held.state == states.State.PLANNED:
        tell_planned_again(held, at=at)
    boards_changed(held.partnership, at)
    return held


def _follow(held: Audit, at: datetime) -> None:
    """What comes with a step: an assessment to fill in, and who is told."""
    if held.is_collecting:
        if held.kind == Audit.Kind.SELF:
            parts.assess_themselves(held)
        tell_begun(held, list(held.agencies.order_by("pk")), at=at)
    elif held.is_closed:
        tell_closed(held, at=at)


def _explained(because: str, otherwise: str) -> None:
    if not because.strip():
        raise ValidationError(otherwise, code="reason")
    if len(because) > BECAUSE_MAX:
        raise ValidationError(
            f"The reason must be {BECAUSE_MAX} characters or fewer.", code="reason"
        )


def _save(held: Audit) -> None:
    held.version += 1
    held.full_clean()
    held.save()


def _record(
    held: Audit,
    verb: str,
    before: str,
    after: dict[str, str],
    by: Access,
    at: datetime,
) -> None:
    was = {"state": Audit.State(before).label}
    record(by=by, at=at, verb=verb, subject=held, before=was, after=after)
