"""Deciding about each row of a Word document."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.forms import BoundField

from privacy.forms import refuse_identifiers
from response_tool.models import LONGEST, REASON_MAX, WHO_MAX, Response
from response_tool.word.beside import NEW, SAME, Held, Item, Text
from response_tool.word.comparing import UNPLACED, Comparison, Placed
from response_tool.word.shapes import NOT_RELEVANT
from ui.fields import DateField, LongText, ShortText, dress

NOT_SAID = "Not said in the document"
OUT = "out"
AS_NEW = {
    "add": "Yes, as an action",
    "done": "Yes, under ‘What you have done’",
    OUT: "No, leave it out",
}
AS_CHANGED = {
    "word": "The Word text",
    "portal": "The portal text",
    "both": "Both, as two actions",
}
UNFIT_CHANGED = {
    "done": "The portal text, with the Word text under ‘What you have done’",
    "portal": "The portal text alone",
}
AS_TEXT = {
    "word": "The Word text",
    "portal": "The portal text",
    "both": "Both, one after the other",
}
# Nobody has seen yet what stands where such a row will go.
UNPLACED_TEXT = {
    "both": "Yes, after what the portal has there",
    "portal": "No, leave it out",
}
TEXTS = {
    "progress": "What you have done",
    "difference": "What difference this has made",
}
# Beyond what any document holds: the box takes all that there is to shorten.
WHOLE = 1_000_000


class CompareForm(forms.Form):
    """Where each row goes, which words to keep, and how each action is now."""

    problem_href = "#rows"

    def __init__(
        self,
        *args: Any,
        comparison: Comparison,
        response: Response,
        held: Mapping[int, Held],
        titles: Mapping[int, str],
        statuses: Mapping[str, str],
        asks_whose: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.comparison, self.response = comparison, response
        self.held, self.titles, self.statuses = held, titles, statuses
        for placed in comparison.rows:
            self._add_row(placed)
        if any(self._asks_who(item) for item in comparison.items):
            self._add_defaults()
        if asks_whose:
            self.fields["theirs"] = forms.BooleanField(
                label=f"This is the document of {response.agency} for this strategy, "
                "all the same.",
                error_messages={
                    "required": f"Confirm that the document is {response.agency}’s, "
                    "or cancel"
                },
            )
        for number in held:
            for name in TEXTS:
                if _short(number, name) in self.data:
                    self._add_short(number, name)

    def box(self, name: str) -> BoundField | None:
        """A field, if the page has it."""
        return self[name] if name in self.fields else None

    def chosen(self, key: str) -> str:
        """What was chosen to keep of a row, an action or a text."""
        return str(self.cleaned_data.get(f"keep-{key}", ""))

    def number(self, placed: Placed) -> int | None:
        """The priority that a row goes to, if it goes to one."""
        if placed.held:
            return placed.held.number
        chosen = self.cleaned_data.get(f"place-{placed.key}", OUT)
        return None if chosen == OUT else int(chosen)

    def shorts(self) -> list[BoundField]:
        """The boxes in which a text that is too long is shortened."""
        return [self[name] for name in self.fields if name.startswith("short-")]

    def shortened(self, number: int, name: str, whole: str) -> str:
        """What somebody made of a text that is too long; else ask for it."""
        box, longest = _short(number, name), LONGEST[name]
        typed = str(self.cleaned_data.get(box, whole)).strip()
        if 0 < len(typed) <= longest:
            return typed
        if box not in self.fields:
            self.data = {**dict(self.data.items()), box: whole}
            self._add_short(number, name)
        why = f"It would have {len(typed):,}" if typed else "It would be empty"
        self.add_error(
            box,
            f"‘{TEXTS[name]}’ of priority {number} must be {longest:,} characters or "
            f"fewer. {why}. Shorten it, or choose the portal text in its row",
        )
        return ""

    # --- The fields

    def _add_short(self, number: int, name: str) -> None:
        self.fields[_short(number, name)] = dress(
            LongText(
                label=f"{TEXTS[name]}, priority {number}",
                help_text=f"At most {LONGEST[name]:,} characters.",
                max_length=WHOLE,
                rows=12,
            ),
            label="s",
        )

    def _add_row(self, placed: Placed) -> None:
        if placed.kind == UNPLACED:
            places = [(str(n), self._place(n)) for n in self.titles]
            self.fields[f"place-{placed.key}"] = dress(
                forms.ChoiceField(
                    label="Where does it go?",
                    choices=[
                        ("", "Choose where it goes"),
                        *places,
                        (OUT, "Nowhere: leave it out"),
                    ],
                    error_messages={
                        "required": f"Choose where row {placed.row.number} goes, or "
                        "leave it out"
                    },
                ),
                label="s",
            )
        for item in placed.items:
            if item.kind != SAME:
                self._add_item(placed, item)
        for text in placed.rewritten:
            self._add_text(placed, text)
        if placed.is_called_not_relevant:
            self._add_relevance(placed)

    def _place(self, number: int) -> str:
        title = f"{number}. {self.titles[number]}"
        if self.held[number].relevance != NOT_RELEVANT:
            return title
        return f"{title} (not relevant to you in the portal; becomes yours)"

    def _add_text(self, placed: Placed, text: Text) -> None:
        if placed.held is None:
            self._radios(text.key, UNPLACED_TEXT, "Add this?", "both")
            return
        # Both say that it is not theirs: it stays so, unless somebody says otherwise.
        both = placed.row.is_not_relevant and placed.held.relevance == NOT_RELEVANT
        initial = "portal" if both else "word"
        self._radios(text.key, AS_TEXT, "Which should we keep?", initial)

    def _add_item(self, placed: Placed, item: Item) -> None:
        fits = not item.does_not_fit
        if item.kind == NEW:
            choices = AS_NEW if fits else {k: AS_NEW[k] for k in ("done", OUT)}
            self._radios(item.key, choices, "Add this?", "add" if fits else "done")
        elif not item.is_same_text:
            choices = AS_CHANGED if fits else UNFIT_CHANGED
            first = "word" if fits else "done"
            self._radios(item.key, choices, "Which should we keep?", first)
        if item.kind == NEW and not fits:
            return
        initial = item.status or (item.held.status if item.held else "")
        self.fields[f"status-{item.key}"] = dress(
            forms.ChoiceField(
                label="Status now",
                choices=[("", "Choose a status"), *self.statuses.items()],
                required=False,
                initial=initial,
            ),
        )

    def _radios(
        self, key: str, choices: Mapping[str, str], label: str, initial: str
    ) -> None:
        self.fields[f"keep-{key}"] = dress(
            forms.ChoiceField(
                label=label,
                choices=list(choices.items()),
                widget=forms.RadioSelect,
                initial=initial,
                error_messages={"required": "Choose one"},
            ),
            label="s",
            inline=True,
            small=True,
        )

    def _add_relevance(self, placed: Placed) -> None:
        choices = {
            "yes": "Mark it as not relevant to us",
            "no": "Leave it as it is in the portal",
        }
        # Who also says what was done has said two things: that only they can settle.
        first = "" if placed.rewritten else "yes"
        self._radios(placed.key, choices, "Is this priority yours?", first)
        self.fields[f"because-{placed.key}"] = dress(
            LongText(
                label="Not relevant to us because",
                called="Your reason",
                max_length=REASON_MAX,
                rows=2,
                initial=placed.reason,
                validators=[refuse_identifiers],
            ),
            label="s",
        )

    def _asks_who(self, item: Item) -> bool:
        return f"keep-{item.key}" in self.fields and not (item.who and item.by_when)

    def _add_defaults(self) -> None:
        asked = self.response.round
        self.fields["who"] = dress(
            ShortText(
                label="Who will do the new actions",
                help_text="A role or a team, not a person’s name.",
                max_length=WHO_MAX,
                initial=self.response.contact_role or NOT_SAID,
                validators=[refuse_identifiers],
                error_messages={"required": "Say who will do the new actions"},
            ),
            label="s",
            width="govuk-!-width-two-thirds",
        )
        self.fields["by_when"] = dress(
            DateField(
                label="By when",
                help_text="We have put the date on which answers are due.",
                initial=self.response.due_on,
                earliest=asked.opens_on - timedelta(days=5 * 365),
                latest=asked.opens_on + timedelta(days=10 * 365),
                error_messages={"required": "Say by when they will be done"},
            ),
            label="s",
        )

    def clean(self) -> dict[str, Any]:
        """A reason is needed where a priority is marked as not relevant."""
        for placed in self.comparison.rows:
            name = f"because-{placed.key}"
            if name not in self.fields:
                continue
            if self.cleaned_data.get(f"keep-{placed.key}") != "yes":
                self.errors.pop(name, None)
            elif not self.cleaned_data.get(name) and name not in self.errors:
                number = placed.held.number if placed.held else 0
                self.add_error(
                    name, f"Say why priority {number} is not relevant to you"
                )
        return self.cleaned_data


def _short(number: int, name: str) -> str:
    return f"short-{number}-{name}"
