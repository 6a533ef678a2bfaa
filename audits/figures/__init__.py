"""The numbers this room gives to dashboards and to the home page."""

from datetime import date

from audits.figures import planning_work, work
from audits.figures.board import figures, fingerprint
from partnership.access import Access
from ui.worklist import Done, Waiting

__all__ = ["done", "figures", "fingerprint", "waiting"]


def waiting(*, access: Access, today: date) -> list[Waiting]:
    """What waits for a person in audits."""
    return [
        *planning_work.waiting(access=access, today=today),
        *work.waiting(access=access, today=today),
    ]


def done(*, access: Access, since: date) -> list[Done]:
    """What was finished lately in audits."""
    return [
        *planning_work.done(access=access, since=since),
        *work.done(access=access, since=since),
    ]
