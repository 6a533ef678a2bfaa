"""Cases and agencies come together: there is one part for each from the start."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q

from audits.models import SELF_ASSESSMENT, Audit, CaseReview, Judgement, Part
from audits.models.cases import PartQuerySet
from partnership.models import Agency

BATCH = 500
EMPTY = Q(grade=None, does_not_apply=False, reason="", moderated=None)


def make_parts(cases: Iterable[CaseReview], agencies: Iterable[int]) -> None:
    """A part in each of these cases for each of these agencies."""
    whose = list(agencies)
    Part.objects.bulk_create(
        (Part(case=case, agency_id=agency) for case in cases for agency in whose),
        batch_size=BATCH,
        ignore_conflicts=True,
    )


def spoken() -> PartQuerySet:
    """The parts in which an agency has said something.

    A grade and a reason that were taken out again say nothing.
    """
    judged = Judgement.objects.filter(part=OuterRef("pk")).exclude(EMPTY)
    wrote = ~Q(note="") | ~Q(not_involved="") | Q(finished_at__isnull=False)
    return Part.objects.filter(wrote | Exists(judged)).order_by()


def begun(audit: Audit) -> set[int]:
    """The agencies that have said something in this audit. One query."""
    parts = spoken().filter(case__audit=audit)
    return set(parts.values_list("agency_id", flat=True))


def spoken_of(audit: Audit) -> set[int]:
    """The cases about which some agency has said something. One query."""
    parts = spoken().filter(case__audit=audit)
    return set(parts.values_list("case_id", flat=True))


def clear_empty(audit: Audit) -> None:
    """Take out what says nothing, so that no question of another tool is held."""
    Judgement.objects.filter(EMPTY, part__case__audit=audit).delete()


def join(audit: Audit, agencies: Iterable[Agency]) -> None:
    """These agencies take part from now on, in every case."""
    new = list(agencies)
    audit.agencies.add(*new)
    make_parts(audit.cases.all(), [one.pk for one in new])


def leave(audit: Audit, agencies: Iterable[int]) -> None:
    """These take part no longer; whoever calls has seen that they said nothing."""
    gone = set(agencies)
    Part.objects.filter(case__audit=audit, agency_id__in=gone).delete()
    audit.taking_part.filter(agency_id__in=gone).delete()


def assess_themselves(audit: Audit) -> None:
    """The one “case” of an audit in which each agency assesses itself."""
    case, _ = CaseReview.objects.get_or_create(
        audit=audit, reference=SELF_ASSESSMENT, defaults={"position": 1}
    )
    make_parts([case], audit.taking_part.values_list("agency_id", flat=True))
