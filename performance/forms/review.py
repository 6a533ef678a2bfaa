"""What a partnership decides about the figures of one return."""

from collections.abc import Sequence
from typing import Any

from django import forms

from performance.actions.deciding import Decision
from performance.models.returns import REASON_MAX
from performance.received import Sent
from privacy.forms import refuse_identifiers
from ui.fields import LongText, dress


class DecisionForm(forms.Form):
    """For each figure: ask about it, or accept it with all the others."""

    def __init__(self, *args: Any, sent: Sequence[Sent], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sent = sent
        for one in sent:
            self.fields[f"ask-{one.measure.pk}"] = dress(
                LongText(
                    label=f"What do you ask about “{one.measure.title}”?",
                    called="What you ask",
                    help_text="Leave this empty to accept the figure."
                    if one.waits
                    else "It is opened again; what you accepted goes on counting.",
                    max_length=REASON_MAX,
                    rows=2,
                    validators=[refuse_identifiers],
                ),
                label="s",
            )
            self.fields[f"seen-{one.measure.pk}"] = forms.IntegerField(
                widget=forms.HiddenInput,
                initial=one.last.number,
                required=False,
                min_value=1,
                max_value=32_767,
            )

    def decisions(self) -> list[Decision]:
        """What is decided about each figure that waits or is asked about."""
        found = []
        for one in self.sent:
            pk = one.measure.pk
            ask = self.cleaned_data.get(f"ask-{pk}", "").strip()
            seen = self.cleaned_data.get(f"seen-{pk}") or 0
            if ask or (one.waits and seen):
                found.append(Decision(pk, seen, ask))
        return found

    def rows(self) -> list[dict[str, Any]]:
        """Each figure with its boxes."""
        return [
            {
                "sent": one,
                "ask": self[f"ask-{one.measure.pk}"],
                "seen": self[f"seen-{one.measure.pk}"],
            }
            for one in self.sent
        ]
