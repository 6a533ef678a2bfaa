"""Counting what was read: totals, objectives, rows of the heat map, movement."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from response_tool.figures.reading import ActionRow, AnswerRow, Sent
from response_tool.figures.shapes import (
    GOOD,
    JUDGED,
    WORST_FIRST,
    AgencyFigure,
    Cell,
    Movement,
    ObjectiveFigure,
    State,
    Totals,
)
from response_tool.models import Action, Answer
from strategies.models import Priority


class CellRow(NamedTuple):
    """One answer: how it stands, and its actions counted."""

    state: str
    actions: int = 0
    embedded: int = 0
    late: int = 0


Cells = dict[int, dict[int, CellRow]]

NOT_RELEVANT = State.NOT_RELEVANT.value
IS_GOOD = {state.value for state in GOOD}
PLACE = {state.value: place for place, state in enumerate(JUDGED)}
STATES = [state.value for state in WORST_FIRST]
RANK = {state: place for place, state in enumerate(STATES)}
FINISHED = frozenset(Action.FINISHED)


def cells(
    answers: Iterable[AnswerRow],
    actions: Iterable[ActionRow],
    *,
    late_before: date | None,
) -> Cells:
    """Answers by response and priority: the worst status, and actions counted.

    `late_before` is the day at which what was overdue in the last round is judged.
    Actions left under an answer that is not relevant any more do not count.
    """
    judged_on = late_before or date.min
    statuses: dict[int, list[str]] = {}
    late: Counter[int] = Counter()
    for answer, _, _, by_when, status in actions:
        statuses.setdefault(answer, []).append(status)
        if by_when < judged_on and status not in FINISHED:
            late[answer] += 1
    found: Cells = {}
    for pk, response, priority, relevance, _ in answers:
        of_answer = statuses.get(pk, ())
        if relevance == Answer.Relevance.NOT_RELEVANT:
            row = CellRow(NOT_RELEVANT)
        else:
            embedded = sum(status == Action.Status.EMBEDDED for status in of_answer)
            row = CellRow(_worst(of_answer), len(of_answer), embedded, late[pk])
        found.setdefault(response, {})[priority] = row
    return found


def _worst(statuses: Collection[str]) -> str:
    ranks = [RANK[status] for status in statuses if status in RANK]
    return STATES[min(ranks)] if ranks else State.NO_ACTION.value


def statuses(actions: Iterable[ActionRow], answers: Collection[int]) -> dict[str, int]:
    """How many actions under some answers have which status, the best first."""
    counted = Counter(row[4] for row in actions if row[0] in answers)
    return {status: counted[status] for status in reversed(STATES)}


def theirs(
    answers: Iterable[AnswerRow], sent: Sequence[Sent]
) -> dict[int, tuple[Sent, AnswerRow]]:
    """The answers of some responses that are about the agency's own priorities."""
    responses = {one.pk: one for one in sent}
    ours = Answer.Relevance.OURS
    return {
        row[0]: (responses[row[1]], row)
        for row in answers
        if row[1] in responses and row[3] == ours
    }


def totals(
    asked: list[Sent],
    cells: Cells,
    standing: list[Sent],
    *,
    overdue: int,
    overdue_here: int,
) -> Totals:
    """The big numbers. Overdue counts the latest response of every agency.

    `overdue_here` counts this round's responses alone, as the last round's number does.
    """
    received = [sent for sent in asked if sent.is_submitted]
    rows = [row for sent in received for row in cells.get(sent.pk, {}).values()]
    held = [row for row in rows if row.state != NOT_RELEVANT]
    return Totals(
        asked=len(asked),
        returns=len(received),
        held=len(held),
        with_action=sum(row.actions > 0 for row in held),
        good=sum(row.state in IS_GOOD for row in held),
        actions=sum(row.actions for row in rows),
        embedded=sum(row.embedded for row in rows),
        overdue=overdue,
        overdue_here=overdue_here,
        standing_actions=sum(
            row.actions for sent in standing for row in cells.get(sent.pk, {}).values()
        ),
    )


def totals_before(asked: list[Sent], cells: Cells) -> Totals:
    """The same for the last round, judged as at the day it was due."""
    received = [sent for sent in asked if sent.is_submitted]
    late = sum(row.late for sent in received for row in cells.get(sent.pk, {}).values())
    return totals(asked, cells, received, overdue=late, overdue_here=late)


def objectives(
    priorities: list[Priority], received: list[Sent], cells: Cells
) -> list[ObjectiveFigure]:
    """How the priorities under each objective stand, counted by state."""
    counts: dict[int, Counter[str]] = {p.objective_id: Counter() for p in priorities}
    titles = {p.objective_id: p.objective.title for p in priorities}
    for sent in received:
        of_response = cells.get(sent.pk, {})
        for priority in priorities:
            row = of_response.get(priority.pk)
            if row and row.state != NOT_RELEVANT:
                counts[priority.objective_id][row.state] += 1
    return [ObjectiveFigure(titles[pk], dict(found)) for pk, found in counts.items()]


def agency(
    sent: Sent,
    stale: dict[int, Sent],
    priorities: list[Priority],
    cells: Cells,
    overdue: Counter[tuple[int, int]],
) -> AgencyFigure:
    """A row of the heat map."""
    latest = sent if sent.is_submitted else stale.get(sent.agency_id)
    late = sum(overdue[latest.pk, p.number] for p in priorities) if latest else 0
    if not sent.is_submitted:
        return AgencyFigure(
            sent.agency,
            sent.sector,
            response_id=None,
            cells=None,
            last_round=latest.round_name if latest else "",
            last_sent_on=latest.sent_on if latest else None,
            overdue=late,
        )
    rows = cells.get(sent.pk, {})
    return AgencyFigure(
        sent.agency,
        sent.sector,
        response_id=sent.pk,
        cells=[Cell(rows[p.pk].state, overdue[sent.pk, p.number]) for p in priorities],
        overdue=late,
    )


def movement(
    received: list[Sent],
    before: list[Sent],
    priorities: list[Priority],
    cells: Cells,
) -> Movement:
    """Compare each agency's answers with its own of the last round."""
    then = {sent.agency_id: sent for sent in before if sent.is_submitted}
    up: Counter[str] = Counter()
    down: Counter[str] = Counter()
    compared = 0
    for sent in received:
        if sent.agency_id not in then:
            continue
        old, new = cells.get(then[sent.agency_id].pk, {}), cells.get(sent.pk, {})
        for priority in priorities:
            step = _step(old.get(priority.pk), new.get(priority.pk))
            compared += step is not None
            if step and step > 0:
                up[f"priority {priority.number}, {priority.short_title}"] += 1
            elif step and step < 0:
                down[sent.agency] += 1
    most_up, most_up_count = (up.most_common(1) or [("", 0)])[0]
    most_down, most_down_count = (down.most_common(1) or [("", 0)])[0]
    return Movement(
        compared=compared,
        up=up.total(),
        down=down.total(),
        most_up=most_up,
        most_up_count=most_up_count,
        most_down=most_down,
        most_down_count=most_down_count,
        first_time=[s.agency for s in received if before and s.agency_id not in then],
    )


def _step(old: CellRow | None, new: CellRow | None) -> int | None:
    """Up, level or down; nothing where one of the two cannot be judged."""
    if old is None or new is None:
        return None
    was, now = PLACE.get(old.state), PLACE.get(new.state)
    return None if was is None or now is None else now - was
