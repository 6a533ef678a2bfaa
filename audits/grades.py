"""The grades of an audit as a list to choose from, page by page."""

from collections.abc import Mapping

from django.db.models import Q

from audits.models import Audit, Finding, Judgement
from audits.models.cases import JudgementQuerySet
from partnership.access import Access

PAGE = 50


def grades_of(audit: Audit, access: Access) -> JudgementQuerySet:
    """Every grade given in an audit, in the order of its questions and cases.

    Of parts that are finished: until then nobody outside the agency reads them.
    """
    seen = Judgement.objects.visible_to(access).that_count()
    seen = seen.filter(part__case__audit=audit)
    graded = seen.filter(Q(grade__isnull=False) | Q(moderated__isnull=False))
    named = graded.select_related(
        "grade", "moderated", "part__agency", "part__case", "criterion__domain"
    )
    return named.order_by(
        "criterion__domain__position",
        "criterion__position",
        "part__case__position",
        "part__agency__name",
        "pk",
    )


def narrowed(
    rows: JudgementQuerySet, wishes: Mapping[str, str], finding: Finding
) -> JudgementQuerySet:
    """Those of a domain (d12) or question (q34), of a case, the worst, the chosen."""
    about, number = wishes.get("about", "")[:1], wishes.get("about", "")[1:]
    if about:
        field = "criterion__domain" if about == "d" else "criterion"
        rows = rows.filter(**{field: int(number)})
    if case := wishes.get("case"):
        rows = rows.filter(part__case=int(case))
    if wishes.get("show") == "concern":
        own = Q(moderated=None, grade__is_concern=True)
        rows = rows.filter(Q(moderated__is_concern=True) | own)
    if wishes.get("show") == "chosen":
        rows = rows.filter(findings=finding)
    return rows
