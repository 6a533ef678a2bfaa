"""The spreadsheet of one agency's cases: its rows, by case and question."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from audits.columns import (
    ABOUT,
    ABOUT_A_CASE,
    BOUNDS,
    CODE,
    COLUMNS,
    ENTRIES,
    GRADES,
    NOTES,
    OF,
    code,
    reference,
)
from audits.judging import NOT_APPLICABLE, Sheet, marks_of
from audits.models import Audit, Part
from audits.models.cases import NOTE_MAX, REASON_MAX
from partnership.models import Agency
from privacy import identifiers
from ui.sheets.columns import folded
from ui.sheets.files import read_file
from ui.sheets.found import Entry, Reading, Refused, said
from ui.sheets.rows import refuse_twice
from ui.sheets.tables import Row, Shape, Table, table_of

SHAPE = Shape(GRADES, NOTES, COLUMNS, ENTRIES)
Key = tuple[int, str]  # part; number of a question, or what about the case
NOT_KNOWN = (
    "the reference of a row that the portal gave you. Download the spreadsheet again "
    "to get them"
)
SORTED = "“{}”, which belongs to this reference. Sort whole rows"
TWICE = "each question once. {others} {have} this one too, and none of them was taken"
NO_GRADE = "nothing: this row asks for words alone"
PERSONAL = (
    "nothing about a person: {}. Enter it on the page of the case if it may stay; "
    "there you can say why"
)
ALSO = dict.fromkeys(("does not apply", "n/a", "not applicable"), NOT_APPLICABLE)


def read_cases(
    audit: Audit, agency: Agency, sheets: Sequence[Sheet], content: bytes
) -> Reading[Key]:
    """What a file says about an agency's cases. Raises Refused."""
    table = table_of(read_file(content, BOUNDS), SHAPE)
    _refuse_another(audit, agency, table)
    places = _Places(sheets)
    reading: Reading[Key] = Reading(table.sheet.name, table.letters)
    for row in table.rows():
        place = places(row)
        values = place.values(row) if place else {}
        if row.problems or place is None:
            reading.leave(row.number, row.problems, place.title if place else "")
        else:
            entry = Entry(row.number, place.key, place.title, values)
            reading.entries.append(entry)
    reading.told = table.told
    refuse_twice(reading, "reference", TWICE)
    if not (reading.entries or reading.problems):
        raise Refused("Nothing is filled in below the headings of the file")
    return reading


def _refuse_another(audit: Audit, agency: Agency, table: Table) -> None:
    """Refuse the spreadsheet of another audit, agency or version of the tool."""
    above: dict[str, Any] = {}
    for number, values in table.sheet.rows.items():
        if number < table.head:
            for at, beside in pairwise(sorted(values)):
                above.setdefault(folded(values[at]), values[beside])
    ours = code(audit, agency)
    theirs = str(above.get(folded(CODE), ours)).strip()
    if theirs == ours:
        return
    if theirs.rpartition("/")[0] == ours.rpartition("/")[0]:
        raise Refused(
            "This spreadsheet was made for another version of the questions. Download "
            "it again, and copy your grades into it"
        )
    of, about = above.get(folded(OF)), above.get(folded(ABOUT))
    which = f"of {of}, “{about}”" if of and about else "of another audit or agency"
    raise Refused(
        f"This is the spreadsheet {said(which)}. Here you bring grades of {agency}, "
        f"“{audit}”. Download the spreadsheet for this audit, and copy them into it"
    )


class _Place:
    """What one row is about, and how its cells are read."""

    def __init__(self, sheet: Sheet, what: str, asked: str) -> None:
        self.part: Part = sheet.part
        self.what, self.asked = what, asked
        marks = marks_of(sheet.grades)
        self.labels = list(marks.values())
        self.marks = ALSO | {folded(label): mark for mark, label in marks.items()}

    @property
    def key(self) -> Key:
        """By what it is known."""
        return self.part.pk, self.what

    @property
    def title(self) -> str:
        """What it is about, in words."""
        return f"{self.part.case}: {self.asked}"

    def values(self, row: Row) -> dict[str, str]:
        """What is filled in; what is wrong with it is put on the row.

        Cells that are empty fill nothing, so they change nothing.
        """
        found: dict[str, str] = {}
        grade, reason = row.get("grade"), row.get("reason")
        if grade is not None:
            if self.what in ABOUT_A_CASE:
                row.refuse("grade", NO_GRADE)
            elif mark := self.marks.get(folded(said(grade))):
                found["mark"] = mark
            else:
                labels = "; ".join(f"“{label}”" for label in self.labels)
                row.refuse("grade", f"one of the grades in the list: {labels}")
        if reason is not None and (text := self._text(row, reason)):
            found["reason"] = text
        return found

    def _text(self, row: Row, value: Any) -> str:
        text = value if isinstance(value, str) else said(value)
        text = "\n".join(text.replace("\0", "").splitlines()).strip()
        longest = NOTE_MAX if self.what == "note" else REASON_MAX
        if len(text) > longest:
            length = f"at most {longest:,} characters. It has {len(text):,}"
            row.refuse("reason", length)
        stay = self.part.may_stay
        found = [one for one in identifiers.find(text) if one.text not in stay]
        if found:
            words = "; ".join(one.words for one in found)
            row.refuse("reason", PERSONAL.format(words))
        return text


class _Places:
    """Finds what a row is about by its reference."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self.found: dict[str, _Place] = {}
        for sheet in sheets:
            case = sheet.part.case_id
            for one in sheet.questions:
                place = _Place(sheet, str(one.pk), one.criterion.text)
                self.found[folded(reference(case, one.pk))] = place
            for name, asked in ABOUT_A_CASE.items():
                place = _Place(sheet, name, asked)
                self.found[folded(reference(case, name))] = place

    def __call__(self, row: Row) -> _Place | None:
        given = row.get("reference")
        found = None if given is None else self.found.get(folded(given))
        if found is None:
            row.refuse("reference", NOT_KNOWN)
            return None
        beside = {"case": found.part.case.reference, "question": found.asked}
        for name, ours in beside.items():
            theirs = row.get(name)
            if theirs is not None and folded(said(theirs)) != folded(said(ours)):
                row.refuse(name, SORTED.format(ours))
        return found
