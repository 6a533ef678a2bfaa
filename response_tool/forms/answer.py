"""What was done about a priority, and two colleagues' words for it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from django import forms

from response_tool.models import DIFFERENCE_MAX, PROGRESS_MAX, Action, Answer
from ui.fields import LongText, ShortText, dress
from ui.forms import EditForm
from ui.merging import Clash, Edit

STATUSES = [("", "Choose a status"), *Action.Status.choices]
SINCE_HINTS = {
    Answer.SinceLast.STILL_TRUE: "Nothing has moved. We keep your words; you only give "
    "each action its status.",
    Answer.SinceLast.CHANGED: "Your words from last round are in the boxes below. "
    "Change what is different.",
    Answer.SinceLast.FINISHED: "The work is done. It stays in the record and is not "
    "asked again. Give each action its final status.",
}


class AnswerForm(EditForm):
    """What was done about a priority, and what difference it has made."""

    since_last = dress(
        forms.ChoiceField(
            label="Is what you said last round still true?",
            choices=Answer.SinceLast.choices,
            widget=forms.RadioSelect,
            required=False,
        ),
        label="m",
        hints=SINCE_HINTS,
    )
    progress = dress(
        LongText(
            label="What have you done since last round?",
            called="What you have done",
            help_text="For example who, how many, and when.",
            max_length=PROGRESS_MAX,
            rows=6,
        ),
        label="m",
        count=True,
    )
    difference = dress(
        LongText(
            label="What difference has this made for children?",
            called="What difference this has made",
            help_text=(
                "What is better for children now, and how do you know? "
                "‘Too early to say’ is a fair answer: say when you will know."
            ),
            max_length=DIFFERENCE_MAX,
            rows=6,
        ),
        label="m",
        count=True,
    )

    def __init__(
        self,
        *args: Any,
        answer: Answer,
        actions: Sequence[Action],
        **kwargs: Any,
    ) -> None:
        saved = {"progress": answer.progress, "difference": answer.difference}
        saved |= {f"status-{action.pk}": action.status for action in actions}
        asks = answer.began_from_last and not answer.response.corrects_id
        if asks:
            saved["since_last"] = answer.since_last
        super().__init__(*args, saved=saved, **kwargs)
        if not asks:
            del self.fields["since_last"]
        for action in actions:
            self.fields[f"status-{action.pk}"] = dress(
                forms.ChoiceField(
                    label=f"Status now of “{action.what}”",
                    choices=STATUSES,
                    required=False,
                ),
                hidden_label=True,
            )
        self.fields["may_stay_because"] = dress(
            ShortText(
                label="If these words do not identify a child or family, "
                "say why they can stay",
                help_text="For example: ‘it is the postcode of our office’. We record "
                "your reason. Leave this empty if you have changed the words.",
                max_length=300,
                required=False,
            ),
            label="s",
        )

    def call_statuses(self, words: Mapping[str, str]) -> None:
        """Call the statuses what the partnerships call them, before it is shown."""
        for name, field in self.fields.items():
            if name.startswith("status-"):
                cast("forms.ChoiceField", field).choices = [STATUSES[0], *words.items()]

    @property
    def asks_since_last(self) -> bool:
        """Whether last round's words are there, to be said anew."""
        return "since_last" in self.fields

    @property
    def says_still_true(self) -> bool:
        """Whether it says that last round's words are still true."""
        return self.cleaned_data.get("since_last") == Answer.SinceLast.STILL_TRUE

    def texts(self) -> list[Edit]:
        """The two texts, as edits; one that is too long is not among them."""
        return self.edits("progress", "difference")

    def answers(self) -> list[Edit]:
        """The texts, and where it is asked whether last round's words are true."""
        since = self.edits("since_last") if self.asks_since_last else []
        return [*since, *self.texts()]

    def statuses(self) -> dict[int, Edit]:
        """The statuses, by number of the action."""
        return {
            int(edit.field.removeprefix("status-")): replace(edit, field="status")
            for edit in self.edits()
            if edit.field.startswith("status-")
        }


class ClashForm(forms.Form):
    """Two texts side by side: which words to keep."""

    CHOICES = (
        ("both", "Both, joined in the box below"),
        ("mine", "Mine"),
        ("theirs", "My colleague’s"),
    )

    def __init__(
        self, *args: Any, clashes: Sequence[Clash] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.names = [clash.field for clash in clashes] or [
            name for name in ("progress", "difference") if f"keep-{name}" in self.data
        ]
        given = {clash.field: clash for clash in clashes}
        for name in self.names:
            self._add(name, given.get(name))

    def _add(self, name: str, clash: Clash | None) -> None:
        longest = {"progress": PROGRESS_MAX, "difference": DIFFERENCE_MAX}[name]
        theirs, mine = (clash.theirs, clash.mine) if clash else ("", "")
        self.fields[f"keep-{name}"] = dress(
            forms.ChoiceField(
                label="Which words do you want to keep?",
                choices=self.CHOICES,
                widget=forms.RadioSelect,
                initial="both",
            ),
            label="m",
        )
        self.fields[f"joined-{name}"] = dress(
            LongText(
                label="Both texts, joined",
                help_text="Your colleague’s words, then yours. "
                "Change them until they read well.",
                max_length=longest,
                rows=6,
                initial="\n\n".join(filter(None, [theirs, mine])),
            ),
            label="s",
            count=True,
        )
        for whose, text in (("theirs", theirs), ("mine", mine)):
            self.fields[f"{whose}-{name}"] = LongText(
                label="This text", max_length=longest, initial=text
            )
            self.fields[f"{whose}-{name}"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        """Ask of the joined text only where it is the one that was chosen."""
        for name in self.names:
            joined = f"joined-{name}"
            if (
                self.cleaned_data.get(f"keep-{name}") != "both"
                and joined in self.errors
            ):
                del self.errors[joined]
        return self.cleaned_data

    def edits(self) -> list[Edit]:
        """What was chosen, starting from the colleague's words."""
        kept = {"both": "joined", "mine": "mine", "theirs": "theirs"}
        data = self.cleaned_data
        return [
            Edit(
                name,
                was=data[f"theirs-{name}"],
                now=data[f"{kept[data[f'keep-{name}']]}-{name}"],
            )
            for name in self.names
        ]

    def clashes(self) -> list[Clash]:
        """The two texts again, for showing the page with an error."""
        return [
            Clash(
                name,
                theirs=self.data.get(f"theirs-{name}", ""),
                mine=self.data.get(f"mine-{name}", ""),
            )
            for name in self.names
        ]
