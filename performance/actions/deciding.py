"""A partnership looks at figures: accepts them, queries them, opens them again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from activity.actions import record
from partnership.access import Access
from partnership.locking import locked
from partnership.models import Agency, Partnership
from partnership.roles import Permission
from performance.actions.showing import keep_shown
from performance.actions.telling import tell_decided
from performance.models import Received, Return
from performance.models.returns import REASON_MAX
from strategies.actions import boards_changed

CHANGED = "These figures changed while you were looking at them. Look at them again."
DECIDED = ["state", "accepted", "reason", "decided_at", "decided_by"]
VERBS = {
    Received.State.ACCEPTED: "accepted",
    Received.State.QUERIED: "queried",
    Received.State.OPENED: "opened again",
}


@dataclass(frozen=True, slots=True)
class Decision:
    """What is decided about one measure: accepted as it was seen, or asked about."""

    measure: int
    seen: int  # the number of the revision that was read
    ask: str = ""


@transaction.atomic
def decide_figures(
    *,
    data_return: Return,
    partnership: Partnership,
    decisions: Sequence[Decision],
    by: Access,
    at: datetime,
) -> list[Received]:
    """Accept figures, or ask the agency to look at some again; all or nothing.

    What is accepted counts for this partnership from then on. To ask about an accepted
    figure opens it again, and what was accepted counts until another revision is.
    Boards see it where it gives nothing hidden away (`keep_shown`). Gives back what
    changed; the same decision twice changes nothing. Raises ValidationError with code
    changed where what was seen is no longer what stands, or reason where a question is
    too long.
    """
    rows = {row.point.measure_id: row for row in _held(data_return, partnership, by)}
    about: dict[str, Any] = {
        "measures": [one.measure for one in decisions if not one.ask],
        "period": data_return.period,
    }
    # What was never kept is shown as it was accepted, so it is kept before that goes.
    keep_shown(**about)
    done = []
    for one in decisions:
        row = rows.get(one.measure)
        if row is None or row.last.number != one.seen:
            raise ValidationError(CHANGED, code="changed")
        if _decide(row, one, by, at):
            done.append(row)
    for state, verb in VERBS.items():
        some = [row for row in done if row.state == state]
        if some:
            _record(data_return, partnership, verb, some, by, at)
    if any(row.state == Received.State.ACCEPTED for row in done):
        keep_shown(**about, at=at)
        boards_changed(partnership, at)
    if done:
        left = [row for row in rows.values() if row.state == Received.State.WAITING]
        tell_decided(data_return, partnership, done, by, at, all_seen=not left)
    return done


def _decide(row: Received, one: Decision, by: Access, at: datetime) -> bool:
    if one.ask:
        if len(one.ask) > REASON_MAX:
            raise ValidationError(
                f"What you ask must be {REASON_MAX} characters or fewer.",
                code="reason",
            )
        was = row.state
        opens = was in (Received.State.ACCEPTED, Received.State.OPENED)
        row.state = Received.State.OPENED if opens else Received.State.QUERIED
        if was == row.state and row.reason == one.ask:
            return False
        row.reason = one.ask
    else:
        if row.state == Received.State.ACCEPTED and row.accepted_id == row.last.pk:
            return False
        row.state, row.accepted, row.reason = Received.State.ACCEPTED, row.last, ""
    row.decided_at, row.decided_by = at, by.actor_name
    row.save(update_fields=DECIDED)
    return True


def _record(
    data_return: Return,
    partnership: Partnership,
    verb: str,
    rows: Sequence[Received],
    by: Access,
    at: datetime,
) -> None:
    record(
        by=by,
        at=at,
        verb=verb,
        subject=data_return,
        after={
            "partnership": partnership.name,
            "measures": [row.point.measure.title for row in rows],
            "reasons": [row.reason for row in rows if row.reason],
        },
    )


def _held(data_return: Return, partnership: Partnership, by: Access) -> list[Received]:
    """What this partnership has of a return, held, for somebody who reviews it.

    The agency first, as when it enters or sends, so that none waits in a circle.
    """
    by.require(Permission.DATA_REVIEW, partnership_ids=[partnership.pk])
    locked(Agency.objects.all()).get(pk=data_return.agency_id)
    rows = Received.objects.of(data_return, partnership)
    return list(locked(rows.with_revisions()))
