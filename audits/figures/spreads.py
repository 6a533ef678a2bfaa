"""Reading how audits were graded, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce

from audits.beside import Differing
from audits.models import Audit, Domain, Grade, Judgement, TakingPart
from audits.spread import Cell, Column, Graded, Insider
from privacy.tables import Place

SAME = Q(moderated__position=F("grade__position"))
BETTER = Q(moderated__position__lt=F("grade__position"))
WORSE = Q(moderated__position__gt=F("grade__position"))
WAYS = ("same", "better", "worse")


def graded(
    audits: Collection[Audit], *, own: Collection[int] = ()
) -> dict[int, Graded]:
    """How each audit was graded, by its number. Three queries for all.

    With `own`, the agencies for whom it is read, two more; then nothing is in it that
    one other agency alone graded.
    """
    tools = {one.tool_id for one in audits}
    domains = _domains(tools)
    columns = _columns({one.tool.scale_id for one in audits})
    counts, cases = _counts([one.pk for one in audits])
    insiders = _insiders([one.pk for one in audits], own) if own else {}
    return {
        one.pk: _graded(
            one,
            domains[one.tool_id],
            columns[one.tool.scale_id],
            counts.get(one.pk, {}),
            cases.get(one.pk, 0),
            insiders.get(one.pk),
        )
        for one in audits
    }


def differing(audit: Audit, *, own: Collection[int] = ()) -> list[Differing]:
    """Self against moderated, domain by domain. Two queries."""
    rows = (
        _judged([audit.pk])
        .exclude(Q(moderated=None) | Q(grade=None))
        .values("criterion__domain")
        .annotate(
            **_both("same", SAME), **_both("better", BETTER), **_both("worse", WORSE)
        )
    )
    rows = rows.annotate(
        own_same=Count("pk", filter=Q(part__agency__in=own) & SAME),
        own_better=Count("pk", filter=Q(part__agency__in=own) & BETTER),
        own_worse=Count("pk", filter=Q(part__agency__in=own) & WORSE),
    )
    found = {row["criterion__domain"]: row for row in rows.order_by()}
    empty: dict[str, int] = defaultdict(int)
    return [
        Differing(
            domain.title,
            same=_cell(row, "same"),
            better=_cell(row, "better"),
            worse=_cell(row, "worse"),
            known=frozenset(
                place for place, name in enumerate(WAYS) if row[f"own_{name}"]
            ),
        )
        for domain in _domains({audit.tool_id})[audit.tool_id]
        for row in [found.get(domain.pk, empty)]
    ]


def _cell(row: Mapping[str, int], name: str) -> Cell:
    return Cell(row[name], row[f"{name}_cases"])


def _both(name: str, when: Q) -> dict[str, Count]:
    return {
        name: Count("pk", filter=when),
        f"{name}_cases": Count("part__case", distinct=True, filter=when),
    }


def _judged(audits: Sequence[int]) -> "QuerySet[Judgement]":
    """What agencies are done with; their drafts are nobody else’s to count."""
    return Judgement.objects.that_count().filter(part__case__audit__in=audits)


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


@dataclass(frozen=True, slots=True)
class _Own:
    """Of one audit: domains that one other agency graded, and what the reader’s did."""

    alone: Set[int]
    places: Set[tuple[int, int]]


def _insiders(audits: Sequence[int], own: Collection[int]) -> dict[int, _Own]:
    """By audit, for those in which one of these agencies takes part. Two queries."""
    taking = TakingPart.objects.filter(audit__in=audits, agency__in=own)
    mine: dict[int, set[tuple[int, int]]] = {
        one: set() for one in taking.order_by().values_list("audit", flat=True)
    }
    others: dict[int, dict[int, set[int]]] = {one: defaultdict(set) for one in mine}
    rows = (
        _judged(list(mine))
        .annotate(stands_as=Coalesce("moderated_id", "grade_id"))
        .exclude(stands_as=None)
        .values_list(
            "part__case__audit", "part__agency", "criterion__domain", "stands_as"
        )
    )
    for audit, agency, domain, grade in rows.order_by().distinct():
        if agency in own:
            mine[audit].add((domain, grade))
        else:
            others[audit][domain].add(agency)
    return {
        audit: _Own(
            {one for one, some in others[audit].items() if len(some) == 1}, own_
        )
        for audit, own_ in mine.items()
    }


def _domains(tools: Collection[int]) -> Mapping[int, list[Domain]]:
    found: dict[int, list[Domain]] = defaultdict(list)
    rows = Domain.objects.filter(tool__in=tools)
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
    own: _Own | None = None,
) -> Graded:
    known = {domain for domain, _ in counts}
    alone = own.alone if own else ()
    shown = [one for one in domains if one.pk in known and one.pk not in alone]
    return Graded(
        columns=tuple(Column(one.label, one.is_concern) for one in grades),
        domains={
            domain.title: [counts.get((domain.pk, one.pk), Cell()) for one in grades]
            for domain in shown
        },
        cases=cases,
        of_children=audit.kind != Audit.Kind.SELF,
        insider=_insider(own, domains, shown, grades) if own else None,
    )


def _insider(
    own: _Own,
    domains: Sequence[Domain],
    shown: Sequence[Domain],
    grades: Sequence[Grade],
) -> Insider:
    return Insider(
        left_out=tuple(one.title for one in domains if one.pk in own.alone),
        knows=frozenset(
            Place(row, column)
            for row, domain in enumerate(shown)
            for column, grade in enumerate(grades)
            if (domain.pk, grade.pk) in own.places
        ),
    )
