"""Opening a round."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from activity.actions import record
from partnership.access import Access
from partnership.locking import locked
from partnership.models import Agency, Partnership, Seat
from partnership.roles import Permission
from response_tool.actions.telling import tell_opened
from response_tool.models import Answer, Recipient, Response, Round
from strategies.actions import evidence_changed
from strategies.models import Adoption, Strategy


@transaction.atomic
def open_round(
    *,
    strategy: Strategy,
    partnerships: Sequence[Partnership],
    name: str,
    opens_on: date,
    due_on: date,
    closes_on: date,
    by: Access,
    at: datetime,
    form_key: UUID | None = None,
) -> Round:
    """Ask every agency seated in the partnerships to respond to a strategy.

    Each gets one response, whichever of the partnerships it sits in. A coordinator
    opens rounds for their own partnerships. The same page sent twice opens one round.
    """
    _check(strategy, partnerships, by)
    # Held, so that the same page sent twice at once waits for itself.
    locked(Strategy.objects.all()).get(pk=strategy.pk)
    if form_key and (same := Round.objects.filter(form_key=form_key).first()):
        return same
    opened = Round(
        strategy=strategy,
        name=name,
        opens_on=opens_on,
        due_on=due_on,
        closes_on=closes_on,
        form_key=form_key,
    )
    opened.full_clean()
    opened.save()
    opened.partnerships.set(partnerships)
    responses = _ask_agencies(opened, partnerships)
    record(
        by=by,
        at=at,
        verb="opened",
        subject=opened,
        after={
            "partnerships": [p.name for p in partnerships],
            "agencies": len(responses),
            "opens_on": opens_on,
            "due_on": due_on,
            "closes_on": closes_on,
        },
    )
    evidence_changed(
        strategy_id=strategy.pk, partnership_ids=[p.pk for p in partnerships], at=at
    )
    tell_opened(opened, responses, at)
    return opened


def _check(strategy: Strategy, partnerships: Sequence[Partnership], by: Access) -> None:
    if not partnerships:
        raise ValidationError(
            {"partnerships": "Choose at least one partnership."}, code="none"
        )
    adopted = set(
        Adoption.objects.in_force()
        .filter(strategy=strategy)
        .values_list("partnership_id", flat=True)
    )
    for partnership in partnerships:
        if partnership.pk not in adopted:
            raise ValidationError(
                {
                    "partnerships": f"{partnership} has not adopted this strategy, "
                    "so its agencies cannot be asked about it."
                },
                code="not_adopted",
            )
        by.require(Permission.ROUND_OPEN, partnership_ids=[partnership.pk])


def _ask_agencies(opened: Round, partnerships: Sequence[Partnership]) -> list[Response]:
    agencies = list(Agency.objects.seated(partnerships, on=opened.opens_on))
    if not agencies:
        raise ValidationError(
            {
                "partnerships": "No agency has a seat on the day the round opens. "
                "Give agencies their seats first."
            },
            code="no_agencies",
        )
    responses = Response.objects.bulk_create(
        [Response(round=opened, agency=agency) for agency in agencies]
    )
    priorities = list(opened.strategy.priorities.order_by("number"))
    Answer.objects.bulk_create(
        [
            Answer(response=response, priority=priority)
            for response in responses
            for priority in priorities
        ],
        batch_size=500,
    )
    of_agency = {response.agency_id: response for response in responses}
    seats = Seat.objects.held(opened.opens_on).filter(
        partnership__in=partnerships, agency_id__in=of_agency
    )
    pairs = set(seats.values_list("agency_id", "partnership_id"))
    Recipient.objects.bulk_create(
        [
            Recipient(response=of_agency[agency_id], partnership_id=partnership_id)
            for agency_id, partnership_id in sorted(pairs)
        ],
        batch_size=500,
    )
    return responses
