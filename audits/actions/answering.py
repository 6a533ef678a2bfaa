"""What an owner writes on the page of a recommendation: saved as one, or not."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import transaction

from audits.actions.closing import CHANGED, Outcome, ask_to_close, save_outcome
from audits.actions.following import Progress, add_update, hold_open
from audits.models import Recommendation
from partnership.access import Access


@dataclass(frozen=True, slots=True)
class Typed:
    """What became of it, as typed, and marks of what stood in each box before."""

    outcome: Outcome
    began: dict[str, str]

    def over(self, stands: Outcome) -> Outcome:
        """What was typed, over what stands now: a box that was left alone stays.

        Raises ValidationError with code changed where a colleague changed a box that
        was changed here too, and differently.
        """
        now, typed = stands.told(), self.outcome.told()
        mine = self.touched
        for name in mine:
            if typed[name] != now[name] and mark_of(now[name]) != self.began.get(name):
                raise ValidationError(CHANGED, code="changed")
        return Outcome(**{one: typed[one] if one in mine else now[one] for one in now})

    @property
    def touched(self) -> set[str]:
        """The boxes in which something else stands than before."""
        typed = self.outcome.told()
        return {one for one in typed if mark_of(typed[one]) != self.began.get(one)}


def mark_of(text: str) -> str:
    """What a page carries of a text, to tell whether somebody changed it."""
    return sha256(text.encode()).hexdigest()[:16]


@transaction.atomic
def answer(
    *,
    recommendation: Recommendation,
    progress: Progress,
    typed: Typed,
    asks: bool,
    by: Access,
    at: datetime,
) -> None:
    """Say how far it is, where anything was said, and what became of it.

    With `asks` its partnership is asked to close it. Raises ValidationError as
    `Typed.over`, `add_update` and `ask_to_close` do; then nothing of it is saved.
    """
    held = hold_open(recommendation, by)
    outcome = typed.over(Outcome.of(held))
    if progress.says_something():
        add_update(recommendation=recommendation, progress=progress, by=by, at=at)
    act = ask_to_close if asks else save_outcome
    act(recommendation=held, outcome=outcome, seen=held.version, by=by, at=at)
