"""What waits for a person: recommendations to see to, and recommendations to check."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator

from audits.models import Milestone, Recommendation, Step
from audits.own_words import is_writer
from partnership.access import Access
from partnership.roles import Permission
from ui.templatetags.words import day
from ui.worklist import Done, Waiting

SOON = timedelta(days=14)  # when a milestone comes before the recommendation itself
MOST = 20
WORDS = 12
STARTS = {
    Step.Kind.SENT_BACK: "Put right what was sent back",
    Step.Kind.REOPENED: "See to what was opened again",
}


def waiting(*, access: Access, today: date) -> list[Waiting]:
    """Recommendations to see to, and those to check. Three queries at most."""
    return [*_to_do(access, today), *_to_check(access)]


def done(*, access: Access, since: date) -> list[Done]:
    """What was closed lately, for its owner and who checks. One query."""
    own = access.agencies_with(Permission.RECOMMENDATION_ANSWER)
    theirs = access.partnerships_with(Permission.RECOMMENDATION_VERIFY)
    if not own and not theirs:
        return []
    seen = Recommendation.objects.visible_to(access).filter(closed_at__date__gte=since)
    rows = seen.filter(agency__in=own) | seen.filter(partnership__in=theirs)
    return [
        Done(
            on=timezone.localdate(one.closed_at),
            text=f"A recommendation to {one.agency.name} was closed.",
            link=_short(one.text),
            href=_page(one),
        )
        for one in rows.select_related("agency").order_by("-closed_at", "pk")[:6]
        if one.closed_at
    ]


def _to_do(access: Access, today: date) -> Iterable[Waiting]:
    mine = access.agencies_with(Permission.RECOMMENDATION_ANSWER)
    if not mine:
        return
    decided = Step.objects.filter(recommendation=OuterRef("pk")).exclude(
        kind__in=[Step.Kind.UPDATE, Step.Kind.DUE]
    )
    latest = decided.order_by("-at", "-pk")[:1]
    rows = list(
        Recommendation.objects.visible_to(access)
        .to_do()
        .filter(agency__in=mine)
        .select_related("agency", "partnership")
        .annotate(
            last_kind=Subquery(latest.values("kind")),
            last_text=Subquery(latest.values("text")),
        )
        .soonest_first()[:MOST]
    )
    stones = _next(rows)
    for one in rows:
        yield _of_owner(one, stones.get(one.pk), today, several=len(mine) > 1)


def _next(rows: Iterable[Recommendation]) -> dict[int, Milestone]:
    """The next milestone of each that is not done. One query."""
    stones = Milestone.objects.filter(recommendation__in=rows, done_on=None)
    found: dict[int, Milestone] = {}
    for stone in stones.order_by("due_on", "position", "pk"):
        found.setdefault(stone.recommendation_id, stone)
    return found


def _of_owner(
    one: Recommendation, stone: Milestone | None, today: date, *, several: bool
) -> Waiting:
    kind = getattr(one, "last_kind", "")
    back = kind in STARTS
    due_on, note = one.due_on, f"{one.owner} sees to it."
    if stone:
        note += f" Next: {stone.text}, by {day(stone.due_on)}."
        if stone.due_on <= today + SOON:
            due_on = stone.due_on
    if back:
        note = f"{one.partnership.short_name} said why:"
    elif one.is_overdue(today):
        note += f" It was due on {day(one.due_on)}: say how far it is."
    return Waiting(
        kind=f"Recommendation, {one.partnership.short_name}"
        + (f", {one.agency.name}" if several else ""),
        title=f"{STARTS.get(Step.Kind(kind), '') if back else 'See to'}: "
        f"{_short(one.text)}",
        href=_page(one),
        note=note,
        due_on=due_on,
        quote=getattr(one, "last_text", "") if back else "",
    )


def _to_check(access: Access) -> Iterable[Waiting]:
    theirs = access.partnerships_with(Permission.RECOMMENDATION_VERIFY)
    if not theirs:
        return
    rows = (
        Recommendation.objects.visible_to(access)
        .filter(partnership__in=theirs, state=Recommendation.State.ASKED)
        .exclude(agency__in=access.agency_roles)
        .exclude(asked_by_person=access.actor_id)
        .select_related("agency", "partnership")
        .order_by("asked_at", "pk")
    )
    for one in rows[:MOST]:
        if is_writer(one, access):
            continue
        yield Waiting(
            kind=f"Recommendation, {one.partnership.short_name}",
            title=f"Check whether to close: {_short(one.text)}",
            href=_page(one),
            note=f"{one.agency.name} asked on {day(timezone.localdate(one.asked_at))}.",
        )


def _short(text: str) -> str:
    return Truncator(text).words(WORDS)


def _page(one: Recommendation) -> str:
    return reverse("audits:recommendation", args=[one.pk])
