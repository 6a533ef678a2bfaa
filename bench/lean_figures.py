"""The board’s figures of measures by the leanest SQL we could write by hand.

Six statements and one pass over their rows. The database adds up each period of each
measure, as boards were shown it, and says whether all who are asked gave a number and
whether any is small; what is hidden, and the numbers of agencies, are fetched for
periods with small or hidden ones alone. What SQL cannot do
comes from the portal’s own pure functions: hiding small numbers, and the charts.
"""

import json
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db import connection
from django.utils import timezone

from bench.lean import Unequal
from performance.counts import Given, Spec
from performance.figures import figures as of_the_board
from performance.models.shown import restored
from performance.periods import Frequency, Period, latest_ended
from performance.series import Kept, moment, number
from performance.spc import Direction, Point, xmr
from privacy.disclosure import DFE

Row = tuple[Any, ...]
BACK = 4
NOTHING = Kept({}, {}, date.min)
TENTH = Decimal("0.1")
MEASURES = """
select m.id, m.title, m.unit = 'percentage', m.places, m.better, c.target,
    (select count(*) from performance_asked a where a.commission_id = c.id)
from performance_commission c join performance_measure m on m.id = c.measure_id
where c.partnership_id = %(partnership)s and c.frequency = 'month'
order by c.position, m.title, c.id
"""
# Of each measure and month the sums, how many of those asked came, and if any is small.
SUMS = """
select p.measure_id, d.starts_on, sum(v.numerator)::bigint, sum(v.denominator)::bigint,
    count(*) filter (where a.id is not null), bool_or(
        v.numerator between 1 and 5 or v.denominator between 1 and 5)
from performance_received r
join performance_datapoint p on p.id = r.point_id
join performance_return d on d.id = p.data_return_id and d.frequency = 'month'
join performance_revision v on v.id = r.shown_id
join performance_commission c
    on c.measure_id = p.measure_id and c.partnership_id = r.partnership_id
left join performance_asked a on a.commission_id = c.id
    and a.agency_id = d.agency_id and a.from_on <= d.starts_on
where r.partnership_id = %(partnership)s
group by 1, 2 order by 1, 2
"""
CELLS = """
select p.measure_id, d.starts_on, d.agency_id, v.numerator, v.denominator
from performance_received r
join performance_datapoint p on p.id = r.point_id
join performance_return d on d.id = p.data_return_id and d.frequency = 'month'
join performance_revision v on v.id = r.shown_id
where r.partnership_id = %(partnership)s and p.measure_id = any(%(small)s)
"""
HIDDEN = """
select s.measure_id, s.starts_on, s.above, s.below
from performance_shown s
where s.partnership_id = %(partnership)s and s.frequency = 'month'
    and (s.above <> '{}' or s.below <> '{}')
"""
AGENCIES = """
select g.id, g.name, array_agg(distinct c.due_days)
from performance_asked a
join performance_commission c on c.id = a.commission_id
join partnership_agency g on g.id = a.agency_id
where c.partnership_id = %(partnership)s
group by g.id, g.name order by g.name, g.id
"""
SENT = """
select d.agency_id, d.starts_on, d.first_submitted_at,
    min(c.due_days) filter (where v.sent_at <= d.first_submitted_at)
from performance_return d
join performance_datapoint p on p.data_return_id = d.id
join performance_received r on r.point_id = p.id
    and r.partnership_id = %(partnership)s
join performance_commission c on c.measure_id = p.measure_id
    and c.partnership_id = r.partnership_id and c.frequency = d.frequency
join performance_revision v on v.point_id = p.id
where d.agency_id = any(%(agencies)s) and d.frequency = 'month'
    and d.starts_on = any(%(months)s) and d.first_submitted_at is not null
group by d.id
"""


def figures(partnership_id: int, today: date) -> dict[str, Any]:
    """What a board reads of each measure, and who sends figures in time."""
    given: dict[str, Any] = {"partnership": partnership_id}
    with connection.cursor() as cursor:
        measures = _rows(cursor, MEASURES, given)
        sums: dict[int, list[Row]] = defaultdict(list)
        small: dict[int, set[date]] = defaultdict(set)
        for row in _rows(cursor, SUMS, given):
            sums[row[0]].append(row)
            if row[5]:
                small[row[0]].add(row[1])
        kept: dict[tuple[int, date], Kept] = {}
        for pk, on, *hidden in _rows(cursor, HIDDEN, given):
            small[pk].add(on)
            kept[pk, on] = Kept(*[restored(json.loads(one)) for one in hidden], on)
        cells: dict[tuple[int, date], dict[int, Given]] = defaultdict(dict)
        for measure, on, agency, above, below in _rows(
            cursor, CELLS, given | {"small": list(small)}
        ):
            if on in small[measure]:
                cells[measure, on][agency] = Given(above, below)
        agencies = _timely(cursor, given, today)
    return {
        "measures": [_judged(row, sums[row[0]], cells, kept) for row in measures],
        "agencies": agencies,
    }


def _rows(cursor: Any, statement: str, given: dict[str, Any]) -> list[Row]:
    cursor.execute(statement, given)
    return cursor.fetchall()


def _judged(
    measure: Row,
    sums: Sequence[Row],
    cells: dict[tuple[int, date], dict[int, Given]],
    kept: dict[tuple[int, date], Kept],
) -> Row:
    """One measure: its values, hidden where they must be, and its control chart."""
    pk, title, is_share, places, better, target, asked = measure
    points = []
    for _, on, above, below, came, has_small in sums:
        value = None
        hidden = kept.get((pk, on), NOTHING)
        if has_small or hidden is not NOTHING:
            some = cells[pk, on]
            spec = Spec(multiplier=100, places=places, is_share=is_share, policy=DFE)
            month = Period(Frequency.MONTH, on)
            shown = moment(month, some, some, spec, kept=hidden)
            value = number(shown.value)
        elif came == asked and is_share:
            value = (Decimal(above * 100) / below).quantize(TENTH, ROUND_HALF_UP)
        elif came == asked:
            value = Decimal(above)
        points.append(Point(on, value))
    chart = xmr(points, direction=Direction(better), target=target)
    known = [one.value for one in points[-2:]]
    change = None if None in known or len(known) < 2 else known[1] - known[0]
    return (
        *(title, known[-1], change, target),
        *(str(chart.variation), str(chart.assurance or "")),
        [(one.on, one.value) for one in points],
    )


def _timely(cursor: Any, given: dict[str, Any], today: date) -> list[Row]:
    """Each agency’s latest returns: in time, late and missing."""
    asked = _rows(cursor, AGENCIES, given)
    period, months = latest_ended(Frequency.MONTH, today), {}
    for _ in range(BACK):
        months[period.starts_on] = period.ends_on
        period = period.before
    given |= {"agencies": [row[0] for row in asked], "months": list(months)}
    sent = {row[:2]: row[2:] for row in _rows(cursor, SENT, given)}
    found = []
    for pk, name, days in asked:
        counts = [0, 0, 0]
        for on, end in months.items():
            due = {one for one in days if end + timedelta(days=one) < today}
            came, held = sent.get((pk, on), (None, None))
            if due:
                # Late by the first due day of what it held when it first came.
                late = held in due and timezone.localdate(came) > end + timedelta(held)
                counts[2 if came is None else int(late)] += 1
        found.append((name, *counts))
    return found


def check_same(partnership_id: int, at: datetime) -> None:
    """Refuse to compare unless the figures have the very numbers of this."""
    board = of_the_board(partnership_id=partnership_id, strategy_id=0, as_at=at)
    by_hand = figures(partnership_id, timezone.localdate(at))
    hers = [
        (
            *(one.title, one.variation, one.assurance),
            [
                (date.fromisoformat(str(on)), _decimal(value))
                for on, value in one.points
            ],
        )
        for one in board.measures
    ]
    his = [(row[0], row[4], row[5], row[6]) for row in by_hand["measures"]]
    timely = [(a.agency, a.on_time, a.late, a.missing) for a in board.agencies]
    if hers != his or timely != by_hand["agencies"]:
        raise Unequal("The figures of measures and the SQL by hand disagree")


def _decimal(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)
