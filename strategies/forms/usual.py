"""What each sector is usually asked: one box for each pair."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms

from partnership.models import Sector
from strategies.models import Preset, Priority


class UsualForm(forms.Form):
    """Which priorities each sector is usually asked about: one box for each pair.

    `was` is what the page began from, so that two people lose nothing.
    """

    usual = forms.MultipleChoiceField(required=False)
    was = forms.MultipleChoiceField(required=False, widget=forms.MultipleHiddenInput)

    def __init__(
        self,
        *args: Any,
        priorities: Iterable[Priority],
        presets: Iterable[Preset],
        **kwargs: Any,
    ) -> None:
        self.priorities = list(priorities)
        self.stands = {f"{one.sector}:{one.priority_id}" for one in presets}
        super().__init__(*args, **kwargs)
        pairs = [
            (f"{sector}:{one.pk}", f"{sector.label}: {one}")
            for one in self.priorities
            for sector in Sector
        ]
        for name in ("usual", "was"):
            cast("forms.MultipleChoiceField", self.fields[name]).choices = pairs

    @property
    def sectors(self) -> list[str]:
        """The columns."""
        return [sector.label for sector in Sector]

    @property
    def began_from(self) -> list[str]:
        """What the page sends along."""
        sent = self.data.getlist("was") if self.is_bound else self.stands  # type: ignore[attr-defined]
        return sorted(sent)

    @property
    def rows(self) -> list[tuple[Priority, list[dict[str, Any]]]]:
        """Each priority with a box for every sector."""
        ticked = self.data.getlist("usual") if self.is_bound else self.stands  # type: ignore[attr-defined]
        return [
            (
                one,
                [
                    {
                        "value": f"{sector}:{one.pk}",
                        "sector": sector.label,
                        "checked": f"{sector}:{one.pk}" in ticked,
                    }
                    for sector in Sector
                ],
            )
            for one in self.priorities
        ]

    def words(self) -> dict[str, set[tuple[str, int]]]:
        """What was added and removed."""
        now, was = (self._pairs(name) for name in ("usual", "was"))
        return {"added": now - was, "removed": was - now}

    def _pairs(self, name: str) -> set[tuple[str, int]]:
        parts = (one.split(":") for one in self.cleaned_data[name])
        return {(sector, int(pk)) for sector, pk in parts}
