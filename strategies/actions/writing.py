"""What a draft says: its text, and its parts added and changed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Max

from activity.actions import record
from partnership.access import Access
from strategies.actions.drafts import hold_draft
from strategies.actions.ordering import gather_groups
from strategies.kinds import Kind, kind_of
from strategies.models import Part, Priority, Strategy
from ui.merging import Clash, Edit, merge

PARTS_MAX = 100


@dataclass(frozen=True, slots=True)
class Carried:
    """Which earlier priorities one carries on: as the page was opened, and now."""

    was: frozenset[int]
    now: frozenset[int]

    def on(self, stands: Iterable[int]) -> set[int]:
        """This person's ticks put on what stands, with a colleague's kept."""
        return (set(stands) | (self.now - self.was)) - (self.was - self.now)


@transaction.atomic
def change_text(
    *, strategy: Strategy, edits: Sequence[Edit], by: Access, at: datetime
) -> list[Clash]:
    """Change the text of a draft; gives back what a colleague changed meanwhile.

    Where anything clashes nothing is saved, and the page shows both texts.
    """
    held = hold_draft(strategy, by)
    _even(held, edits)
    merged = merge(held, edits)
    if merged.clashes:
        return merged.clashes
    if merged:
        held.full_clean()
        held.save()
        record(
            by=by,
            at=at,
            verb="changed the text of",
            subject=held,
            before=merged.before,
            after=merged.after,
        )
    return []


@transaction.atomic
def add_part(
    *,
    strategy: Strategy,
    kind: Kind,
    words: Mapping[str, Any],
    by: Access,
    at: datetime,
    carried: Carried | None = None,
) -> Part:
    """Add a part at the end of its kind. The same page sent twice adds one."""
    held = hold_draft(strategy, by)
    rows = kind.model._default_manager.filter(strategy=held)
    if same := rows.filter(**words).order_by("pk").first():
        return same
    if rows.count() >= PARTS_MAX:
        raise ValidationError(
            f"A strategy can have {PARTS_MAX} of these. Remove or join some first.",
            code="too_many",
        )
    last = rows.aggregate(last=Max("position"))["last"]
    position = 1 if last is None else last + 1
    part = kind.model(strategy=held, position=position, **words)
    _check(part)
    part.save()
    _carry_on(part, carried)
    gather_groups(held, kind)
    record(
        by=by,
        at=at,
        verb=f"added {kind.with_article} to",
        subject=part,
        thread=held,
        after=kind.words(part),
    )
    return part


@transaction.atomic
def change_part(
    *,
    part: Part,
    edits: Sequence[Edit],
    by: Access,
    at: datetime,
    carried: Carried | None = None,
) -> list[Clash]:
    """Change a part; gives back what a colleague changed meanwhile.

    Where anything clashes nothing is saved: a part is read as a whole. One that a
    colleague removed meanwhile raises its model's DoesNotExist.
    """
    held = hold_draft(part.strategy, by)
    kind = kind_of(part)
    stands = kind.model._default_manager.get(pk=part.pk, strategy=held)
    _even(stands, edits)
    merged = merge(stands, edits)
    if merged.clashes:
        return merged.clashes
    if _carry_on(stands, carried) or merged:
        _check(stands)
        stands.save()
        gather_groups(held, kind)
        record(
            by=by,
            at=at,
            verb=f"changed {kind.with_article} of",
            subject=stands,
            thread=held,
            before=merged.before,
            after=merged.after,
        )
    return []


def _even(row: models.Model, edits: Sequence[Edit]) -> None:
    """Let a text that differs from what was read only in its blanks be that text.

    Django’s admin and imported documents have line ends and blanks of their own; they
    are no colleague’s change.
    """
    for edit in edits:
        texts = getattr(row, edit.field), edit.was
        if all(isinstance(text, str) for text in texts):
            stands, was = (text.split() for text in texts)
            if stands == was:
                setattr(row, edit.field, edit.was)


def _check(part: Part) -> None:
    """Say beside the number who has it; the rest is for the model to say."""
    if isinstance(part, Priority):
        same = Priority.objects.filter(strategy_id=part.strategy_id, number=part.number)
        if holder := same.exclude(pk=part.pk).first():
            raise ValidationError(
                {
                    "number": f"Priority {holder.number} is “{holder.title}”. "
                    "Choose another number."
                }
            )
    part.full_clean()


def _carry_on(part: Part, carried: Carried | None) -> bool:
    """Set which earlier priorities this one carries on; whether that changed."""
    if carried is None or not isinstance(part, Priority):
        return False
    stands = set(part.predecessors.values_list("pk", flat=True))
    wanted = carried.on(stands)
    if wanted == stands:
        return False
    earlier = Priority.objects.filter(strategy=part.strategy.previous_id)
    part.predecessors.set(earlier.filter(pk__in=wanted))
    return True
