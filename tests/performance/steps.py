"""Short ways to ask for figures, to give them, and to accept them."""

from datetime import date, datetime

from partnership.models import Agency, Partnership
from performance.actions.commissioning import Terms, ask_for
from performance.actions.deciding import Decision, decide_figures
from performance.actions.entering import save_figures
from performance.actions.sending import submit_figures
from performance.actions.voices import Said, add_voice
from performance.grids import grid
from performance.models import Commission, Measure, Received, Return, Voice
from performance.periods import Frequency, Period
from tests.factories import ANYBODY, NOW
from ui.merging import Edit

QUARTER = Period(Frequency.QUARTER, date(2026, 7, 1))


def measure(title: str = "Re-referrals", unit: str = "percentage", **more) -> Measure:
    fields = {
        "title": title,
        "numerator": f"{title} in the period",
        "denominator": "All of them" if unit in ("percentage", "average") else "",
        "unit": unit,
        "frequency": "quarter",
        "places": 1,
    }
    return Measure.objects.create(**(fields | more))


def ask(
    partnership: Partnership,
    *agencies: Agency,
    of: Measure,
    first_on: date = date(2020, 4, 1),
    **more,
) -> Commission:
    terms = Terms(
        frequency=Frequency(more.pop("frequency", "quarter")),
        first_on=first_on,
        due_days=more.pop("due_days", 30),
        agencies=agencies,
        **more,
    )
    return ask_for(partnership=partnership, measure=of, terms=terms, by=ANYBODY, at=NOW)


def give(
    agency: Agency,
    of: Measure,
    number: int | None,
    out_of: int | None = None,
    *,
    period: Period = QUARTER,
    by: object = ANYBODY,
    at: datetime = NOW,
    **more: str,
):
    """Save one figure over whatever stands there now."""
    found = grid(agency, period)
    (point,) = [one.point for one in found.lines if one.measure == of]
    now = {"numerator": number, "denominator": out_of, **more}
    edits = [Edit(name, getattr(point, name), value) for name, value in now.items()]
    return save_figures(
        agency=agency, period=period, edits={of.pk: edits}, by=by, at=at
    )


def send(agency: Agency, period: Period = QUARTER, by=ANYBODY, at=NOW) -> Return:
    return submit_figures(agency=agency, period=period, by=by, at=at)


def accept(data_return: Return, partnership: Partnership, by=ANYBODY, at=NOW, only=()):
    """Accept everything as it stands, or only some measures."""
    rows = Received.objects.of(data_return, partnership).with_revisions()
    rows = rows.filter(point__measure__in=only) if only else rows
    return decide_figures(
        data_return=data_return,
        partnership=partnership,
        decisions=[Decision(row.point.measure_id, row.last.number) for row in rows],
        by=by,
        at=at,
    )


def query(data_return: Return, partnership: Partnership, of: Measure, reason: str):
    row = Received.objects.of(data_return, partnership).get(point__measure=of)
    return decide_figures(
        data_return=data_return,
        partnership=partnership,
        decisions=[Decision(of.pk, row.last.number, reason)],
        by=ANYBODY,
        at=NOW,
    )


def history(agency: Agency, of: Measure, *numbers: int, out_of: int | None = None):
    """Sent figures of the quarters before, the latest last."""
    period = QUARTER.moved(-len(numbers))
    for number in numbers:
        give(agency, of, number, out_of, period=period)
        send(agency, period)
        period = period.moved(1)


def said(**more) -> Said:
    fields = {
        "said_by": "children",
        "heard": "Youth club",
        "heard_on": date(2026, 10, 5),
        "how_many": 12,
        "text": "Ask us, not only our parents.",
        "themes": ["Being listened to"],
    }
    return Said(**(fields | more))


def hear(partnership: Partnership, *, by=ANYBODY, at=NOW, **more) -> Voice:
    return add_voice(partnership=partnership, said=said(**more), by=by, at=at)
