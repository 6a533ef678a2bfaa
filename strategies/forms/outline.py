"""The proposed outline of a strategy, for a person to correct before it is saved."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import uuid4

from django import forms
from django.forms import BoundField

from partnership.models import Partnership
from privacy.forms import refuse_identifiers
from strategies.forms.boxes import Box, read_oversight, read_resources, texts
from strategies.forms.bringing import convenor_field, offer
from strategies.forms.typed import SHOWN_MAX, how_many, lines_in, places
from strategies.outline import OBJECTIVES_MAX, notation
from ui.fields import DateField, LongText, ShortText, dress

PRIORITIES_HINT = "One line each, beginning with its number."
ROWS_MAX = 30
NOT_PLACED = "Say where these lines belong, or tick to leave them out"


def _short(label: str, longest: int, **more: Any) -> ShortText:
    field = ShortText(
        label=label, max_length=longest, validators=[refuse_identifiers], **more
    )
    return dress(field, label="s")


def _long(label: str, longest: int, hint: str = "", rows: int = 4) -> LongText:
    field = LongText(
        label=label,
        max_length=longest,
        help_text=hint,
        rows=rows,
        validators=[refuse_identifiers],
    )
    return dress(field, label="m", count=True)


class OutlineForm(forms.Form):
    """Everything a strategy consists of, and the lines that found no place in it."""

    problem_href = "#id_title"
    convenor = convenor_field()
    title = _short(
        "Title", 120, error_messages={"required": "Enter the title of the strategy"}
    )
    version = dress(
        _short("Version", 20, error_messages={"required": "Enter the version"}),
        label="s",
        width=5,
    )
    written_by = dress(
        LongText(
            label="Written by (optional)",
            called="Written by",
            help_text="The boards or partnerships, one a line.",
            max_length=1000,
            rows=2,
        ),
        label="s",
    )
    starts_on = dress(DateField(label="Starts (optional)", required=False), label="s")
    ends_on = dress(DateField(label="Ends (optional)", required=False), label="s")
    dates_note = _short(
        "What the document says about its dates (optional)", 300, required=False
    )
    summary = _long("Introduction", 4000)
    definition = _long("Definition of neglect", 4000)
    aims = texts("Aims")
    principles = texts("Principles")
    commitments = dress(
        Box(
            read=notation.read_commitments,
            label="Commitments: what the partners will do",
            help_text="One a line. A line that begins with # is the heading of the "
            "lines under it.",
            rows=4,
        ),
        label="m",
    )
    outcomes = texts("How success will be judged")
    resources = dress(
        Box(
            read=read_resources,
            label="Toolkits and documents",
            help_text="One a line. Under it there may be lines that begin with "
            "“Kind:” (toolkit, tool, guidance, strategy, plan, policy or procedure), "
            "“Link:” and “Note:”.",
            rows=4,
        ),
        label="m",
    )
    oversight = dress(
        Box(
            read=read_oversight,
            label="Boards, groups and work streams that watch over it",
            help_text="One a line. Under it there may be lines that begin with "
            "“Kind:” (board, group or work stream), “Purpose:” and “Taking part:”.",
            rows=4,
        ),
        label="m",
    )
    governance = _long("Governance", 4000)
    leave_rest = forms.BooleanField(
        label="Leave out the lines that are not placed", required=False
    )
    headings = forms.CharField(required=False, widget=forms.HiddenInput)
    unplaced = forms.CharField(required=False, widget=forms.HiddenInput)
    objectives = forms.IntegerField(
        required=False, min_value=0, max_value=OBJECTIVES_MAX, widget=forms.HiddenInput
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)

    def __init__(
        self, *args: Any, partnerships: Iterable[Partnership], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["convenor"], partnerships)
        source = self.data if self.is_bound else self.initial
        self.many = how_many(source.get("objectives"))
        for place in range(self.many):
            self._add_objective(place)
        self.waiting = lines_in(source.get("unplaced", ""))
        where = places(
            [source.get(f"objective-{n}-title", "") for n in range(self.many)]
        )
        for place, line in enumerate(self.waiting[:SHOWN_MAX]):
            self.fields[f"place-{place}"] = dress(
                forms.ChoiceField(
                    label=f"Where “{line:.60}” belongs", choices=where, required=False
                ),
                hidden_label=True,
                width="govuk-!-width-full",
            )
        for name, field in self.fields.items():
            if isinstance(field, LongText):
                _fit(field, str(source.get(name, "") or ""))

    def _add_objective(self, place: int) -> None:
        name = f"objective-{place}"
        self.fields[f"{name}-title"] = _short("Title", 120, required=False)
        self.fields[f"{name}-aim"] = dress(
            LongText(
                label="Its aim (optional)",
                called="The aim",
                max_length=1000,
                rows=2,
                validators=[refuse_identifiers],
            ),
            label="s",
        )
        self.fields[f"{name}-priorities"] = dress(
            Box(
                read=notation.read_priorities,
                label="Priorities",
                help_text=PRIORITIES_HINT,
                rows=4,
            ),
            label="s",
        )

    # --- For the page

    def cards(self) -> Iterator[tuple[int, list[BoundField]]]:
        """Each objective's number and its three boxes."""
        for place in range(self.many):
            names = ("title", "aim", "priorities")
            yield place + 1, [self[f"objective-{place}-{name}"] for name in names]

    def lines(self) -> list[tuple[str, BoundField]]:
        """The first lines without a place, each with its question."""
        shown = enumerate(self.waiting[:SHOWN_MAX])
        return [(line, self[f"place-{place}"]) for place, line in shown]

    @property
    def more(self) -> int:
        """How many lines wait that the page does not show yet."""
        return max(0, len(self.waiting) - SHOWN_MAX)

    @property
    def read_as_headings(self) -> list[str]:
        """What was read as a heading or an introduction."""
        return lines_in(self["headings"].value() or "")

    # --- What is wrong

    def clean(self) -> dict[str, Any]:
        """Objectives are whole, numbers used once, and nothing lost unawares."""
        data = self.cleaned_data
        start, end = data.get("starts_on"), data.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", "A strategy cannot end before it starts")
        if self.waiting and not data.get("leave_rest"):
            self.add_error("leave_rest", NOT_PLACED)
        whole = [place for place in range(self.many) if self._is_whole(place)]
        if not whole and not any(name.startswith("objective-") for name in self.errors):
            self.add_error(
                "objective-0-title" if self.many else None,
                "Add at least one objective with a priority",
            )
        self._number(whole)
        return data

    def _is_whole(self, place: int) -> bool:
        """Whether an objective has a title and priorities; one all empty is none."""
        name = f"objective-{place}"
        title, aim, priorities = (
            self.cleaned_data.get(f"{name}-{part}")
            for part in ("title", "aim", "priorities")
        )
        said = [part for part in self.errors if part.startswith(f"{name}-")]
        if said or not (title or aim or priorities):
            return False
        if not title:
            self.add_error(f"{name}-title", f"Objective {place + 1} needs a title")
        elif not priorities:
            self.add_error(
                f"{name}-priorities",
                f"Objective {place + 1} has no priorities. Add one, or empty its boxes "
                "to leave it out",
            )
        return bool(title and priorities)

    def _number(self, whole: list[int]) -> None:
        """Count what bears no number, and refuse a number used twice."""
        last, used = 0, set()
        for place in whole:
            name = f"objective-{place}-priorities"
            twice = []
            for priority in self.cleaned_data.get(name, []):
                last = priority["number"] = priority["number"] or last + 1
                twice += [last] if last in used else []
                used.add(last)
            for number in sorted(set(twice)):
                self.add_error(name, f"Another priority has the number {number} too")

    # --- What was meant

    def document(self) -> dict[str, Any]:
        """The strategy in the library's shape."""
        data = self.cleaned_data
        found = {
            name: data[name]
            for name in (
                *("title", "version", "starts_on", "ends_on", "dates_note", "summary"),
                *("aims", "definition", "principles", "commitments", "outcomes"),
                *("resources", "oversight", "governance"),
            )
            if data[name]
        }
        found["written_by"] = lines_in(data["written_by"])
        found["objectives"] = [
            {
                part: data[f"objective-{place}-{part}"]
                for part in ("title", "aim", "priorities")
            }
            for place in range(self.many)
            if data[f"objective-{place}-title"]
        ]
        return found


def _fit(field: LongText, text: str) -> None:
    """Make a box high enough for most of what stands in it."""
    lines = sum(len(line) // 70 + 1 for line in text.split("\n"))
    rows = max(field.widget.attrs["rows"], min(lines + 1, ROWS_MAX))
    field.widget.attrs["rows"] = rows
