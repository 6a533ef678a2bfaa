"""What an owner writes on the page of a recommendation: saved as one, or not."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from audits.actions.closing import CHANGED, Outcome, ask_to_close, save_outcome
from audits.actions.following import Progress, add_update, hold_open
from audits.models import Recommendation
from partnership.access import Access
from ui.merging import Edit, merge


@transaction.atomic
def answer(
    *,
    recommendation: Recommendation,
    progress: Progress,
    edits: Iterable[Edit],
    asks: bool,
    by: Access,
    at: datetime,
) -> None:
    """Say how far it is, where anything was said, and what became of it.

    With `asks` its partnership is asked to close it. Raises ValidationError with code
    changed where a colleague changed a box of the outcome that was changed here too,
    and as `add_update` and `ask_to_close` do; then nothing of it is saved.
    """
    held = hold_open(recommendation, by)
    if merge(held, edits).clashes:
        raise ValidationError(CHANGED, code="changed")
    if progress.says_something():
        add_update(recommendation=recommendation, progress=progress, by=by, at=at)
    act = ask_to_close if asks else save_outcome
    outcome = Outcome.of(held)
    act(recommendation=held, outcome=outcome, seen=held.version, by=by, at=at)
