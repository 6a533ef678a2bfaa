"""Putting the demonstration into a database, and taking it away again.

The past is written in sets, not save by save: two years of answers in a few seconds.
What is written is what the portal's own actions would have written, and
tests/demonstration checks that it is.
"""

from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from accounts.models import User
from activity.actions import record_all
from audits.models import (
    Audit,
    Scale,
    Tool,
)
from demonstration import (
    agreeing,
    auditing,
    challenging,
    chasing,
    evidencing,
    hearing,
    measuring,
    own_asking,
)
from demonstration.calendar import Rounds, later, moment
from demonstration.content import board_agencies, plan
from demonstration.filling import Filler, contact_of
from demonstration.held import HELD
from demonstration.models import Demonstration
from demonstration.reviewing import BY as COORDINATOR
from demonstration.reviewing import past_reviews, reviewed_at
from demonstration.telling import holidays_of, tell_people
from partnership.access import Access
from partnership.models import (
    Agency,
    AgencyMember,
    Holiday,
    Partnership,
    PartnershipMember,
    Seat,
)
from performance.models import (
    Area,
)
from response_tool.actions import accept_response, open_round, return_answers
from response_tool.models import (
    Recipient,
    Response,
    Round,
)
from strategies import library
from strategies.actions import (
    adopt_strategy,
    evidence_changed,
    load_strategy,
)
from strategies.models import Strategy

PASSWORD = "neglect-demonstration"  # noqa: S105 — shown on the sign-in page
BY = Access.of_command("the demonstration")


@transaction.atomic
def load_demonstration(*, today: date, at: datetime) -> None:
    """Make the demonstration as it is on a day. Refuses a database in use."""
    if Partnership.objects.exists():
        raise ValidationError(
            "This database already holds partnerships. Nothing was changed.",
            code="in_use",
        )
    partnerships = _partnerships()
    shared = _shared(partnerships, Rounds(today, count=4), at)
    for board in plan()["boards"]:
        _board(board, partnerships, Rounds(today, count=2), at)
    agreeing.sign_up(today)
    agreeing.propose(partnerships, by=BY, at=at)
    agreeing.set_usual()
    _accounts(partnerships)
    challenging.ask_everything(today=today, at=at)
    chasing.ask_for_answers(shared, at)
    latest = Round.objects.filter(strategy=shared.strategy).newest_first()
    own_asking.ask_of_its_own(list(latest[:2]))
    hearing.hear(partnerships, today=today)
    auditing.audit_practice(partnerships, today=today, at=at)
    measuring.measure_everything(partnerships, today=today, at=at)
    tell_people(shared, at)
    Demonstration.objects.create(loaded_on=today)


@transaction.atomic
def remove_demonstration() -> None:
    """Take the demonstration away. Accounts stay, so that nobody is signed out."""
    in_use = any(model.objects.exists() for model in HELD)
    if in_use and not Demonstration.objects.exists():
        raise ValidationError(
            "This database holds what the demonstration did not make. Nothing was "
            "changed.",
            code="in_use",
        )
    evidencing.take_away_files()
    # Each stands within another, which the database protects.
    models.QuerySet(Area).update(within=None)
    # So do audits that repeat others, and versions that follow others.
    models.QuerySet(Audit).update(again_of=None)
    for versioned in (Tool, Scale):
        models.QuerySet(versioned).update(replaces=None)
    for model in HELD:
        # The plain query set: history is append-only for everybody else.
        models.QuerySet(model).delete()


def _partnerships() -> dict[str, Partnership]:
    made = {
        slug: Partnership.objects.create(
            slug=slug,
            name=name,
            short_name=short,
            contact_email=f"neglect@{slug}.example",
            contact_phone="01632 960 123",
            contact_hours="Monday to Friday, 9am to 5pm",
        )
        for slug, (name, short) in plan()["partnerships"].items()
    }
    Holiday.objects.bulk_create(
        holiday for one in made.values() for holiday in holidays_of(one)
    )
    return made


def _shared(
    partnerships: dict[str, Partnership], rounds: Rounds, at: datetime
) -> Round:
    """The two neighbours, fifteen agencies and four rounds; gives the open one."""
    shared = plan()["shared"]
    serves = [partnerships[slug] for slug in shared["partnerships"]]
    strategy = _adopt(shared["strategy"], serves, rounds, at)
    agencies = {
        one["slug"]: _agency(one, [partnerships[slug] for slug in one["areas"]], rounds)
        for one in shared["agencies"]
    }
    filler = Filler.shared(strategy, agencies, rounds)
    return _fill(filler, strategy, serves, rounds, at, with_files=True)


def _board(
    board: dict[str, Any],
    partnerships: dict[str, Partnership],
    rounds: Rounds,
    at: datetime,
) -> None:
    """One of the other boards, or several that share a strategy."""
    areas = {name: partnerships[slug] for name, slug in board["areas"].items()}
    strategy = _adopt(board["strategy"], list(areas.values()), rounds, at)
    agencies = {}
    for one in board_agencies(board["strategy"]):
        sits_in = [areas[name] for name in one.get("areas", areas)]
        agencies[one["slug"]] = _agency(one, sits_in, rounds)
    filler = Filler.board(strategy, agencies, rounds, board)
    _fill(filler, strategy, list(areas.values()), rounds, at)


def _adopt(
    name: str, serves: list[Partnership], rounds: Rounds, at: datetime
) -> Strategy:
    # Published some weeks before it was adopted.
    strategy = load_strategy(
        document=library.read(name),
        by=BY,
        at=moment(later(rounds.adopted_on, -1), 9),
        convenor=serves[0],
    )
    for partnership in serves:
        adopt_strategy(
            partnership=partnership,
            strategy=strategy,
            adopted_on=rounds.adopted_on,
            review_on=agreeing.review_on(partnership, rounds),
            by=BY,
            at=at,
        )
    return strategy


def _agency(one: dict[str, Any], sits_in: list[Partnership], rounds: Rounds) -> Agency:
    agency = Agency.objects.create(
        slug=one["slug"],
        name=one["name"].replace("'", "’"),
        sector=one["sector"],
        **contact_of(one["slug"], one["sector"]),
    )
    Seat.objects.bulk_create(
        Seat(
            agency=agency,
            partnership=partnership,
            from_on=rounds.adopted_on,
            statutory=one.get("statutory", one["sector"] in ("council", "police")),
        )
        for partnership in sits_in
    )
    return agency


def _fill(
    filler: Filler,
    strategy: Strategy,
    serves: list[Partnership],
    rounds: Rounds,
    at: datetime,
    *,
    with_files: bool = False,
) -> Round:
    opened_rounds = []
    for dates in rounds:
        opened = open_round(
            strategy=strategy,
            partnerships=serves,
            name=dates.name,
            opens_on=dates.opens_on,
            due_on=dates.due_on,
            closes_on=dates.closes_on,
            by=BY,
            at=dates.opened_at,
        )
        filler.fill(opened, dates)
        opened_rounds.append(opened)
    filler.write()
    if with_files:
        evidencing.attach_files(opened_rounds, at)
    _review(opened_rounds, at)
    evidence_changed(
        strategy_id=strategy.pk,
        partnership_ids=[partnership.pk for partnership in serves],
        at=at - timedelta(minutes=1),
    )
    return opened_rounds[-1]


def _review(rounds: list[Round], at: datetime) -> None:
    """Past rounds are accepted; in the open one some are, and one answer came back."""
    *past, current = rounds
    for opened in past:
        recipients, events = past_reviews(opened)
        Recipient.objects.bulk_update(
            recipients, ["review", "reviewed_at", "reviewed_by"]
        )
        record_all(events)
    by = Access.of_command(COORDINATOR.actor_name)
    sent = current.responses.filter(state=Response.State.SUBMITTED)
    for place, response in enumerate(sent.select_related("agency").order_by("pk")):
        when = min(reviewed_at(response), at)
        back = plan()["returned"].get(response.agency.slug, {})
        for one in response.recipients.select_related("partnership").order_by("pk"):
            about: dict[str, Any] = {
                "partnership": one.partnership,
                "by": by,
                "at": when,
            }
            if told := back.get(one.partnership.slug):
                return_answers(
                    response=response,
                    reasons=told,
                    answer_by=timezone.localdate(at) + timedelta(days=7),
                    **about,
                )
            elif back or place % 3 == 0:
                accept_response(response=response, **about)


def _accounts(partnerships: dict[str, Partnership]) -> None:
    hashed = make_password(PASSWORD)  # once: it is slow, and all share it
    for one in plan()["accounts"]:
        administrator = one.get("administrator", False)
        user, is_new = User.objects.update_or_create(
            email=one["email"],
            defaults={
                "name": one["name"],
                "job_title": one["job_title"],
                "is_active": True,
                "is_staff": administrator,
                "is_superuser": administrator,
            },
        )
        # The same password hashed anew would sign everybody out.
        if is_new or not user.check_password(PASSWORD):
            user.password = hashed
            user.save(update_fields=["password"])
        for slug, role in one.get("agencies", {}).items():
            agency = Agency.objects.get(slug=slug)
            AgencyMember.objects.create(user=user, agency=agency, role=role)
        for slug, role in one.get("partnerships", {}).items():
            PartnershipMember.objects.create(
                user=user, partnership=partnerships[slug], role=role
            )
