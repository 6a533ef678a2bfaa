"""Challenges on the board page, and on the home pages of both sides."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from partnership.access import Access
from partnership.prepared import Prepared
from partnership.roles import Permission
from response_tool.models import Challenge
from ui.templatetags.words import count, in_words
from ui.worklist import Waiting

# More than these stand on the home page as one line that leads to the log.
ONE_BY_ONE = 3


class AgencyChallenges(NamedTuple):
    """How many questions one agency was asked, by how far they are."""

    agency: str
    waiting: int = 0
    late: int = 0
    replied: int = 0
    closed: int = 0


@dataclass(frozen=True, slots=True)
class ChallengeFigures:
    """What the board is shown of its challenges. Late ones are among the waiting."""

    waiting: int = 0
    late: int = 0
    replied: int = 0
    closed: dict[str, int] = field(default_factory=dict)
    agencies: list[AgencyChallenges] = field(default_factory=list)


def figures(
    *, partnership_id: int, strategy_id: int, as_at: datetime
) -> ChallengeFigures:
    """Count the challenges of one partnership and strategy as at a moment. One query.

    As cheap to read as to ask about: the figures are their own fingerprint.
    """
    state, today = Challenge.State, timezone.localdate(as_at)
    rows = _asked(partnership=partnership_id, strategy=strategy_id, today=today)
    of_agency: dict[str, Counter[str]] = {}
    closed: Counter[str] = Counter()
    for agency, stands, how, many, past in rows:
        counted = of_agency.setdefault(agency, Counter())
        counted[stands] += many
        if stands == state.OPEN:
            counted["late"] += past
        if stands == state.CLOSED:
            closed[how] += many
    agencies = [
        AgencyChallenges(
            name, one[state.OPEN], one["late"], one[state.REPLIED], one[state.CLOSED]
        )
        for name, one in of_agency.items()
    ]
    return ChallengeFigures(
        waiting=sum(one.waiting for one in agencies),
        late=sum(one.late for one in agencies),
        replied=sum(one.replied for one in agencies),
        closed={how: closed[how] for how in Challenge.How.values if closed[how]},
        agencies=agencies,
    )


@Prepared
def _asked(
    *, partnership: int, strategy: int, today: date
) -> "QuerySet[Any, tuple[str, str, str, int, int]]":
    found = Challenge.objects.filter(
        partnership_id=partnership, answer__response__round__strategy_id=strategy
    )
    by = ("answer__response__agency__name", "state", "closed_how")
    counted = found.values_list(*by).annotate(
        many=Count("pk"), late=Count("pk", filter=Q(reply_by__lt=today))
    )
    return counted.order_by(*by)


def waiting(*, access: Access, today: date) -> list[Waiting]:
    """Questions to reply to, replies to read, questions to follow. Two queries."""
    return [*_to_reply(access), *_to_follow(access, today)]


def _to_reply(access: Access) -> Iterable[Waiting]:
    """What a person's agencies are asked, the earliest day first."""
    mine = access.agencies_with(Permission.CHALLENGE_REPLY)
    if not mine:
        return
    seen = Challenge.objects.visible_to(access).waiting()
    found = list(
        seen.filter(answer__response__agency__in=mine).told().order_by("reply_by", "pk")
    )
    for one in found[:ONE_BY_ONE]:
        told = ["Challenge", one.response.round.name]
        if len(mine) > 1:
            told.append(one.response.agency.name)
        yield Waiting(
            kind=", ".join(told),
            title=f"Reply to {one}",
            href=_page(one),
            note=f"{one.partnership.name} asks about your answer:",
            due_on=one.reply_by,
            quote=one.question,
        )
    if more := found[ONE_BY_ONE:]:
        yield Waiting(
            kind="Challenges",
            title=f"Reply to {count(len(more), 'more question')}",
            href=_log("waiting"),
            note="Partnerships ask about your answers.",
            due_on=more[0].reply_by,
        )


def _to_follow(access: Access, today: date) -> Iterable[Waiting]:
    """Replies that this person can close, then what their partnerships wait for."""
    mine = access.partnerships_with(Permission.CHALLENGE_RAISE)
    if not mine:
        return
    seen = Challenge.objects.visible_to(access).open().filter(partnership__in=mine)
    found = list(seen.told().order_by("reply_by", "pk"))
    theirs = [one for one in found if one.is_replied and _may_close(one, access)]
    others = [one for one in found if one not in theirs]
    if len(theirs) <= ONE_BY_ONE:
        yield from (_replied(one) for one in theirs)
    else:
        yield Waiting(
            kind="Challenges",
            title=f"Read the replies to {in_words(len(theirs))} questions",
            href=_log("replied"),
            note="Close them, or say what is not answered yet.",
        )
    if others:
        yield _followed(others, today)


def _may_close(one: Challenge, access: Access) -> bool:
    if one.response.agency_id in access.agency_roles:
        return False
    coordinates = access.partnerships_with(Permission.CHALLENGE_CLOSE)
    asked = access.actor_id is not None and one.asked_by_id == access.actor_id
    return asked or one.partnership_id in coordinates


def _replied(one: Challenge) -> Waiting:
    agency = one.response.agency.name
    return Waiting(
        kind=f"Challenge, {one.response.round.name}",
        title=f"Read the reply of {agency} about priority {one.answer.priority.number}",
        href=_page(one),
        note=f"Close {one.partnership.short_name}’s question, or say what is not "
        "answered yet:",
        quote=one.question,
    )


def _followed(open_: Sequence[Challenge], today: date) -> Waiting:
    """One line for everything that is in other hands."""
    waits = [one for one in open_ if one.is_waiting]
    late = sum(one.is_late(today) for one in waits)
    told = []
    if waits:
        many = f"{count(len(waits), 'question waits', 'questions wait')} for a reply"
        told.append(f"{many}, {late} of them late" if late else many)
    if replied := len(open_) - len(waits):
        told.append(f"{count(replied, 'has', 'have')} been replied to")
    return Waiting(
        kind="Challenges",
        title="Follow the questions that your partnership asked",
        href=_log("open"),
        # Late is the agency, not whoever follows it: so the line has no date.
        note=f"{'; '.join(told)}.",
    )


def _page(one: Challenge) -> str:
    return reverse("response_tool:challenge", args=[one.pk])


def _log(show: str) -> str:
    return f"{reverse('response_tool:challenges')}?show={show}"
