"""A spreadsheet of an analyst: figures of several agencies and periods.

Beside each row stands only what the partnership was sent: what an agency has entered
and not sent stays its own, and is neither shown nor written over.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q

from partnership.models import Agency, Partnership
from performance.columns import BOUNDS, ENTRIES, FIGURES, NOTES, OF_PARTNERSHIP
from performance.earlier import HISTORY
from performance.imports.asked import Asking, Key, asking, groups
from performance.imports.comparing import TO_OPEN, Shown, beside, judge, standing
from performance.imports.rows import read_rows
from performance.lines import RECEIVED, SENT, Line, received_of
from performance.models import Commission, DataPoint, Received, Revision
from performance.periods import Frequency, Period
from ui.sheets.files import read_file
from ui.sheets.found import Reading, Refused
from ui.sheets.rows import keep
from ui.sheets.tables import Shape, table_of

SHAPE = Shape(FIGURES, NOTES, OF_PARTNERSHIP, ENTRIES)

THEIRS = "nothing: the agency has entered this itself and has not sent it yet"
NO_LONGER = "something that your partnership still asks this agency for"


@dataclass(slots=True)
class Preview:
    """What a file says for several agencies, beside what the partnership was sent."""

    reading: Reading[Key]
    shown: list[Shown]
    agencies: Mapping[int, Agency]


def read_bulk(partnership: Partnership, content: bytes, *, on: date) -> Preview:
    """A file as it was brought. Raises Refused."""
    table = table_of(read_file(content, BOUNDS), SHAPE)
    asked = asking(partnership, on=on)
    reading: Reading[Key] = read_rows(table, asked)
    if not (reading.entries or reading.problems):
        raise Refused("Nothing is filled in below the headings of the file")
    return _preview(partnership, asked, reading)


def compare_again(
    partnership: Partnership, reading: Reading[Key], *, on: date
) -> Preview:
    """Rows that were read before, beside what the partnership has been sent by now."""
    asked = asking(partnership, on=on)
    for entry in list(reading.entries):
        if (entry.key[2], entry.key[0]) not in asked.asked:
            reading.refuse(entry, "measure", entry.title, NO_LONGER)
            keep(reading, drop=[entry])
    return _preview(partnership, asked, reading)


def _preview(partnership: Partnership, asked: Asking, reading: Reading[Key]) -> Preview:
    keys = [entry.key for entry in reading.entries]
    lines = _lines(partnership, asked, keys)
    _refuse_theirs(reading, lines, partnership)
    shown = beside(reading, lines, TO_OPEN)
    _judge(partnership, reading, shown, lines)
    agencies = {one.pk: one for one in asked.agencies.values()}
    return Preview(reading, standing(reading, shown), agencies)


def _refuse_theirs(
    reading: Reading[Key], lines: Mapping[Key, Line], partnership: Partnership
) -> None:
    theirs = [
        entry
        for entry in reading.entries
        if (line := lines[entry.key]).point.pk and not line.is_open_to(partnership.pk)
    ]
    for entry in theirs:
        reading.refuse(entry, "measure", entry.title, THEIRS)
    keep(reading, drop=theirs)


def _lines(
    partnership: Partnership, asked: Asking, keys: Sequence[Key]
) -> dict[Key, Line]:
    """What the portal holds of these figures and those beside them. Three queries."""
    by_measure: dict[int, Commission] = {
        one.measure_id: one for some in asked.commissions.values() for one in some
    }
    points = _points(keys, by_measure)
    # All that is not there yet looks the same.
    blank = {
        pk: _line(one, partnership, DataPoint(measure=one.measure))
        for pk, one in by_measure.items()
    }
    held = {
        key: _line(by_measure[key[2]], partnership, point)
        for key, point in points.items()
    }
    return {key: blank[key[2]] for key in keys} | held


def _line(commission: Commission, partnership: Partnership, point: DataPoint) -> Line:
    measure = commission.measure
    return Line(
        measure=measure,
        position=commission.position,
        partnerships=[partnership],
        point=point,
        received=received_of(point),
    )


def _points(keys: Sequence[Key], measures: Iterable[int]) -> dict[Key, DataPoint]:
    wanted = groups(keys)
    rows = DataPoint.objects.filter(
        data_return__agency__in={agency for _, agency in wanted},
        data_return__starts_on__in={period.starts_on for period, _ in wanted},
        measure__in=list(measures),
    )
    to = Received.objects.order_by("pk")
    as_sent = Revision.objects.order_by("number", "pk")
    # As attributes, because a queryset for each of thousands takes its time.
    rows = rows.prefetch_related(
        Prefetch("received", to, to_attr=RECEIVED),
        Prefetch("revisions", as_sent, to_attr=SENT),
    )
    found: dict[Key, DataPoint] = {}
    for one in rows.select_related("data_return").order_by("pk"):
        period, agency = one.data_return.period, one.data_return.agency_id
        if (period, agency) in wanted:
            found[agency, period, one.measure_id] = one
    return found


def _judge(
    partnership: Partnership,
    reading: Reading[Key],
    shown: Sequence[Shown],
    lines: Mapping[Key, Line],
) -> None:
    """Check each agency and period as it would be sent, the earlier ones first."""
    by_key = {one.entry.key: one for one in shown}
    beside_them: dict[tuple[Period, int], list[Line]] = defaultdict(list)
    for key, line in lines.items():
        if key not in by_key and line.is_open_to(partnership.pk):
            beside_them[key[1], key[0]].append(line)
    history = _history(partnership, [key for key, one in by_key.items() if one.edits])
    for group, keys in groups(by_key).items():
        some = [by_key[key] for key in keys]
        for one in some:
            before = _before(history, one.entry.key)
            one.earlier = [number for _, number in before[-HISTORY:]]
        together = [*(one.line for one in some), *beside_them[group]]
        judge(reading, some, together, to_send=True)
        for one in some:
            number = one.now.numerator
            if one.entry.row not in reading.left and number is not None:
                _add(history, one.entry.key, number)


def _before(history: "Past", key: Key) -> list[tuple[date, int]]:
    agency, period, measure = key
    some = history[agency, measure, period.frequency]
    return [pair for pair in some if pair[0] < period.starts_on]


def _add(history: "Past", key: Key, number: int) -> None:
    """What a row says is history to the rows of later periods."""
    agency, period, measure = key
    some = history[agency, measure, period.frequency]
    some[:] = sorted({**dict(some), period.starts_on: number}.items())


Past = dict[tuple[int, int, Frequency], list[tuple[date, int]]]


def _history(partnership: Partnership, keys: Sequence[Key]) -> Past:
    """What each agency sent this partnership of each measure, in order. One query."""
    rows = Revision.objects.filter(
        Q(point__received__partnership=partnership),
        point__data_return__agency__in={agency for agency, _, _ in keys},
        point__measure__in={measure for _, _, measure in keys},
        numerator__isnull=False,
    ).order_by("point__data_return__starts_on", "number", "pk")
    last: dict[tuple[int, int, Frequency], dict[date, int]] = defaultdict(dict)
    for agency, measure, frequency, on, number in rows.values_list(
        "point__data_return__agency_id",
        "point__measure_id",
        "point__data_return__frequency",
        "point__data_return__starts_on",
        "numerator",
    ):
        last[agency, measure, Frequency(frequency)][on] = number or 0
    found: Past = defaultdict(list)
    return found | {key: sorted(some.items()) for key, some in last.items()}
