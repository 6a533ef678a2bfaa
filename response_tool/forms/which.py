"""Which of the priorities are an agency's."""

from typing import Any

from django import forms

from partnership.models import Sector
from privacy.forms import refuse_identifiers
from response_tool.actions import Choice
from response_tool.models import REASON_MAX, Answer
from ui.fields import LongText, dress
from ui.forms import EditForm
from ui.merging import Edit
from ui.templatetags.words import and_list


def _source(last: Answer) -> str:
    """Where a suggestion comes from, in words."""
    if not last.carried_from:
        return "Your answer last round"
    what = "priority" if len(last.carried_from) == 1 else "priorities"
    return (
        f"Your answer last round, to {what} {and_list(last.carried_from)} of the "
        "version before"
    )


# Who is meant by a sector, in the middle of a sentence.
ASKED = {
    Sector.COUNCIL: "councils",
    Sector.HEALTH: "health services",
    Sector.POLICE: "the police",
    Sector.GP: "GP practices",
    Sector.SCHOOLS: "schools and colleges",
    Sector.PROBATION: "probation services",
    Sector.FIRE: "fire and rescue services",
    Sector.HOUSING: "housing providers",
    Sector.CHARITY: "charities",
    Sector.JUSTICE: "youth justice services",
    Sector.OTHER: "agencies like yours",
}


class ChoiceForm(EditForm):
    """Whether one priority is the agency's. One stands for each priority."""

    relevance = dress(
        forms.ChoiceField(
            choices=Answer.Relevance.choices,
            widget=forms.RadioSelect,
            required=False,
        ),
        inline=True,
        small=True,
        hidden_label=True,
    )
    because = LongText(
        label="Not relevant to us because",
        called="Your reason",
        max_length=REASON_MAX,
        rows=2,
        validators=[refuse_identifiers],
    )

    def __init__(
        self,
        *args: Any,
        answer: Answer,
        last: Answer | None = None,
        usual: bool = False,
        **kwargs: Any,
    ) -> None:
        self.answer = answer
        self.last = last
        self.theirs: Answer | None = None
        suggested: dict[str, str] = {}
        self.source = ""
        if last and last.relevance and not answer.relevance:
            self.source = _source(last)
            suggested = {
                "relevance": last.relevance,
                "because": last.not_relevant_because,
            }
        elif usual and not answer.relevance:
            sector = answer.response.agency.sector
            self.source = f"Usually asked of {ASKED[Sector(sector)]}"
            suggested = {"relevance": Answer.Relevance.OURS}
        super().__init__(
            *args,
            prefix=f"p{answer.priority.number}",
            saved={
                "relevance": answer.relevance,
                "because": answer.not_relevant_because,
            },
            suggested=suggested,
            **kwargs,
        )
        self.fields["relevance"].label = str(answer.priority)

    def begin_from_answer(self, stands: Answer) -> None:
        """Go on from what is saved now."""
        self.begin_from(
            {
                "relevance": stands.relevance,
                "because": stands.not_relevant_because,
            }
        )

    def meet(self, theirs: Answer) -> None:
        """Show a colleague's choice beside this one; saving again keeps this one."""
        self.theirs = theirs
        self.add_error(
            "relevance",
            f"A colleague chose “{theirs.get_relevance_display()}” for priority "
            f"{theirs.priority.number} while you were choosing. Your choice is still "
            "here: save again to use it",
        )

    @property
    def is_not_relevant(self) -> bool:
        """Whether the box for the reason is to be seen."""
        return self["relevance"].value() == Answer.Relevance.NOT_RELEVANT

    def clean(self) -> dict[str, Any]:
        """A choice is needed, and “not relevant” needs its reason."""
        data = self.cleaned_data
        number = self.answer.priority.number
        relevance = data.get("relevance")
        if not relevance:
            self.add_error("relevance", f"Choose whether priority {number} is yours")
        if relevance == Answer.Relevance.NOT_RELEVANT:
            if not data.get("because") and "because" not in self.errors:
                self.add_error(
                    "because", f"Say why priority {number} is not relevant to you"
                )
        else:
            data["because"] = ""
        return data

    def choice(self) -> Choice:
        """What the action needs."""
        relevance, because = self.edits("relevance", "because")
        return Choice(
            number=self.answer.priority.number,
            relevance=relevance,
            because=Edit("not_relevant_because", because.was, because.now),
        )
