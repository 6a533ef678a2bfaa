"""Planning an audit, and changing what is planned."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from audits.choice import Offer
from audits.forms.audits_choosing import by_number, by_value, named, one_of
from audits.models import Audit, Programme, Tool
from audits.models.audits import ROLE_MAX, SAMPLE_MAX, TEXT_MAX, THEME_MAX, TITLE_MAX
from audits.plans import PLAIN, Plan
from partnership.models import Agency
from privacy.forms import refuse_identifiers
from strategies.models import Objective
from ui.fields import DateField, LongText, ShortText, dress, tick_boxes

EARLIEST, LATEST = date(2010, 1, 1), date(2100, 12, 31)
SAMPLE = f"How many cases must be from 1 to {SAMPLE_MAX}."
HINTS = {
    "multi": "Each grades what it did itself, case by case.",
    "single": "As in a dip sample of one agency’s own records.",
    "self": "As in a Section 11 self-assessment. There are no cases.",
}
ROWS = ("programme", "tool", "again_of")


def _words(label: str, most: int, called: str, required: str, **more: Any) -> Any:
    field = ShortText(
        label=label,
        called=called,
        max_length=most,
        validators=[refuse_identifiers],
        error_messages={"required": required},
        **more,
    )
    return dress(field, label="s")


def _text(label: str, called: str, **more: Any) -> Any:
    field = LongText(
        label=label,
        called=called,
        max_length=TEXT_MAX,
        rows=4,
        validators=[refuse_identifiers],
        **more,
    )
    return dress(field, label="s", count=True)


def _day(label: str, required: str, **more: Any) -> Any:
    field = DateField(
        label=label,
        earliest=EARLIEST,
        latest=LATEST,
        error_messages={"required": required},
        **more,
    )
    return dress(field, label="s")


class AuditForm(forms.Form):
    """What is looked at, with which tool, by whom, and by when."""

    field_order = (
        *("title", "theme", "programme", "kind", "tool", "agencies", "sample_size"),
        *("scope", "method", "period_from", "period_to", "lead", "collect_by"),
        *("moderate_by", "report_by", "objectives", "again_of"),
    )
    title = _words(
        "What is it called?",
        TITLE_MAX,
        "What it is called",
        "Enter what it is called",
        help_text="As in “Neglect in early years”.",
    )
    theme = _words(
        "What is it about?",
        THEME_MAX,
        "What it is about",
        "Enter what it is about",
        help_text="A few words, as in “Early recognition”.",
    )
    kind = dress(
        forms.ChoiceField(
            label="Who grades what?",
            choices=Audit.Kind.choices,
            widget=forms.RadioSelect,
            error_messages={"required": "Choose who grades what"},
        ),
        label="s",
        hints=HINTS,
    )
    sample_size = dress(
        forms.IntegerField(
            label="How many cases?",
            help_text="Leave it empty where each agency assesses itself.",
            required=False,
            min_value=1,
            max_value=SAMPLE_MAX,
            widget=forms.TextInput(attrs={"inputmode": "numeric"}),
            error_messages={
                "invalid": "Enter a whole number of cases",
                "min_value": SAMPLE,
                "max_value": SAMPLE,
            },
        ),
        label="s",
        width=3,
    )
    scope = _text(
        "Which cases? (optional)",
        "Which cases",
        help_text="As in “Children under 5 with a plan because of neglect”. No names.",
    )
    method = _text(
        "How are they chosen and looked at? (optional)",
        "How they are chosen and looked at",
        help_text="As in “Every fourth case; records, then a talk with the worker”.",
    )
    period_from = _day("Practice looked at from", "Enter the first day of practice")
    period_to = _day("Practice looked at until", "Enter the last day of practice")
    lead = _words(
        "Who leads it?",
        ROLE_MAX,
        "Who leads it",
        "Enter who leads it",
        help_text="A role, as in “Quality assurance manager”, not a name.",
    )
    collect_by = _day("Agencies grade until", "Enter until when agencies grade")
    moderate_by = _day("Moderated until", "Enter until when it is moderated")
    report_by = _day("Report due", "Enter when the report is due")

    def __init__(
        self,
        *args: Any,
        programmes: Sequence[Programme],
        tools: Sequence[Offer],
        agencies: Sequence[Agency],
        objectives: Sequence[Objective],
        earlier: Sequence[Audit],
        plan: Plan | None = None,
        frozen: Collection[str] = (),
        first: Programme | None = None,
        **kwargs: Any,
    ) -> None:
        self.stood, self.frozen = plan, frozen
        self.rows: dict[str, Mapping[str, Any]] = {
            "programme": by_number(programmes),
            "tool": by_value(tools, plan),
            "again_of": by_number(earlier),
            "agencies": by_number(agencies),
            "objectives": by_number(objectives),
        }
        kwargs["initial"] = _initial(plan, first)
        super().__init__(*args, **kwargs)
        self.fields.update(self._choices())
        self.order_fields(self.field_order)
        for name in frozen:
            self.fields.pop(name, None)

    def clean(self) -> dict[str, Any]:
        """Days are in order; there is a number of cases where there are cases."""
        found = super().clean() or self.cleaned_data
        self._in_order("period_from", "period_to", "It must end after it begins.")
        self._in_order(
            "collect_by",
            "moderate_by",
            "Moderating must end on or after the day until which agencies grade.",
        )
        self._in_order(
            "moderate_by",
            "report_by",
            "The report must be due on or after the day until which it is moderated.",
        )
        kind = self._found("kind")
        if kind == Audit.Kind.SELF:
            found["sample_size"] = 1
        elif found.get("sample_size") is None and not self.has_error("sample_size"):
            self.add_error("sample_size", "Enter how many cases")
        if kind == Audit.Kind.SINGLE and len(found.get("agencies", ())) > 1:
            self.add_error(
                "agencies", "Choose one agency, which looks at its own cases"
            )
        return found

    def plan(self, tool_of: Callable[[str], Tool]) -> Plan:
        """What was entered, and what cannot change as it stands.

        A tool that was chosen becomes a row by `tool_of`.
        """
        plain = {name: self._value(name) for name in PLAIN if name != "tool"}
        return Plan(
            **plain,
            tool=self._tool(tool_of),
            agencies=self._several("agencies"),
            objectives=self._several("objectives"),
        )

    def _value(self, name: str) -> Any:
        if name not in self.fields:
            return getattr(self.stood, name) if self.stood else None
        value = self.cleaned_data[name]
        return self.rows[name].get(value) if name in ROWS else value

    def _tool(self, tool_of: Callable[[str], Tool]) -> Tool:
        stood = self.stood.tool if self.stood else None
        value = self.cleaned_data.get("tool", "")
        if stood and ("tool" not in self.fields or value == str(stood.pk)):
            return stood
        return tool_of(value)

    def _several(self, name: str) -> list[Any]:
        if name not in self.fields:
            return list(getattr(self.stood, name)) if self.stood else []
        return [self.rows[name][pk] for pk in self.cleaned_data[name]]

    def _found(self, name: str) -> Any:
        if name in self.fields:
            return self.cleaned_data.get(name)
        return getattr(self.stood, name)

    def _in_order(self, first: str, last: str, message: str) -> None:
        begins, ends = self.cleaned_data.get(first), self.cleaned_data.get(last)
        if begins and ends and ends < begins:
            self.add_error(last, message)

    def _choices(self) -> dict[str, forms.Field]:
        rows = self.rows
        fields: dict[str, forms.Field] = {
            "programme": one_of("Which programme?", rows["programme"], "a programme"),
            "tool": one_of("Which tool?", rows["tool"], "a tool"),
        }
        if rows["agencies"]:
            fields["agencies"] = tick_boxes(
                "Which agencies take part?",
                named(rows["agencies"]),
                "Only agencies that have a seat in your partnership can take part.",
                help_text="You can leave this for later.",
            )
        if rows["objectives"]:
            fields["objectives"] = tick_boxes(
                "Which objectives does it test? (optional)",
                named(rows["objectives"]),
                "Choose objectives of a strategy that your partnership works to.",
            )
        if rows["again_of"]:
            fields["again_of"] = one_of(
                "Does it repeat an earlier audit? (optional)",
                rows["again_of"],
                "",
                help_text="The report then shows whether practice has moved.",
            )
        return fields


def _initial(plan: Plan | None, first: Programme | None) -> dict[str, Any]:
    if plan is None:
        return {"kind": Audit.Kind.MULTI, "programme": str(first.pk) if first else ""}
    found = plan.plain()
    for name in ROWS:
        found[name] = str(found[name].pk) if found[name] else ""
    if plan.kind == Audit.Kind.SELF:
        found["sample_size"] = None
    found["agencies"] = [str(one.pk) for one in plan.agencies]
    found["objectives"] = [str(one.pk) for one in plan.objectives]
    return found
