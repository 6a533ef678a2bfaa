"""An agency enters figures: kept as a draft until they are sent."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from activity.actions import record
from partnership.access import Access
from partnership.locking import locked
from partnership.models import Agency
from partnership.roles import Permission
from performance.grids import Grid, grid
from performance.models import DataPoint, Return
from performance.periods import Period
from ui.merging import Clash, Edit, Merge, merge

# What cannot stand together: a figure, and why there is none.
APART = ("missing", "numerator", "words")


@transaction.atomic
def save_figures(
    *,
    agency: Agency,
    period: Period,
    edits: Mapping[int, Sequence[Edit]],
    by: Access,
    at: datetime,
) -> list[Clash]:
    """Save figures by number of their measure; what says nothing new is not touched.

    Gives back what a colleague changed meanwhile, which is not written over; each
    clash names its measure as `row`. Raises ValidationError with code locked or
    not_asked: nothing is saved then.
    """
    by.require(Permission.DATA_ENTER, agency_id=agency.pk)
    new = {
        pk: changed
        for pk, some in edits.items()
        if (changed := [edit for edit in some if edit.was != edit.now])
    }
    if not new:
        return []
    whole, data_return = hold_grid(agency, period, by)
    lines = {line.measure.pk: line for line in whole.lines}
    clashes: list[Clash] = []
    for pk, changed in new.items():
        if pk not in lines:
            raise ValidationError(
                "One of these figures is no longer asked for.", code="not_asked"
            )
        line = lines[pk]
        if line.is_locked:
            raise ValidationError(
                f"“{line.measure}” has been accepted, so it stays as it is. Ask the "
                "coordinators to open it again.",
                code="locked",
            )
        found = _save(data_return, line.point, changed, by, at)
        clashes += [Clash(c.field, c.theirs, c.mine, row=pk) for c in found]
    return clashes


def hold_grid(agency: Agency, period: Period, by: Access) -> tuple[Grid, Return]:
    """The grid and its return, held, which is begun if it is not there yet.

    The agency is held first, so that two colleagues who begin at once begin one.
    """
    by.require(Permission.DATA_ENTER, agency_id=agency.pk)
    locked(Agency.objects.all()).get(pk=agency.pk)
    whole = grid(agency, period)
    if whole is None:
        raise ValidationError(
            "Nobody asks your agency for figures of this period.", code="not_asked"
        )
    if whole.data_return:
        return whole, whole.data_return
    begun = Return(
        agency=agency, frequency=period.frequency, starts_on=period.starts_on
    )
    begun.full_clean()
    begun.save()
    return whole, begun


def _save(
    data_return: Return,
    point: DataPoint,
    edits: Sequence[Edit],
    by: Access,
    at: datetime,
) -> list[Clash]:
    point.data_return = data_return
    merged = merge(point, edits)
    _keep_apart(point, merged)
    if merged:
        point.saved_at, point.saved_by = at, by.actor_name
        point.version += 1 if point.pk else 0
        point.full_clean()
        point.save()
        record(
            by=by,
            at=at,
            verb="changed the figure",
            subject=point,
            label=str(point.measure),
            thread=data_return,
            before=merged.before,
            after=merged.after,
        )
    return merged.clashes


def _keep_apart(point: DataPoint, merged: Merge) -> None:
    """Take back a figure where a colleague said why there is none, or the reverse."""
    if not (point.missing and point.is_given):
        return
    for name in APART:
        if name in merged.after:
            before, mine = merged.before.pop(name), merged.after.pop(name)
            setattr(point, name, before)
            merged.clashes.append(Clash(name, theirs=before, mine=mine))
