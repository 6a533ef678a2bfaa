"""How a case was graded and moderated: who changed what, told day by day."""

from collections.abc import Mapping
from itertools import islice
from typing import Any

from django.db.models import Q

from activity.models import Event
from audits.models import CaseReview, Judgement, Part
from partnership.history import (
    LONGEST,
    Day,
    Telling,
    by_day,
    by_sitting,
    detail,
    differing,
)

NAMES = {
    "mark": "Grade",
    "reason": "Why",
    "note": "What stood out",
    "not_involved": "Nothing to grade here, because",
    "may_stay_because": "Why the words may stay",
}
# What is not told: which words may stay stands with the reason why.
UNTOLD = {"may_stay"}
CASE, PART = CaseReview._meta.label_lower, Part._meta.label_lower
JUDGEMENT = Judgement._meta.label_lower
# What a partnership is told of an agency's part: never how it was drafted.
TOLD_OUTSIDE = ("finished", "opened again")


def of_part(part: Part) -> list[Day]:
    """How an agency graded its part of a case, latest first. For that agency alone."""
    events = Event.objects.about(PART, part.pk).iterator(chunk_size=200)
    folded = islice(by_sitting(events, _is_typed), LONGEST)
    return by_day(_telling(one, {}) for one in folded)


def of_case(case: CaseReview) -> list[Day]:
    """How a case was moderated, and when each agency was done, latest first."""
    parts = case.parts.order_by("pk").values_list("pk", "agency__name")
    names = {pk: f"its part: {agency}" for pk, agency in parts}
    moderated = Q(thread_kind=CASE, thread_id=case.pk)
    done = Q(thread_kind=PART, thread_id__in=list(names), verb__in=TOLD_OUTSIDE)
    events = Event.objects.filter(moderated | done).order_by("-at", "-pk")
    return by_day(_telling(one, names) for one in events[:LONGEST])


def _is_typed(event: Event) -> bool:
    return event.subject_kind in (JUDGEMENT, PART) and event.verb in (
        "graded",
        "changed",
    )


def _telling(event: Event, names: Mapping[int, str]) -> Telling:
    what = event.subject_label
    if event.subject_kind == PART:
        what = names.get(event.subject_id or 0, "the case")
    fields = sorted(set(differing(event)) - UNTOLD, key=_place)
    return Telling(
        at=event.at,
        who=event.actor_name,
        verb=event.verb,
        what=what,
        details=[
            detail(
                NAMES.get(name, name[:1].upper() + name[1:]),
                _said(event.before.get(name)),
                _said(event.after.get(name)),
            )
            for name in fields
        ],
    )


def _place(name: str) -> tuple[int, str]:
    return (list(NAMES).index(name) if name in NAMES else len(NAMES), name)


def _said(value: Any) -> str:
    return "" if value is None else str(value)
