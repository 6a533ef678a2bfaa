"""What the board sees of a partnership’s measures, in a fixed number of queries.

Masked (docs/adr/0017): a board sees no small number of children, nor one from which
another could be worked out, nor a mean or an icon that was made of one.
"""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from hashlib import sha256

from django.db.models import Count, Max, Sum
from django.utils import timezone

from performance.figures.others import other
from performance.figures.shapes import MeasureFigure, PerformanceFigures
from performance.figures.timeliness import timeliness
from performance.figures.voices import voices_by_theme
from performance.measuring import Measured, measured
from performance.models import (
    Asked,
    Commission,
    Coverage,
    Population,
    Received,
    Voice,
)
from performance.sentences import change
from performance.series import Moment, number
from performance.showing import written
from performance.spc import Chart, Direction, Variation, direction_at
from privacy.disclosure import Symbol

# What a measure says of itself, wherever it is shown.
MEASURED = [
    f"measure__{name}"
    for name in ("title", "unit", "kind", "places", "better", "hides")
]


def fingerprint(*, partnership_id: int, strategy_id: int, as_at: datetime) -> str:
    """What the figures depend on, in six cheap queries; equal means nothing to do."""
    asked = Commission.objects.filter(partnership=partnership_id).order_by("pk")
    agencies = Asked.objects.filter(commission__partnership=partnership_id)
    living = Population.objects.filter(area__coverage__partnership=partnership_id)
    come = Received.objects.filter(partnership=partnership_id).order_by()
    said = Voice.objects.filter(partnership=partnership_id).order_by()
    measures = list(asked.values_list("pk", "version", *MEASURED))
    voices = said.aggregate(Count("pk"), Sum("version"), Max("saved_at"))
    if not measures:
        return f"{timezone.localdate(as_at)} {voices}"
    told = (
        timezone.localdate(as_at),
        measures,
        list(agencies.order_by("pk").values_list("pk", "from_on", "agency__name")),
        list(living.order_by("pk").values_list("area_id", "year", "children")),
        Coverage.objects.filter(partnership=partnership_id).count(),
        come.aggregate(
            Count("pk"),
            Count("shown"),
            Max("decided_at"),
            Max("point__data_return__first_submitted_at"),
        ),
        voices,
    )
    return sha256(str(told).encode()).hexdigest()


def figures(
    *, partnership_id: int, strategy_id: int, as_at: datetime
) -> PerformanceFigures:
    """The measures of one partnership as at a moment. Fourteen queries at most.

    They are a partnership’s, whichever strategy they are evidence for; each says for
    which objectives of this one.
    """
    on = timezone.localdate(as_at)
    found = measured(partnership_id, on=on, by_agency=False)
    measures = [of_measure(one, strategy_id) for one in found if one.is_drawn]
    ends = [one.series.latest.period.ends_on for one in found if one.series.latest]
    return PerformanceFigures(
        measures=measures,
        others=[other(one) for one in found if not one.is_drawn],
        agencies=timeliness(partnership_id, on=on) if found else [],
        up_to=max(ends, default=None),
        voices=voices_by_theme(partnership_id, on),
    )


def of_measure(one: Measured, strategy_id: int | None = None) -> MeasureFigure:
    """One measure in plain values."""
    measure, series = one.commission.measure, one.series
    latest = series.moments[-1]
    chart = series.chart
    hidden = isinstance(latest.value, Symbol) and latest.value.is_hidden
    every = one.commission.every
    return MeasureFigure(
        commission=one.commission.pk,
        title=measure.title,
        objectives=[
            objective.title
            for objective in one.commission.objectives.all()
            if strategy_id in (None, objective.strategy_id)
        ],
        latest=written(measure, latest.value),
        latest_period=latest.period.short,
        is_hidden=hidden,
        is_missing=isinstance(latest.value, Symbol) and not hidden,
        target=written(measure, one.commission.target),
        target_side=target_side(one),
        variation=str(chart.variation)
        if every.months < 12
        else str(Variation.NOT_JUDGED),
        assurance=str(chart.assurance or "")
        if every.months < 12 and isinstance(chart, Chart)
        else "",
        change=moved(series.moments, measure.places),
        sentence=sentence(one),
        points=[
            [moment.period.starts_on.isoformat(), _plain(number(moment.value))]
            for moment in series.moments
        ],
        better_from=[[on.isoformat(), int(way)] for on, way in series.direction],
        starts=[[start.on.isoformat(), start.baseline] for start in series.starts],
        wanted=_plain(series.target) or "",
        ceiling=_plain(measure.ceiling) or "",
    )


def sentence(one: Measured) -> str:
    """What its past says, in one sentence or two."""
    each = one.commission.every.each
    latest = one.series.latest
    if latest and isinstance(latest.value, Symbol) and latest.value.is_hidden:
        return f"The figure of the latest {each} is hidden, so it is not judged."
    if one.commission.every.months == 12:
        return yearly(one)
    return change(one.series.chart, each=each)


def yearly(one: Measured) -> str:
    """How a yearly figure moved: years are too few for a control chart."""
    known = [
        (moment, value)
        for moment in one.series.moments
        if (value := number(moment.value)) is not None
    ]
    if len(known) < 2:
        return "There are too few years to compare."
    (first, began), (earlier, before), (latest, last) = known[0], known[-2], known[-1]
    measure = one.commission.measure
    is_next = earlier.period == latest.period.before
    then = "the year before" if is_next else f"in {earlier.period.short}"
    way = "up" if last > before else "down" if last < before else "unchanged"
    since = ""
    if first is not earlier:
        since = f", and from {written(measure, began)} in {first.period.short}"
    return (
        f"{written(measure, last)} in {latest.period.short}: {way} from "
        f"{written(measure, before)} {then}{since}."
    )


def target_side(one: Measured) -> str:
    """On which side of its target a figure is to be."""
    if one.commission.target is None or not one.series.moments:
        return ""
    on = one.series.moments[-1].period.starts_on
    way = direction_at(list(one.series.direction), on)
    return {Direction.HIGHER: "or more", Direction.LOWER: "or less"}.get(way, "")


def moved(moments: Sequence[Moment], places: int) -> str:
    """The change from the period before, where both are shown."""
    if len(moments) < 2:
        return ""
    before, now = number(moments[-2].value), number(moments[-1].value)
    if before is None or now is None:
        return ""
    by = (now - before).quantize(Decimal(1).scaleb(-places))
    if not by:
        return "no change"
    return f"{'up' if by > 0 else 'down'} {abs(by).normalize():f}"


def _plain(value: Decimal | None) -> str | None:
    return None if value is None else str(value)
