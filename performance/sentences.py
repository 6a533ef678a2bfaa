"""What a chart says, in plain English, for its page, its picture’s description and PDF.

“No special cause: the last 14 months vary as expected.” Numbers come from the chart
alone, so that a hidden one cannot slip in.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import takewhile

from performance.causes import RUN, Cause
from performance.runs import RunChart
from performance.spc import ENOUGH, Assurance, Chart, Judged, Variation

_MEANING = {
    Variation.IMPROVEMENT_HIGH: "a change for the better",
    Variation.IMPROVEMENT_LOW: "a change for the better",
    Variation.CONCERN_HIGH: "a change for the worse",
    Variation.CONCERN_LOW: "a change for the worse",
    Variation.NEUTRAL_HIGH: "a rise, neither good nor bad in itself",
    Variation.NEUTRAL_LOW: "a fall, neither good nor bad in itself",
}
_COUNTED = ("No", "One", "Two", "Three", "Four", "Five", "Six")
_ASSURANCE = {
    Assurance.PASSING: "is met every {each}, if nothing changes",
    Assurance.FAILING: "will not be met, if nothing changes",
    Assurance.HIT_AND_MISS: "is inside the expected range: met or missed by chance",
}


def change(chart: Chart | RunChart, *, each: str = "month") -> str:
    """One sentence or two on whether the latest periods show a change.

    `each` is what one period is called; its plural takes an s.
    """
    known = [one for one in chart.points if one.point.value is not None]
    if not known:
        return "There are no figures to show yet."
    if chart.points[-1].point.value is None:
        return f"There is no figure for the latest {each}, so it is not judged."
    if chart.variation is Variation.NOT_JUDGED:
        return _too_few(chart, each)
    latest = _latest(chart)
    if chart.variation is Variation.COMMON:
        return _common(latest, each) + _trial(chart, each)
    middle = "median" if isinstance(chart, RunChart) else "mean"
    meaning = _MEANING[chart.variation]
    what = _special(latest, each, middle)
    return f"Special cause: {what}. This is {meaning}.{_trial(chart, each)}"


def assurance(
    chart: Chart, *, each: str = "month", show: Callable[[Decimal], str] = str
) -> str:
    """One sentence on the target, as `show` writes it; none where it is not judged."""
    if chart.target is None or chart.assurance is None:
        return ""
    words = _ASSURANCE[chart.assurance].format(each=each)
    return f"The target of {show(chart.target)} {words}."


def _too_few(chart: Chart | RunChart, each: str) -> str:
    """How many there are, where a run takes more; else how they stand."""
    groups = chart.groups if isinstance(chart, Chart) else ()
    points = groups[-1].points if groups else chart.points
    many = sum(one.point.value is not None for one in points)
    if many >= RUN:
        return f"There are too few {each}s in a row to judge."
    since = "since the mean began anew" if len(groups) > 1 else "so far"
    return f"{_COUNTED[many]} {each}{'s'[: many != 1]} {since}, too few to judge."


def _latest(chart: Chart | RunChart) -> list[Judged]:
    """The last points of the last group that share one cause, back to the first gap."""
    points = chart.groups[-1].points if isinstance(chart, Chart) else chart.points
    last = points[-1]
    same = takewhile(
        lambda one: (
            one.point.value is not None
            and (one.cause, one.sign) == (last.cause, last.sign)
        ),
        reversed(points),
    )
    return list(same)[::-1]


def _common(latest: Sequence[Judged], each: str) -> str:
    if len(latest) == 1:
        return f"No special cause: the latest {each} is as expected."
    return f"No special cause: the last {len(latest)} {each}s vary as expected."


def _special(latest: Sequence[Judged], each: str, middle: str) -> str:
    """What happened, as a clause."""
    up, many = latest[-1].sign > 0, len(latest)
    run = f"the last {many} {each}s"
    side = "above" if up else "below"
    limit = f"the {'upper' if up else 'lower'} limit"
    match latest[-1].cause:
        case Cause.OUTSIDE:
            return f"the latest {each} is {side} {limit}"
        case Cause.TREND:
            return f"the figures have {'risen' if up else 'fallen'} over {run}"
        case Cause.TWO_OF_THREE:
            return (
                f"two of three {each}s in a row, with the latest, are close to {limit}"
            )
        case _:
            return f"{run} are all {side} the {middle}"


def _trial(chart: Chart | RunChart, each: str) -> str:
    if isinstance(chart, RunChart) or not chart.groups[-1].on_trial:
        return ""
    return f" The limits are on trial until there are {ENOUGH} {each}s."
