"""Answering: which priorities are ours, what was done, what difference it made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from activity.actions import event, record, record_all
from activity.models import Event
from partnership.access import Access
from partnership.roles import Permission
from privacy import identifiers
from response_tool.actions.drafts import hold_answer, hold_response
from response_tool.models import Action, Answer, Response
from ui.merging import Clash, Edit, Merge, merge

TEXTS = ("progress", "difference")
STAMPED = ("relevance", "may_stay", "version", "saved_at", "saved_by")


@dataclass(frozen=True, slots=True)
class Choice:
    """Whether one priority is the agency's, and if not, why."""

    number: int
    relevance: Edit
    because: Edit


@dataclass(slots=True)
class Saved:
    """What became of a save: the answer as it now stands and what clashed."""

    answer: Answer
    clashes: list[Clash] = field(default_factory=list)
    status_clashes: list[Clash] = field(default_factory=list)
    removed: int = 0  # actions that a colleague removed before their status was saved

    @property
    def is_whole(self) -> bool:
        """Whether everything that was sent is saved."""
        return not self.clashes and not self.status_clashes


@transaction.atomic
def choose_priorities(
    *, response: Response, choices: Sequence[Choice], by: Access, at: datetime
) -> list[int]:
    """Say which priorities are the agency's.

    Gives back the numbers of the priorities that a colleague decided differently
    meanwhile; those stay as the colleague left them.
    """
    held = hold_response(response, by)
    answers = {
        answer.priority.number: answer
        for answer in held.answers.select_related("priority").order_by("pk")
    }
    clashed: list[int] = []
    events: list[Event] = []
    changed: list[Answer] = []
    for choice in choices:
        answer = answers[choice.number]
        merged = merge(answer, [choice.relevance, choice.because])
        if merged.clashes or answer.lacks_a_reason:
            clashed.append(choice.number)
        elif merged:
            answer.response = held
            _stamp(answer, by, at)
            changed.append(answer)
            events.append(
                event(
                    by=by,
                    at=at,
                    verb="said whether it is theirs:",
                    subject=answer,
                    thread=held.whole,
                    before=merged.before,
                    after=merged.after,
                )
            )
    Answer.objects.bulk_update(
        changed,
        ["relevance", "not_relevant_because", "version", "saved_at", "saved_by"],
    )
    record_all(events)
    return clashed


@transaction.atomic
def save_answer(
    *,
    answer: Answer,
    edits: Sequence[Edit],
    by: Access,
    at: datetime,
    statuses: Mapping[int, Edit] | None = None,
    may_stay_because: str = "",
) -> Saved:
    """Save what somebody wrote about one priority, and the statuses they chose.

    Texts that a colleague changed meanwhile are not written over: they come back as
    clashes, and what could not be saved is kept in the history.
    """
    stands = hold_answer(answer, by)
    merged = merge(stands, edits)
    _keep_true(stands, merged)
    if may_stay_because:
        clashed = {clash.field for clash in merged.clashes}
        read = [edit.now for edit in edits if edit.field not in clashed]
        _let_stay(stands, may_stay_because, read, merged)
    saved = Saved(stands)
    for clash in merged.clashes:
        of_kind = saved.clashes if clash.field in TEXTS else saved.status_clashes
        of_kind.append(_said(clash, stands))
    if merged:
        if not stands.relevance:
            stands.relevance = Answer.Relevance.OURS
        _stamp(stands, by, at)
        stands.save(update_fields=[*merged.after, *STAMPED])
    before, after = dict(merged.before), dict(merged.after)
    chosen = {pk: edit for pk, edit in (statuses or {}).items() if edit.now != edit.was}
    if chosen:
        actions = answer.actions_now()
        saved.status_clashes += _set_statuses(actions, chosen, before, after)
        saved.removed = len(chosen.keys() - {action.pk for action in actions})
    if after:
        record(
            by=by,
            at=at,
            verb="changed",
            subject=stands,
            thread=stands.response.whole,
            before=before,
            after=after,
        )
    _keep_unsaved(saved, by, at)
    return saved


@transaction.atomic
def keep_aside(
    *, about: Answer | Response, words: Mapping[str, str], by: Access, at: datetime
) -> None:
    """Keep in the history words that could not be saved, so that none is lost."""
    response = about.response if isinstance(about, Answer) else about
    by.require(Permission.ANSWER_EDIT, agency_id=response.agency_id)
    record(
        by=by,
        at=at,
        verb="wrote, but did not save,",
        subject=about if isinstance(about, Answer) else response.whole,
        label=str(about),
        thread=response.whole,
        after=words,
    )


def _keep_unsaved(saved: Saved, by: Access, at: datetime) -> None:
    unsaved = {clash.field: clash.mine for clash in saved.clashes}
    unsaved |= {_kept_as(clash): clash.mine for clash in saved.status_clashes}
    if unsaved:
        keep_aside(about=saved.answer, words=unsaved, by=by, at=at)


def _keep_true(answer: Answer, merged: Merge) -> None:
    """Make “still true” mean it: last round's words, and no others.

    Where others stand, whether typed now or saved while typing, it has changed: no
    word is written over.
    """
    same = all(getattr(answer, name) == said for name, said in answer.last_said.items())
    if same or answer.since_last != Answer.SinceLast.STILL_TRUE:
        return
    changed = Answer.SinceLast.CHANGED
    was = merged.before.setdefault("since_last", answer.since_last)
    merged.after["since_last"] = changed.value
    answer.since_last = changed
    if was == changed:
        del merged.before["since_last"], merged.after["since_last"]


def _set_statuses(
    actions: Sequence[Action],
    chosen: Mapping[int, Edit],
    before: dict[str, Any],
    after: dict[str, Any],
) -> list[Clash]:
    """Set the statuses that changed; give back those a colleague set otherwise."""
    clashed = []
    changed: dict[str, list[int]] = {}
    for action in actions:
        merged = merge(action, [chosen[action.pk]] if action.pk in chosen else [])
        if merged.clashes:
            clashed.append(replace(merged.clashes[0], field=action.what, row=action.pk))
        elif merged:
            changed.setdefault(action.status, []).append(action.pk)
            key = f"status of “{action.what}”"
            before[key] = merged.before["status"]
            after[key] = merged.after["status"]
    for status, rows in changed.items():
        same = Action.objects.filter(pk__in=rows)
        same.update(status=status, version=F("version") + 1)
    return clashed


def _let_stay(answer: Answer, because: str, read: Sequence[str], merged: Merge) -> None:
    """Cover by a reason the words that its writer has read, and no others."""
    standing = {
        one.text for name in TEXTS for one in identifiers.find(getattr(answer, name))
    }
    found = {one.text for text in read for one in identifiers.find(text)}
    covered = sorted(standing & (found | set(answer.may_stay)))
    if not covered:
        return
    if because == answer.may_stay_because and covered == sorted(answer.may_stay):
        return
    merged.before["may_stay_because"] = answer.may_stay_because
    merged.after["may_stay_because"] = because
    answer.may_stay_because = because
    answer.may_stay = covered


def _kept_as(clash: Clash) -> str:
    return f"status of “{clash.field}”" if clash.row else clash.field


def _said(clash: Clash, answer: Answer) -> Clash:
    return replace(clash, saved_by=answer.saved_by, saved_at=answer.saved_at)


def _stamp(answer: Answer, by: Access, at: datetime) -> None:
    answer.version += 1
    answer.saved_at = at
    answer.saved_by = by.actor_name
