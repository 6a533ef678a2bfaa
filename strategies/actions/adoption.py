"""A partnership takes on a version; its dashboard is marked as changed."""

from collections.abc import Callable, Iterable
from datetime import date, datetime

from celery import current_app
from django.db import transaction

from activity.actions import record
from partnership.access import Access
from partnership.models import Partnership
from strategies.models import Adoption, Strategy

COMPILE_TASK = "dashboards.tasks.compile_dashboard"


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
    """A partnership takes on a published strategy."""
    adoption = Adoption(
        partnership=partnership,
        strategy=strategy,
        adopted_on=adopted_on,
        review_on=review_on,
        evidence_changed_at=at,
    )
    adoption.full_clean()
    adoption.save()
    record(by=by, at=at, verb="adopted", subject=adoption, thread=strategy)
    _nudge_after_commit([adoption.pk])
    return adoption


def evidence_changed(
    *, strategy_id: int, partnership_ids: Iterable[int], at: datetime
) -> None:
    """Mark the dashboards that no longer show all that is known, and ask for them.

    The mark is written with its cause, in one transaction, so that it is never lost;
    the nudge only makes the compile prompt.
    """
    adoptions = Adoption.objects.filter(
        strategy_id=strategy_id, partnership_id__in=partnership_ids
    )
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
