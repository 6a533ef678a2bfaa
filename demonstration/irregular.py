"""What did not go as usual with figures, made with the portal's own actions."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from demonstration.returning import (
    BOARD,
    LOOKED,
    Books,
    Wanted,
    latest_due,
    sent_at,
    who_in,
)
from partnership.models import Agency
from performance.actions.deciding import Decision, decide_figures
from performance.actions.entering import save_figures
from performance.actions.sending import submit_figures
from performance.models import Received, Return
from performance.periods import Frequency, Period, latest_ended
from ui.merging import Edit

OPENED = "You told us that your records were checked. Please send the number again."


def let_things_happen(books: Books) -> None:
    """Correct one figure and ask about another; leave one return waiting, one begun."""
    _correct(books)
    _query(books)
    _send_what_waits(books)
    _draft(books)


def _correct(books: Books) -> None:
    """One figure was accepted, opened again, and sent and accepted once more."""
    told = books.plan["corrected"]
    agency, period = books.where(told)
    data_return = Return.objects.of(agency, period).get()
    (one,) = [o for o in books.wanted if o.said["measure"] == told["measure"]]
    point = data_return.points.get(measure=one.measure)
    (partnership,) = one.asked[agency]
    when = sent_at(agency, period, told["ago"]) + timedelta(days=6)
    number = point.numerator or 0
    by = who_in(agency)
    about: dict[str, Any] = {"data_return": data_return, "partnership": partnership}
    opened = Decision(one.measure.pk, 1, OPENED)
    decide_figures(decisions=[opened], by=BOARD, at=when, **about)
    save_figures(
        agency=agency,
        period=period,
        edits={
            one.measure.pk: [
                Edit("numerator", number, number + told["fewer"]),
                Edit("note", point.note, told["note"]),
            ]
        },
        by=by,
        at=when + timedelta(days=1),
    )
    submit_figures(
        agency=agency, period=period, by=by, at=when + timedelta(days=1, hours=1)
    )
    again = Decision(one.measure.pk, 2)
    decide_figures(decisions=[again], by=BOARD, at=when + timedelta(days=2), **about)


def _query(books: Books) -> None:
    """One partnership asks about one figure, and has not been answered."""
    told = books.plan["queried"]
    agency, period = books.where(told)
    data_return = Return.objects.of(agency, period).get()
    row = Received.objects.select_related("partnership", "point").get(
        point__data_return=data_return,
        point__measure__library_key=told["measure"],
        partnership__slug=told["partnership"],
    )
    asks = Decision(row.point.measure_id, 1, " ".join(told["reason"].split()))
    decide_figures(
        data_return=data_return,
        partnership=row.partnership,
        decisions=[asks],
        by=BOARD,
        at=sent_at(agency, period, 0) + LOOKED,
    )


def _send_what_waits(books: Books) -> None:
    """One return was sent and nobody has looked at it."""
    agency, period = books.where(books.plan["waiting"])
    when = sent_at(agency, period, 0)
    _save(books, agency, period, books.asked(agency, period.frequency), when)
    submit_figures(agency=agency, period=period, by=who_in(agency), at=when)


def _draft(books: Books) -> None:
    """One return of the period that ended last is nearly complete."""
    told = books.plan["draft"]
    agency = books.agencies[told["agency"]]
    period = latest_ended(Frequency(told["every"]), books.today)
    asked = books.asked(agency, period.frequency)
    some = [one for one in asked if one.said["measure"] != told["without"]]
    _save(books, agency, period, some, books.at - timedelta(minutes=50))


def _save(
    books: Books, agency: Agency, period: Period, some: Sequence[Wanted], at: datetime
) -> None:
    last = latest_due(period.frequency, books.today)
    ago = 0 if period == last else -1
    edits = {
        one.measure.pk: [
            Edit(name, None if name.endswith("ator") else "", said)
            for name, said in books.said(one, agency, period, ago).items()
        ]
        for one in some
    }
    save_figures(
        agency=agency,
        period=period,
        edits=edits,
        by=who_in(agency),
        at=at - timedelta(hours=3),
    )
