"""What every change to a draft begins with: the lock, the permission, the state."""

from uuid import UUID

from django.core.exceptions import ValidationError

from partnership.access import Access
from partnership.locking import locked
from partnership.models import Partnership
from partnership.roles import Permission
from strategies.models import Strategy
from strategies.models.parts import PUBLISHED_NEVER_CHANGES


def require_writer(strategy: Strategy, by: Access) -> None:
    """Refuse unless this person writes for the partnership that looks after it."""
    by.require(Permission.STRATEGY_EDIT, partnership_ids=convenors(strategy))


def convenors(strategy: Strategy) -> list[int]:
    """The partnership that looks after a version, if there is one."""
    return [strategy.convenor_id] if strategy.convenor_id else []


def begun_before(form_key: UUID | None, convenor: Partnership) -> Strategy | None:
    """The draft that the same page began for a partnership, when it was sent twice.

    The partnership is held, so that a page sent twice at once waits for itself.
    """
    if form_key is None:
        return None
    locked(Partnership.objects.all()).get(pk=convenor.pk)
    return Strategy.objects.filter(form_key=form_key, convenor=convenor).first()


def hold_version(strategy: Strategy, by: Access) -> Strategy:
    """A version, held until the transaction ends, for somebody who may write it."""
    held = locked(Strategy.objects.all()).get(pk=strategy.pk)
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
