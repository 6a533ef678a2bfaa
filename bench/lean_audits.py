"""The board’s figures of audits by the leanest SQL we could write by hand.

Five statements and one pass over their rows. The database counts judgements and the
cases they are about, first by case, so that nothing is sorted to tell cases apart. What
SQL cannot do comes from the portal’s own pure function: hiding small numbers.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from audits.figures import figures as of_the_board
from audits.movement import way_of
from bench.lean import Unequal
from privacy.disclosure import DFE, Symbol, Table, mask
from privacy.tables import Place

Row = tuple[Any, ...]
LATEST, LATE_MOST = 4, 10
AUDITS = """
select id, title, state, again_of_id, closed_at
from audits_audit where partnership_id = %(partnership)s
order by closed_at desc nulls last, id desc
"""
GRADES = """
select a.id, d.title, array_agg(g.id order by g.position),
    array_agg(g.is_concern order by g.position), d.id
from audits_audit a
join audits_tool t on t.id = a.tool_id
join audits_domain d on d.tool_id = t.id
join audits_grade g on g.scale_id = t.scale_id
where a.id = any(%(audits)s)
group by a.id, d.id, d.title, d.position order by d.position, d.id
"""
COUNTS = """
with by_case as (
    select c.audit_id, c.id, q.domain_id, coalesce(j.moderated_id, j.grade_id) grade,
        count(*) many
    from audits_casereview c
    join audits_part p on p.case_id = c.id
    join audits_judgement j on j.part_id = p.id
    join audits_criterion q on q.id = j.criterion_id
    where c.audit_id = any(%(audits)s)
        and coalesce(j.moderated_id, j.grade_id) is not null
    group by 1, 2, 3, 4
)
select audit_id, domain_id, grade, sum(many)::int, count(*), array_agg(distinct id)
from by_case group by 1, 2, 3
"""
THEMES = """
select lower(f.theme), count(*) filter (where f.kind in ('improve', 'system')),
    count(*) filter (where f.kind not in ('improve', 'system'))
from audits_finding f join audits_audit a on a.id = f.audit_id
where a.partnership_id = %(partnership)s and a.state = 'closed'
group by 1 order by 2 desc, 3 desc, 1
"""
ASKED = """
select r.id, r.state, r.due_on < %(today)s and r.state != 'closed', r.text, g.name,
    r.due_on, r.opened_at
from audits_recommendation r join partnership_agency g on g.id = r.agency_id
where r.partnership_id = %(partnership)s and r.state in ('open', 'asked', 'closed')
order by r.due_on, r.id
"""


def figures(partnership_id: int, today: date) -> dict[str, Any]:
    """What a board reads of audits."""
    given: dict[str, Any] = {"partnership": partnership_id, "today": today}
    with connection.cursor() as cursor:
        audits = _rows(cursor, AUDITS, given)
        closed = {row[0]: row for row in audits if row[4]}
        latest = list(closed)[:LATEST]
        both = {*latest, *(closed[one][3] for one in latest)} & closed.keys()
        given["audits"] = list(both)
        domains = _rows(cursor, GRADES, given)
        counts = _rows(cursor, COUNTS, given)
        themes = _rows(cursor, THEMES, given)
        asked = _rows(cursor, ASKED, given)
    shown = _shown(domains, counts)
    return {
        "states": Counter(row[2] for row in audits),
        "spreads": [_moved(closed[one], shown) for one in latest],
        "themes": themes,
        **_asked(asked, today),
    }


def _rows(cursor: Any, statement: str, given: dict[str, Any]) -> list[Row]:
    cursor.execute(statement, given)
    return cursor.fetchall()


def _shown(domains: Sequence[Row], counts: Sequence[Row]) -> dict[int, list[Row]]:
    """Of each audit its domains: title, numbers as shown, total, and of concern."""
    cells = {row[:3]: row[3:5] for row in counts}
    seen: dict[int, set[int]] = defaultdict(set)
    for row in counts:
        seen[row[0]].update(row[5])
    by_audit: dict[int, list[Row]] = defaultdict(list)
    for audit, title, grades, concerns, domain in domains:
        row = [cells.get((audit, domain, grade), (0, 0)) for grade in grades]
        if any(many for many, _ in row):
            by_audit[audit].append((title, row, concerns))
    return {
        audit: _masked(rows) if len(seen[audit]) > DFE.largest_hidden else []
        for audit, rows in by_audit.items()
    }


def _masked(rows: Sequence[Row]) -> list[Row]:
    numbers = tuple(tuple(many for many, _ in row) for _, row, _ in rows)
    few = [
        Place(place, column)
        for place, (_, row, _) in enumerate(rows)
        for column, (_, cases) in enumerate(row)
        if DFE.hides(cases)
    ]
    few += [
        Place(place, None)
        for place, (_, row, _) in enumerate(rows)
        if DFE.hides(max(cases for _, cases in row))
    ]
    table = Table(numbers, row_totals=tuple(sum(row) for row in numbers))
    done = mask(table, DFE, hidden_before=few).table
    totals = done.row_totals or ()
    return [
        (title, cells, total, _sum(cells, concerns))
        for (title, _, concerns), cells, total in zip(
            rows, done.cells, totals, strict=True
        )
    ]


def _sum(cells: Sequence[Any], concerns: Sequence[bool]) -> Any:
    some = [cell for cell, concern in zip(cells, concerns, strict=True) if concern]
    hidden = [cell for cell in some if isinstance(cell, Symbol)]
    return hidden[0] if hidden else sum(some)


def _moved(audit: Row, shown: dict[int, list[Row]]) -> Row:
    before = {row[0]: row for row in shown.get(audit[3], ())}
    return audit[1], [
        (title, [str(one) for one in cells], _way(total, bad, before.get(title)))
        for title, cells, total, bad in shown.get(audit[0], ())
    ]


def _way(total: Any, bad: Any, before: Row | None) -> str:
    if before is None or any(isinstance(o, Symbol) for o in (total, bad, *before[2:])):
        return ""
    return way_of(bad, total, before[3], before[2])


def _asked(asked: Sequence[Row], today: date) -> dict[str, Any]:
    late = [row for row in asked if row[2]]
    sent = [row[6] for row in asked if row[1] != "closed" and row[6]]
    return {
        "recommended": Counter(row[1] for row in asked),
        "overdue": len(late),
        "late": [(row[0], row[3], row[4], row[5]) for row in late[:LATE_MOST]],
        "oldest": max(
            ((today - timezone.localdate(at)).days for at in sent), default=0
        ),
    }


def check_same(partnership_id: int, at: datetime) -> None:
    """Refuse to compare unless the figures have the very numbers of this."""
    board = of_the_board(partnership_id=partnership_id, strategy_id=0, as_at=at)
    by_hand = figures(partnership_id, timezone.localdate(at))
    said = board.recommended
    of_board = {
        "states": Counter({one.state: one.number for one in board.states}),
        "spreads": [
            (one.title, [(row.title, row.cells, row.moved) for row in one.domains])
            for one in board.spreads
        ],
        "themes": [
            (one.theme.casefold(), one.to_change, one.strengths) for one in board.themes
        ],
        "recommended": Counter(open=said.open, asked=said.asked, closed=said.verified),
        "overdue": said.overdue,
        "late": [(o.recommendation, o.text, o.agency, o.due_on) for o in said.late],
        "oldest": said.oldest,
    }
    different = [name for name in by_hand if of_board[name] != by_hand[name]]
    if different or not by_hand["late"]:
        raise Unequal(
            f"The figures of audits and the SQL by hand disagree: {different}"
        )
