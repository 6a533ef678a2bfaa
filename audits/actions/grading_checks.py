"""What may be said of a case, and what is still missing."""

from collections.abc import Container, Mapping, Sequence

from django.core.exceptions import ValidationError

from audits.judging import Sheet
from audits.models.cases import NOTE_MAX, REASON_MAX
from ui.merging import Edit

LONGEST = {"reason": REASON_MAX, "note": NOTE_MAX, "not_involved": REASON_MAX}


def refuse_wrong(
    asked: Container[int],
    edits: Mapping[int, Sequence[Edit]],
    about: Sequence[Edit],
    marks: Mapping[str, str],
) -> None:
    """Refuse a save in which a question, a grade or a length is wrong."""
    if any(pk not in asked for pk in edits):
        raise ValidationError(
            "One of these questions is not asked in this audit.", code="question"
        )
    every = [*about, *(edit for some in edits.values() for edit in some)]
    for edit in every:
        if edit.field == "mark":
            refuse_mark(edit.now, marks)
        else:
            refuse_long(edit.now, LONGEST[edit.field])


def refuse_mark(mark: str, marks: Mapping[str, str]) -> None:
    """Refuse a grade of another scale."""
    if mark and mark not in marks:
        raise ValidationError(
            "This grade is not one of the scale that this audit uses. Choose one of "
            f"these: {'; '.join(marks.values())}.",
            code="grade",
        )


def refuse_long(text: str, longest: int) -> None:
    """Refuse a text that is longer than is kept."""
    if len(text) > longest:
        raise ValidationError(
            f"A text must be {longest:,} characters or fewer. One has {len(text):,}.",
            code="too_long",
        )


def missing_said(sheet: Sheet) -> str:
    """What stands in the way of finishing, in a sentence."""
    numbers = [str(one.number) for one in sheet.missing]
    what = "Question" if len(numbers) == 1 else "Questions"
    more = f" and {len(numbers) - 10} more" if numbers[10:] else ""
    return (
        f"{what} {', '.join(numbers[:10])}{more}: choose a grade and say why, or say "
        "that it does not apply here."
    )
