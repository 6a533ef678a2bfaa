"""Audits on the board page, from the figures of a snapshot, in words."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from privacy.disclosure import Symbol
from ui.templatetags.words import count, in_words

MOVED = {"better": "Better", "worse": "Worse", "same": "No clear change"}
CHECKED = "done and checked by somebody of another agency"
SYMBOLS = {one.value for one in Symbol}


class Audited:
    """What the board page says about audits; all of it as it may be shown."""

    def __init__(
        self, figures: Mapping[str, Any], progress: Mapping[str, str] | None = None
    ) -> None:
        self.figures, self.progress = figures, progress or {}

    @property
    def is_known(self) -> bool:
        """Whether any audit is planned; a snapshot may be older than this part."""
        return any(one["number"] for one in self.figures.get("states", ()))

    @property
    def states(self) -> Sequence[Mapping[str, Any]]:
        """How many audits stand at each step that any stands at."""
        return [one for one in self.figures.get("states", ()) if one["number"]]

    @cached_property
    def coming(self) -> list[dict[str, Any]]:
        """Audits that are not closed, and when they are to report."""
        return [
            {**one, "report_by": date.fromisoformat(one["report_by"])}
            for one in self.figures.get("coming", ())
        ]

    @cached_property
    def spreads(self) -> list[dict[str, Any]]:
        """How the latest closed audits were graded, the latest first."""
        return [_spread(one) for one in self.figures.get("spreads", ())]

    @property
    def themes(self) -> Sequence[Mapping[str, Any]]:
        """What was found most often."""
        return self.figures.get("themes", ())

    @cached_property
    def objectives(self) -> list[dict[str, Any]]:
        """What audits say of each objective, and what agencies say of themselves."""
        return [
            {**one, "own": self.progress.get(one["title"], "")}
            for one in self.figures.get("objectives", ())
        ]

    @property
    def recommended(self) -> Mapping[str, Any]:
        """Recommendations by how they stand."""
        return self.figures.get("recommended", {})

    @cached_property
    def late(self) -> list[dict[str, Any]]:
        """The overdue recommendations, the oldest first."""
        return [
            {**one, "due_on": date.fromisoformat(one["due_on"])}
            for one in self.recommended.get("late", ())
        ]

    @cached_property
    def lead(self) -> str:
        """Audits and what became of what they asked for, in two sentences."""
        closed = sum(o["number"] for o in self.states if o["state"] == "closed")
        running = len(self.coming)
        first = f"{_audits(closed)} closed and {_audits(running, short=True)} on."
        said = self.recommended
        whole = sum(said.get(name, 0) for name in ("open", "asked", "verified"))
        if not whole:
            return f"{first} No recommendation has been made yet."
        return f"{first} {_told(whole, said['verified'], said['overdue'])}"


def _told(whole: int, verified: int, overdue: int) -> str:
    if whole == 1:
        late = "overdue" if overdue else "being seen to"
        return f"The one recommendation is {CHECKED if verified else late}."
    return (
        f"Of {count(whole, 'recommendation')}, {_are(verified)} {CHECKED}, and "
        f"{_are(overdue)} overdue."
    )


def _are(number: int) -> str:
    return f"{number or 'none'} {'are' if number > 1 else 'is'}"


def _audits(number: int, *, short: bool = False) -> str:
    word = in_words(number)
    if short:
        return f"{word if number else 'none'} {'is' if number == 1 else 'are'}"
    return f"{word.capitalize()} {'audit is' if number == 1 else 'audits are'}"


def _spread(one: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **one,
        "closed_on": date.fromisoformat(one["closed_on"]),
        "columns": list(zip(one["grades"], one["is_concern"], strict=True)),
        "rows": [
            {
                **domain,
                "counts": [
                    (label, number, number in SYMBOLS)
                    for label, number in zip(
                        one["grades"], domain["cells"], strict=True
                    )
                ],
                "word": MOVED.get(domain["moved"], ""),
            }
            for domain in one["domains"]
        ],
        "has_moved": any(domain["moved"] for domain in one["domains"]),
    }
