"""The strategy on the board page: adopted, reviewed and signed up to, in words."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any

from ui.templatetags.words import day, in_words, review_said

IN_FORCE = ("adopted", "under_review")


class Agreed:
    """What the board page says about the strategy, from the figures of a snapshot."""

    def __init__(self, figures: Mapping[str, Any]) -> None:
        self.figures = figures

    @property
    def is_known(self) -> bool:
        """Whether there are figures; a snapshot may be older than this part."""
        return bool(self.figures.get("status"))

    @cached_property
    def standing(self) -> str:
        """Which version, since when, and how it stands."""
        version, status = self.figures["version"], self.figures["status"]
        since = day(_date(self.figures["adopted_on"]))
        said = f"Version {version}, adopted {since}"
        if status != "adopted":
            said += f"; {self.figures['status_word'].lower()}"
        return f"{said}."

    @property
    def review_passed(self) -> bool:
        """Whether it should have been reviewed by now."""
        days = self.figures["review_in"]
        return self._is_in_force and days is not None and days < 0

    @cached_property
    def review(self) -> str:
        """When it is to be reviewed, and how near that is."""
        review_on = _date(self.figures["review_on"])
        if not self._is_in_force:
            return ""
        if review_on is None:
            return "No review date is set"
        # As at the day of the figures, which are read anew every day.
        today = date.fromordinal(review_on.toordinal() - self.figures["review_in"])
        return review_said(review_on, today)

    @cached_property
    def signed(self) -> str:
        """How many agencies have signed up."""
        agencies, signed = self.figures["agencies"], self.figures["signed"]
        if not agencies:
            return "No agency has a seat in this partnership today."
        if signed == agencies:
            many = f"All {in_words(agencies)} agencies have"
            all_ = "The one agency has" if agencies == 1 else many
            return f"{all_} signed up."
        if agencies == 1:
            return "The one agency has not signed up yet."
        some = in_words(signed).capitalize() if signed else "None"
        has = "has" if signed < 2 else "have"
        return f"{some} of {in_words(agencies)} agencies {has} signed up."

    @property
    def not_signed(self) -> list[str]:
        """Those that have not."""
        return self.figures["not_signed"]

    @property
    def _is_in_force(self) -> bool:
        return self.figures["status"] in IN_FORCE


def _date(text: Any) -> date | None:
    return date.fromisoformat(text) if isinstance(text, str) else text
