"""An agency grades its part of a case: as a draft, until it says that it is done."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from activity.actions import record
from audits.actions.grading_checks import missing_said, refuse_long, refuse_wrong
from audits.actions.grading_events import record_saved
from audits.judging import (
    NOT_APPLICABLE,
    Words,
    grades_of,
    marks_of,
    merge_said,
    moderated,
    own,
    questions_of,
    sheet_of,
)
from audits.models import Audit, Criterion, Judgement, Part
from audits.models.cases import STAY_MAX
from partnership.access import Access
from partnership.locking import locked
from partnership.roles import Permission
from privacy import identifiers
from strategies.actions import boards_changed
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


@dataclass(slots=True)
class Saved:
    """What became of a save: the part as it stands, and what clashed.

    A clash about a question names it as `row`. A grade that changes after it was
    moderated ends what the moderator settled on, which is kept in `ended`.
    """

    part: Part
    clashes: list[Clash] = field(default_factory=list)
    ended: list[tuple[Judgement, Words]] = field(default_factory=list)


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
    a grade together with its reason, and what could not be saved is kept in the
    history. Raises ValidationError with code not_collecting, finished, question, grade
    or too_long: nothing is saved then.
    """
    held = _hold_open(part, by)
    marks = marks_of(grades_of(held.case.audit.tool))
    asked = {one.pk: one.criterion for one in questions_of(held.case.audit.tool)}
    refuse_wrong(asked, edits, about, marks)
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
    record_saved(held, changed, whole, saved.clashes, saved.ended, marks, by, at)
    if saved.ended:
        boards_changed(held.case.audit.partnership, at)
    return saved


@transaction.atomic
def finish_part(*, part: Part, by: Access, at: datetime) -> None:
    """Say that the agency is done with a case.

    Raises ValidationError with code missing, both or identifiers, and as `save_part`.
    """
    held = _hold_open(part, by)
    sheet = sheet_of(held)
    if sheet.missing:
        raise ValidationError(missing_said(sheet), code="missing")
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
    boards_changed(held.case.audit.partnership, at)


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


def _say(row: Judgement, said: Words, by: Access, at: datetime) -> None:
    row.does_not_apply = said.mark == NOT_APPLICABLE
    row.grade_id = int(said.mark) if said.mark.isdecimal() else None
    row.reason = said.reason
    row.saved_at, row.saved_by = at, by.actor_name[:200]
    row.version += 1


def _end_moderation(row: Judgement) -> None:
    row.moderated, row.moderated_reason = None, ""
    row.moderated_at, row.moderated_by = None, ""


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
        merged = merge_said(said, some)
        saved.clashes += [_told(clash, row, pk) for clash in merged.clashes]
        if "mark" in merged.after and row.moderated_id:
            saved.ended.append((row, moderated(row)))
            _end_moderation(row)
        if merged:
            _say(row, said, by, at)
            changed.append((row, merged))
    return changed


def _keep(changed: Iterable[tuple[Judgement, Merge]]) -> None:
    """Two queries, however many there are."""
    rows = [row for row, _ in changed]
    own_words = ("does_not_apply", "grade", "reason", "saved_at", "saved_by", "version")
    settled = ("moderated", "moderated_reason", "moderated_at", "moderated_by")
    Judgement.objects.bulk_update(
        [row for row in rows if row.pk], [*own_words, *settled]
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
