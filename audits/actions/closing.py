"""Closing a recommendation: asked for by its owner, checked by somebody else."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from activity.actions import record
from audits.actions.following import (
    State,
    hold_in,
    hold_open,
    require_other,
    take_step,
)
from audits.actions.notifying import tell_asked, tell_decided, tell_withdrawn
from audits.actions.writers import require_not_writer, wrote
from audits.models import Recommendation, Step
from partnership.access import Access
from partnership.roles import Permission
from strategies.actions import boards_changed

CHANGED = (
    "A colleague changed this while you were writing. What stands there now is below; "
    "what you typed is still in the boxes. Saving again puts yours in its place."
)
NO_OUTPUT = "Say what was done. It cannot be closed without that."
NO_IMPACT = (
    "Say what changed for children, apart from what was done. It cannot be closed "
    "without that."
)
NO_EVIDENCE = (
    "Attach a file that shows it, or say in words what does. It cannot be closed "
    "without evidence."
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was done, what changed for children, and what shows it."""

    output: str = ""
    impact: str = ""
    shown_by: str = ""

    @classmethod
    def of(cls, recommendation: Recommendation) -> "Outcome":
        """As it stands now."""
        return cls(
            recommendation.output, recommendation.impact, recommendation.shown_by
        )

    def told(self) -> dict[str, Any]:
        """As the history has it."""
        return {
            "output": self.output,
            "impact": self.impact,
            "shown_by": self.shown_by,
        }


@transaction.atomic
def save_outcome(
    *,
    recommendation: Recommendation,
    outcome: Outcome,
    seen: int,
    by: Access,
    at: datetime,
) -> Recommendation:
    """Keep what was written so far, whether or not it is complete.

    Raises ValidationError with code moved or changed.
    """
    held = hold_open(recommendation, by)
    stood = Outcome.of(held)
    if stood == outcome:
        return held
    if held.version != seen:
        raise ValidationError(CHANGED, code="changed")
    _put(held, outcome)
    held.save(update_fields=["output", "impact", "shown_by", "version"])
    wrote(held, by)
    before, after = stood.told(), outcome.told()
    differ = [name for name in after if after[name] != before[name]]
    _told(
        held,
        "wrote what became of",
        by,
        at,
        before={name: before[name] for name in differ},
        after={name: after[name] for name in differ},
    )
    return held


@transaction.atomic
def ask_to_close(
    *,
    recommendation: Recommendation,
    outcome: Outcome,
    seen: int,
    by: Access,
    at: datetime,
) -> None:
    """Ask the partnership to check and close it.

    Raises ValidationError with code moved or changed; or with a dictionary of what is
    missing: output, impact or shown_by.
    """
    held = hold_open(recommendation, by)
    if Outcome.of(held) != outcome and held.version != seen:
        raise ValidationError(CHANGED, code="changed")
    missing = what_is_missing(outcome, has_files=held.proofs.exists())
    if missing:
        raise ValidationError(missing)
    _put(held, outcome)
    held.state = State.ASKED
    held.asked_at, held.asked_by = at, by.actor_name[:200]
    held.asked_by_person = by.actor_id
    held.full_clean()
    held.save()
    wrote(held, by)
    take_step(held, Step.Kind.ASKED, _said(held), by, at)
    _told(held, "asked to close", by, at, after=outcome.told())
    tell_asked(held, by, at)


@transaction.atomic
def withdraw(
    *, recommendation: Recommendation, seen: int, by: Access, at: datetime
) -> None:
    """Take back the request to close it, and work on; what was written stays.

    Raises ValidationError with code moved or changed.
    """
    by.require(Permission.RECOMMENDATION_ANSWER, agency_id=recommendation.agency_id)
    held = hold_in(recommendation, (State.ASKED,), seen)
    open_again(held)
    take_step(held, Step.Kind.WITHDRAWN, "", by, at)
    _told(held, "took back the request to close", by, at)
    tell_withdrawn(held, by, at)


@transaction.atomic
def close_recommendation(
    *, recommendation: Recommendation, note: str, seen: int, by: Access, at: datetime
) -> None:
    """Say that it was checked, and close it. `seen` is the version that was read.

    Raises ValidationError with code own, same_person, moved, changed or missing.
    """
    require_other(recommendation, by, "check it")
    held = hold_in(recommendation, (State.ASKED,), seen)
    require_not_writer(held, by)
    missing = what_is_missing(Outcome.of(held), has_files=held.proofs.exists())
    if missing:
        raise ValidationError(" ".join(missing.values()), code="missing")
    held.state = State.CLOSED
    held.closed_at, held.closed_by = at, by.actor_name[:200]
    held.closed_by_person = by.actor_id
    held.version += 1
    held.full_clean()
    held.save()
    take_step(held, Step.Kind.CLOSED, note.strip(), by, at)
    _told(held, "checked and closed", by, at, after={"note": note.strip()})
    title = f"{held.partnership} closed a recommendation"
    tell_decided(held, title, note.strip(), by, at)


@transaction.atomic
def send_back(
    *, recommendation: Recommendation, because: str, seen: int, by: Access, at: datetime
) -> None:
    """Send it back to its owner with the reason.

    Raises ValidationError with code own, moved, changed or no_reason.
    """
    require_other(recommendation, by, "check it")
    held = hold_in(recommendation, (State.ASKED,), seen)
    _work_on(held, Step.Kind.SENT_BACK, because, by, at)
    _told(held, "sent back", by, at, after={"reason": because.strip()})
    title = f"{held.partnership} sent a recommendation back to you"
    tell_decided(held, title, because.strip(), by, at)


@transaction.atomic
def reopen(
    *, recommendation: Recommendation, because: str, seen: int, by: Access, at: datetime
) -> None:
    """Open a closed one again, with the reason; what was said stays in its history.

    Raises ValidationError with code own, moved, changed or no_reason.
    """
    require_other(recommendation, by, "open it again")
    held = hold_in(recommendation, (State.CLOSED, State.ENDED), seen)
    held.closed_at, held.closed_by, held.closed_by_person = None, "", None
    _work_on(held, Step.Kind.REOPENED, because, by, at)
    _told(held, "opened again", by, at, after={"reason": because.strip()})
    title = f"{held.partnership} opened a recommendation again"
    tell_decided(held, title, because.strip(), by, at)


def what_is_missing(outcome: Outcome, *, has_files: bool) -> dict[str, str]:
    """What closing still needs, by the box it belongs in."""
    missing = {}
    if not outcome.output.strip():
        missing["output"] = NO_OUTPUT
    if not outcome.impact.strip():
        missing["impact"] = NO_IMPACT
    if not outcome.shown_by.strip() and not has_files:
        missing["shown_by"] = NO_EVIDENCE
    return missing


def _put(held: Recommendation, outcome: Outcome) -> None:
    held.output, held.impact = outcome.output, outcome.impact
    held.shown_by = outcome.shown_by
    held.version += 1
    held.clean_fields()


def _work_on(
    held: Recommendation, kind: Step.Kind, because: str, by: Access, at: datetime
) -> None:
    if not because.strip():
        raise ValidationError("Say why.", code="no_reason")
    open_again(held)
    take_step(held, kind, because.strip(), by, at)


def open_again(held: Recommendation) -> None:
    """It is worked on, and closing it is asked for no more."""
    held.state = State.OPEN
    held.asked_at, held.asked_by, held.asked_by_person = None, "", None
    held.version += 1
    held.full_clean()
    held.save()


def _said(held: Recommendation) -> str:
    """What was claimed, kept in the history even where it is written anew later."""
    files = [one.file.name for one in held.proofs.select_related("file")]
    parts = [
        ("What was done", held.output),
        ("What changed for children", held.impact),
        ("What shows it", held.shown_by),
        ("Files", ", ".join(sorted(files))),
    ]
    return "\n\n".join(f"{name}: {text}" for name, text in parts if text)


def _told(
    held: Recommendation, verb: str, by: Access, at: datetime, **what: Any
) -> None:
    record(by=by, at=at, verb=verb, subject=held, thread=held, **what)
    boards_changed(held.partnership, at)
