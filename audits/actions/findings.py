"""Writing down what an audit found, and which judgements it rests on."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from activity.actions import record
from audits.concerning import agencies_of, objectives_of
from audits.models import Audit, Finding, Judgement
from partnership.access import Access
from partnership.locking import locked
from partnership.models import Agency
from partnership.roles import Permission
from strategies.actions import boards_changed
from strategies.models import Objective

PLAIN = ("kind", "theme", "text", "severity")
CHANGES = (Finding.Kind.IMPROVE, Finding.Kind.SYSTEM)
# From when agencies are done with grading until the audit is closed.
WRITTEN_IN = (Audit.State.MODERATING, Audit.State.REPORTING)
MOST_FINDINGS = 60
MOST_JUDGEMENTS = 2000
EARLY = (
    "Agencies are still to grade. What the audit found is written down once it is "
    "being moderated."
)
CLOSED = "The audit is closed, so what it found does not change any more."
CHANGED = (
    "A colleague changed this while you were writing. What stands there now is below; "
    "what you typed is still in the boxes. Saving again puts yours in its place."
)
CHANGED_MEANWHILE = (
    "A colleague changed this meanwhile. Read it once more before you remove it."
)
GONE = (
    "A colleague removed this while you were writing. What you typed is still here: "
    "save it as new, or leave it."
)


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, as it is entered."""

    kind: str
    theme: str
    text: str
    severity: int | None = None
    objectives: Sequence[Objective] = ()
    agencies: Sequence[Agency] = ()

    def told(self) -> dict[str, Any]:
        """As the history has it."""
        return {
            **self.plain(),
            "objectives": sorted(one.title for one in self.objectives),
            "agencies": sorted(one.name for one in self.agencies),
        }

    def plain(self) -> dict[str, Any]:
        """What is held in the row itself."""
        return {name: getattr(self, name) for name in PLAIN}


def can_be_written(audit: Audit) -> bool:
    """Whether findings and recommendations may be written now."""
    return audit.state in WRITTEN_IN


def hold_audit(audit: Audit, by: Access) -> Audit:
    """The audit, held; only who may write, and while it is written up.

    Raises ValidationError with code early or closed.
    """
    by.require(Permission.AUDIT_MODERATE, partnership_ids=[audit.partnership_id])
    rows = Audit.objects.select_related("partnership", "tool")
    held = locked(rows).get(pk=audit.pk)
    if held.is_closed:
        raise ValidationError(CLOSED, code="closed")
    if not can_be_written(held):
        raise ValidationError(EARLY, code="early")
    return held


@transaction.atomic
def add_finding(*, audit: Audit, found: Found, by: Access, at: datetime) -> Finding:
    """Write down what was found; the same twice is written down once.

    Raises ValidationError with code early, closed, too_many, severity, not_theirs or
    not_taking_part, and as the fields do.
    """
    held = hold_audit(audit, by)
    there = Finding.objects.filter(audit=held)
    for same in there.filter(**found.plain()).order_by("pk"):
        if found_in(same).told() == found.told():
            return same
    if there.count() >= MOST_FINDINGS:
        raise ValidationError(
            f"An audit has at most {MOST_FINDINGS} findings. Put some together.",
            code="too_many",
        )
    last = there.aggregate(last=Max("position"))["last"] or 0
    finding = Finding(audit=held, position=last + 1)
    _put(finding, found, by, at)
    _record(finding, "wrote down the finding", by, at, after=found.told())
    boards_changed(held.partnership, at)
    return finding


@transaction.atomic
def change_finding(
    *, finding: Finding, found: Found, seen: int, by: Access, at: datetime
) -> None:
    """Put it in other words; `seen` is the version that was read.

    Raises ValidationError with code gone or changed, and as `add_finding` does.
    """
    held = _held(finding, by)
    if held.version != seen:
        raise ValidationError(CHANGED, code="changed")
    before, after = found_in(held).told(), found.told()
    differ = {name for name in after if after[name] != before[name]}
    if not differ:
        return
    held.version += 1
    _put(held, found, by, at)
    _record(
        held,
        "changed the finding",
        by,
        at,
        before={name: before[name] for name in differ},
        after={name: after[name] for name in differ},
    )
    boards_changed(held.audit.partnership, at)


@transaction.atomic
def remove_finding(*, finding: Finding, seen: int, by: Access, at: datetime) -> None:
    """Take it out. Raises ValidationError with code gone, changed or used."""
    held = _held(finding, by)
    if held.version != seen:
        raise ValidationError(CHANGED_MEANWHILE, code="changed")
    if held.recommendations.exists():
        raise ValidationError(
            "A recommendation follows from this finding. Take the finding off that "
            "recommendation first.",
            code="used",
        )
    _record(held, "removed the finding", by, at, before=found_in(held).told())
    partnership = held.audit.partnership
    held.delete()
    boards_changed(partnership, at)


@transaction.atomic
def move_finding(*, finding: Finding, up: bool, by: Access, at: datetime) -> None:
    """Put it one place further up or down; at the end it stays where it is."""
    held = _held(finding, by)
    rows = list(Finding.objects.filter(audit=held.audit_id).in_order())
    place = rows.index(held)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(rows):
        return
    rows[place], rows[other] = rows[other], rows[place]
    for number, one in enumerate(rows, 1):
        one.position = number
    Finding.objects.bulk_update(rows, ["position"])
    _record(held, f"moved {'up' if up else 'down'} the finding", by, at)
    boards_changed(held.audit.partnership, at)


@transaction.atomic
def rest_on(
    *,
    finding: Finding,
    add: Collection[int],
    drop: Collection[int],
    by: Access,
    at: datetime,
) -> None:
    """Say that a finding rests on some judgements and no longer on others.

    By what was ticked and unticked, so that two people's ticks are both kept. Raises
    ValidationError with code gone, not_of_audit or too_many_judgements.
    """
    held = _held(finding, by)
    mine = Judgement.objects.filter(part__case__audit=held.audit_id)
    wanted = set(mine.filter(pk__in=add).order_by("pk").values_list("pk", flat=True))
    if wanted != set(add):
        raise ValidationError(
            "Some of these grades are no longer part of this audit. Look at the list "
            "once more.",
            code="not_of_audit",
        )
    stood = set(held.judgements.values_list("pk", flat=True))
    stands = (stood - set(drop)) | wanted
    if len(stands) > MOST_JUDGEMENTS:
        raise ValidationError(
            f"A finding can rest on at most {MOST_JUDGEMENTS:,} grades.",
            code="too_many_judgements",
        )
    if stands == stood:
        return
    held.judgements.set(stands)
    _record(
        held,
        "chose the grades behind the finding",
        by,
        at,
        before={"grades": len(stood)},
        after={"grades": len(stands)},
    )
    boards_changed(held.audit.partnership, at)


def found_in(finding: Finding) -> Found:
    """What is written down now. Two queries."""
    return Found(
        **{name: getattr(finding, name) for name in PLAIN},
        objectives=list(finding.objectives.order_by("pk")),
        agencies=list(finding.agencies.order_by("name", "pk")),
    )


def _put(finding: Finding, found: Found, by: Access, at: datetime) -> None:
    _check(finding, found)
    for name, value in found.plain().items():
        setattr(finding, name, value)
    finding.saved_at, finding.saved_by = at, by.actor_name[:200]
    finding.full_clean()
    finding.save()
    finding.objectives.set(found.objectives)
    finding.agencies.set(found.agencies)


def _check(finding: Finding, found: Found) -> None:
    must_change = found.kind in CHANGES
    if must_change and found.severity is None:
        raise ValidationError("Choose how much it matters.", code="severity")
    if not must_change and found.severity is not None:
        raise ValidationError(
            "A strength or good practice has no severity. Leave that choice out.",
            code="severity",
        )
    stood = found_in(finding) if finding.pk else None
    theirs = [*objectives_of(finding.audit), *(stood.objectives if stood else ())]
    if set(found.objectives) - set(theirs):
        raise ValidationError(
            "Choose objectives that the audit tests or that your partnership works to.",
            code="not_theirs",
        )
    part = [*agencies_of(finding.audit), *(stood.agencies if stood else ())]
    if set(found.agencies) - set(part):
        raise ValidationError(
            "Choose among the agencies that take part in the audit.",
            code="not_taking_part",
        )


def _held(finding: Finding, by: Access) -> Finding:
    audit = hold_audit(finding.audit, by)
    held = locked(Finding.objects.filter(audit=audit, pk=finding.pk)).first()
    if held is None:
        raise ValidationError(GONE, code="gone")
    held.audit = audit
    return held


def _record(
    finding: Finding,
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
        subject=finding,
        thread=finding.audit,
        before=before,
        after=after,
    )
