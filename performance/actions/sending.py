"""An agency sends its figures to every partnership that asks."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from activity.actions import record
from partnership.access import Access
from partnership.models import Agency
from performance.actions.entering import hold_grid
from performance.actions.telling import tell_sent
from performance.grids import SAID, Line
from performance.models import Commission, DataPoint, Received, Return, Revision
from performance.periods import Period
from strategies.actions import boards_changed


@transaction.atomic
def submit_figures(
    *, agency: Agency, period: Period, by: Access, at: datetime
) -> Return:
    """Send what is new or was queried; what was accepted is not sent again.

    Each figure that is sent becomes a revision, which is never changed. Raises
    ValidationError with code incomplete or nothing_new.
    """
    whole, data_return = hold_grid(agency, period, by)
    if problems := whole.problems:
        raise ValidationError(problems[0].text, code="incomplete")
    lines = [line for line in whole.open_lines if line.is_new]
    if not lines:
        raise ValidationError(
            "Nothing has changed since these figures were sent.", code="nothing_new"
        )
    for line in lines:
        send_line(line, whole.commissions, by, at)
    data_return.submitted_at, data_return.submitted_by = at, by.actor_name
    data_return.first_submitted_at = data_return.first_submitted_at or at
    data_return.version += 1
    data_return.save()
    record(
        by=by,
        at=at,
        verb="submitted",
        subject=data_return,
        after={"measures": [line.measure.title for line in lines]},
    )
    for partnership in whole.partnerships:
        # Whether figures come in time is shown before they are looked at.
        boards_changed(partnership, at)
    tell_sent(data_return, lines, by, at)
    return data_return


def send_line(
    line: Line, commissions: Sequence[Commission], by: Access, at: datetime
) -> None:
    """Keep a figure as it is sent now, for every partnership that asks for it."""
    point = line.point
    if point.pk is None:
        raise ValidationError("A figure is missing.", code="incomplete")
    Revision.objects.create(
        point=point,
        number=len(point.revisions.all()) + 1,
        sent_at=at,
        sent_by=by.actor_name,
        **{name: getattr(point, name) for name in SAID},
    )
    for commission in commissions:
        if commission.measure_id == line.measure.pk:
            _receive(point, commission)


def _receive(point: DataPoint, commission: Commission) -> None:
    received, _ = Received.objects.get_or_create(
        point=point, partnership=commission.partnership
    )
    received.state, received.reason = Received.State.WAITING, ""
    received.save(update_fields=["state", "reason"])
