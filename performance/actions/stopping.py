"""A partnership stops asking for a measure, and asks for it again."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from partnership.access import Access
from partnership.models import Agency
from performance.actions.commissioning import hold, refuse_other_days, told
from performance.actions.writing import refuse_too_many
from performance.models import Asked, Commission
from performance.periods import Period
from ui.templatetags.words import day

NOT_STOPPED = "You ask for this measure already."
NOBODY = (
    "None of the agencies that you asked has a seat in your partnership any more. "
    "Change whom you ask first, then ask again."
)


@transaction.atomic
def stop_asking(
    *, commission: Commission, ended_on: date, by: Access, at: datetime
) -> None:
    """Ask no longer after a day; what was sent stays and is shown.

    Raises ValidationError with code too_early.
    """
    held = hold(commission, by)
    if ended_on < held.first_on:
        raise ValidationError(
            f"The first period that you ask about begins on {day(held.first_on)}. "
            "Enter that day or a later one.",
            code="too_early",
        )
    held.ended_on = ended_on
    held.version += 1
    held.full_clean(exclude=["partnership", "measure"])
    held.save()
    told(held, "stopped asking for", by, at, after={"ended_on": ended_on})


@transaction.atomic
def ask_again(
    *, commission: Commission, from_on: date, by: Access, at: datetime
) -> None:
    """Ask again from a period on, on the same terms; what was sent stays.

    Nobody is asked about the periods in between, so nobody owes them. Agencies without
    a seat are asked no more. Raises ValidationError with code not_stopped, wrong_day,
    too_early, too_many or nobody.
    """
    held = hold(commission, by)
    stopped_on = held.ended_on
    if stopped_on is None:
        raise ValidationError(NOT_STOPPED, code="not_stopped")
    refuse_other_days(held.every, from_on)
    first = Period(held.every, from_on)
    if first.ends_on <= stopped_on:
        raise ValidationError(
            f"You ask for it until {day(stopped_on)} already. Enter the first day of "
            "a later period.",
            code="too_early",
        )
    others = Commission.objects.filter(partnership=held.partnership).exclude(pk=held.pk)
    refuse_too_many(others.standing(timezone.localdate(at)).count())
    asked = Asked.objects.filter(commission=held)
    seated = Agency.objects.sitting_in([held.partnership_id])
    asked.exclude(agency__in=seated.order_by()).delete()
    if not asked.exists():
        raise ValidationError(NOBODY, code="nobody")
    if first.before.ends_on > stopped_on:
        asked.filter(from_on__lt=from_on).update(from_on=from_on)
    held.ended_on = None
    held.version += 1
    held.save(update_fields=["ended_on", "version"])
    after = {"from_on": from_on, "stopped_on": stopped_on}
    told(held, "asked again for", by, at, after=after)
