"""A partnership takes on a version; its dashboard is marked as changed."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta

from celery import current_app
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from activity.actions import record
from partnership.access import Access
from partnership.locking import locked
from partnership.models import Partnership
from partnership.roles import Permission
from strategies.actions.carrying import carry_usual
from strategies.models import Adoption, Strategy

COMPILE_TASK = "dashboards.tasks.compile_dashboard"
AHEAD_AT_MOST = timedelta(days=366)


@transaction.atomic
def adopt_strategy(
    *,
    partnership: Partnership,
    strategy: Strategy,
    adopted_on: date,
    by: Access,
    at: datetime,
    review_on: date | None = None,
) -> Adoption:
    """A partnership takes on a published strategy, or what it was asked to take on.

    The version that it revises, where the partnership works to it, is then replaced,
    and what each sector is usually asked there goes on in this one.
    An earlier version than the one it works to is refused.
    """
    by.require(Permission.STRATEGY_ADOPT, partnership_ids=[partnership.pk])
    # Both held: the same page sent twice at once waits for itself, and so do two
    # versions that are taken on at once.
    hold_partnership(partnership.pk)
    strategy = hold_strategy(strategy)
    pair = {"partnership": partnership, "strategy": strategy}
    asked = Adoption.objects.filter(status=Adoption.Status.DRAFT, **pair)
    adoption = asked.first() or Adoption(**pair)
    adoption.status = Adoption.Status.ADOPTED
    adoption.adopted_on = adopted_on
    adoption.review_on = review_on
    adoption.evidence_changed_at = at
    check_adopted_on(adopted_on, timezone.localdate(at))
    adoption.refuse_beside_later()
    adoption.full_clean()
    adoption.save()
    record(
        by=by,
        at=at,
        verb="adopted",
        subject=adoption,
        thread=strategy,
        label=partnership.name,
        after={"adopted_on": adopted_on, "review_on": review_on},
    )
    _nudge_after_commit([adoption.pk])
    replaced = replace_earlier(adoption, by, at)
    carry_usual(adoption=adoption, replaced=replaced, by=by, at=at)
    return adoption


def hold_partnership(partnership_id: int) -> None:
    """Let what a partnership takes on wait, one change after the other."""
    locked(Partnership.objects.all()).get(pk=partnership_id)


def hold_strategy(strategy: Strategy) -> Strategy:
    """The strategy as it stands, held until the transaction ends."""
    return locked(Strategy.objects.all()).get(pk=strategy.pk)


def check_adopted_on(adopted_on: date, today: date) -> None:
    """Refuse a date of adoption that lies too far ahead to be meant."""
    if adopted_on > today + AHEAD_AT_MOST:
        raise ValidationError(
            {"adopted_on": "The date adopted must be within a year from today."},
            code="too_far",
        )


def replace_earlier(adoption: Adoption, by: Access, at: datetime) -> list[Adoption]:
    """Mark the versions before this one as replaced, where they are in force."""
    earlier = Strategy.objects.earlier(adoption.strategy_id)
    rows = Adoption.objects.in_force().filter(
        partnership=adoption.partnership, strategy__in=earlier
    )
    standing = list(rows.select_related("strategy", "partnership").order_by("pk"))
    for one in standing:
        was = one.status
        one.status = Adoption.Status.REPLACED
        one.evidence_changed_at = at
        one.save(update_fields=["status", "evidence_changed_at"])
        record(
            by=by,
            at=at,
            verb="replaced",
            subject=one,
            thread=one.strategy,
            label=one.partnership.name,
            before={"status": was},
            after={"status": one.status, "by": adoption.strategy.with_version},
        )
        _nudge_after_commit([one.pk])
    return standing


def evidence_changed(
    *, strategy_id: int, partnership_ids: Iterable[int], at: datetime
) -> None:
    """Mark the dashboards that no longer show all that is known, and ask for them.

    The mark is written with its cause, in one transaction, so that it is never lost;
    the nudge only makes the compile prompt.
    """
    _mark(
        Adoption.objects.filter(
            strategy_id=strategy_id, partnership_id__in=partnership_ids
        ),
        at,
    )


def boards_changed(partnership: Partnership, at: datetime) -> None:
    """Mark every dashboard of a partnership: what changed is no one strategy’s."""
    _mark(Adoption.objects.taken_on().filter(partnership=partnership), at)


def _mark(adoptions: "QuerySet[Adoption]", at: datetime) -> None:
    ids = list(adoptions.order_by("pk").values_list("pk", flat=True))
    adoptions.update(evidence_changed_at=at)
    _nudge_after_commit(ids)


def _nudge_after_commit(adoption_ids: list[int]) -> None:
    # Robust: a queue that is down is logged and never fails the save; the sweep of
    # `dashboards.tasks` finds the mark within a minute.
    for pk in adoption_ids:
        transaction.on_commit(_nudging(pk), robust=True)


def _nudging(adoption_id: int) -> Callable[[], None]:
    # A function of its own: what fails in a partial cannot be named in the log.
    def nudge() -> None:
        _nudge(adoption_id)

    return nudge


def _nudge(adoption_id: int) -> None:
    """Ask a worker to compile now, by name: dashboards stand above this room."""
    current_app.send_task(COMPILE_TASK, kwargs={"adoption_id": adoption_id})
