"""What the board sees of audits, in a fixed number of queries.

Only what closed audits found, and no number of judgements that rests on five cases or
fewer; findings and recommendations are no counts of children, so they are not masked.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db.models import Count, Max, Sum
from django.utils import timezone

from audits.figures.lineage import lineage
from audits.figures.shapes import (
    AgeFigure,
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
from audits.movement import apart, movement
from audits.spread import Spread, spread
from strategies.lineage import pair
from strategies.models import Objective, Strategy

LATEST = 4
LATE_MOST = 10
AGES = ((91, "under 3 months"), (183, "3 to 6 months"), (366, "6 to 12 months"))
OLDER = "over a year"
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
    planned = audits.aggregate(Count("pk"), Sum("version"), Max("closed_at"))
    if not planned["pk__count"]:
        return f"{timezone.localdate(as_at)} no audits"
    told = (
        timezone.localdate(as_at),
        planned,
        found.aggregate(Count("pk"), Sum("version"), Max("saved_at")),
        asked.aggregate(Count("pk"), Sum("version"), Max("closed_at")),
        list(asked.order_by("agency__name").values_list("agency__name").distinct()),
        list(named.values_list("title", flat=True)),
    )
    return str(told)


def figures(*, partnership_id: int, strategy_id: int, as_at: datetime) -> AuditFigures:
    """The audits of one partnership as at a moment. Thirteen queries at most."""
    on = timezone.localdate(as_at)
    audits = list(
        Audit.objects.filter(partnership=partnership_id)
        .select_related("tool")
        .order_by("report_by", "pk")
    )
    asked = _asked(partnership_id) if audits else []
    return AuditFigures(
        states=_states(audits),
        coming=_coming(audits, on),
        spreads=_spreads(audits),
        themes=_themes(partnership_id) if audits else [],
        recommended=_recommended(asked, on),
        objectives=_objectives(partnership_id, strategy_id, asked, on)
        if audits
        else [],
    )


def _asked(partnership_id: int) -> list[Recommendation]:
    rows = Recommendation.objects.filter(partnership=partnership_id, state__in=TOLD)
    return list(rows.select_related("agency").order_by("due_on", "pk"))


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
    if not latest:
        return []
    pairs = [
        (one, by_pk[one.again_of_id]) for one in latest if one.again_of_id in by_pk
    ]
    found = graded({one.pk: one for one in [*latest, *(o for _, o in pairs)]}.values())
    shown = {pk: spread(one, raw=False) for pk, one in found.items()}
    came_from = lineage(pairs)
    ways = {
        now.pk: _ways(shown[now.pk], shown[then.pk], came_from[now.pk])
        for now, then in pairs
    }
    return [
        _spread(one, shown[one.pk], ways.get(one.pk, {})) for one in reversed(latest)
    ]


def _ways(
    now: Spread, before: Spread, came_from: Mapping[str, str] | None
) -> dict[str, str]:
    """How each domain moved; none where the two audits cannot be set side by side."""
    if apart(now, before, came_from):
        return {}
    return {one.title: one.way for one in movement(now, before, came_from or {})}


def _spread(audit: Audit, now: Spread, ways: Mapping[str, str]) -> SpreadFigure:
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


def _themes(partnership_id: int) -> list[ThemeFigure]:
    """Whatever its capitals; the most to change comes first."""
    findings = Finding.objects.filter(
        audit__partnership=partnership_id, audit__state=CLOSED
    )
    names: dict[str, str] = {}
    number: dict[str, Counter[bool]] = defaultdict(Counter)
    for theme, kind in findings.order_by("pk").values_list("theme", "kind"):
        key = theme.casefold()
        names.setdefault(key, theme)
        number[key][kind in CHANGE] += 1
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
        ages=_ages(days),
        late=[
            OverdueFigure(one.pk, one.text, one.agency.name, one.due_on)
            for one in late[:LATE_MOST]
        ],
    )


def _ages(days: Iterable[int]) -> list[AgeFigure]:
    number = Counter(
        next((label for most, label in AGES if one < most), OLDER) for one in days
    )
    labels = [*(label for _, label in AGES), OLDER]
    return [AgeFigure(one, number[one]) for one in labels if number[one]]


def _objectives(
    partnership_id: int, strategy_id: int, asked: Iterable[Recommendation], on: date
) -> list[ObjectiveFigure]:
    """Every objective that audits say something about, as the strategy has them.

    What was said of it while an earlier version was in force is said of it too.
    """
    titles, now = _followed(strategy_id)
    number: dict[int, Counter[str]] = defaultdict(Counter)
    for _, pk in {(one, now[pk]) for one, pk in _looked_at(partnership_id, now)}:
        number[pk]["audits"] += 1
    said = {(one, now[pk], kind) for one, pk, kind in _found(partnership_id, now)}
    for _, pk, kind in said:
        number[pk]["to_change" if kind in CHANGE else "strengths"] += 1
    by_pk = {one.pk: one for one in asked}
    for pk, one in {(now[pk], one) for pk, one in _wanted(by_pk, now)}:
        name = "verified" if by_pk[one].state == Told.CLOSED else "open"
        number[pk][name] += 1
        number[pk]["overdue"] += by_pk[one].is_overdue(on)
    names = ("audits", "to_change", "strengths", "open", "overdue", "verified")
    return [
        ObjectiveFigure(title, *(number[pk][name] for name in names))
        for pk, title in titles.items()
        if pk in number
    ]


def _followed(strategy_id: int) -> tuple[dict[int, str], dict[int, int]]:
    """A strategy's objectives by number, and what those before have become of them.

    An objective of an earlier version goes on in the one that shares its words. Two
    queries.
    """
    versions = {strategy_id, *Strategy.objects.earlier(strategy_id)}
    rows = Objective.objects.filter(strategy__in=versions).order_by("position", "pk")
    by_version: dict[int, dict[int, str]] = {pk: {} for pk in versions}
    for pk, version, title in rows.values_list("pk", "strategy", "title"):
        by_version[version][pk] = title
    titles = by_version.pop(strategy_id)
    pks = {title: pk for pk, title in titles.items()}
    now = {pk: pk for pk in titles}
    for earlier in by_version.values():
        pairs = pair(list(earlier.values()), list(titles.values()))
        later = {
            one.before: pks[one.after] for one in pairs if one.before and one.after
        }
        now |= {pk: later[title] for pk, title in earlier.items() if title in later}
    return titles, now


def _looked_at(
    partnership_id: int, objectives: Iterable[int]
) -> Iterable[tuple[int, int]]:
    """Closed audits with each of their objectives."""
    rows = Audit.objectives.through.objects.filter(
        audit__partnership=partnership_id,
        audit__state=CLOSED,
        objective__in=objectives,
    )
    return rows.order_by().values_list("audit", "objective")


def _found(
    partnership_id: int, objectives: Iterable[int]
) -> Iterable[tuple[int, int, str]]:
    """What closed audits found, with each of its objectives, and what it is."""
    rows = Finding.objectives.through.objects.filter(
        finding__audit__partnership=partnership_id,
        finding__audit__state=CLOSED,
        objective__in=objectives,
    )
    return rows.order_by().values_list("finding", "objective", "finding__kind")


def _wanted(
    asked: Iterable[int], objectives: Iterable[int]
) -> Iterable[tuple[int, int]]:
    """The objectives of recommendations through their findings, each pair once."""
    rows = Recommendation.findings.through.objects.filter(
        recommendation__in=asked, finding__objectives__in=objectives
    )
    pairs = rows.order_by().values_list("finding__objectives", "recommendation")
    return pairs.distinct()
