"""The cells of one figure: a number as people type it, a reason, a note, words."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError

from performance import typed
from performance.columns import FIELDS
from performance.models import DataPoint, Measure
from performance.models.returns import NOTE_MAX, WORDS_MAX
from privacy.forms import refuse_identifiers
from ui.sheets.columns import folded
from ui.sheets.found import said
from ui.sheets.tables import Row

NUMBER = "a whole number, 0 or more, such as 1,234."
YES_NO = {
    **dict.fromkeys(("yes", "y", "true", "1"), 1),
    **dict.fromkeys(("no", "n", "false", "0"), 0),
}
REASONS = {
    folded(name): str(value)
    for value, label in DataPoint.Missing.choices
    for name in (value, label)
}
LABELS = "; ".join(f"“{label}”" for label in DataPoint.Missing.labels)
BOTH = "a figure or a reason why there is none, and not both"


class Unexpected(ValueError):
    """Not what the column expects; says what it does expect."""


def figure(row: Row, measure: Measure) -> dict[str, Any]:
    """The fields that a row fills; what is wrong with it is put on the row.

    Cells that are empty fill nothing, so they change nothing.
    """
    found: dict[str, Any] = {}
    for name, field in FIELDS.items():
        if name not in row.cells or (value := row.get(name)) is None:
            continue
        try:
            if (read := _reader(name, measure)(value)) is not None:
                found[field] = read
        except Unexpected as unexpected:
            row.refuse(name, str(unexpected))
    if found.get("missing") and ("numerator" in found or "words" in found):
        row.refuse("missing", BOTH)
    return found


def _reader(name: str, measure: Measure) -> Callable[[Any], Any]:
    if name == "missing":
        return _reason
    if name == "note":
        return _note
    is_words = measure.unit == Measure.Unit.WORDS
    if name == "words":
        return _words if is_words else _nothing_in_words
    if is_words:
        return _nothing_in_numbers
    if name == "out_of":
        return _count if measure.has_denominator else _nothing_to_divide
    return _yes_no if measure.unit == Measure.Unit.YES_NO else _count


def _count(value: Any) -> int | None:
    try:
        return typed.count(value)
    except typed.NotANumber as error:
        raise Unexpected(f"{NUMBER} {error}") from None


def _yes_no(value: Any) -> int:
    found = YES_NO.get(folded(said(value)))
    if found is None:
        raise Unexpected("Yes or No")
    return found


def _reason(value: Any) -> str:
    found = REASONS.get(folded(said(value)))
    if found is None:
        raise Unexpected(f"one of the reasons in the list: {LABELS}")
    return found


def _note(value: Any) -> str:
    return _text(value, NOTE_MAX)


def _words(value: Any) -> str:
    return _text(value, WORDS_MAX)


def _text(value: Any, longest: int) -> str:
    """Words as they were written, lines and all."""
    if isinstance(value, str):
        text = "\n".join(value.replace("\0", "").splitlines()).strip()
    else:
        text = said(value)
    if len(text) > longest:
        raise Unexpected(f"at most {longest:,} characters. It has {len(text):,}")
    try:
        refuse_identifiers(text)
    except ValidationError as error:
        raise Unexpected(f"nothing about a person. {error.messages[0]}") from None
    return text


def _nothing_to_divide(value: Any) -> None:
    raise Unexpected("nothing: this measure is not out of anything")


def _nothing_in_words(value: Any) -> None:
    raise Unexpected("nothing: this measure asks for a number. Use the note for words")


def _nothing_in_numbers(value: Any) -> None:
    raise Unexpected("nothing: this measure asks for words, in the column “Your words”")


def day(value: Any) -> date | None:
    """A day, from a date cell or as 2026-07-01, 1/7/2026 or 01.07.2026; else None."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        return None
    for shape in ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %B %Y"):
        try:
            return datetime.strptime(value.strip(), shape).date()  # noqa: DTZ007
        except ValueError:
            continue
    return None
