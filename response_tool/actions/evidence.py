"""Files as evidence: attached, taken off, carried on, and kept through a correction."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from activity.actions import record
from evidence.models import File
from partnership.access import Access
from partnership.locking import locked
from response_tool.actions.drafts import hold_answer
from response_tool.attached import sources
from response_tool.models import Action, Answer, Attachment

EVIDENCE_MAX = 10


@transaction.atomic
def attach(
    *,
    answer: Answer,
    file: File,
    by: Access,
    at: datetime,
    action: Action | None = None,
) -> Attachment:
    """Make a file evidence for an answer, or for one of its actions. Twice is once.

    Raises ValidationError with code submitted, gone or too_many.
    """
    held = hold_answer(answer, by)
    if action and not held.actions.filter(pk=action.pk).exists():
        raise ValidationError("A colleague removed this action.", code="gone")
    # The agency's own, and held: it cannot be removed at the same moment.
    mine = File.objects.kept().filter(agency_id=held.response.agency_id, pk=file.pk)
    kept = locked(mine).first()
    if kept is None:
        raise ValidationError("A colleague removed this file.", code="gone")
    there = held.attachments.filter(action=action, file=kept).first()
    if there:
        return there
    check_room(held)
    made = Attachment.objects.create(
        answer=held, action=action, file=kept, added_at=at, added_by=by.actor_name
    )
    record(
        by=by,
        at=at,
        verb="added evidence to",
        subject=held,
        thread=held.response.whole,
        after=_words(made),
    )
    return made


@transaction.atomic
def detach(*, attachment: Attachment, by: Access, at: datetime) -> None:
    """Take a file off an answer or action; the agency goes on keeping the file."""
    held = hold_answer(attachment.answer, by)
    for one in locked(held.attachments.filter(pk=attachment.pk)):
        words = _words(one)
        one.delete()
        record(
            by=by,
            at=at,
            verb="took evidence off",
            subject=held,
            thread=held.response.whole,
            before=words,
        )


def check_room(answer: Answer) -> None:
    """Refuse more evidence than anybody reads. Raises ValidationError, too_many."""
    if Attachment.objects.filter(answer=answer).standing().count() >= EVIDENCE_MAX:
        raise ValidationError(
            f"A priority can have {EVIDENCE_MAX} pieces of evidence, with those of its "
            "actions. Take some off first.",
            code="too_many",
        )


def carry_evidence(
    begun: Iterable[Answer],
    actions: Iterable[Action],
    last: Mapping[int, Answer],
    *,
    by: Access,
    at: datetime,
) -> dict[str, object]:
    """Carry last round's evidence on, unless it has expired; what the history says."""
    answers = {one.priority.number: one for one in begun}
    before: dict[int, list[Answer]] = {}
    for number, answer in answers.items():
        for pk in sources(last[number]):
            before.setdefault(pk, []).append(answer)
    acted = {one.carries_on_from_id: one for one in actions}
    rows = Attachment.objects.filter(answer__in=before).standing()
    today = timezone.localdate(at)
    expired = sorted({one.file.name for one in rows if one.file.has_expired(today)})
    carried = [
        Attachment(answer=to, action=action, file=one.file, **_stamp(by, at))
        for one in rows
        if not one.file.has_expired(today)
        for to, action in _where(one, before, acted)
    ]
    # Where several answers became one, the same file may have been beside each.
    Attachment.objects.bulk_create(carried, ignore_conflicts=True)
    told: dict[str, object] = {}
    if carried:
        told["evidence carried on from last round"] = len(carried)
    if expired:
        told["evidence left behind because it has expired"] = ", ".join(expired)
    return told


def copy_evidence(copies: Mapping[int, Answer], actions: Sequence[Action]) -> None:
    """Put the evidence of submitted answers beside their copies in a correction."""
    acted = {one.carries_on_from_id: one for one in actions}
    rows = Attachment.objects.filter(answer__in=copies).standing()
    Attachment.objects.bulk_create(
        Attachment(
            answer=copies[one.answer_id],
            action=acted[one.action_id] if one.action_id else None,
            file=one.file,
            added_at=one.added_at,
            added_by=one.added_by,
        )
        for one in rows
    )


def put_evidence_in_place(
    answers: Mapping[int, Answer], actions: Mapping[int, Action]
) -> None:
    """Make the evidence of a correction that of the response.

    By number of the copy: the answer or action in whose place it goes.
    """
    Attachment.objects.filter(answer__in=list(answers.values())).delete()
    rows = list(Attachment.objects.filter(answer__in=answers).order_by("pk"))
    for one in rows:
        one.answer = answers[one.answer_id]
        one.action = actions[one.action_id] if one.action_id else None
    Attachment.objects.bulk_update(rows, ["answer", "action"])


def _where(
    one: Attachment,
    before: Mapping[int, Sequence[Answer]],
    acted: Mapping[int | None, Action],
) -> Iterable[tuple[Answer, Action | None]]:
    """Where evidence of last round goes: to every answer that goes on, or the action.

    Evidence for an action that is finished is not carried on, as the action is not.
    """
    if one.action_id is None:
        return [(answer, None) for answer in before[one.answer_id]]
    action = acted.get(one.action_id)
    return [(action.answer, action)] if action else []


def _stamp(by: Access, at: datetime) -> dict[str, object]:
    return {"added_at": at, "added_by": by.actor_name}


def _words(attachment: Attachment) -> dict[str, object]:
    said: dict[str, object] = {"file": attachment.file.name}
    return said | ({"what": attachment.action.what} if attachment.action else {})
