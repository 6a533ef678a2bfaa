"""A partnership begins a new mean and range, and takes one back."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from partnership.access import Access
from performance.actions.commissioning import hold, refuse_other_days, told
from performance.models import Commission, Rebase, Received
from performance.periods import latest_ended
from ui.templatetags.words import day

TOO_FEW = (
    "A new mean needs figures before it. Your partnership has accepted figures of "
    "fewer than two periods."
)
ALREADY = "A new mean begins on that day already. Choose another period."
GONE = "This new mean was taken back already."


@transaction.atomic
def rebase(
    *,
    commission: Commission,
    from_on: date,
    because: str,
    baseline: int | None,
    by: Access,
    at: datetime,
) -> Rebase:
    """Begin a new mean and range with a period, and say why.

    Raises ValidationError with code no_mean where no new mean can begin on that day or
    one does already, and wrong_day where no period begins.
    """
    held = hold(commission, by)
    refuse_other_days(held.every, from_on)
    _refuse_out_of_reach(held, from_on, timezone.localdate(at))
    if held.rebases.filter(from_on=from_on).exists():
        raise ValidationError(ALREADY, code="no_mean")
    new = Rebase(
        commission=held,
        from_on=from_on,
        because=because,
        baseline=baseline,
        set_at=at,
        set_by=by.actor_name,
    )
    new.full_clean()
    new.save()
    after = {"from_on": from_on, "reason": because}
    _told(held, "began a new mean for", by, at, after=after)
    return new


@transaction.atomic
def take_back_mean(*, new: Rebase, because: str, by: Access, at: datetime) -> None:
    """Go on with the mean before, and say why; what was set stays in the history.

    Raises ValidationError with code gone.
    """
    held = hold(new.commission, by)
    if (found := held.rebases.filter(pk=new.pk).first()) is None:
        raise ValidationError(GONE, code="gone")
    before = {"from_on": found.from_on, "reason": found.because}
    found.delete()
    after = {"reason": because}
    _told(held, "took back a new mean for", by, at, before=before, after=after)


def _refuse_out_of_reach(held: Commission, from_on: date, today: date) -> None:
    """A mean has figures before it, and a period that is over to begin with."""
    figures = Received.objects.filter(
        partnership=held.partnership_id,
        point__measure=held.measure_id,
        point__data_return__frequency=held.frequency,
        accepted__numerator__isnull=False,
    )
    days = figures.order_by("point__data_return__starts_on").values_list(
        "point__data_return__starts_on", flat=True
    )
    known = list(days.distinct()[:2])
    if len(known) < 2:
        raise ValidationError(TOO_FEW, code="no_mean")
    second, latest = known[1], latest_ended(held.every, today)
    if not second <= from_on <= latest.starts_on:
        raise ValidationError(
            f"Enter a day from {day(second)}, when the second {held.every.each} with "
            f"figures begins, to {day(latest.starts_on)}, when the latest that is "
            "over began.",
            code="no_mean",
        )


def _told(
    held: Commission, verb: str, by: Access, at: datetime, **what: dict[str, Any]
) -> None:
    held.version += 1
    held.save(update_fields=["version"])
    told(held, verb, by, at, **what)
