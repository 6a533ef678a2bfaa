"""The order of a draft's parts, and with it the numbers of its priorities."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from django.db import transaction
from django.db.models import F

from activity.actions import record
from partnership.access import Access
from strategies.actions.drafts import hold_draft
from strategies.kinds import Kind, kind_of
from strategies.models import Commitment, Objective, Part, Priority, Strategy

Row = TypeVar("Row", bound=Part)

# Where numbers wait while others take their places: no two may ever be the same.
ASIDE = 15_000


class Way(StrEnum):
    """Where a part is moved; a group moves with everything that stands in it."""

    UP = "up"
    DOWN = "down"
    GROUP_UP = "group-up"
    GROUP_DOWN = "group-down"

    @property
    def step(self) -> int:
        """One place back, or one on."""
        return -1 if self in (Way.UP, Way.GROUP_UP) else 1


@transaction.atomic
def move_part(*, part: Part, way: Way, by: Access, at: datetime) -> None:
    """Move a part one place among its kind. At the end of the list it stays."""
    held = hold_draft(part.strategy, by)
    stands = type(part)._default_manager.get(pk=part.pk, strategy=held)
    if isinstance(stands, Priority):
        moved = _move_priority(held, stands, way.step)
    elif isinstance(stands, Objective):
        moved = _move_objective(held, stands, way.step)
    elif isinstance(stands, Commitment):
        moved = _move_commitment(held, stands, way)
    else:
        moved = _move(list(_rows(type(stands), held)), stands, way.step)
    if moved:
        where = "up" if way.step < 0 else "down"
        verb = f"moved {kind_of(part).with_article} {where} in"
        record(by=by, at=at, verb=verb, subject=stands, thread=held)


@transaction.atomic
def number_priorities(*, strategy: Strategy, by: Access, at: datetime) -> None:
    """Number the priorities from 1, down the page."""
    held = hold_draft(strategy, by)
    order = _down_the_page(held)
    before = [one.number for one in order]
    _give(order, range(1, len(order) + 1))
    after = [one.number for one in order]
    if after != before:
        record(
            by=by,
            at=at,
            verb="numbered the priorities of",
            subject=held,
            before={"numbers": before},
            after={"numbers": after},
        )


def gather_groups(strategy: Strategy, kind: Kind) -> None:
    """Keep commitments of one group together, groups in the order they began."""
    if kind.model is Commitment:
        groups = _groups(strategy)
        _put_in_order([one for group in groups for one in group])


def _move(rows: Sequence[Row], part: Part, step: int) -> bool:
    order = _stepped(list(rows), part, step)
    if order is None:
        return False
    _put_in_order(order)
    return True


def _move_objective(strategy: Strategy, objective: Objective, step: int) -> bool:
    """Move an objective; where numbers ran down the page, they go on doing so."""
    before = _down_the_page(strategy)
    ran = [one.number for one in before] == sorted(one.number for one in before)
    moved = _move(list(_rows(Objective, strategy)), objective, step)
    if moved and ran:
        _number(_down_the_page(strategy))
    return moved


def _move_priority(strategy: Strategy, priority: Priority, step: int) -> bool:
    """Change places with the neighbour, or go over into the next objective."""
    here = list(priority.objective.priorities.order_by("number"))
    order = _stepped(here, priority, step)
    if order is not None:
        _number(order)
        return True
    objectives = list(_rows(Objective, strategy))
    place = objectives.index(priority.objective) + step
    if not 0 <= place < len(objectives):
        return False
    there = list(objectives[place].priorities.order_by("number"))
    here.remove(priority)
    Priority.objects.filter(pk=priority.pk).update(objective=objectives[place])
    _number([*there, priority, *here] if step < 0 else [*here, priority, *there])
    return True


def _move_commitment(strategy: Strategy, commitment: Commitment, way: Way) -> bool:
    """Move within the group, or the whole group among the groups."""
    groups = _groups(strategy)
    place = next(at for at, group in enumerate(groups) if commitment in group)
    if way in (Way.UP, Way.DOWN):
        order = _stepped(groups[place], commitment, way.step)
        if order is None:
            return False
        groups[place] = order
    else:
        target = place + way.step
        if not 0 <= target < len(groups):
            return False
        groups[place], groups[target] = groups[target], groups[place]
    _put_in_order([one for group in groups for one in group])
    return True


def _stepped(rows: list[Row], part: Part, step: int) -> list[Row] | None:
    """The rows with this one moved a step; nothing where there is no place to go."""
    place = rows.index(part)  # type: ignore[arg-type]
    target = place + step
    if not 0 <= target < len(rows):
        return None
    rows[place], rows[target] = rows[target], rows[place]
    return rows


def _rows(model: type[Row], strategy: Strategy) -> list[Row]:
    rows = model._default_manager.filter(strategy=strategy)
    return list(rows.order_by("position", "pk"))


def _groups(strategy: Strategy) -> list[list[Commitment]]:
    groups: dict[str, list[Commitment]] = {}
    for one in _rows(Commitment, strategy):
        groups.setdefault(one.group, []).append(one)
    return list(groups.values())


def _down_the_page(strategy: Strategy) -> list[Priority]:
    rows = Priority.objects.filter(strategy=strategy)
    return list(rows.order_by("objective__position", "objective_id", "number"))


def _put_in_order(rows: Sequence[Part]) -> None:
    """Number the places of these rows from 1; only what differs is written."""
    moved = []
    for place, row in enumerate(rows, start=1):
        if row.position != place:
            row.position = place
            moved.append(row)
    if moved:
        type(moved[0])._default_manager.bulk_update(moved, ["position"])


def _number(order: Sequence[Priority]) -> None:
    """Give these priorities the numbers that they have, in this order."""
    _give(order, sorted(one.number for one in order))


def _give(order: Sequence[Priority], numbers: Sequence[int]) -> None:
    changed = []
    for number, one in zip(numbers, order, strict=True):
        if one.number != number:
            one.number = number
            changed.append(one)
    if changed:
        rows = Priority.objects.filter(pk__in=[one.pk for one in changed])
        rows.update(number=F("number") + ASIDE)
        Priority.objects.bulk_update(changed, ["number"])
