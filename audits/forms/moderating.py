"""One question of a case: the grade that a moderator settles on for each agency."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from functools import cached_property
from typing import Any

from django import forms

from audits.actions.moderating import WHICH, WHY
from audits.comparing import Cell, Line
from audits.judging import moderated
from audits.models import Grade
from audits.models.cases import REASON_MAX
from partnership.models import Agency
from privacy.forms import refuse_identifiers
from ui.fields import LongText, dress
from ui.forms import EditForm
from ui.merging import Clash, Edit
from ui.templatetags.words import lower_first

BOXES = {"grade": "mark", "reason": "reason"}
NOT_OURS = "This grade is not one of the scale that this audit uses"
THEIRS = (
    "{}: a colleague {} while you were writing. Save again to use your grade and reason"
)


class ModerateForm(EditForm):
    """A grade and a reason for each agency that graded the question."""

    def __init__(
        self, *args: Any, line: Line, grades: Iterable[Grade], **kwargs: Any
    ) -> None:
        self.line = line
        self.labels = {str(one.pk): one.label for one in grades}
        super().__init__(*args, saved=_saved(line), **kwargs)
        for cell in line.judged:
            self._add(cell)

    def clean(self) -> dict[str, Any]:
        """A grade has a reason, and a reason a grade."""
        found = super().clean() or self.cleaned_data
        for cell in self.line.judged:
            mark, reason = (f"{box}-{_pk(cell)}" for box in BOXES)
            agency = cell.part.agency
            if found.get(mark) and not found.get(reason) and reason not in self.errors:
                self.add_error(reason, _of(agency, WHY))
            if found.get(reason) and not found.get(mark) and mark not in self.errors:
                self.add_error(mark, _of(agency, WHICH))
        return found

    def by_judgement(self) -> dict[int, list[Edit]]:
        """What was settled, by judgement."""
        found: dict[int, list[Edit]] = {}
        for edit in self.edits():
            box, _, pk = edit.field.rpartition("-")
            found.setdefault(int(pk), []).append(replace(edit, field=BOXES[box]))
        return found

    @cached_property
    def left_over(self) -> dict[int, tuple[str, str]]:
        """By judgement the grade and the reason that were typed and have no box now.

        An agency opened its case again while the page was open.
        """
        found = {}
        for name in self.data:
            box, _, pk = name.rpartition("-")
            if box in BOXES and pk.isdecimal() and len(pk) < 18:
                places = [f"{one}-{pk}" for one in BOXES]
                if name not in self.fields and any(map(self._is_typed, places)):
                    mark, reason = (self.data.get(one, "").strip() for one in places)
                    found[int(pk)] = (self.labels.get(mark, ""), reason)
        return found

    def _is_typed(self, name: str) -> bool:
        began = self.data.get(f"initial-{name}", "")
        return self.data.get(name, "").split() != began.split()

    def meet(self, line: Line, clashes: Collection[Clash]) -> None:
        """Say what a colleague settled on; both boxes of it stay as they were."""
        judged = self.line.judged
        whose = {f"{box}-{_pk(c)}": c.part.agency for c in judged for box in BOXES}
        self.line = line
        boxes = {field: box for box, field in BOXES.items()}
        names = [(one, f"{boxes[one.field]}-{one.row}") for one in clashes]
        theirs = [(one, name) for one, name in names if self._was(name) != one.theirs]
        kept = {f"{box}-{one.row}" for one in clashes for box in BOXES}
        saved = {n: v for n, v in _saved(line).items() if n in self.fields}
        self.begin_from(saved, kept=kept)
        for one, name in theirs:
            self.add_error(name, THEIRS.format(whose[name], self._done(one)))

    def _done(self, clash: Clash) -> str:
        """What a colleague made of it."""
        if clash.field == "mark":
            label = self.labels.get(clash.theirs, clash.theirs)
            return f"settled on “{label}”" if label else "took the grade out"
        return f"wrote “{clash.theirs}”" if clash.theirs else "took the reason out"

    def boxes(self) -> list[tuple[Cell, Any, Any]]:
        """Every agency, and its two boxes where it graded the question."""
        return [
            (cell, self[f"grade-{_pk(cell)}"], self[f"reason-{_pk(cell)}"])
            if cell.judgement
            else (cell, None, None)
            for cell in self.line.cells
        ]

    def _add(self, cell: Cell) -> None:
        agency = cell.part.agency
        self.fields[f"grade-{_pk(cell)}"] = dress(
            forms.ChoiceField(
                label=f"Moderated grade, {agency}",
                choices=[("", "Not moderated"), *self.labels.items()],
                widget=forms.RadioSelect,
                required=False,
                error_messages={"invalid_choice": NOT_OURS},
            ),
            label="s",
            small=True,
        )
        self.fields[f"reason-{_pk(cell)}"] = dress(
            LongText(
                label=f"Why, {agency}",
                called=f"The reason, {agency},",
                max_length=REASON_MAX,
                rows=3,
                validators=[refuse_identifiers],
            ),
            label="s",
        )


def _of(agency: Agency, what: str) -> str:
    return f"{agency}: {lower_first(what.rstrip('.'))}"


def _pk(cell: Cell) -> int:
    return cell.judgement.pk if cell.judgement else 0


def _saved(line: Line) -> dict[str, str]:
    found = {}
    for cell in line.cells:
        if cell.judgement:
            said = moderated(cell.judgement)
            found[f"grade-{_pk(cell)}"] = said.mark
            found[f"reason-{_pk(cell)}"] = said.reason
    return found
