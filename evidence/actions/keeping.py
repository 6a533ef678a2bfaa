"""Looking after a file: its name, its expiry date, and removing it."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from activity.actions import record
from evidence.models import File
from evidence.uses import uses_of
from partnership.access import Access
from partnership.locking import locked
from partnership.roles import Permission
from ui.merging import Clash, Edit, merge
from ui.templatetags.words import and_list

NAMED_MAX = 3


@transaction.atomic
def change_file(
    *, file: File, edits: Sequence[Edit], by: Access, at: datetime
) -> list[Clash]:
    """Call a file something else or move its expiry date; gives back clashes.

    A new expiry date is reminded of anew.
    """
    held = _held(file, by)
    merged = merge(held, edits)
    if merged:
        if "expires_on" in merged.after:
            held.reminded = None
        held.version += 1
        held.full_clean()
        held.save()
        record(
            by=by,
            at=at,
            verb="changed the file",
            subject=held,
            before=merged.before,
            after=merged.after,
        )
    return merged.clashes


@transaction.atomic
def remove_file(*, file: File, by: Access, at: datetime) -> None:
    """Remove a file, unless it is evidence for something that others have been sent.

    Drafts that use it go on without it. Its content goes with the next sweep.
    """
    held = _held(file, by)
    sent = [one.text for one in uses_of([held.pk])[held.pk] if one.is_sent]
    if sent:
        more = len(sent) - NAMED_MAX
        named = [*sent[:NAMED_MAX], *([f"{more} more"] if more > 0 else [])]
        raise ValidationError(
            f"This file is evidence for what was submitted: {and_list(named)}. It has "
            "to stay so that it can be read there.",
            code="sent",
        )
    held.removed_at = at
    held.save(update_fields=["removed_at"])
    record(
        by=by,
        at=at,
        verb="removed the file",
        subject=held,
        before={"name": held.name, "kind": held.get_kind_display()},
    )


def _held(file: File, by: Access) -> File:
    by.require(Permission.FILE_EDIT, agency_id=file.agency_id)
    return locked(File.objects.kept()).get(pk=file.pk)
