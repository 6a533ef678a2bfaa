"""The kinds of challenges that the log can show, each with its name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from response_tool.models.challenges import ChallengeQuerySet

DEFAULT = "open"
KINDS: dict[str, tuple[str, Callable[[ChallengeQuerySet, date], ChallengeQuerySet]]] = {
    "open": ("Open", lambda rows, on: rows.open()),
    "waiting": ("Waiting for a reply", lambda rows, on: rows.waiting()),
    "late": ("Late", lambda rows, on: rows.late(on)),
    "replied": ("Replied", lambda rows, on: rows.replied()),
    "closed": ("Closed", lambda rows, on: rows.closed()),
    "all": ("All", lambda rows, on: rows),
}


@dataclass(frozen=True, slots=True)
class Filter:
    """One kind of challenges, how many there are, and whether it is shown."""

    name: str
    label: str
    count: int
    is_shown: bool


def known(show: str) -> str:
    """The kind that is asked for; the open ones where there is no such kind."""
    return show if show in KINDS else DEFAULT


def chosen(rows: ChallengeQuerySet, show: str, on: date) -> ChallengeQuerySet:
    """The challenges of one kind, as on a day."""
    _, choose = KINDS[show]
    return choose(rows, on)


def filters(counted: Mapping[str, int], show: str) -> list[Filter]:
    """Every kind, with how many there are."""
    return [
        Filter(name, label, counted[name], name == show)
        for name, (label, _) in KINDS.items()
    ]
