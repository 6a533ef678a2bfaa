"""The measures on the board page, from the figures of a snapshot, in words."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from performance.figures import lead, pictured
from ui.templatetags.words import and_list


class Measured:
    """What the board page says about measures; all of it as it may be shown."""

    def __init__(self, figures: Mapping[str, Any]) -> None:
        self.figures = figures

    @property
    def is_known(self) -> bool:
        """Whether there are any; a snapshot may be older than this part."""
        return bool(self.is_asked or self.voices)

    @property
    def is_asked(self) -> bool:
        """Whether any agency is asked for anything."""
        return bool(self.measures or self.others or self.agencies)

    @property
    def has_come(self) -> bool:
        """Whether anything was accepted: figures, words, yes or no."""
        return bool(self.measures or any(one["is_told"] for one in self.others))

    @property
    def others(self) -> Sequence[Mapping[str, Any]]:
        """Measures without figures over time, each with its sentence."""
        return self.figures.get("others", ())

    @property
    def measures(self) -> Sequence[Mapping[str, Any]]:
        """Every measure, as the partnership numbered them."""
        return self.figures.get("measures", ())

    @property
    def up_to(self) -> date | None:
        """The last day that the latest figures are about."""
        on = self.figures.get("up_to")
        return date.fromisoformat(on) if on else None

    @property
    def agencies(self) -> Sequence[Mapping[str, Any]]:
        """Who sends figures, and who in time."""
        return self.figures.get("agencies", ())

    @property
    def returns(self) -> str:
        """How many returns came in time, late and not at all, in one sentence."""
        on_time, late, missing = (
            sum(one[name] for one in self.agencies)
            for name in ("on_time", "late", "missing")
        )
        due = on_time + late + missing
        if not due:
            return "No return was due yet."
        parts = [f"{on_time or 'none'} came in time"]
        parts += [f"{late} came late"] if late else []
        parts += [f"{missing} {'is' if missing == 1 else 'are'} missing"] * bool(
            missing
        )
        returns = "one return that was" if due == 1 else f"{due} returns that were"
        return f"Of the {returns} due last, {and_list(parts)}."

    @property
    def voices(self) -> Sequence[Mapping[str, Any]]:
        """What children, families and practitioners spoke of, by theme."""
        return self.figures.get("voices", ())

    @property
    def has_small(self) -> bool:
        """Whether some of it comes from so few that their number is hidden."""
        return any(one["small"] for one in self.voices)

    @cached_property
    def groups(self) -> list[tuple[str, list[Any]]]:
        """The measures under the first objective that each is evidence for."""
        found: dict[str, list[Any]] = {}
        for one in self.measures:
            title = one["objectives"][0] if one["objectives"] else ""
            found.setdefault(title, []).append(pictured(one))
        rest = found.pop("", [])
        named = list(found.items())
        title = "Other measures" if named else "All measures"
        return [*named, (title, rest)] if rest else named

    @property
    def lead(self) -> str:
        """How many get worse, how many better, and how many nobody can tell of."""
        return lead(self.measures)
