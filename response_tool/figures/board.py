"""What the board sees of the Response Tool, in a fixed number of set-based queries.

Counts here are of returns, priorities and actions, never of children, so disclosure
control does not apply (docs/adr/0006).
"""

from collections import Counter
from datetime import date, datetime

from django.db.models import Count, Max, Q
from django.utils import timezone

from response_tool.figures import counting, reading
from response_tool.figures.reading import OverdueRow, Sent
from response_tool.figures.shapes import (
    OverdueAction,
    PriorityFigure,
    ResponseFigures,
    RoundFigure,
    Statement,
)
from response_tool.models import Recipient, Response, Round

SHOWN_AT_ONCE = 3


def fingerprint(*, partnership_id: int, strategy_id: int, as_at: datetime) -> str:
    """What the figures depend on, in one cheap query; equal means nothing to do."""
    rows = (
        Recipient.objects.filter(
            partnership_id=partnership_id,
            response__round__strategy_id=strategy_id,
            response__round__partnerships=partnership_id,
        )
        .values_list(
            "response__round_id",
            "response__round__opens_on",
            "response__round__due_on",
            "response__round__closes_on",
        )
        .annotate(
            asked=Count("pk"),
            sent=Count("pk", filter=Q(response__state=Response.State.SUBMITTED)),
            last=Max("response__submitted_at"),
        )
        .order_by("response__round_id")
    )
    return f"{timezone.localdate(as_at)}|{list(rows)}"


def figures(
    *, partnership_id: int, strategy_id: int, as_at: datetime
) -> ResponseFigures:
    """Compile the figures of one partnership and strategy as at a moment.

    Eight queries, whatever the number of agencies, rounds or actions.
    """
    today = timezone.localdate(as_at)
    rounds = list(
        Round.objects.filter(strategy_id=strategy_id, partnerships=partnership_id)
        .opened(today)
        .newest_first()[:2]
    )
    if not rounds:
        return ResponseFigures()
    current, previous = rounds[0], (rounds[1] if len(rounds) > 1 else None)
    asked = reading.asked(partnership_id, rounds)
    now = [sent for sent in asked if sent.round_id == current.pk]
    before = [sent for sent in asked if sent.round_id != current.pk]
    received = [sent for sent in now if sent.is_submitted]
    stale = reading.last_sent(
        partnership_id, strategy_id, [s.agency_id for s in now if not s.is_submitted]
    )
    standing = [*received, *stale.values()]
    cells = reading.cells(
        [*standing, *(sent for sent in before if sent.is_submitted)],
        late_before=previous.due_on if previous else None,
    )
    late = _late(standing, {sent.pk for sent in stale.values()}, today)
    statements, too_early = _statements(received)
    priorities = reading.priorities(strategy_id)
    overdue = Counter((row.response_id, row.priority) for row in late)
    return ResponseFigures(
        round=_round(current, today),
        previous=_round(previous, today) if previous else None,
        totals=counting.totals(now, cells, standing, len(late)),
        totals_before=counting.totals_before(before, cells) if before else None,
        priorities=[
            PriorityFigure(p.number, p.title, p.short_title, p.objective.title)
            for p in priorities
        ],
        objectives=counting.objectives(priorities, received, cells),
        agencies=[
            counting.agency(sent, stale, priorities, cells, overdue) for sent in now
        ],
        statuses=reading.statuses([sent.pk for sent in received]),
        movement=counting.movement(received, before, priorities, cells),
        overdue=late,
        statements=statements,
        highlights=_varied(statements),
        too_early=too_early,
    )


def _round(one: Round, today: date) -> RoundFigure:
    return RoundFigure(
        one.pk,
        one.name,
        one.opens_on,
        one.due_on,
        one.closes_on,
        is_past_due=one.due_on < today,
    )


def _late(standing: list[Sent], stale: set[int], today: date) -> list[OverdueAction]:
    """Actions past their date in the latest response of every agency."""
    agencies = {sent.pk: sent.agency for sent in standing}
    rows: list[OverdueRow] = reading.overdue(list(agencies), today)
    return [
        OverdueAction(
            what,
            who,
            agencies[response_id],
            number,
            title,
            by_when,
            (today - by_when).days,
            status,
            response_id,
            response_id not in stale,
        )
        for what, who, number, title, by_when, status, response_id in rows
    ]


def _statements(received: list[Sent]) -> tuple[list[Statement], int]:
    """What agencies say has changed, and how many say that it is too early."""
    agencies = {sent.pk: sent.agency for sent in received}
    rows = reading.statements(list(agencies))
    told = [
        Statement(text, agencies[response_id], number, title, response_id)
        for text, number, title, response_id in rows
        if not text.lstrip().lower().startswith("too early")
    ]
    return told, len(rows) - len(told)


def _varied(statements: list[Statement]) -> list[Statement]:
    """A few statements for the board page: no agency twice, priorities apart."""
    chosen: list[Statement] = []
    for place in range(SHOWN_AT_ONCE):
        start = place * len(statements) // SHOWN_AT_ONCE
        taken = {one.agency for one in chosen}
        # From a later place on; where only agencies already heard follow, from the top.
        fresh = [
            one
            for one in [*statements[start:], *statements[:start]]
            if one.agency not in taken
        ]
        chosen.extend(fresh[:1])
    return chosen
