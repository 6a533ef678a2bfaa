"""The measures on the board page, from the figures of a snapshot, in words."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from performance.figures import pictured
from ui.templatetags.words import in_words

WORSE, BETTER = "concern", "improvement"


class Measured:
    """What the board page says about measures; all of it as it may be shown."""

    def __init__(self, figures: Mapping[str, Any]) -> None:
        self.figures = figures

    @property
    def is_known(self) -> bool:
        """Whether there are any; a snapshot may be older than this part."""
        return bool(self.figures.get("measures") or self.voices)

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

    @cached_property
    def lead(self) -> str:
        """How many get worse, how many better, in one sentence."""
        many = len(self.measures)
        worse, better = self._count(WORSE), self._count(BETTER)
        whole = "The one measure" if many == 1 else f"{in_words(many)} measures"
        if not worse and not better:
            if many == 1:
                return "The one measure shows no real change."
            return f"None of the {whole} shows a real change."
        if many == 1:
            return f"{whole} is {'getting worse' if worse else 'improving'}."
        parts = [
            f"{in_words(number)} {'is' if number == 1 else 'are'} {what}"
            for number, what in ((worse, "getting worse"), (better, "improving"))
            if number
        ]
        first, *others = parts
        number, rest = first.split(" ", 1)
        return f"{number.capitalize()} of {whole} {' and '.join([rest, *others])}."

    def _count(self, kind: str) -> int:
        return sum(one["variation"].startswith(kind) for one in self.measures)
