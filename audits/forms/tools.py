"""Building a tool: what it is called, its domains, its questions."""

from collections.abc import Sequence
from typing import Any

from django import forms

from audits.choice import Offer
from audits.laid import LaidDomain, LaidQuestion
from audits.models.tools import ABOUT_MAX, GUIDANCE_MAX, NAME_MAX, TEXT_MAX
from privacy.forms import refuse_identifiers
from ui.fields import LongText, ShortText, dress

# Which box a refusal of an action stands beside, by its code.
BESIDE = {
    "title_taken": "title",
    "unknown": "scale",
    "twice": "title",
    "gone_domain": "domain",
}


class ToolForm(forms.Form):
    """What a tool is called, what it is for, and what it grades on."""

    title = dress(
        ShortText(
            label="What is the tool called?",
            called="What it is called",
            max_length=NAME_MAX,
            validators=[refuse_identifiers],
            error_messages={"required": "Enter what the tool is called"},
        ),
        label="s",
    )
    about = dress(
        LongText(
            label="What is it for? (optional)",
            called="What it is for",
            help_text="Whoever grades with it reads this first: what it looks at, and "
            "what to bear in mind.",
            max_length=ABOUT_MAX,
            rows=5,
            validators=[refuse_identifiers],
        ),
        label="s",
        count=True,
    )
    scale = dress(
        forms.ChoiceField(
            label="Which scale does it grade on?",
            widget=forms.RadioSelect,
            error_messages={
                "required": "Choose a scale",
                "invalid_choice": "Choose a scale that is in the list",
            },
        ),
        label="s",
    )

    def __init__(
        self, *args: Any, scales: Sequence[tuple[Offer, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["scale"]
        field.choices = [(offer.value, offer.title) for offer, _ in scales]
        dress(field, label="s", hints={one.value: words for one, words in scales})


class CopyForm(forms.Form):
    """What the copy is called."""

    title = dress(
        ShortText(
            label="What is the copy called?",
            called="What it is called",
            max_length=NAME_MAX,
            validators=[refuse_identifiers],
            error_messages={"required": "Enter what the copy is called"},
        ),
        label="s",
    )


class DomainForm(forms.Form):
    """A domain: what it is called, and what it looks at."""

    title = dress(
        ShortText(
            label="What is the domain called?",
            called="What it is called",
            help_text="As in “The child’s voice and lived experience”.",
            max_length=NAME_MAX,
            validators=[refuse_identifiers],
            error_messages={"required": "Enter what the domain is called"},
        ),
        label="s",
    )
    about = dress(
        LongText(
            label="What does it look at? (optional)",
            called="What it looks at",
            max_length=ABOUT_MAX,
            rows=3,
            validators=[refuse_identifiers],
        ),
        label="s",
        count=True,
    )

    def said(self) -> LaidDomain:
        """What was entered."""
        return LaidDomain(self.cleaned_data["title"], self.cleaned_data["about"])


class QuestionForm(forms.Form):
    """A question, what to look for, and the domain in which it is asked."""

    domain = dress(
        forms.ChoiceField(
            label="In which domain is it asked?",
            widget=forms.RadioSelect,
            error_messages={
                "required": "Choose a domain",
                "invalid_choice": "Choose a domain that the tool has",
            },
        ),
        label="s",
    )
    text = dress(
        LongText(
            label="What is asked?",
            called="The question",
            help_text="One thing at a time, so that one grade answers it.",
            required=True,
            max_length=TEXT_MAX,
            rows=2,
            validators=[refuse_identifiers],
            error_messages={"required": "Enter the question"},
        ),
        label="s",
        count=True,
    )
    guidance = dress(
        LongText(
            label="What is there to look for? (optional)",
            called="What to look for",
            help_text="Where to look, what good practice leaves on file, what a weak "
            "one does.",
            max_length=GUIDANCE_MAX,
            rows=6,
            validators=[refuse_identifiers],
        ),
        label="s",
        count=True,
    )

    def __init__(
        self, *args: Any, domains: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["domain"]
        field.choices = list(domains)
        if len(domains) == 1:
            field.widget = forms.HiddenInput()
            field.initial = domains[0][0]

    def clean_text(self) -> str:
        """On one line, as it is asked."""
        return " ".join(self.cleaned_data["text"].split())

    def said(self) -> LaidQuestion:
        """What was entered."""
        return LaidQuestion(self.cleaned_data["text"], self.cleaned_data["guidance"])
