"""Writing a learning briefing, giving it to agencies, and saying who was told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from activity.actions import record
from audits.actions.telling import tell_briefing
from audits.models import Audit, Briefing, Finding, Shared
from audits.models.briefings import PART_MAX, PARTS
from partnership.access import Access
from partnership.locking import locked
from partnership.models import Agency
from partnership.roles import Permission

SHARED_MOST = 200
CHANGED = (
    "A colleague changed this while you were writing. What stands there now is below; "
    "what you typed is still in the boxes. Saving again puts yours in its place."
)
GOOD = (Finding.Kind.STRENGTH, Finding.Kind.PRACTICE)


@dataclass(frozen=True, slots=True)
class Draft:
    """What a briefing could say, and what of it did not fit."""

    texts: dict[str, str]
    left_out: list[str]


def drafted(audit: Audit, findings: list[Finding]) -> Draft:
    """What a briefing could say, from what was found; somebody finishes it.

    What staff are to do is left to them: what was recommended is for its owner alone.
    """
    left_out: list[str] = []
    texts = {
        "why": _listed([audit.scope], left_out),
        "went_well": _listed([f.text for f in findings if f.kind in GOOD], left_out),
        "learnt": _listed([f.text for f in findings if f.kind not in GOOD], left_out),
        "do_next": "",
        "questions": "",
    }
    return Draft(texts, left_out)


def is_looked_at_again(audit: Audit) -> bool:
    """Whether its briefing was given out, and the audit was opened again since."""
    given = Briefing.objects.filter(audit=audit, published_at__isnull=False)
    return not audit.is_closed and given.exists()


def _listed(texts: list[str], left_out: list[str]) -> str:
    """As many as fit, each on a line of its own, and none cut short."""
    found = ""
    for text in texts:
        longer = f"{found}\n{text}".strip()
        if len(longer) > PART_MAX:
            left_out.append(text)
        else:
            found = longer
    return found


@transaction.atomic
def save_briefing(
    *, audit: Audit, texts: Mapping[str, str], seen: int, by: Access, at: datetime
) -> Briefing:
    """Save what it says; `seen` is the version that was read, 0 where there was none.

    Raises ValidationError with code changed, or too_long.
    """
    by.require(Permission.AUDIT_MODERATE, partnership_ids=[audit.partnership_id])
    locked(Audit.objects.all()).get(pk=audit.pk)
    held = Briefing.objects.filter(audit=audit).first()
    now = {name: texts[name].strip() for name in PARTS}
    if any(len(text) > PART_MAX for text in now.values()):
        raise ValidationError(
            f"Each part must be {PART_MAX} characters or fewer.", code="too_long"
        )
    before = {name: getattr(held, name) for name in PARTS} if held else {}
    if held and before == now:
        return held
    if (held.version if held else 0) != seen:
        raise ValidationError(CHANGED, code="changed")
    made = held or Briefing(audit=audit, version=0)
    for name, text in now.items():
        setattr(made, name, text)
    made.version += 1
    made.saved_at, made.saved_by = at, by.actor_name
    made.save()
    _record(made, "wrote", by, at, before=before, after=now)
    return made


@transaction.atomic
def publish_briefing(*, audit: Audit, by: Access, at: datetime) -> Briefing:
    """Give it to the agencies that took part. Twice is once.

    Raises ValidationError with code not_closed, or empty.
    """
    by.require(Permission.AUDIT_MODERATE, partnership_ids=[audit.partnership_id])
    held_audit = locked(Audit.objects.select_related("partnership")).get(pk=audit.pk)
    held = Briefing.objects.filter(audit=audit).first()
    if not held_audit.is_closed:
        raise ValidationError(
            "Close the audit first: until then, what it found may change.",
            code="not_closed",
        )
    if held is None or not (held.learnt or held.went_well):
        raise ValidationError(
            "Write what went well or what you learnt, and save it, before you share "
            "the briefing.",
            code="empty",
        )
    if held.published_at is None:
        held.published_at = at
        held.version += 1
        held.save()
        _record(held, "shared", by, at)
        tell_briefing(held_audit, at=at)
    return held


@transaction.atomic
def note_shared(
    *,
    briefing: Briefing,
    agency: Agency,
    with_whom: str,
    shared_on: date,
    by: Access,
    at: datetime,
) -> Shared:
    """An agency says with whom it shared a briefing, and when. Twice is once.

    Raises ValidationError with code not_published, not_theirs, not_yet, too_early or
    too_many.
    """
    by.require(Permission.BRIEFING_SHARE, agency_id=agency.pk)
    held = locked(Briefing.objects.select_related("audit")).get(pk=briefing.pk)
    _may_be_shared(held, agency, shared_on, at)
    whom = " ".join(with_whom.split())
    rows = Shared.objects.filter(briefing=held, agency=agency)
    same = rows.filter(with_whom__iexact=whom, shared_on=shared_on).first()
    if same:
        return same
    if rows.count() >= SHARED_MOST:
        raise ValidationError(
            f"The portal keeps {SHARED_MOST} of these for a briefing.", code="too_many"
        )
    made = Shared.objects.create(
        briefing=held,
        agency=agency,
        with_whom=whom,
        shared_on=shared_on,
        saved_at=at,
        saved_by=by.actor_name,
    )
    after = {"with_whom": whom, "shared_on": shared_on.isoformat()}
    record(
        by=by,
        at=at,
        verb="said with whom it was shared",
        subject=made,
        thread=held.audit,
        after=after,
    )
    return made


@transaction.atomic
def remove_shared(*, shared: Shared, by: Access, at: datetime) -> None:
    """Take out what an agency wrote by mistake. Twice is once."""
    by.require(Permission.BRIEFING_SHARE, agency_id=shared.agency_id)
    held = locked(Shared.objects.filter(pk=shared.pk)).first()
    if held is None:
        return
    record(
        by=by,
        at=at,
        verb="took out with whom it was shared",
        subject=held,
        thread=held.briefing.audit,
        before={"with_whom": held.with_whom, "shared_on": held.shared_on.isoformat()},
    )
    held.delete()


def _may_be_shared(held: Briefing, agency: Agency, on: date, at: datetime) -> None:
    if not held.is_published:
        raise ValidationError(
            "This briefing is not ready to be shared.", code="not_published"
        )
    if not held.audit.taking_part.filter(agency=agency).exists():
        raise ValidationError(
            "Only agencies that took part share this briefing here.", code="not_theirs"
        )
    if on > timezone.localdate(at):
        raise ValidationError("The day must be today or earlier.", code="not_yet")
    if held.published_at and on < timezone.localdate(held.published_at):
        raise ValidationError(
            "The day must not be before the briefing was given to you.",
            code="too_early",
        )


def _record(
    briefing: Briefing, verb: str, by: Access, at: datetime, **more: object
) -> None:
    record(by=by, at=at, verb=verb, subject=briefing, thread=briefing.audit, **more)
