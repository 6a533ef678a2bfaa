"""A moderator settles on grades, which stand beside those that agencies gave."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from activity.actions import event, record_all
from audits.actions.grading_checks import refuse_long, refuse_mark
from audits.actions.grading_events import in_words
from audits.judging import Words, grades_of, merge_said, moderated
from audits.models import Audit, CaseReview, Judgement
from audits.models.cases import REASON_MAX
from partnership.access import Access
from partnership.locking import locked
from partnership.roles import Permission
from strategies.actions import boards_changed
from ui.merging import Clash, Edit, Merge

NOT_MODERATING = (
    "Grades can only be moderated while the audit is being moderated. Nothing is saved."
)
NOT_HERE = (
    "An agency opened this case again meanwhile, so its grades cannot be moderated "
    "now. Nothing is saved."
)
WHY = "Say why you settled on this grade."
WHICH = "You gave a reason and no grade. Choose a grade, or take the reason out."


@transaction.atomic
def moderate(
    *,
    case: CaseReview,
    edits: Mapping[int, Sequence[Edit]],
    by: Access,
    at: datetime,
) -> list[Clash]:
    """Settle on grades and say why, by judgement; the agencies' own never change.

    An empty mark lets the agency's own grade stand. What a colleague settled meanwhile
    is not written over: it comes back as clashes, each with its judgement as `row`.
    Raises ValidationError with code not_moderating, not_here, grade, too_long, reason
    or no_grade: nothing is saved then.
    """
    held = _hold(case, by)
    labels = {str(one.pk): one.label for one in grades_of(held.tool)}
    rows = _rows(case, edits)
    clashes: list[Clash] = []
    changed: list[tuple[Judgement, Merge]] = []
    for pk, some in edits.items():
        row, said = rows[pk], moderated(rows[pk])
        merged = merge_said(said, some)
        clashes += [_told(clash, row) for clash in merged.clashes]
        if merged:
            _refuse_wrong(said, labels)
            _say(row, said, by, at)
            changed.append((row, merged))
    fields = ("moderated", "moderated_reason", "moderated_at", "moderated_by")
    Judgement.objects.bulk_update([row for row, _ in changed], [*fields, "version"])
    record_all(
        event(
            by=by,
            at=at,
            verb="moderated",
            subject=row,
            label=f"{row.part.agency}: {row.criterion}",
            thread=case,
            before=in_words(merged.before, labels),
            after=in_words(merged.after, labels),
        )
        for row, merged in changed
    )
    if changed:
        boards_changed(held.partnership, at)
    return clashes


def _hold(case: CaseReview, by: Access) -> Audit:
    rows = Audit.objects.select_related("partnership", "tool").filter(cases=case)
    held = locked(rows).get()
    by.require(Permission.AUDIT_MODERATE, partnership_ids=[held.partnership_id])
    if held.state != Audit.State.MODERATING:
        raise ValidationError(NOT_MODERATING, code="not_moderating")
    return held


def _rows(case: CaseReview, pks: Mapping[int, object]) -> dict[int, Judgement]:
    """The judgements of finished parts of this case, and no others."""
    rows = Judgement.objects.filter(pk__in=pks, part__case=case)
    finished = rows.exclude(part__finished_at=None)
    found = locked(finished.select_related("criterion", "part__agency")).order_by("pk")
    held = {one.pk: one for one in found}
    if pks.keys() - held.keys():
        raise ValidationError(NOT_HERE, code="not_here")
    return held


def _refuse_wrong(said: Words, labels: Mapping[str, str]) -> None:
    refuse_mark(said.mark, labels)
    refuse_long(said.reason, REASON_MAX)
    if said.mark and not said.reason:
        raise ValidationError(WHY, code="reason")
    if said.reason and not said.mark:
        raise ValidationError(WHICH, code="no_grade")


def _say(row: Judgement, said: Words, by: Access, at: datetime) -> None:
    row.moderated_id = int(said.mark) if said.mark else None
    row.moderated_reason = said.reason
    row.moderated_at = at if said.mark else None
    row.moderated_by = by.actor_name[:200] if said.mark else ""
    row.version += 1


def _told(clash: Clash, row: Judgement) -> Clash:
    by, at = row.moderated_by, row.moderated_at
    return replace(clash, saved_by=by, saved_at=at, row=row.pk)
