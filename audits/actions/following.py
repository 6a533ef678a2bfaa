"""What happens to a recommendation while its owner works on it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from activity.actions import record
from audits.actions.notifying import tell_moved
from audits.actions.writers import wrote
from audits.models import Audit, Milestone, Recommendation, Step
from partnership.access import Access
from partnership.locking import locked
from partnership.roles import Permission
from strategies.actions import boards_changed
from ui.templatetags.words import day

State = Recommendation.State
NOT_OPEN = {
    State.DRAFT: "It has not been sent to its owner yet.",
    State.ASKED: "Closing it was asked for meanwhile. It waits to be checked.",
    State.CLOSED: "It was closed meanwhile.",
    State.ENDED: "It is no longer needed.",
}
MOST_UPDATES = 500
NO_UPDATE = "Say how far it is, or tick a milestone that is done."


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it is: in words, and which milestones were ticked or unticked.

    Ticked ones with the day on which they were done.
    """

    text: str
    done: dict[int, date] = field(default_factory=dict)
    not_done: Collection[int] = ()

    def says_something(self) -> bool:
        """Whether there is anything to save."""
        return bool(self.text.strip() or self.done or self.not_done)


@transaction.atomic
def add_update(
    *, recommendation: Recommendation, progress: Progress, by: Access, at: datetime
) -> None:
    """Say how far it is. The same twice, one after the other, is said once.

    Raises ValidationError with code moved, no_words, no_milestone, not_yet or full.
    """
    held = hold_open(recommendation, by)
    changed = _milestones(held, progress, timezone.localdate(at))
    text = progress.text.strip()
    last = held.steps.order_by("-at", "-pk").first()
    if not changed and last and last.kind == Step.Kind.UPDATE and last.text == text:
        return
    if not text and not changed:
        raise ValidationError(NO_UPDATE, code="no_words")
    if not changed and held.steps.filter(kind=Step.Kind.UPDATE).count() >= MOST_UPDATES:
        raise ValidationError(
            f"This recommendation has {MOST_UPDATES} updates, which is the most. You "
            "can still tick milestones, and ask to close it.",
            code="full",
        )
    Milestone.objects.bulk_update(changed, ["done_on"])
    said = "\n\n".join(filter(None, (text, *map(_said, changed))))
    take_step(held, Step.Kind.UPDATE, said, by, at)
    wrote(held, by)
    _told(held, "said how far it is:", by, at, after={"update": said})


@transaction.atomic
def change_due(
    *,
    recommendation: Recommendation,
    due_on: date,
    because: str,
    seen: int,
    by: Access,
    at: datetime,
) -> None:
    """Give it another day, for a reason that its owner reads too.

    Raises ValidationError with code moved, changed, no_reason, past, same_day or
    after_due.
    """
    require_other(recommendation, by, "give it another day")
    held = hold_in(recommendation, (State.OPEN,), seen)
    if not because.strip():
        raise ValidationError("Say why the day changes.", code="no_reason")
    if due_on == held.due_on:
        raise ValidationError("That is the day it has already.", code="same_day")
    if due_on < timezone.localdate(at):
        raise ValidationError("The day it is due must not be past.", code="past")
    left = held.milestones.filter(done_on=None, due_on__gt=due_on)
    late = left.order_by("due_on", "pk").first()
    if late:
        raise ValidationError(
            f"The milestone “{late.text}” is due later, on {day(late.due_on)}.",
            code="after_due",
        )
    was, held.due_on = held.due_on, due_on
    held.version += 1
    held.save(update_fields=["due_on", "version"])
    said = f"From {day(was)} to {day(due_on)}: {because.strip()}"
    take_step(held, Step.Kind.DUE, said, by, at)
    _told(
        held,
        "gave another day to",
        by,
        at,
        before={"due_on": was},
        after={"due_on": due_on, "reason": because.strip()},
    )
    tell_moved(held, by, at)


@transaction.atomic
def set_tested_by(
    *,
    recommendation: Recommendation,
    audits: Sequence[Audit],
    by: Access,
    at: datetime,
) -> None:
    """Say which later audits looked whether it worked.

    Raises ValidationError with code not_later.
    """
    by.require(
        Permission.AUDIT_MODERATE, partnership_ids=[recommendation.partnership_id]
    )
    held = locked(_rows()).get(pk=recommendation.pk)
    later = {one.pk for one in later_audits(held)}
    if {one.pk for one in audits} - later:
        raise ValidationError(
            "Choose among the closed audits that came after this one.",
            code="not_later",
        )
    # What is not offered while it is stepped back from being closed stays.
    audits = [*audits, *held.tested_by.exclude(pk__in=later).order_by("pk")]
    before = sorted(str(one) for one in held.tested_by.order_by("pk"))
    after = sorted(str(one) for one in audits)
    if before == after:
        return
    held.tested_by.set(audits)
    _told(
        held,
        "said which audits tested",
        by,
        at,
        before={"audits": before},
        after={"audits": after},
    )


def later_audits(recommendation: Recommendation) -> list[Audit]:
    """Closed audits of the partnership, of practice after that of its own audit.

    Its owner reads what they are called, and knows of no audit that is only planned.
    """
    of = recommendation.audit
    rows = Audit.objects.filter(
        partnership=recommendation.partnership_id,
        period_to__gt=of.period_to,
        state=Audit.State.CLOSED,
    )
    return list(rows.exclude(pk=of.pk).in_order())


def hold_open(recommendation: Recommendation, by: Access) -> Recommendation:
    """The recommendation, held by its owner while it is being worked on."""
    by.require(Permission.RECOMMENDATION_ANSWER, agency_id=recommendation.agency_id)
    return hold_in(recommendation, (State.OPEN,))


def hold_in(
    recommendation: Recommendation, states: Collection[str], seen: int | None = None
) -> Recommendation:
    """The recommendation, held. Raises ValidationError with code moved or changed."""
    held = locked(_rows()).get(pk=recommendation.pk)
    if held.state not in states:
        open_said = "It is being worked on again; somebody was quicker than you."
        raise ValidationError(NOT_OPEN.get(State(held.state), open_said), code="moved")
    if seen is not None and held.version != seen:
        raise ValidationError(
            "Something here changed while this page was open. Read it once more, "
            "then decide.",
            code="changed",
        )
    return held


def require_other(recommendation: Recommendation, by: Access, what: str) -> None:
    """Only somebody who checks for the partnership, and not for the owner.

    Raises ValidationError with code own.
    """
    by.require(
        Permission.RECOMMENDATION_VERIFY,
        partnership_ids=[recommendation.partnership_id],
    )
    if recommendation.agency_id in by.agency_roles:
        agency = recommendation.agency
        raise ValidationError(
            f"You belong to {agency}, which owns this recommendation. Somebody of "
            f"another agency has to {what}.",
            code="own",
        )


def take_step(
    recommendation: Recommendation, kind: Step.Kind, text: str, by: Access, at: datetime
) -> None:
    """Add to the history that everybody reads who may see it."""
    recommendation.steps.create(kind=kind, text=text, at=at, by=by.actor_name[:200])


def _rows() -> Any:
    return Recommendation.objects.select_related("agency", "partnership", "audit")


def _milestones(
    held: Recommendation, progress: Progress, today: date
) -> list[Milestone]:
    """Those that change, changed but not saved."""
    mine = {one.pk: one for one in held.milestones.order_by("position", "pk")}
    if {*progress.done, *progress.not_done} - set(mine):
        raise ValidationError(
            "A milestone that you ticked is no longer there.", code="no_milestone"
        )
    if any(on > today for on in progress.done.values()):
        raise ValidationError(
            "The day a milestone was done must be today or in the past.",
            code="not_yet",
        )
    wanted = progress.done | dict.fromkeys(progress.not_done)
    changed = []
    for pk, one in mine.items():
        if pk in wanted and one.done_on != wanted[pk]:
            one.done_on = wanted[pk]
            changed.append(one)
    return changed


def _said(one: Milestone) -> str:
    if one.done_on:
        return f"Milestone done on {day(one.done_on)}: {one.text}"
    return f"Milestone no longer marked as done: {one.text}"


def _told(
    held: Recommendation, verb: str, by: Access, at: datetime, **what: Any
) -> None:
    record(by=by, at=at, verb=verb, subject=held, thread=held, **what)
    boards_changed(held.partnership, at)
