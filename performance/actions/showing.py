"""Keeping what boards are shown, so that nothing later gives away what was hidden."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from itertools import groupby

from django.db import transaction
from django.db.models import Prefetch

from partnership.locking import locked
from performance.cells import given_of, is_to_come
from performance.course import asked_about
from performance.models import Asked, Measure, Received, Revision, Shown
from performance.models.shown import restored, stored
from performance.periods import Period
from performance.policies import spec_of
from performance.publishing import Board, Told, publish

About = tuple[int, str, date]  # a measure, how often, and the first day of a period
IN_WORDS = (Measure.Unit.WORDS, Measure.Unit.YES_NO)


@transaction.atomic
def keep_shown(
    *,
    measures: Collection[int],
    period: Period | None = None,
    at: datetime | None = None,
) -> None:
    """Keep what every board is shown of some measures, and show what may be shown.

    A period of a measure of children is first shown once all agencies that are asked
    have come. What is accepted later is shown where it gives nothing away; else what
    was shown stays. `at` is when; without it, when the last figure was accepted. Twice
    changes nothing. To be called in the transaction that changes what counts.
    """
    held = _held(measures)
    if not held:
        return
    asked, kept = _asked(held), _kept(held, period)
    fresh: list[Shown] = []
    changed: list[Received] = []
    for about, rows in groupby(_accepted(held, period), key=_about):
        of = _by_partnership(rows)
        boards = {
            partnership: _board(
                some,
                asked.get((partnership, *about[:2])),
                kept.get((partnership, *about)),
            )
            for partnership, some in sorted(of.items())
        }
        publish(list(boards.values()), spec_of(held[about[0]]))
        for partnership, board in boards.items():
            changed += _changed(of[partnership], board)
            if board.hidden is not None and (partnership, *about) not in kept:
                when = at or max(r.decided_at for r in of[partnership] if r.decided_at)
                fresh.append(_first(partnership, about, board, when))
    Shown.objects.bulk_create(fresh, batch_size=500)
    Received.objects.bulk_update(changed, ["shown"], batch_size=500)


def _held(measures: Collection[int]) -> dict[int, Measure]:
    """Measures of children, held, so that of two last figures one sees the other."""
    rows = Measure.objects.filter(pk__in=measures).exclude(unit__in=IN_WORDS)
    some = rows.exclude(hides=Measure.Hides.NOTHING).order_by("pk")
    return {one.pk: one for one in locked(some)}


def _asked(
    measures: Collection[int],
) -> dict[tuple[int, int, str], dict[int, date]]:
    """Which agencies each partnership asks, and from when."""
    rows = Asked.objects.filter(commission__measure__in=measures).order_by("pk")
    found: dict[tuple[int, int, str], dict[int, date]] = defaultdict(dict)
    for partnership, measure, frequency, agency, from_on in rows.values_list(
        "commission__partnership_id",
        "commission__measure_id",
        "commission__frequency",
        "agency_id",
        "from_on",
    ):
        found[partnership, measure, frequency][agency] = from_on
    return found


def _kept(
    measures: Collection[int], period: Period | None
) -> dict[tuple[int, int, str, date], Shown]:
    rows = Shown.objects.filter(measure__in=measures).order_by("pk")
    if period:
        rows = rows.filter(frequency=period.frequency, starts_on=period.starts_on)
    return {
        (one.partnership_id, one.measure_id, one.frequency, one.starts_on): one
        for one in rows
    }


def _accepted(measures: Collection[int], period: Period | None) -> Iterable[Received]:
    """What counts for anybody, one measure’s period after another’s."""
    rows = Received.objects.filter(point__measure__in=measures, accepted__isnull=False)
    if period:
        rows = rows.filter(
            point__data_return__frequency=period.frequency,
            point__data_return__starts_on=period.starts_on,
        )
    sent = Revision.objects.order_by("number", "pk")
    return (
        rows.select_related("point__data_return")
        .prefetch_related(Prefetch("point__revisions", sent))
        .order_by(
            "point__measure",
            "point__data_return__frequency",
            "point__data_return__starts_on",
            "pk",
        )
    )


def _about(row: Received) -> About:
    of = row.point.data_return
    return row.point.measure_id, of.frequency, of.starts_on


def _by_partnership(rows: Iterable[Received]) -> dict[int, list[Received]]:
    found: dict[int, list[Received]] = defaultdict(list)
    for row in rows:
        found[row.partnership_id].append(row)
    return found


def _board(
    rows: Iterable[Received], asked: Mapping[int, date] | None, kept: Shown | None
) -> Board:
    accepted: dict[int, Told] = {}
    shown: dict[int, Told] = {}
    starts_on = None
    for row in rows:
        agency = row.point.data_return.agency_id
        starts_on = row.point.data_return.period
        for found, pk in ((accepted, row.accepted_id), (shown, row.shown_id)):
            told = _told(row, pk) if pk else None
            if told:
                found[agency] = told
    wanted = asked_about(starts_on, asked) if asked and starts_on else None
    return Board(
        accepted=accepted,
        is_complete=wanted is not None and set(wanted) <= accepted.keys(),
        shown=shown,
        hidden=[restored(kept.above), restored(kept.below)] if kept else None,
    )


def _told(row: Received, pk: int) -> Told | None:
    """A revision with those before it; nothing for what is still to come."""
    sent = list(row.point.revisions.all())
    (one,) = [revision for revision in sent if revision.pk == pk]
    if is_to_come(one):
        return None
    return Told(pk, given_of(one), [given_of(r) for r in sent if r.number < one.number])


def _changed(rows: Iterable[Received], board: Board) -> Iterable[Received]:
    for row in rows:
        told = board.shown.get(row.point.data_return.agency_id)
        if board.hidden is not None and told and row.shown_id != told.number:
            row.shown_id = told.number
            yield row


def _first(partnership: int, about: About, board: Board, at: datetime) -> Shown:
    above, below = board.hidden or ({}, {})
    return Shown(
        partnership_id=partnership,
        measure_id=about[0],
        frequency=about[1],
        starts_on=about[2],
        shown_at=at,
        above=stored(above),
        below=stored(below),
    )
