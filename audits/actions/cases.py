"""Cases are put into an audit by their references, corrected, and taken out."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from activity.actions import record
from audits import references as naming
from audits.actions.audits import held_audit
from audits.actions.parts import make_parts, spoken_of
from audits.models import Audit, CaseReview
from audits.models.audits import SAMPLE_MAX
from audits.states import takes_cases
from partnership.access import Access
from partnership.locking import locked
from strategies.actions import boards_changed

TOO_LATE = "Agencies no longer grade, so no case can come or go."


@transaction.atomic
def add_cases(
    *, audit: Audit, references: Sequence[str], by: Access, at: datetime
) -> list[CaseReview]:
    """Put cases in, each with a part for every agency; all of them or none.

    Raises ValidationError with code too_late, kind, none, reference, there or too_many.
    """
    held = held_audit(audit, by)
    _check(held, references)
    last = held.cases.aggregate(last=Max("position"))["last"] or 0
    cases = CaseReview.objects.bulk_create(
        CaseReview(audit=held, position=place, reference=one)
        for place, one in enumerate(references, last + 1)
    )
    make_parts(cases, held.taking_part.values_list("agency_id", flat=True))
    record(
        by=by,
        at=at,
        verb="put in cases:",
        subject=held,
        after={"references": list(references)},
    )
    boards_changed(held.partnership, at)
    return cases


@transaction.atomic
def remove_case(*, case: CaseReview, by: Access, at: datetime) -> None:
    """Take a case out that nobody has said anything about.

    Raises ValidationError with code too_late or has_graded.
    """
    held = held_audit(case.audit, by)
    if not takes_cases(held):
        raise ValidationError(TOO_LATE, code="too_late")
    if held.kind == Audit.Kind.SELF:
        raise ValidationError("Each agency assesses itself.", code="kind")
    if case.pk in spoken_of(held):
        raise ValidationError(
            f"{case} has been graded, so it stays. An agency that was not involved "
            "says so in its part.",
            code="has_graded",
        )
    record(
        by=by,
        at=at,
        verb="took out a case:",
        subject=held,
        before={"references": [case.reference]},
    )
    CaseReview.objects.filter(pk=case.pk).delete()
    boards_changed(held.partnership, at)


@transaction.atomic
def correct_reference(
    *, case: CaseReview, reference: str, was: str, by: Access, at: datetime
) -> None:
    """Call a case by another reference; `was` is the one that was read.

    What it was called is not said again, as it may have told whose case it is. It can
    be corrected however far the audit is. Raises ValidationError with code kind,
    gone, changed, reference or there.
    """
    held = held_audit(case.audit, by)
    if held.kind == Audit.Kind.SELF:
        raise ValidationError("Each agency assesses itself.", code="kind")
    there = locked(held.cases.filter(pk=case.pk)).first()
    if there is None:
        raise ValidationError("A colleague took this case out meanwhile.", code="gone")
    wanted = " ".join(reference.split())
    if wanted == there.reference:
        return
    if there.reference != was:
        raise ValidationError(
            f"A colleague corrected this meanwhile: the case is called “{there}” now. "
            "Save again to use yours.",
            code="changed",
        )
    if wrong := naming.problem(wanted):
        raise ValidationError(wrong, code="reference")
    if held.cases.exclude(pk=case.pk).filter(reference__iexact=wanted).exists():
        raise ValidationError(f"“{wanted}” is in this audit already.", code="there")
    there.reference = wanted
    there.save(update_fields=["reference"])
    record(
        by=by,
        at=at,
        verb="corrected the reference of a case:",
        subject=held,
        after={"references": [wanted]},
    )


def _check(held: Audit, references: Sequence[str]) -> None:
    if held.kind == Audit.Kind.SELF:
        raise ValidationError(
            "Each agency assesses itself here, so there are no cases to put in.",
            code="kind",
        )
    if not takes_cases(held):
        raise ValidationError(TOO_LATE, code="too_late")
    if not references:
        raise ValidationError("Enter at least one reference.", code="none")
    if wrong := naming.problems(references):
        raise ValidationError(wrong, code="reference")
    known = list(held.cases.values_list("reference", flat=True))
    folded = {one.casefold() for one in known}
    there = [one for one in references if one.casefold() in folded]
    if there:
        raise ValidationError(
            [f"“{one}” is in this audit already." for one in there], code="there"
        )
    if len(known) + len(references) > SAMPLE_MAX:
        raise ValidationError(
            f"An audit has at most {SAMPLE_MAX} cases. This one has {len(known)}.",
            code="too_many",
        )
