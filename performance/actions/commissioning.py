"""A partnership decides what it measures, whom it asks, and what it hopes for."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from activity.actions import record
from partnership.access import Access
from partnership.locking import locked
from partnership.models import Agency, Partnership
from partnership.roles import Permission
from performance.actions.showing import keep_shown
from performance.actions.writing import refuse_too_many
from performance.models import (
    Asked,
    Commission,
    DataPoint,
    Measure,
    Received,
    Turn,
)
from performance.periods import Frequency, Period
from strategies.actions import boards_changed
from strategies.models import Objective, Outcome

CHANGED = (
    "A colleague changed this measure while you were writing. Read it once more; what "
    "you typed is still here."
)


@dataclass(frozen=True, slots=True)
class Terms:
    """What a partnership asks for and hopes for with one measure."""

    frequency: Frequency
    first_on: date
    due_days: int
    agencies: Sequence[Agency]
    target: Decimal | None = None
    baseline: Decimal | None = None
    baseline_said: str = ""
    turns: Sequence[tuple[date, int]] = ()
    objectives: Sequence[Objective] = ()
    outcomes: Sequence[Outcome] = ()

    def told(self) -> dict[str, Any]:
        """As the history has it."""
        return {
            "frequency": self.frequency.words,
            "first_on": self.first_on,
            "due_days": self.due_days,
            "target": self.target,
            "baseline": self.baseline,
            "agencies": [agency.name for agency in self.agencies],
            "objectives": [one.title for one in self.objectives],
        }


@transaction.atomic
def ask_for(
    *,
    partnership: Partnership,
    measure: Measure,
    terms: Terms,
    by: Access,
    at: datetime,
) -> Commission:
    """Ask agencies for a measure from a period on.

    Asking for the same measure again gives what is asked already. Raises
    ValidationError with code too_many, not_seated, not_theirs or wrong_day.
    """
    by.require(Permission.MEASURE_CONFIGURE, partnership_ids=[partnership.pk])
    locked(Partnership.objects.all()).get(pk=partnership.pk)
    asked = Commission.objects.filter(partnership=partnership)
    if same := asked.filter(measure=measure).first():
        return same
    refuse_too_many(asked.standing(timezone.localdate(at)).count())
    if measure.partnership_id not in (None, partnership.pk):
        raise ValidationError("That measure is another partnership’s.", "not_theirs")
    commission = Commission(
        partnership=partnership, measure=measure, position=asked.count() + 1
    )
    _put(commission, terms, terms.first_on)
    told = {"measure": measure.title, **terms.told()}
    record(
        by=by,
        at=at,
        verb="asked for",
        subject=commission,
        label=measure.title,
        thread=partnership,
        after=told,
    )
    boards_changed(partnership, at)
    return commission


@transaction.atomic
def change_terms(
    *, commission: Commission, terms: Terms, seen: int, by: Access, at: datetime
) -> None:
    """Change what is asked for or hoped for; `seen` is the version that was read.

    Figures that were sent stay. Raises ValidationError with code changed, and as
    `ask_for` does.
    """
    held = hold(commission, by)
    if held.version != seen:
        raise ValidationError(CHANGED, code="changed")
    before = terms_of(held).told()
    after = terms.told()
    held.version += 1
    # Who is asked from now on is not asked about what was before.
    today = timezone.localdate(at)
    _put(held, terms, terms.frequency.first_day(today))
    # Without an agency that had not come a period may be complete.
    keep_shown(measures=[held.measure_id], at=at)
    differ = {name for name in after if after[name] != before[name]}
    told(
        held,
        "changed the measure",
        by,
        at,
        before={name: before[name] for name in differ},
        after={name: after[name] for name in differ},
    )


def terms_of(commission: Commission) -> Terms:
    """What a partnership asks for and hopes for now. Four queries."""
    return Terms(
        frequency=commission.every,
        first_on=commission.first_on,
        due_days=commission.due_days,
        agencies=list(commission.agencies.order_by("name", "pk")),
        target=commission.target,
        baseline=commission.baseline,
        baseline_said=commission.baseline_said,
        turns=list(
            commission.turns.order_by("from_on").values_list("from_on", "better")
        ),
        objectives=list(commission.objectives.order_by("position", "pk")),
        outcomes=list(commission.outcomes.order_by("position", "pk")),
    )


def _put(commission: Commission, terms: Terms, from_on: date) -> None:
    refuse_other_days(terms.frequency, terms.first_on)
    _refuse_not_seated(commission.partnership, terms.agencies)
    commission.frequency = terms.frequency
    commission.first_on = terms.first_on
    commission.due_days = terms.due_days
    commission.target = terms.target
    commission.baseline = terms.baseline
    commission.baseline_said = terms.baseline_said
    commission.full_clean()
    commission.save()
    Asked.objects.filter(commission=commission).exclude(
        agency__in=terms.agencies
    ).delete()
    for agency in terms.agencies:
        Asked.objects.get_or_create(
            commission=commission, agency=agency, defaults={"from_on": from_on}
        )
    commission.turns.all().delete()
    for on, better in terms.turns:
        Turn.objects.create(commission=commission, from_on=on, better=better)
    commission.objectives.set(terms.objectives)
    commission.outcomes.set(terms.outcomes)
    _hand_on(commission)


def _hand_on(commission: Commission) -> None:
    """Receive what the agencies have sent already, to another partnership that asks."""
    about = Asked.objects.filter(
        commission=commission,
        agency=OuterRef("data_return__agency"),
        from_on__lte=OuterRef("data_return__starts_on"),
    )
    sent = DataPoint.objects.filter(
        Exists(about),
        measure=commission.measure_id,
        data_return__frequency=commission.frequency,
        data_return__starts_on__gte=commission.first_on,
        revisions__isnull=False,
    ).exclude(received__partnership=commission.partnership_id)
    Received.objects.bulk_create(
        Received(point=point, partnership=commission.partnership)
        for point in sent.distinct().order_by("pk")
    )


def hold(commission: Commission, by: Access) -> Commission:
    """A commission, held, for somebody who may say what is asked for."""
    by.require(
        Permission.MEASURE_CONFIGURE, partnership_ids=[commission.partnership_id]
    )
    rows = Commission.objects.select_related("partnership", "measure")
    return locked(rows).get(pk=commission.pk)


def told(
    held: Commission, verb: str, by: Access, at: datetime, **what: dict[str, Any]
) -> None:
    """Record what was done to a commission, `before` and `after`, and tell boards."""
    record(
        by=by,
        at=at,
        verb=verb,
        subject=held,
        label=held.measure.title,
        thread=held.partnership,
        **what,
    )
    boards_changed(held.partnership, at)


def refuse_other_days(frequency: Frequency, on: date) -> None:
    """Raises ValidationError with code wrong_day where no period begins on a day."""
    try:
        Period(frequency, on)
    except ValueError:
        begins = frequency.beginning(on)
        raise ValidationError(
            f"No {frequency.each} begins on that day. One begins on "
            f"{begins.starts_on:%-d %B %Y}, the next on "
            f"{begins.moved(1).starts_on:%-d %B %Y}.",
            code="wrong_day",
        ) from None


def _refuse_not_seated(partnership: Partnership, agencies: Collection[Agency]) -> None:
    seated = Agency.objects.sitting_in([partnership.pk]).values_list("pk", flat=True)
    if {agency.pk for agency in agencies} - set(seated):
        raise ValidationError(
            "Only agencies with a seat in your partnership can be asked.",
            code="not_seated",
        )
