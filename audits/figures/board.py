"""What the board sees of audits, in a fixed number of queries.

Only what closed audits found, and no number of judgements that rests on five cases or
fewer; findings and recommendations are no counts of children, so they are not masked.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Count, Max, Sum
from django.utils import timezone

from audits.figures.shapes import (
    AuditFigures,
    ComingFigure,
    DomainFigure,
    ObjectiveFigure,
    OverdueFigure,
    RecommendedFigure,
    SpreadFigure,
    StateFigure,
    ThemeFigure,
)
from audits.figures.spreads import graded
from audits.models import Audit, Finding, Recommendation
from audits.spread import Graded, Spread, movement, spread
from strategies.models import Objective

LATEST = 4
LATE_MOST = 10
CHANGE = (Finding.Kind.IMPROVE, Finding.Kind.SYSTEM)
CLOSED = Audit.State.CLOSED
Told = Recommendation.State
TOLD = (Told.OPEN, Told.ASKED, Told.CLOSED)


def fingerprint(*, partnership_id: int, strategy_id: int, as_at: datetime) -> str:
    """What the figures depend on, in five cheap queries; equal means nothing to do."""
    audits = Audit.objects.filter(partnership=partnership_id).order_by()
    found = Finding.objects.filter(audit__partnership=partnership_id).order_by()
    asked = Recommendation.objects.filter(partnership=partnership_id).order_by()
    named = Objective.objects.filter(strategy=strategy_id).order_by("pk")
    told = (
        timezone.localdate(as_at),
        audits.aggregate(Count("pk"), Sum("version"), Max("closed_at")),
        found.aggregate(Count("pk"), Sum("version"), Max("saved_at")),
        asked.aggregate(Count("pk"), Sum("version"), Max("closed_at")),
        list(asked.order_by("agency__name").values_list("agency__name").distinct()),
        list(named.values_list("title", flat=True)),
    )
    return str(told)


def figures(*, partnership_id: int, strategy_id: int, as_at: datetime) -> AuditFigures:
    """The audits of one partnership as at a moment. Fifteen queries at most."""
    on = timezone.localdate(as_at)
    audits = list(
        Audit.objects.filter(partnership=partnership_id)
        .select_related("tool")
        .prefetch_related("objectives")
        .order_by("report_by", "pk")
    )
    findings = list(
        Finding.objects.filter(audit__partnership=partnership_id, audit__state=CLOSED)
        .prefetch_related("objectives")
        .order_by("pk")
    )
    asked = list(
        Recommendation.objects.filter(partnership=partnership_id, state__in=TOLD)
        .select_related("agency")
        .prefetch_related("findings__objectives")
        .order_by("due_on", "pk")
    )
    return AuditFigures(
        states=_states(audits),
        coming=_coming(audits, on),
        spreads=_spreads(audits),
        themes=_themes(findings),
        recommended=_recommended(asked, on),
        objectives=_objectives(strategy_id, audits, findings, asked, on),
    )


def _states(audits: Iterable[Audit]) -> list[StateFigure]:
    number = Counter(one.state for one in audits)
    return [
        StateFigure(state.value, str(state.label), number[state.value])
        for state in Audit.State
    ]


def _coming(audits: Iterable[Audit], on: date) -> list[ComingFigure]:
    return [
        ComingFigure(
            one.pk,
            one.title,
            one.get_state_display(),
            one.report_by,
            one.report_by < on,
        )
        for one in audits
        if not one.is_closed
    ]


def _spreads(audits: Iterable[Audit]) -> list[SpreadFigure]:
    """The latest closed audits, each beside the one that it repeats."""
    by_pk = {one.pk: one for one in audits if one.closed_at}
    latest = sorted(by_pk.values(), key=lambda one: (one.closed_at, one.pk))[-LATEST:]
    earlier = [by_pk[one.again_of_id] for one in latest if one.again_of_id in by_pk]
    found = graded({one.pk: one for one in [*latest, *earlier]}.values())
    shown = {pk: spread(one, raw=False) for pk, one in found.items()}
    return [
        _spread(one, found[one.pk], shown[one.pk], shown.get(one.again_of_id or 0))
        for one in reversed(latest)
    ]


def _spread(
    audit: Audit, of: Graded, now: Spread, before: Spread | None
) -> SpreadFigure:
    moved = movement(now, before, of.before) if before else []
    ways = {one.title: one.way for one in moved}
    return SpreadFigure(
        audit=audit.pk,
        title=audit.title,
        closed_on=timezone.localdate(audit.closed_at),
        grades=[one.label for one in now.columns],
        is_concern=[one.is_concern for one in now.columns],
        domains=[
            DomainFigure(
                title=row.title,
                cells=[str(count) for count in row.cells],
                total=str(row.total),
                concerns=str(row.concerns),
                moved=ways.get(row.title, ""),
            )
            for row in now.rows
        ],
        few=now.few,
        hidden=now.hidden,
    )


def _themes(findings: Iterable[Finding]) -> list[ThemeFigure]:
    """Whatever its capitals; the most to change comes first."""
    names: dict[str, str] = {}
    number: dict[str, Counter[bool]] = defaultdict(Counter)
    for one in findings:
        key = one.theme.casefold()
        names.setdefault(key, one.theme)
        number[key][one.kind in CHANGE] += 1
    found = [
        ThemeFigure(names[key], to_change=many[True], strengths=many[False])
        for key, many in number.items()
    ]
    return sorted(found, key=lambda one: (-one.to_change, -one.strengths, one.theme))


def _recommended(asked: list[Recommendation], on: date) -> RecommendedFigure:
    number = Counter(one.state for one in asked)
    late = [one for one in asked if one.is_overdue(on)]
    sent = [one.opened_at for one in asked if one.state != Told.CLOSED]
    days = [(on - timezone.localdate(at)).days for at in sent if at]
    return RecommendedFigure(
        open=number[Told.OPEN],
        asked=number[Told.ASKED],
        verified=number[Told.CLOSED],
        overdue=len(late),
        oldest=max(days, default=None),
        late=[
            OverdueFigure(one.pk, one.text, one.agency.name, one.due_on)
            for one in late[:LATE_MOST]
        ],
    )


def _objectives(
    strategy_id: int,
    audits: Iterable[Audit],
    findings: Iterable[Finding],
    asked: Iterable[Recommendation],
    on: date,
) -> list[ObjectiveFigure]:
    """Every objective that audits say something about, as the strategy has them."""
    number: dict[int, Counter[str]] = defaultdict(Counter)
    for audit in audits:
        for objective in audit.objectives.all() if audit.is_closed else ():
            number[objective.pk]["audits"] += 1
    for one in findings:
        for objective in one.objectives.all():
            name = "to_change" if one.kind in CHANGE else "strengths"
            number[objective.pk][name] += 1
    for wanted in asked:
        for pk in {o.pk for f in wanted.findings.all() for o in f.objectives.all()}:
            name = "verified" if wanted.state == Told.CLOSED else "open"
            number[pk][name] += 1
            number[pk]["overdue"] += wanted.is_overdue(on)
    parts = Objective.objects.filter(strategy=strategy_id, pk__in=number)
    names = ("audits", "to_change", "strengths", "open", "overdue", "verified")
    return [
        ObjectiveFigure(one.title, *(number[one.pk][name] for name in names))
        for one in parts.order_by("position", "pk")
    ]
