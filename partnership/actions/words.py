"""What a partnership calls its roles and statuses."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import SimpleNamespace

from django.core.exceptions import ValidationError
from django.db import transaction

from activity.actions import record
from partnership.access import Access
from partnership.actions.holding import hold_partnership
from partnership.models import Partnership, Wording
from partnership.wording import (
    AGENCY_ROLES,
    PARTNERSHIP_ROLES,
    STANDARD,
    STATUS_WORDS,
    words_of,
)
from ui.merging import Clash, Edit, merge

# Among these two with the same words could not be told apart.
DISTINCT = (AGENCY_ROLES, PARTNERSHIP_ROLES, STATUS_WORDS)


@transaction.atomic
def change_wording(
    *, partnership: Partnership, edits: Sequence[Edit], by: Access, at: datetime
) -> list[Clash]:
    """Change a partnership's own words; an empty text brings back the standard.

    Gives back what a colleague changed meanwhile; then nothing is saved.
    """
    held = hold_partnership(partnership, by)
    own = words_of([held.pk]).own
    stands = SimpleNamespace(**{key: own.get(key, "") for key in STANDARD})
    merged = merge(stands, [edit for edit in edits if edit.field in STANDARD])
    if merged.clashes:
        return merged.clashes
    if merged:
        _refuse_same(vars(stands), merged.after)
        _write(held, merged.after)
        held.wording_version += 1
        held.save(update_fields=["wording_version"])
        record(
            by=by,
            at=at,
            verb="changed the wording of",
            subject=held,
            before=merged.before,
            after=merged.after,
        )
    return []


def _write(partnership: Partnership, changed: Mapping[str, str]) -> None:
    for key, words in changed.items():
        if not words:
            partnership.wordings.filter(key=key).delete()
            continue
        row = partnership.wordings.filter(key=key).first()
        row = row or Wording(partnership=partnership, key=key)
        row.words = words
        row.full_clean()
        row.save()


def _refuse_same(own: Mapping[str, str], changed: Mapping[str, str]) -> None:
    """Refuse two roles, or two statuses, that would be called the same."""
    problems: dict[str, str] = {}
    for group in DISTINCT:
        called: dict[str, str] = {}
        # What was not touched first, so that the message stands where it was typed.
        for key in sorted(group, key=lambda key: key in changed):
            words = (own[key] or STANDARD[key]).casefold()
            if words in called:
                other = STANDARD[called[words]]
                problems[key] = f"This is what “{other}” is called. Choose other words"
            called.setdefault(words, key)
    if problems:
        raise ValidationError(problems, code="same")
