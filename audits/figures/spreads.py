"""Reading how audits were graded, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce

from audits.beside import Differing
from audits.models import Audit, Domain, Grade, Judgement
from audits.spread import Cell, Column, Graded


def graded(audits: Collection[Audit]) -> dict[int, Graded]:
    """How each audit was graded, by its number. Three queries for all."""
    tools = {one.tool_id for one in audits}
    domains = _domains(tools)
    columns = _columns({one.tool.scale_id for one in audits})
    counts, cases = _counts([one.pk for one in audits])
    return {
        one.pk: _graded(
            one,
            domains[one.tool_id],
            columns[one.tool.scale_id],
            counts.get(one.pk, {}),
            cases.get(one.pk, 0),
        )
        for one in audits
    }


def differing(audit: Audit) -> list[Differing]:
    """Self against moderated, domain by domain. Two queries."""
    rows = (
        _judged([audit.pk])
        .exclude(Q(moderated=None) | Q(grade=None))
        .values("criterion__domain")
        .annotate(
            **_both("same", Q(moderated__position=F("grade__position"))),
            **_both("better", Q(moderated__position__lt=F("grade__position"))),
            **_both("worse", Q(moderated__position__gt=F("grade__position"))),
        )
    )
    found = {row["criterion__domain"]: row for row in rows.order_by()}
    empty: dict[str, int] = defaultdict(int)
    return [
        Differing(
            domain.title,
            *(
                Cell(row[name], row[f"{name}_cases"])
                for name in ("same", "better", "worse")
            ),
        )
        for domain in _domains({audit.tool_id})[audit.tool_id]
        for row in [found.get(domain.pk, empty)]
    ]


def _both(name: str, when: Q) -> dict[str, Count]:
    return {
        name: Count("pk", filter=when),
        f"{name}_cases": Count("part__case", distinct=True, filter=when),
    }


def _judged(audits: Sequence[int]) -> "QuerySet[Judgement]":
    involved = Judgement.objects.filter(part__not_involved="")
    return involved.filter(part__case__audit__in=audits)


def _counts(
    audits: Sequence[int],
) -> tuple[dict[int, dict[tuple[int, int], Cell]], dict[int, int]]:
    """By audit the cells, and how many cases were graded.

    The database counts case by case, so that it need not sort to tell cases apart.
    """
    rows = (
        _judged(audits)
        .annotate(stands_as=Coalesce("moderated_id", "grade_id"))
        .exclude(stands_as=None)
        .values_list(
            "part__case__audit", "part__case", "criterion__domain", "stands_as"
        )
        .annotate(judgements=Count("pk"))
    )
    found: dict[int, dict[tuple[int, int], list[int]]] = defaultdict(
        lambda: defaultdict(list)
    )
    cases: dict[int, set[int]] = defaultdict(set)
    for audit, case, domain, grade, judgements in rows.order_by():
        found[audit][domain, grade].append(judgements)
        cases[audit].add(case)
    cells = {
        audit: {place: Cell(sum(some), len(some)) for place, some in by_place.items()}
        for audit, by_place in found.items()
    }
    return cells, {audit: len(some) for audit, some in cases.items()}


def _domains(tools: Collection[int]) -> Mapping[int, list[Domain]]:
    found: dict[int, list[Domain]] = defaultdict(list)
    rows = Domain.objects.filter(tool__in=tools).select_related("came_from")
    for one in rows.order_by("position", "pk"):
        found[one.tool_id].append(one)
    return found


def _columns(scales: Collection[int]) -> Mapping[int, list[Grade]]:
    found: dict[int, list[Grade]] = defaultdict(list)
    for one in Grade.objects.filter(scale__in=scales).order_by("position", "pk"):
        found[one.scale_id].append(one)
    return found


def _graded(
    audit: Audit,
    domains: Sequence[Domain],
    grades: Sequence[Grade],
    counts: Mapping[tuple[int, int], Cell],
    cases: int,
) -> Graded:
    known = {domain for domain, _ in counts}
    return Graded(
        columns=tuple(Column(one.label, one.is_concern) for one in grades),
        domains={
            domain.title: [counts.get((domain.pk, one.pk), Cell()) for one in grades]
            for domain in domains
            if domain.pk in known
        },
        cases=cases,
        of_children=audit.kind != Audit.Kind.SELF,
        before={one.title: one.came_from.title for one in domains if one.came_from},
    )
