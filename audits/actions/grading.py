"""An agency grades its part of a case: as a draft, until it says that it is done."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from activity.actions import event, record, record_all
from activity.models import Event
from audits.actions.marking import audit_changed
from audits.judging import (
    NOT_APPLICABLE,
    Sheet,
    Words,
    grades_of,
    marks_of,
    own,
    questions_of,
    sheet_of,
)
from audits.models import Audit, Criterion, Judgement, Part
from audits.models.cases import NOTE_MAX, REASON_MAX, STAY_MAX
from partnership.access import Access
from partnership.locking import locked
from partnership.roles import Permission
from privacy import identifiers
from ui.merging import Clash, Edit, Merge, merge

NOT_COLLECTING = (
    "This audit does not take grades now. Ask whoever leads it whether it can be "
    "opened again."
)
FINISHED = "This case is finished. Open it again to change it."
BOTH = (
    "You graded questions and said that your agency was not involved. Take one of them "
    "out."
)
IDENTIFIES = (
    "Some words look like personal data. Take them out, or say why they can stay."
)
LONGEST = {"reason": REASON_MAX, "note": NOTE_MAX, "not_involved": REASON_MAX}


@dataclass(slots=True)
class Saved:
    """What became of a save: the part as it stands, and what clashed.

    A clash about a question names it as `row`.
    """

    part: Part
    clashes: list[Clash] = field(default_factory=list)


@transaction.atomic
def save_part(
    *,
    part: Part,
    edits: Mapping[int, Sequence[Edit]],
    by: Access,
    at: datetime,
    about: Sequence[Edit] = (),
    may_stay_because: str = "",
) -> Saved:
    """Save marks and reasons by question, and what is said about the case as a whole.

    What a colleague changed meanwhile is not written over: it comes back as clashes,
    and what could not be saved is kept in the history. Raises ValidationError with
    code not_collecting, finished, question, grade or too_long: nothing is saved then.
    """
    held = _hold_open(part, by)
    marks = marks_of(grades_of(held.case.audit.tool))
    asked = {one.pk: one.criterion for one in questions_of(held.case.audit.tool)}
    _refuse_wrong(asked, edits, about, marks)
    saved = Saved(held)
    changed = _judge(saved, asked, edits, by, at)
    whole = merge(held, about)
    saved.clashes += [_told(clash, held) for clash in whole.clashes]
    _keep(changed)
    if may_stay_because:
        _let_stay(held, may_stay_because, edits, about, whole)
    if changed or whole:
        held.saved_at, held.saved_by = at, by.actor_name[:200]
        held.version += 1
        held.save()
    _record(held, changed, whole, saved.clashes, marks, by, at)
    return saved


@transaction.atomic
def finish_part(*, part: Part, by: Access, at: datetime) -> None:
    """Say that the agency is done with a case.

    Raises ValidationError with code missing, both or identifiers, and as `save_part`.
    """
    held = _hold_open(part, by)
    sheet = sheet_of(held)
    if sheet.missing:
        raise ValidationError(_missing(sheet), code="missing")
    if held.not_involved and sheet.said:
        raise ValidationError(BOTH, code="both")
    if sheet.found:
        raise ValidationError(IDENTIFIES, code="identifiers")
    held.finished_at, held.finished_by = at, by.actor_name[:200]
    _state(held, "finished", by, at)


@transaction.atomic
def reopen_part(*, part: Part, by: Access, at: datetime) -> None:
    """Open a finished case again, as long as agencies grade."""
    held = _hold(part, by)
    if held.is_finished:
        held.finished_at, held.finished_by = None, ""
        _state(held, "opened again", by, at)


def _state(held: Part, verb: str, by: Access, at: datetime) -> None:
    held.version += 1
    held.save(update_fields=["finished_at", "finished_by", "version"])
    record(by=by, at=at, verb=verb, subject=held)
    audit_changed(held.case.audit.partnership, at)


def _hold(part: Part, by: Access) -> Part:
    by.require(Permission.AUDIT_GRADE, agency_id=part.agency_id)
    # The audit first, so that none is graded while it moves on.
    audit = locked(Audit.objects.filter(cases__parts=part)).get()
    rows = Part.objects.select_related(
        "agency", "case__audit__tool", "case__audit__partnership"
    )
    held = locked(rows).get(pk=part.pk)
    if not audit.is_collecting:
        raise ValidationError(NOT_COLLECTING, code="not_collecting")
    return held


def _hold_open(part: Part, by: Access) -> Part:
    held = _hold(part, by)
    if held.is_finished:
        raise ValidationError(FINISHED, code="finished")
    return held


def _refuse_wrong(
    asked: Container[int],
    edits: Mapping[int, Sequence[Edit]],
    about: Sequence[Edit],
    marks: Mapping[str, str],
) -> None:
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


def _say(row: Judgement, said: Words, by: Access, at: datetime) -> None:
    row.does_not_apply = said.mark == NOT_APPLICABLE
    row.grade_id = int(said.mark) if said.mark.isdecimal() else None
    row.reason = said.reason
    row.saved_at, row.saved_by = at, by.actor_name[:200]
    row.version += 1


def _judge(
    saved: Saved,
    asked: Mapping[int, Criterion],
    edits: Mapping[int, Sequence[Edit]],
    by: Access,
    at: datetime,
) -> list[tuple[Judgement, Merge]]:
    """Put what was said on the judgements, not yet saved; clashes go on `saved`."""
    held = saved.part
    judged = {one.criterion_id: one for one in held.judgements.order_by("pk")}
    changed: list[tuple[Judgement, Merge]] = []
    for pk, some in edits.items():
        row = judged.get(pk) or Judgement(part=held, version=0)
        row.criterion = asked[pk]
        said = own(row)
        merged = merge(said, some)
        saved.clashes += [_told(clash, row, pk) for clash in merged.clashes]
        if merged:
            _say(row, said, by, at)
            changed.append((row, merged))
    return changed


def _keep(changed: Iterable[tuple[Judgement, Merge]]) -> None:
    """Two queries, however many there are."""
    rows = [row for row, _ in changed]
    Judgement.objects.bulk_update(
        [row for row in rows if row.pk],
        ["does_not_apply", "grade", "reason", "saved_at", "saved_by", "version"],
    )
    Judgement.objects.bulk_create(row for row in rows if not row.pk)


def _let_stay(
    part: Part,
    because: str,
    edits: Mapping[int, Sequence[Edit]],
    about: Sequence[Edit],
    whole: Merge,
) -> None:
    """Cover by a reason the words that its writer has read, and no others."""
    refuse_long(because, STAY_MAX)
    read = [edit.now for edit in about]
    read += [edit.now for some in edits.values() for edit in some]
    found = {one.text for text in read for one in identifiers.find(text)}
    covered = sorted(found | set(part.may_stay))
    if not covered:
        return
    if because == part.may_stay_because and covered == sorted(part.may_stay):
        return
    whole.before["may_stay_because"] = part.may_stay_because
    whole.after["may_stay_because"] = because
    part.may_stay_because, part.may_stay = because, covered


def _told(clash: Clash, row: Judgement | Part, pk: int | None = None) -> Clash:
    return replace(clash, saved_by=row.saved_by, saved_at=row.saved_at, row=pk)


def _record(
    part: Part,
    changed: Sequence[tuple[Judgement, Merge]],
    whole: Merge,
    clashes: Sequence[Clash],
    marks: Mapping[str, str],
    by: Access,
    at: datetime,
) -> None:
    """Write down what changed, and what a colleague's words kept from being saved."""
    events: list[Event] = []
    for row, merged in changed:
        events.append(
            event(
                by=by,
                at=at,
                verb="graded",
                subject=row,
                label=str(row.criterion),
                thread=part,
                before=in_words(merged.before, marks),
                after=in_words(merged.after, marks),
            )
        )
    if whole:
        events.append(
            event(
                by=by,
                at=at,
                verb="changed",
                subject=part,
                before=whole.before,
                after=whole.after,
            )
        )
    for clash in clashes:
        unsaved = in_words({clash.field: clash.mine}, marks)
        verb = "wrote, but did not save,"
        events.append(event(by=by, at=at, verb=verb, subject=part, after=unsaved))
    record_all(events)


def in_words(values: Mapping[str, str], marks: Mapping[str, str]) -> dict[str, str]:
    """What is said, as the history has it."""
    return {
        name: marks.get(value, value) if name == "mark" else value
        for name, value in values.items()
    }


def _missing(sheet: Sheet) -> str:
    numbers = [str(one.number) for one in sheet.missing]
    what = "Question" if len(numbers) == 1 else "Questions"
    more = f" and {len(numbers) - 10} more" if numbers[10:] else ""
    return (
        f"{what} {', '.join(numbers[:10])}{more}: choose a grade and say why, or say "
        "that it does not apply here."
    )
