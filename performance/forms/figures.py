"""The grid of a return: one row for each measure."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms

from performance.checks import Problem, Weight, check
from performance.forms.boxes import Number, YesNo
from performance.grids import Grid, Line
from performance.models import DataPoint, Measure
from performance.models.returns import NOTE_MAX, WORDS_MAX
from privacy.forms import refuse_identifiers
from ui.fields import LongText, dress
from ui.forms import EditForm
from ui.merging import Clash, Edit

# Each box of a row, and the field of the figure that it holds.
BOXES = {
    "number": "numerator",
    "out_of": "denominator",
    "words": "words",
    "missing": "missing",
    "note": "note",
}
PLACES = {
    "number": "as the number",
    "out_of": "as “out of”",
    "words": "as your words",
    "missing": "as the reason why there is no figure",
    "note": "in the note",
}
NAMED = {
    "numerator": "number",
    "denominator": "‘out of’",
    "words": "words",
    "missing": "reason why there is no figure",
    "note": "note",
}
WHY = [("", "Choose a reason"), *DataPoint.Missing.choices]
NO_FIGURE = (
    "A colleague said meanwhile why there is no figure: “{}”. Keep one of the two, and "
    "save again"
)
FIGURE = (
    "A colleague entered a figure meanwhile. Keep the figure or your reason, and save "
    "again"
)
GIVEN_AND_NOT = "You gave a number and a reason why there is none. Take one of them out"
ACCEPTED = (
    "This figure was accepted while you were writing, so what you typed in this row is "
    "not saved. Ask the coordinators to open it again, then enter it. To go on without "
    "it, put back what was accepted: {}"
)


class FiguresForm(EditForm):
    """What an agency says about every measure that is still open.

    A row that was accepted while it was written in keeps its boxes, so that nothing
    typed is lost; it is not saved.
    """

    def __init__(self, *args: Any, grid: Grid, **kwargs: Any) -> None:
        self.grid = grid
        sent: Mapping[str, Any] = (
            kwargs.get("data") or (args[0] if args else None) or {}
        )
        self.late = {
            line.measure.pk
            for line in grid.lines
            if line.is_locked and any(name in sent for name in _names(line.measure))
        }
        self.lines = self._with_boxes()
        self.asks: set[int] = set()
        super().__init__(*args, saved=_saved(self.lines.values()), **kwargs)
        for line in self.lines.values():
            self.fields.update(_fields(line))

    def clean(self) -> dict[str, Any]:
        """Refuse a number beside a reason why there is none, and what came too late."""
        found = super().clean() or self.cleaned_data
        self._meet_accepted()
        for pk in self.lines.keys() - self.late:
            given = found.get(f"number-{pk}") is not None or found.get(f"words-{pk}")
            if given and found.get(f"missing-{pk}"):
                self.add_error(f"missing-{pk}", GIVEN_AND_NOT)
        return found

    def good(self) -> dict[int, list[Edit]]:
        """The rows without a mistake, as edits by number of their measure."""
        wrong = {_key(name) for name in self.errors if name in self.fields}
        names = [name for name in self.saved if name in self.cleaned_data]
        rows: dict[int, list[Edit]] = {}
        for edit in self.edits(*names):
            if _key(edit.field) not in wrong:
                field = BOXES[edit.field.rpartition("-")[0]]
                one = Edit(field, edit.was, edit.now)
                rows.setdefault(_key(edit.field), []).append(one)
        return rows

    def go_on_from(self, grid: Grid) -> None:
        """Show the page again with what is saved now, and what was typed."""
        self.grid = grid
        self.lines = self._with_boxes()
        saved = _saved(self.lines.values())
        wrong = {_key(name) for name in self.errors if name in self.fields} - self.late
        self.begin_from(
            {
                name: value
                for name, value in saved.items()
                if name in self.fields and _key(name) not in wrong
            }
        )

    def meet(self, clashes: Iterable[Clash]) -> None:
        """Say what a colleague entered meanwhile."""
        names = {field: box for box, field in BOXES.items()}
        for one in clashes:
            line = self.lines.get(one.row or 0)
            text = met(one, line.point) if line else ""
            if text:
                self.add_error(f"{names[one.field]}-{one.row}", text)

    def tell(self, problems: Iterable[Problem]) -> None:
        """Show what must change, and beside the note what wants a word."""
        wrong = {_key(name) for name in self.errors if name in self.fields}
        for one in problems:
            if one.key in wrong:
                continue
            if one.weight is Weight.ASKS:
                self.asks.add(one.key)
            self.add_error(f"{one.box}-{one.key}", one.text)

    @property
    def summary(self) -> list[tuple[str, str]]:
        """Every mistake with its row, and where to mend it."""
        return [
            (
                f"Row {line.position}, {line.measure.title}: {error}",
                f"#{self[name].auto_id}",
            )
            for line in self.lines.values()
            for name in _names(line.measure)
            if name in self.fields
            for error in self.errors.get(name, ())
        ]

    def to_do(self) -> list[tuple[str, str]]:
        """What stands in the way of sending what is saved, and where to mend it."""
        found = []
        for one in check([line.row for line in self.lines.values()]):
            line, box = self.lines[one.key], self[f"{one.box}-{one.key}"]
            text = f"Row {line.position}, {line.measure.title}: {one.text}"
            found.append((text, f"#{box.auto_id}"))
        return found

    def rows(self) -> list[dict[str, Any]]:
        """Each line with its boxes; a locked one has none."""
        return [self._row(line) for line in self.grid.lines]

    def _with_boxes(self) -> dict[int, Line]:
        return {
            line.measure.pk: line
            for line in self.grid.lines
            if not line.is_locked or line.measure.pk in self.late
        }

    def _meet_accepted(self) -> None:
        """Say which rows came too late; one that was left alone is only read."""
        for pk in sorted(self.late):
            line = self.lines[pk]
            names = _names(line.measure)
            typed = [edit.field for edit in self.edits(*names) if self._is_new(edit)]
            typed += [name for name in names if name in self.errors]
            if typed:
                text = ACCEPTED.format(_accepted(line, typed))
                self.errors.pop(typed[0], None)
                self.add_error(typed[0], text)
                continue
            self.late.discard(pk)
            del self.lines[pk]
            for name in names:
                del self.fields[name], self.saved[name]

    def _is_new(self, edit: Edit) -> bool:
        return edit.now not in (edit.was, self.saved[edit.field])

    def _row(self, line: Line) -> dict[str, Any]:
        names = _names(line.measure) if line.measure.pk in self.lines else []
        boxes = {
            name.rpartition("-")[0]: self[name] for name in names if name in self.fields
        }
        errors = [(box.auto_id, text) for box in boxes.values() for text in box.errors]
        asks = line.measure.pk in self.asks and len(errors) == 1
        return {"line": line, "boxes": boxes, "errors": errors, "asks": asks}


def met(clash: Clash, stands: DataPoint) -> str:
    """What a colleague made of a figure meanwhile, in words."""
    if clash.theirs in (None, "") and clash.mine not in (None, ""):
        if clash.field != "missing" and stands.missing:
            return NO_FIGURE.format(stands.get_missing_display())
        if clash.field == "missing" and stands.is_given:
            return FIGURE
    theirs = "nothing" if clash.theirs in (None, "") else f"“{_told(clash, stands)}”"
    yes_no = stands.measure.unit == Measure.Unit.YES_NO
    what = "answer" if yes_no and clash.field == "numerator" else NAMED[clash.field]
    return (
        f"A colleague changed the {what} to {theirs} while you were writing. Save "
        "again to use yours"
    )


def _accepted(line: Line, names: Iterable[str]) -> str:
    """What was accepted, in the boxes that were typed in."""
    found = []
    for box in (name.rpartition("-")[0] for name in names):
        stands = getattr(line.point, BOXES[box])
        told = _told(Clash(BOXES[box], stands, None), line.point)
        words = "nothing" if stands in (None, "") else f"“{told}”"
        found.append(f"{words} {PLACES[box]}")
    return ", ".join(found)


def _told(clash: Clash, stands: DataPoint) -> str:
    if clash.field == "missing":
        return str(stands.get_missing_display())
    if clash.field == "numerator" and stands.measure.unit == Measure.Unit.YES_NO:
        return "Yes" if clash.theirs else "No"
    return str(clash.theirs)


def _key(name: str) -> int:
    return int(name.rpartition("-")[2])


def _names(measure: Measure) -> Sequence[str]:
    if measure.unit == Measure.Unit.WORDS:
        boxes = ["words", "missing", "note"]
    elif measure.has_denominator:
        boxes = ["number", "out_of", "missing", "note"]
    else:
        boxes = ["number", "missing", "note"]
    return [f"{box}-{measure.pk}" for box in boxes]


def _saved(lines: Iterable[Line]) -> Mapping[str, Any]:
    return {
        name: getattr(line.point, BOXES[name.rpartition("-")[0]])
        for line in lines
        for name in _names(line.measure)
    }


def _fields(line: Line) -> dict[str, forms.Field]:
    measure, row = line.measure, f"row {line.position}, {line.measure.title}"
    every: dict[str, forms.Field] = {
        "number": dress(Number(label=f"Number, {row}"), hidden_label=True, width=5),
        "out_of": dress(Number(label=f"Out of, {row}"), hidden_label=True, width=5),
        "words": dress(
            LongText(
                label=f"Your words, {row}",
                called="What you wrote",
                max_length=WORDS_MAX,
                rows=4,
                validators=[refuse_identifiers],
            ),
            hidden_label=True,
        ),
        "missing": forms.ChoiceField(
            label="Why is there no figure?", choices=WHY, required=False
        ),
        "note": dress(
            LongText(
                label=f"Note, {row}",
                called="The note",
                max_length=NOTE_MAX,
                rows=1,
                validators=[refuse_identifiers],
            ),
            hidden_label=True,
        ),
    }
    if measure.unit == Measure.Unit.YES_NO:
        every["number"] = dress(YesNo(label=f"Yes or no, {row}"), hidden_label=True)
    return {name: every[name.rpartition("-")[0]] for name in _names(measure)}
