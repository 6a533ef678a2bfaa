"""What the demonstration's partnerships have agreed: reviews, sign-ups, presets."""

from datetime import date, datetime, timedelta

from activity.actions import event, record_all
from demonstration.calendar import Rounds, chance, moment
from demonstration.content import plan
from demonstration.filling import ROLES
from partnership.access import Access
from partnership.models import Agency, Partnership, Seat
from strategies.actions import propose_strategy
from strategies.models import Adoption, Preset, SignUp, Strategy


def review_on(partnership: Partnership, rounds: Rounds) -> date:
    """About a year from now; in the plan, nearer for one and passed for another."""
    days = plan()["agreed"]["reviews"].get(partnership.slug)
    return rounds.review_on if days is None else rounds.today + timedelta(days=days)


def sign_up(today: date) -> None:
    """Most agencies signed up to what their partnerships adopted, and some did not."""
    agreed = plan()["agreed"]
    seats = Seat.objects.select_related("agency").order_by("agency__slug", "pk")
    adopted = {one.partnership_id: one for one in Adoption.objects.in_force()}
    signed: dict[tuple[int, int], SignUp] = {}
    for seat in seats:
        agency, adoption = seat.agency, adopted[seat.partnership_id]
        if agency.slug in agreed["not_signed"]:
            continue
        after = timedelta(days=chance(f"signed on {agency.slug}", 10, 80))
        signed[adoption.strategy_id, agency.pk] = SignUp(
            strategy_id=adoption.strategy_id,
            agency=agency,
            name=f"{agency} lead",
            role=ROLES[agency.sector].capitalize(),
            signed_on=min(today, (adoption.adopted_on or today) + after),
            how=_how(agency),
        )
    SignUp.objects.bulk_create(signed.values())
    record_all(
        event(
            by=Access(actor_name=f"the {ROLES[one.agency.sector]}"),
            at=moment(one.signed_on, 10),
            verb="signed up",
            subject=one,
            thread=one.strategy,
            label=one.agency.name,
            after={"name": one.name, "role": one.role, "how": one.how},
        )
        for one in signed.values()
    )


def _how(agency: Agency) -> str:
    """How an agency says its staff get to know the strategy: one of its sector's."""
    texts = plan()["agreed"]["how"][agency.sector]
    text = texts[chance(f"how {agency.slug}", 0, len(texts) - 1)]
    return " ".join(text.split())


def propose(partnerships: dict[str, Partnership], *, by: Access, at: datetime) -> None:
    """One strategy is proposed to neighbours who have not answered yet."""
    for key, slugs in plan()["agreed"]["proposed"].items():
        propose_strategy(
            strategy=Strategy.objects.get(library_key=key),
            partnerships=[partnerships[slug] for slug in slugs],
            by=by,
            at=at,
        )


def set_usual() -> None:
    """What some sectors are usually asked about."""
    for slug, sectors in plan()["agreed"]["usual"].items():
        adoption = Adoption.objects.in_force().get(partnership__slug=slug)
        numbers = {one.number: one for one in adoption.strategy.priorities.all()}
        Preset.objects.bulk_create(
            Preset(adoption=adoption, sector=sector, priority=numbers[number])
            for sector, asked in sectors.items()
            for number in asked
        )
