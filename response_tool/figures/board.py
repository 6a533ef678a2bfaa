"""What the board sees of the Response Tool, in a fixed number of set-based queries.

Counts here are of returns, priorities and actions, never of children, so disclosure
control does not apply (docs/adr/0006).
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime

from django.db.models import Count, Max, Q
from django.utils import timezone

from response_tool.figures import counting, reading
from response_tool.figures.reading import ActionRow, AnswerRow, Sent
from response_tool.figures.shapes import (
    OverdueAction,
    PriorityFigure,
    ResponseFigures,
    RoundFigure,
    Statement,
)
from response_tool.models import Recipient, Response, Round
from strategies.models import Priority

SHOWN_AT_ONCE = 3
TELLS_MORE = re.compile(r"\d|\bbut\b|.{200}", re.DOTALL)
Theirs = Mapping[int, tuple[Sent, AnswerRow]]


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

    Six queries, whatever the number of agencies, rounds or actions.
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
    told = {one.pk for one in [*standing, *before] if one.is_submitted}
    answers, actions = reading.answers(told), reading.actions(told)
    cells = counting.cells(
        answers, actions, late_before=previous.due_on if previous else None
    )
    priorities = reading.priorities(strategy_id)
    of_standing = counting.theirs(answers, standing)
    of_received = counting.theirs(answers, received)
    numbers = {priority.pk: priority for priority in priorities}
    late = _late(actions, of_standing, {sent.pk for sent in received}, numbers, today)
    statements, too_early = _statements(of_received, received, numbers)
    overdue = Counter((row.response_id, row.priority) for row in late)
    return ResponseFigures(
        round=_round(current, today),
        previous=_round(previous, today) if previous else None,
        totals=counting.totals(
            now,
            cells,
            standing,
            overdue=len(late),
            overdue_here=sum(one.this_round for one in late),
        ),
        totals_before=counting.totals_before(before, cells) if before else None,
        priorities=[
            PriorityFigure(p.number, p.title, p.short_title, p.objective.title)
            for p in priorities
        ],
        objectives=counting.objectives(priorities, received, cells),
        agencies=[
            counting.agency(sent, stale, priorities, cells, overdue) for sent in now
        ],
        statuses=counting.statuses(actions, of_received),
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


def _late(
    actions: Iterable[ActionRow],
    standing: Theirs,
    received: Collection[int],
    priorities: Mapping[int, Priority],
    today: date,
) -> list[OverdueAction]:
    """Actions past their date in the latest response of every agency."""
    found = []
    for answer, what, who, by_when, status in actions:
        if by_when >= today or status in counting.FINISHED or answer not in standing:
            continue
        sent, (_, _, priority_id, *_) = standing[answer]
        priority = priorities[priority_id]
        found.append(
            OverdueAction(
                what,
                who,
                sent.agency,
                priority.number,
                priority.short_title,
                by_when,
                (today - by_when).days,
                status,
                sent.pk,
                sent.pk in received,
            )
        )
    return found


def _statements(
    received: Theirs, of_agencies: list[Sent], priorities: Mapping[int, Priority]
) -> tuple[list[Statement], int]:
    """What agencies say has changed, and how many say that it is too early.

    Priority by priority, then agency by agency in the order they are given.
    """
    found = [
        Statement(
            difference, sent.agency, priority.number, priority.short_title, sent.pk
        )
        for sent, (_, _, priority_id, _, difference) in received.values()
        if difference and (priority := priorities[priority_id])
    ]
    place = {sent.pk: at for at, sent in enumerate(of_agencies)}
    found.sort(key=lambda one: (one.priority, place[one.response_id]))
    told = [one for one in found if not _is_early(one.text)]
    return told, len(found) - len(told)


def _is_early(text: str) -> bool:
    """Whether a text says that it is too early to tell, and nothing else.

    What goes on with a number or a “but” tells something, and is told.
    """
    said = text.strip().lower()
    return said.startswith("too early") and not TELLS_MORE.search(said)


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
