"""What every change here begins with: the lock, and the right to make it."""

from partnership.access import Access
from partnership.locking import locked
from partnership.models import Partnership
from partnership.roles import Permission


def hold_partnership(partnership: Partnership, by: Access) -> Partnership:
    """The partnership, held and as it stands, for one of its coordinators."""
    require_run(partnership, by)
    return locked(Partnership.objects.all()).get(pk=partnership.pk)


def require_run(partnership: Partnership, by: Access) -> None:
    """Refuse unless this person looks after the partnership."""
    by.require(Permission.PARTNERSHIP_CONFIGURE, partnership_ids=[partnership.pk])
