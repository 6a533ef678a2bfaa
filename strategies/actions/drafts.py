"""What every change to a draft begins with: the lock, the permission, the state."""

from django.core.exceptions import ValidationError

from partnership.access import Access
from partnership.roles import Permission
from strategies.models import Strategy
from strategies.models.parts import PUBLISHED_NEVER_CHANGES


def require_writer(strategy: Strategy, by: Access) -> None:
    """Refuse unless this person writes for the partnership that looks after it."""
    by.require(Permission.STRATEGY_EDIT, partnership_ids=convenors(strategy))


def convenors(strategy: Strategy) -> list[int]:
    """The partnership that looks after a version, if there is one."""
    return [strategy.convenor_id] if strategy.convenor_id else []


def hold_version(strategy: Strategy, by: Access) -> Strategy:
    """A version, held until the transaction ends, for somebody who may write it."""
    rows = Strategy.objects.select_for_update(of=("self",), no_key=True)
    held = rows.get(pk=strategy.pk)
    require_writer(held, by)
    return held


def hold_draft(strategy: Strategy, by: Access) -> Strategy:
    """The same for one that may still change.

    Everything that changes a part takes this lock first, so that two changes, or a
    change and publishing, wait for each other.
    """
    held = hold_version(strategy, by)
    if held.is_published:
        raise ValidationError(PUBLISHED_NEVER_CHANGES, code="published")
    return held
