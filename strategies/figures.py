"""What strategies give to the home page and to the board: adoption and sign-up.

Counts here are of agencies, never of children (docs/adr/0006).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, FilteredRelation, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from partnership.access import Access
from partnership.models import Agency, Seat
from partnership.prepared import Prepared
from partnership.roles import Permission
from strategies.models import Adoption, SignUp, Strategy
from ui.worklist import Done, Waiting

REMINDED = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class StrategyFigures:
    """How one partnership stands to the version it works to.

    review_in: days from the day of the figures to the review, negative once passed.
    """

    status: str = ""
    status_word: str = ""
    version: str = ""
    adopted_on: date | None = None
    review_on: date | None = None
    review_in: int | None = None
    agencies: int = 0
    signed: int = 0
    not_signed: list[str] = field(default_factory=list)


# Of one agency that has a seat: its number, its name, whether it has signed up. The
# adoption's own columns come with each; an adoption without agencies has one row.
AdoptionRow = tuple[Any, ...]


def figures(
    *, partnership_id: int, strategy_id: int, as_at: datetime
) -> StrategyFigures:
    """Adoption and sign-up of one partnership as at a moment. One query."""
    today = timezone.localdate(as_at)
    rows = _rows(partnership_id, strategy_id, today)
    if not rows:
        return StrategyFigures()
    status, adopted_on, review_on, version, *_ = rows[0]
    # By number, as two seats of one agency may overlap by a day.
    agencies = {pk: (name, signed) for *_, pk, name, signed in rows if pk}
    return StrategyFigures(
        status=status,
        status_word=Adoption.Status(status).label,
        version=version,
        adopted_on=adopted_on,
        review_on=review_on,
        review_in=(review_on - today).days if review_on else None,
        agencies=len(agencies),
        signed=sum(bool(signed) for _, signed in agencies.values()),
        not_signed=[name for name, signed in agencies.values() if not signed],
    )


def _rows(partnership_id: int, strategy_id: int, today: date) -> list[AdoptionRow]:
    return _agreed(partnership=partnership_id, strategy=strategy_id, today=today)


@Prepared
def _agreed(
    *, partnership: int, strategy: int, today: date
) -> "QuerySet[Adoption, AdoptionRow]":
    still_held = Q(partnership__seats__to_on=None) | Q(
        partnership__seats__to_on__gte=today
    )
    signed = SignUp.objects.filter(
        strategy_id=OuterRef("strategy_id"), agency_id=OuterRef("held__agency_id")
    )
    found = (
        Adoption.objects.filter(partnership_id=partnership, strategy_id=strategy)
        .annotate(
            held=FilteredRelation(
                "partnership__seats",
                condition=Q(partnership__seats__from_on__lte=today) & still_held,
            )
        )
        .annotate(signed=Exists(signed))
        .order_by("held__agency__name", "held__agency_id")
    )
    return found.values_list(
        *("status", "adopted_on", "review_on", "strategy__version"),
        *("held__agency_id", "held__agency__name", "signed"),
    )


def waiting(*, access: Access, today: date) -> list[Waiting]:
    """Proposals to answer, reviews that come near, agencies to sign up.

    Five queries at most.
    """
    return [
        *_proposals(access),
        *_reviews(access, today),
        *_sign_ups(access, today),
    ]


def _proposals(access: Access) -> Iterable[Waiting]:
    for one in _mine(access).filter(status=Adoption.Status.DRAFT):
        convenor = one.strategy.convenor
        yield Waiting(
            kind=f"Strategy, {one.partnership.short_name}",
            title=f"Adopt “{one.strategy.named}”, or decline it",
            href=_page(one),
            note=f"Proposed by {convenor}." if convenor else "Proposed to you.",
        )


def _reviews(access: Access, today: date) -> Iterable[Waiting]:
    for one in _mine(access).to_review(today + REMINDED):
        passed = one.review_on is not None and one.review_on < today
        to_do = (
            "Once it is decided, set a new date."
            if one.status == Adoption.Status.UNDER_REVIEW
            else "Put it under review, or set a new date."
        )
        yield Waiting(
            kind=f"Strategy, {one.partnership.short_name}",
            title=f"Review “{one.strategy.named}”",
            href=reverse(
                "strategies:adoption", args=[one.strategy.slug, one.partnership.slug]
            ),
            note=f"Its review date {'has passed' if passed else 'is near'}. {to_do}",
            due_on=one.review_on,
        )


def _mine(access: Access) -> Any:
    """Adoptions of the partnerships that a person coordinates."""
    mine = access.partnerships_with(Permission.STRATEGY_ADOPT)
    found = Adoption.objects.visible_to(access).filter(partnership__in=mine)
    return found.select_related("partnership", "strategy__convenor").in_order()


def _sign_ups(access: Access, today: date) -> Iterable[Waiting]:
    """One for each of a lead's agencies and each version in force where it sits."""
    leads = access.agencies_with(Permission.STRATEGY_SIGN)
    seats: dict[int, list[Agency]] = {}
    held = Seat.objects.held(today).filter(agency__in=leads).select_related("agency")
    for seat in held.order_by("agency__name", "pk"):
        seats.setdefault(seat.partnership_id, []).append(seat.agency)
    adoptions = Adoption.objects.in_force().filter(partnership__in=seats)
    signed = SignUp.objects.filter(agency__in=leads)
    # What was signed already, or asked for once, is not asked for again: several of an
    # agency's partnerships may work to one version.
    met = set(signed.values_list("strategy_id", "agency_id"))
    for one in adoptions.select_related("strategy").in_order():
        for agency in seats[one.partnership_id]:
            if (one.strategy_id, agency.pk) not in met:
                met.add((one.strategy_id, agency.pk))
                yield _sign_up(one.strategy, agency, several=len(leads) > 1)


def _sign_up(strategy: Strategy, agency: Agency, *, several: bool) -> Waiting:
    return Waiting(
        kind=f"Strategy, {agency}" if several else "Strategy",
        title=f"Sign your agency up to “{strategy.named}”",
        href=reverse("strategies:sign_up", args=[strategy.slug, agency.slug]),
        note="Say who signs for your agency, and how its staff will be made familiar "
        "with the strategy.",
    )


def done(*, access: Access, since: date) -> list[Done]:
    """What a person's agencies signed up to lately, latest first. One query."""
    signed = (
        SignUp.objects.filter(agency_id__in=access.agency_roles, signed_on__gte=since)
        .select_related("agency", "strategy")
        .order_by("-signed_on", "-pk")[:5]
    )
    several = len(access.agency_roles) > 1
    return [
        Done(
            on=one.signed_on,
            text=f"{one.agency if several else 'Your agency'} signed up to "
            f"“{one.strategy.named}”.",
            link="Read the strategy",
            href=reverse("strategies:strategy", args=[one.strategy.slug]),
        )
        for one in signed
    ]


def _page(one: Adoption) -> str:
    return reverse("strategies:strategy", args=[one.strategy.slug])
