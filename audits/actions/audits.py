"""A partnership plans an audit, and changes it as long as it may be changed."""

from collections.abc import Collection
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from activity.actions import record
from audits.actions import parts
from audits.actions.checking import check
from audits.actions.telling import tell_begun, tell_other_day
from audits.models import Audit
from audits.planning import not_finished
from audits.plans import Plan, plan_of
from partnership.access import Access
from partnership.locking import locked
from partnership.models import Agency, Partnership
from partnership.roles import Permission
from strategies.actions import boards_changed

MOST = 500
CHANGED = (
    "A colleague changed this audit while you were writing. What stands there now is "
    "below; what you typed is still in the boxes. Saving again puts yours in its place."
)


@transaction.atomic
def plan_audit(
    *, partnership: Partnership, plan: Plan, by: Access, at: datetime
) -> Audit:
    """Plan an audit; the same twice is planned once.

    Raises ValidationError with the codes of `checking.check`, or too_many.
    """
    by.require(Permission.AUDIT_CONFIGURE, partnership_ids=[partnership.pk])
    locked(Partnership.objects.all()).get(pk=partnership.pk)
    theirs = Audit.objects.filter(partnership=partnership)
    for same in theirs.filter(title__iexact=plan.title).order_by("pk"):
        if plan_of(same).told() == plan.told():
            return same
    if theirs.count() >= MOST:
        raise ValidationError(
            f"The portal keeps {MOST} audits for a partnership.", code="too_many"
        )
    audit = Audit(partnership=partnership)
    check(audit, plan, on=timezone.localdate(at))
    _put(audit, plan)
    record(
        by=by,
        at=at,
        verb="planned",
        subject=audit,
        after=plan.told(),
    )
    boards_changed(partnership, at)
    return audit


@transaction.atomic
def change_audit(
    *, audit: Audit, plan: Plan, seen: int, by: Access, at: datetime
) -> None:
    """Change what is planned; `seen` is the version that was read.

    Raises ValidationError with code changed, and as `plan_audit` does.
    """
    held = held_audit(audit, by)
    stood = plan_of(held)
    before, after = stood.told(), plan.told()
    if before == after:
        return
    if held.version != seen:
        raise ValidationError(CHANGED, code="changed")
    check(held, plan, on=timezone.localdate(at), stood=stood)
    held.version += 1
    joined = _put(held, plan)
    differ = {name for name in after if after[name] != before[name]}
    record(
        by=by,
        at=at,
        verb="changed",
        subject=held,
        before={name: before[name] for name in differ},
        after={name: after[name] for name in differ},
    )
    if held.is_collecting and joined:
        tell_begun(held, joined, at=at)
    if held.is_collecting and held.collect_by != stood.collect_by:
        new = {one.pk for one in joined}
        late = [one for one in not_finished(held) if one.pk not in new]
        tell_other_day(held, late, stood.collect_by, at=at)
    boards_changed(held.partnership, at)


def held_audit(audit: Audit, by: Access) -> Audit:
    """An audit, held for somebody who plans audits."""
    by.require(Permission.AUDIT_CONFIGURE, partnership_ids=[audit.partnership_id])
    rows = Audit.objects.select_related("partnership", "tool", "programme", "again_of")
    return locked(rows).get(pk=audit.pk)


def _put(audit: Audit, plan: Plan) -> Collection[Agency]:
    """Write it all down; gives the agencies that joined."""
    was_self = audit.pk and audit.kind == Audit.Kind.SELF
    was_tool = audit.tool_id
    for name, value in plan.plain().items():
        setattr(audit, name, value)
    audit.full_clean()
    audit.save()
    if was_self and audit.kind != Audit.Kind.SELF:
        # It was never graded, or the kind could not change.
        audit.cases.all().delete()
    if was_tool != audit.tool_id:
        parts.clear_empty(audit)
    audit.objectives.set(plan.objectives)
    before = set(audit.taking_part.values_list("agency_id", flat=True))
    joined = [one for one in plan.agencies if one.pk not in before]
    parts.leave(audit, before - {one.pk for one in plan.agencies})
    parts.join(audit, joined)
    return joined
