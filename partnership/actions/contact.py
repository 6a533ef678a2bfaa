"""How agencies reach the coordinators of a partnership."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from activity.actions import record
from partnership.access import Access
from partnership.actions.holding import hold_partnership
from partnership.models import Partnership
from ui.merging import Clash, Edit, merge


@transaction.atomic
def change_contact(
    *, partnership: Partnership, edits: Sequence[Edit], by: Access, at: datetime
) -> list[Clash]:
    """Change e-mail address, telephone or hours; gives back what a colleague changed.

    Where anything clashes nothing is saved: the details are read as a whole.
    """
    held = hold_partnership(partnership, by)
    merged = merge(held, edits)
    if merged.clashes:
        return merged.clashes
    if merged:
        held.full_clean()
        held.save(update_fields=list(merged.after))
        record(
            by=by,
            at=at,
            verb="changed the contact details of",
            subject=held,
            before=merged.before,
            after=merged.after,
        )
    return []
