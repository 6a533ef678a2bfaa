"""Writing recommendations, and sending them to their owners."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from activity.actions import record
from audits.actions.findings import CHANGED, CHANGED_MEANWHILE, GONE, hold_audit
from audits.actions.notifying import tell_recommended
from audits.concerning import owners
from audits.models import Audit, Finding, Milestone, Recommendation, Step
from audits.models.findings import MILESTONES_MAX
from partnership.access import Access
from partnership.locking import locked
from partnership.models import Agency
from strategies.actions import boards_changed
from ui.templatetags.words import day

PLAIN = ("owner", "text", "change", "due_on")
MOST = 60
SENT = "It was sent to its owner meanwhile, so its words do not change any more."


@dataclass(frozen=True, slots=True)
class Stone:
    """One milestone as it is entered."""

    text: str
    due_on: date


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to change, as it is entered."""

    findings: Sequence[Finding]
    agency: Agency
    owner: str
    text: str
    change: str
    due_on: date
    milestones: Sequence[Stone] = ()

    def told(self) -> dict[str, Any]:
        """As the history has it."""
        stones = [f"{one.text}, by {day(one.due_on)}" for one in self.milestones]
        return {
            **self.plain(),
            "agency": self.agency.name,
            "findings": sorted(str(one) for one in self.findings),
            "milestones": stones,
        }

    def plain(self) -> dict[str, Any]:
        """What is held in the row itself."""
        return {name: getattr(self, name) for name in PLAIN}

    def is_like(self, other: "Wanted") -> bool:
        """Whether it asks for the same."""
        return self.told() == other.told() and {one.pk for one in self.findings} == {
            one.pk for one in other.findings
        }


@transaction.atomic
def add_recommendation(
    *, audit: Audit, wanted: Wanted, by: Access, at: datetime
) -> Recommendation:
    """Write one down, for the partnership alone; the same twice is written once.

    Raises ValidationError with code early, closed, too_many, no_finding,
    not_of_audit, no_seat, past, after_due or too_many_milestones.
    """
    held = hold_audit(audit, by)
    there = Recommendation.objects.filter(audit=held)
    for same in there.filter(agency=wanted.agency, text=wanted.text).order_by("pk"):
        if wanted_in(same).is_like(wanted):
            return same
    if there.count() >= MOST:
        raise ValidationError(
            f"An audit has at most {MOST} recommendations. Put some together.",
            code="too_many",
        )
    made = Recommendation(partnership=held.partnership, audit=held)
    _put(made, wanted, at)
    _record(made, "wrote the recommendation", by, at, after=wanted.told())
    boards_changed(held.partnership, at)
    return made


@transaction.atomic
def change_recommendation(
    *,
    recommendation: Recommendation,
    wanted: Wanted,
    seen: int,
    by: Access,
    at: datetime,
) -> None:
    """Put a draft in other words; `seen` is the version that was read.

    Raises ValidationError with code gone, changed or sent, and as
    `add_recommendation` does.
    """
    held = _draft(recommendation, by)
    if held.version != seen:
        raise ValidationError(CHANGED, code="changed")
    stood = wanted_in(held)
    if stood.is_like(wanted):
        return
    before, after = stood.told(), wanted.told()
    differ = {name for name in after if after[name] != before[name]}
    held.version += 1
    _put(held, wanted, at)
    _record(
        held,
        "changed the recommendation",
        by,
        at,
        before={name: before[name] for name in differ},
        after={name: after[name] for name in differ},
    )
    boards_changed(held.partnership, at)


@transaction.atomic
def remove_recommendation(
    *, recommendation: Recommendation, seen: int, by: Access, at: datetime
) -> None:
    """Take a draft out. Raises ValidationError with code gone, changed or sent."""
    held = _draft(recommendation, by)
    if held.version != seen:
        raise ValidationError(CHANGED_MEANWHILE, code="changed")
    before = wanted_in(held).told()
    _record(held, "removed the recommendation", by, at, before=before)
    held.delete()
    boards_changed(held.partnership, at)


@transaction.atomic
def send_recommendation(
    *, recommendation: Recommendation, by: Access, at: datetime
) -> None:
    """Send a draft to its owner, who is told. Twice is once.

    Raises ValidationError with code gone, early, closed, no_seat or past.
    """
    audit = hold_audit(recommendation.audit, by)
    held = _hold(recommendation, audit)
    if held.state == Recommendation.State.DRAFT:
        _open([held], by, at)


@transaction.atomic
def open_recommendations(*, audit: Audit, by: Access, at: datetime) -> int:
    """Send every draft of an audit to its owner; how many there were.

    Called before the audit is closed, in the same transaction. Raises ValidationError
    as `send_recommendation` does; then none is sent.
    """
    held = hold_audit(audit, by)
    rows = Recommendation.objects.filter(audit=held, state=Recommendation.State.DRAFT)
    named = rows.select_related("agency", "partnership", "audit")
    drafts = list(locked(named).order_by("pk"))
    _open(drafts, by, at)
    return len(drafts)


def wanted_in(recommendation: Recommendation) -> Wanted:
    """What is written down now. Three queries."""
    rows = recommendation.milestones.order_by("position", "pk")
    return Wanted(
        **{name: getattr(recommendation, name) for name in PLAIN},
        agency=recommendation.agency,
        findings=list(recommendation.findings.in_order()),
        milestones=[Stone(one.text, one.due_on) for one in rows],
    )


def _open(drafts: Sequence[Recommendation], by: Access, at: datetime) -> None:
    today = timezone.localdate(at)
    for draft in drafts:
        _check_owner(draft, draft.agency, today)
        if draft.due_on < today:
            raise ValidationError(
                f"“{draft}” was due on {day(draft.due_on)}, which is past. Give it a "
                "later day before it goes to its owner.",
                code="past",
            )
    for draft in drafts:
        draft.state = Recommendation.State.OPEN
        draft.opened_at = at
        draft.version += 1
        draft.full_clean()
        draft.save()
        draft.steps.create(kind=Step.Kind.SENT, at=at, by=by.actor_name[:200])
        _record(draft, "sent the recommendation", by, at, after={"to": draft.owner})
    tell_recommended(drafts, by, at)
    for partnership in {draft.partnership for draft in drafts}:
        boards_changed(partnership, at)


def _put(made: Recommendation, wanted: Wanted, at: datetime) -> None:
    today = timezone.localdate(at)
    _check_owner(made, wanted.agency, today)
    _check_days(wanted, today)
    theirs = set(Finding.objects.filter(audit=made.audit_id).order_by("pk"))
    if not wanted.findings:
        raise ValidationError(
            "Choose at least one finding it follows from.", code="no_finding"
        )
    if set(wanted.findings) - theirs:
        raise ValidationError(
            "A colleague removed a finding that you chose. Choose among those that "
            "are there.",
            code="not_of_audit",
        )
    for name, value in wanted.plain().items():
        setattr(made, name, value)
    made.agency = wanted.agency
    made.full_clean()
    made.save()
    made.findings.set(wanted.findings)
    _put_milestones(made, wanted)


def _put_milestones(made: Recommendation, wanted: Wanted) -> None:
    made.milestones.all().delete()
    stones = [
        Milestone(recommendation=made, position=place, text=one.text, due_on=one.due_on)
        for place, one in enumerate(wanted.milestones, 1)
    ]
    for one in stones:
        one.full_clean()
    Milestone.objects.bulk_create(stones)


def _check_owner(made: Recommendation, agency: Agency, today: date) -> None:
    if agency not in owners(made.partnership, on=today):
        raise ValidationError(
            f"{agency} has no seat in {made.partnership} today. Choose an owner that "
            "has one.",
            code="no_seat",
        )


def _check_days(wanted: Wanted, today: date) -> None:
    if wanted.due_on < today:
        raise ValidationError("The day it is due must not be past.", code="past")
    if len(wanted.milestones) > MILESTONES_MAX:
        raise ValidationError(
            f"A recommendation has at most {MILESTONES_MAX} milestones.",
            code="too_many_milestones",
        )
    for one in wanted.milestones:
        if one.due_on > wanted.due_on:
            raise ValidationError(
                f"The milestone “{one.text}” is due on {day(one.due_on)}, after the "
                f"recommendation itself ({day(wanted.due_on)}).",
                code="after_due",
            )


def _draft(recommendation: Recommendation, by: Access) -> Recommendation:
    audit = hold_audit(recommendation.audit, by)
    held = _hold(recommendation, audit)
    if held.state != Recommendation.State.DRAFT:
        raise ValidationError(SENT, code="sent")
    return held


def _hold(recommendation: Recommendation, audit: Audit) -> Recommendation:
    rows = Recommendation.objects.filter(audit=audit, pk=recommendation.pk)
    named = rows.select_related("agency", "partnership", "audit")
    held = locked(named).first()
    if held is None:
        raise ValidationError(GONE, code="gone")
    return held


def _record(
    recommendation: Recommendation,
    verb: str,
    by: Access,
    at: datetime,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    record(
        by=by,
        at=at,
        verb=verb,
        subject=recommendation,
        thread=recommendation,
        before=before,
        after=after,
    )
