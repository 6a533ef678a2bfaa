"""What a spreadsheet of cases says, beside what the portal holds. Nothing is saved.

What is sent on to be saved is what was shown, signed, in the page itself, each row with
what the portal held: what a colleague changes meanwhile is not written over.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core import signing

from audits.columns import ABOUT_A_CASE
from audits.imports.cases import Key
from audits.judging import Sheet, marks_of
from ui.merging import Edit
from ui.sheets.found import Entry, Reading, Refused
from ui.sheets.rows import keep

NEW, CHANGED, SAME = "new", "changed", "same"
STATE_MAX = 1_500_000
A_DAY = 24 * 60 * 60
TOO_MUCH = "The file holds more than can be shown at once. Bring it in parts"
FINISHED = "no change: this case is finished. Open it again in the portal first"
GONE = "a question that this audit still asks"


@dataclass(frozen=True, slots=True)
class Shown:
    """One good row, beside what the portal holds."""

    entry: Entry[Key]
    was: Mapping[str, str]
    now: Mapping[str, str]
    said_before: str = ""
    said_now: str = ""

    @property
    def kind(self) -> str:
        """Whether it says something new."""
        if self.was == self.now:
            return SAME
        return CHANGED if any(self.was.values()) else NEW


@dataclass(frozen=True, slots=True)
class Carried:
    """What a page sends on: the file, its good rows, and the titles of the others."""

    name: str
    sheet: str
    letters: Mapping[str, str]
    rows: Sequence[tuple[Entry[Key], Mapping[str, str]]]
    left: Mapping[int, str]

    def reading(self) -> Reading[Key]:
        """The good rows, to be compared once more."""
        return Reading(self.sheet, self.letters, [entry for entry, _ in self.rows])

    def edits(self) -> dict[int, dict[str, list[Edit]]]:
        """What is to change, by part, then by question or what about the case."""
        found: dict[int, dict[str, list[Edit]]] = {}
        for entry, was in self.rows:
            part, what = entry.key
            field = what if what in ABOUT_A_CASE else ""
            found.setdefault(part, {})[what] = [
                Edit(field or name, was.get(name, ""), now)
                for name, now in entry.values.items()
            ]
        return found


def compare(sheets: Sequence[Sheet], reading: Reading[Key]) -> list[Shown]:
    """The good rows beside what is saved; what cannot change is put on the reading."""
    by_part = {sheet.part.pk: sheet for sheet in sheets}
    holds = {key: said for sheet in sheets for key, said in _holds(sheet).items()}
    marks = marks_of(sheets[0].grades) if sheets else {}
    shown, stay = [], []
    for entry in reading.entries:
        was = holds.get(entry.key)
        if was is None:
            reading.refuse(entry, "reference", entry.title, GONE)
            stay.append(entry)
            continue
        one = Shown(entry, was, {**was, **entry.values})
        if one.kind != SAME and by_part[entry.key[0]].part.is_finished:
            reading.refuse(entry, "grade", _in_words(entry.values, marks), FINISHED)
            stay.append(entry)
            continue
        before, now = (_in_words(some, marks) for some in (one.was, one.now))
        shown.append(Shown(entry, one.was, one.now, before, now))
    keep(reading, drop=stay)
    return shown


def sealed(
    name: str, reading: Reading[Key], shown: Sequence[Shown], *, salt: str
) -> str:
    """The rows that say something new, as a page carries them. Raises Refused."""
    rows = [
        [
            one.entry.row,
            list(one.entry.key),
            one.entry.title,
            one.entry.values,
            {field: one.was[field] for field in one.entry.values},
        ]
        for one in shown
        if one.kind != SAME
    ]
    left = list(reading.left.items())
    state = [name, reading.sheet, dict(reading.letters), rows, left]
    text = signing.dumps(state, salt=salt, compress=True)
    if len(text) > STATE_MAX:
        raise Refused(TOO_MUCH)
    return text


def unsealed(text: str, *, salt: str) -> Carried | None:
    """What a page sent on; None where it was tampered with, or is a day old."""
    try:
        name, sheet, letters, rows, left = signing.loads(text, salt=salt, max_age=A_DAY)
    except signing.BadSignature:
        return None
    found = [
        (Entry(row, (part, what), title, values), was)
        for row, (part, what), title, values, was in rows
    ]
    return Carried(name, sheet, letters, found, dict(left))


def _holds(sheet: Sheet) -> dict[Key, dict[str, str]]:
    """What is saved, as a row would say it."""
    part = sheet.part
    found: dict[Key, dict[str, str]] = {}
    for name in ABOUT_A_CASE:
        found[part.pk, name] = {"reason": getattr(part, name)}
    for one in sheet.questions:
        said = one.said
        found[part.pk, str(one.pk)] = {"mark": said.mark, "reason": said.reason}
    return found


def _in_words(said: Mapping[str, str], marks: Mapping[str, str]) -> str:
    mark = said.get("mark", "")
    return "\n".join(filter(None, [marks.get(mark, mark), said.get("reason", "")]))
