"""The board's numbers by the leanest SQL we could write by hand: what a compile owes.

Six statements and one pass over their rows; no models, no dataclasses. It gives the
totals of both rounds, the cells, the statuses, the overdue actions and the statements,
who has signed up, and how the challenges stand.
`compiled` also stores them, as a compile does, in one more statement.
"""

import json
from collections import Counter
from datetime import date
from typing import Any

from django.db import connection


class Unequal(AssertionError):
    """The two ways of counting do not give the same numbers, so no ratio means much."""


Row = tuple[Any, ...]
STATUSES = ("not_started", "on_track", "slipping", "off_track", "complete", "embedded")
WORST = ("off_track", "slipping", "not_started", "on_track", "complete", "embedded")
GOOD = ("on_track", "complete", "embedded")

# place: 1 this round, 2 the round before, 3 the last answer of who is out this round.
RESPONSES = """
with two as (
    select r.id, r.due_on, row_number() over (order by r.opens_on desc, r.id desc) place
    from response_tool_round r
    join response_tool_round_partnerships p on p.round_id = r.id
    where r.strategy_id = %(strategy)s and p.partnership_id = %(partnership)s
        and r.opens_on <= %(today)s
    order by r.opens_on desc, r.id desc limit 2
), asked as (
    select s.id, s.agency_id, a.name, s.state = 'submitted' sent, two.place, two.due_on
    from two
    join response_tool_response s on s.round_id = two.id
    join response_tool_recipient c
        on c.response_id = s.id and c.partnership_id = %(partnership)s
    join partnership_agency a on a.id = s.agency_id
), stale as (
    select distinct on (s.agency_id) s.id, s.agency_id, asked.name, true, 3, null::date
    from asked
    join response_tool_response s
        on s.agency_id = asked.agency_id and s.state = 'submitted'
    join response_tool_round r
        on r.id = s.round_id and r.strategy_id = %(strategy)s
    join response_tool_recipient c
        on c.response_id = s.id and c.partnership_id = %(partnership)s
    where asked.place = 1 and not asked.sent
    order by s.agency_id, r.opens_on desc, s.id desc
)
select * from asked union all select * from stale order by 5, 3, 1
"""
# Counted answer by answer: half the time of one join and one grouping.
CELLS = """
select a.response_id, p.number, a.relevance = 'not_relevant', counted.*
from response_tool_answer a
join strategies_priority p on p.id = a.priority_id
cross join lateral (
    select count(*),
        count(*) filter (where t.status = 'not_started'),
        count(*) filter (where t.status = 'on_track'),
        count(*) filter (where t.status = 'slipping'),
        count(*) filter (where t.status = 'off_track'),
        count(*) filter (where t.status = 'complete'),
        count(*) filter (where t.status = 'embedded'),
        count(*) filter (where t.by_when < %(due)s
            and t.status not in ('complete', 'embedded'))
    from response_tool_action t
    where t.answer_id = a.id and a.relevance <> 'not_relevant'
) counted
where a.response_id = any(%(all)s)
order by a.response_id, p.number
"""
OVERDUE = """
select t.what, t.who, a.response_id, p.number, t.by_when, t.status
from response_tool_action t
join response_tool_answer a on a.id = t.answer_id
join strategies_priority p on p.id = a.priority_id
where a.response_id = any(%(standing)s) and a.relevance = 'ours'
    and t.by_when < %(today)s and t.status not in ('complete', 'embedded')
order by t.by_when, t.id
"""
STATEMENTS = r"""
select a.difference, p.number, a.response_id
from response_tool_answer a
join strategies_priority p on p.id = a.priority_id
join response_tool_response s on s.id = a.response_id
join partnership_agency g on g.id = s.agency_id
where a.response_id = any(%(received)s) and a.relevance = 'ours' and a.difference <> ''
    and not (
        lower(a.difference) like 'too early%%' and length(a.difference) < 200
        and a.difference !~* '[0-9]|\mbut\M'
    )
order by p.number, g.name, a.id
"""
AGREED = """
select v.version, a.status, a.adopted_on, a.review_on, g.name, exists(
    select 1 from strategies_signup u
    where u.strategy_id = a.strategy_id and u.agency_id = g.id
)
from strategies_adoption a
join strategies_strategy v on v.id = a.strategy_id
left join partnership_seat t on t.partnership_id = a.partnership_id
    and t.from_on <= %(today)s and (t.to_on is null or t.to_on >= %(today)s)
left join partnership_agency g on g.id = t.agency_id
where a.partnership_id = %(partnership)s and a.strategy_id = %(strategy)s
order by g.name, g.id
"""
CHALLENGED = """
select g.name, c.state, c.closed_how, count(*),
    count(*) filter (where c.reply_by < %(today)s)
from response_tool_challenge c
join response_tool_answer a on a.id = c.answer_id
join response_tool_response s on s.id = a.response_id
join response_tool_round r on r.id = s.round_id and r.strategy_id = %(strategy)s
join partnership_agency g on g.id = s.agency_id
where c.partnership_id = %(partnership)s
group by 1, 2, 3 order by 1, 2, 3
"""


TABLE = """
create temporary table if not exists bench_board (pk bigint primary key, board jsonb);
insert into bench_board values (%(partnership)s, '{}') on conflict do nothing
"""
STORE = "update bench_board set board = %(board)s where pk = %(partnership)s"


def prepare(*, partnership_id: int) -> None:
    """Make the row that `compiled` writes; it ends with the connection."""
    with connection.cursor() as cursor:
        cursor.execute(TABLE, {"partnership": partnership_id})


def compiled(
    *, partnership_id: int, strategy_id: int, today: date, more: dict[str, Any]
) -> None:
    """Count the numbers of one board and store them."""
    subject = {"partnership_id": partnership_id, "strategy_id": strategy_id}
    board = figures(**subject, today=today) | agreed(**subject, today=today)
    board |= challenged(**subject, today=today) | more
    given = {"board": json.dumps(board, default=str), "partnership": partnership_id}
    with connection.cursor() as cursor:
        cursor.execute(STORE, given)


def challenged(*, partnership_id: int, strategy_id: int, today: date) -> dict[str, Any]:
    """How many questions wait for a reply, are late, replied to and closed."""
    given = {"partnership": partnership_id, "strategy": strategy_id, "today": today}
    with connection.cursor() as cursor:
        cursor.execute(CHALLENGED, given)
        rows = cursor.fetchall()
    return {
        "waiting": sum(row[3] for row in rows if row[1] == "open"),
        "late": sum(row[4] for row in rows if row[1] == "open"),
        "replied": sum(row[3] for row in rows if row[1] == "replied"),
        "closed": sum(row[3] for row in rows if row[1] == "closed"),
    }


def agreed(*, partnership_id: int, strategy_id: int, today: date) -> dict[str, Any]:
    """Who has signed up to the strategy, and who has not."""
    given = {"partnership": partnership_id, "strategy": strategy_id, "today": today}
    with connection.cursor() as cursor:
        cursor.execute(AGREED, given)
        rows = cursor.fetchall()
    return {
        "adopted": rows[0][:4],
        "signed": sum(row[5] for row in rows),
        "not_signed": [row[4] for row in rows if not row[5]],
    }


def figures(*, partnership_id: int, strategy_id: int, today: date) -> dict[str, Any]:
    """The numbers of one board."""
    given: dict[str, Any] = {
        "partnership": partnership_id,
        "strategy": strategy_id,
        "today": today,
    }
    with connection.cursor() as cursor:
        cursor.execute(RESPONSES, given)
        asked: list[list[Row]] = [[], [], [], []]
        for row in cursor.fetchall():
            asked[row[4]].append(row)
        _, now, before, stale = asked
        received = [row[0] for row in now if row[3]]
        standing = [*received, *(row[0] for row in stale)]
        earlier = [row[0] for row in before if row[3]]
        given |= {
            "received": received,
            "standing": standing,
            "all": [*standing, *earlier],
            "due": before[0][5] if before else date.min,
        }
        cursor.execute(CELLS, given)
        cells: dict[int, list[Row]] = {}
        for row in cursor.fetchall():
            cells.setdefault(row[0], []).append(row)
        cursor.execute(OVERDUE, given)
        overdue = cursor.fetchall()
        cursor.execute(STATEMENTS, given)
        statements = cursor.fetchall()
    here = set(received)
    late = Counter((row[2], row[3]) for row in overdue)
    return {
        "totals": _totals(now, received, cells)
        | {
            "overdue": len(overdue),
            "overdue_here": sum(row[2] in here for row in overdue),
            "standing_actions": sum(row[3] for pk in standing for row in cells[pk]),
        },
        "totals_before": _before(before, earlier, cells),
        "cells": {
            pk: [(_state(row), late[pk, row[1]]) for row in cells[pk]]
            for pk in received
        },
        "statuses": {
            status: sum(row[place] for pk in received for row in cells[pk])
            for place, status in enumerate(STATUSES, start=4)
        },
        "overdue": overdue,
        "statements": statements,
    }


def _state(row: Row) -> str:
    if row[2]:
        return "not_relevant"
    for status in WORST:
        if row[4 + STATUSES.index(status)]:
            return status
    return "no_action"


def _totals(
    asked: list[Row], received: list[int], cells: dict[int, list[Row]]
) -> dict[str, int]:
    rows = [row for pk in received for row in cells[pk]]
    held = [row for row in rows if not row[2]]
    return {
        "asked": len(asked),
        "returns": len(received),
        "held": len(held),
        "with_action": sum(row[3] > 0 for row in held),
        "good": sum(_state(row) in GOOD for row in held),
        "actions": sum(row[3] for row in rows),
        "embedded": sum(row[9] for row in rows),
    }


def _before(
    asked: list[Row], received: list[int], cells: dict[int, list[Row]]
) -> dict[str, int]:
    rows = [row for pk in received for row in cells[pk]]
    return _totals(asked, received, cells) | {
        "overdue": sum(row[10] for row in rows),
        "overdue_here": sum(row[10] for row in rows),
        "standing_actions": sum(row[3] for row in rows),
    }
