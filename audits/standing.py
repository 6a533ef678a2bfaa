"""How recommendations stand, for lists of them: chosen, and the overdue first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, IntegerField, Q, Value, When

from audits.models import Recommendation
from audits.models.findings import RecommendationQuerySet
from ui.templatetags.words import count

State = Recommendation.State
SHOWS = {
    "not_closed": "Not closed",
    "overdue": "Overdue",
    "asked": "Waiting to be checked",
    "closed": "Closed",
    "ended": "No longer needed",
    "draft": "Not sent yet",
    "all": "All",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to narrow the list, and how many there are of it."""

    name: str
    label: str
    count: int
    is_shown: bool


def known(show: str) -> str:
    """The kind that was asked for, or the usual one."""
    return show if show in SHOWS else "not_closed"


def chosen(
    rows: RecommendationQuerySet, show: str, today: date
) -> RecommendationQuerySet:
    """Those of one kind."""
    return rows.filter(_which(show, today))


def choices(
    rows: RecommendationQuerySet, shown: str, today: date, *, drafts: bool
) -> Sequence[Choice]:
    """Every kind, and how many there are. One query."""
    names = [name for name in SHOWS if drafts or name != "draft"]
    counted = rows.order_by().aggregate(
        **{name: Count("pk", filter=_which(name, today)) for name in names}
    )
    return [Choice(name, SHOWS[name], counted[name], name == shown) for name in names]


def overdue_first(rows: RecommendationQuerySet, today: date) -> RecommendationQuerySet:
    """Overdue ones, then by how far they are, each by the day they are due."""
    order = [
        When(_which("overdue", today), then=Value(0)),
        When(state=State.ASKED, then=Value(1)),
        When(state=State.OPEN, then=Value(2)),
        When(state=State.DRAFT, then=Value(3)),
    ]
    place = Case(*order, default=Value(4), output_field=IntegerField())
    return rows.annotate(place=place).order_by("place", "due_on", "pk")


def ages(rows: Iterable[Recommendation], today: date) -> dict[int, str]:
    """For how long the owner of each has it or had it, in words."""
    found = {one.pk: one.age(today) for one in rows}
    return {
        pk: "" if age is None else count(age, "day") if age else "Less than a day"
        for pk, age in found.items()
    }


def _which(show: str, today: date) -> Q:
    unfinished = Q(state__in=[State.OPEN, State.ASKED])
    return {
        "not_closed": unfinished,
        "overdue": unfinished & Q(due_on__lt=today),
        "asked": Q(state=State.ASKED),
        "closed": Q(state=State.CLOSED),
        "draft": Q(state=State.DRAFT),
        "ended": Q(state=State.ENDED),
        "all": Q(pk__isnull=False),
    }[show]
