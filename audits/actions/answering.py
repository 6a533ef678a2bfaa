"""What an owner writes on the page of a recommendation: saved as one, or not."""

from datetime import datetime

from django.db import transaction

from audits.actions.closing import Outcome, ask_to_close, save_outcome
from audits.actions.following import Progress, add_update
from audits.models import Recommendation
from partnership.access import Access


@transaction.atomic
def answer(
    *,
    recommendation: Recommendation,
    progress: Progress,
    outcome: Outcome,
    asks: bool,
    seen: int,
    by: Access,
    at: datetime,
) -> None:
    """Say how far it is, where anything was said, and what became of it.

    With `asks` its partnership is asked to close it. Raises ValidationError as
    `add_update`, `save_outcome` and `ask_to_close` do; then nothing of it is saved.
    """
    if progress.says_something():
        add_update(recommendation=recommendation, progress=progress, by=by, at=at)
    act = ask_to_close if asks else save_outcome
    act(recommendation=recommendation, outcome=outcome, seen=seen, by=by, at=at)
