"""The profile of neglect in sentences: how often it is found, here and elsewhere.

Pure. All of a partnership’s own figures come masked (`performance.measuring`), and what
is worked out here is worked out of what is shown alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from performance.arithmetic import rolled_up, rounded, value
from performance.benchmarks import Beside, Line, Mark
from performance.drawing import draw, is_alike
from performance.figures.board import sentence
from performance.measuring import Measured
from performance.models import Commission, Measure
from performance.periods import Frequency, Period
from performance.pictures import SeriesChart
from performance.series import Moment, number
from performance.showing import written
from privacy.disclosure import Symbol
from ui.templatetags.words import and_list, day, lower_first

YEARS_BACK = 5
UNLIKE = "What is published counts whole years, so it cannot be set against one {each}."


@dataclass(frozen=True)
class Part:
    """One measure: each text is a sentence or a few."""

    commission: Commission
    baseline: str
    latest: str
    trend: str
    published: Sequence[str]
    picture: SeriesChart | None

    @property
    def title(self) -> str:
        """What the measure is called."""
        return self.commission.measure.title


def counts_prevalence(commission: Commission, published: Sequence[Line]) -> bool:
    """Whether a measure says how often something happens to the children of an area.

    Rates do; so does a share of which neither way is better, as is usual for
    prevalence; and a number asked for each year that is published for other areas.
    """
    measure = commission.measure
    if not measure.is_number:
        return False
    if measure.unit == Measure.Unit.RATE:
        return True
    is_share = measure.unit == Measure.Unit.PERCENTAGE
    if is_share and measure.better == Measure.Better.NEUTRAL:
        return True
    return commission.every.months == 12 and bool(published)


def parts_of(
    found: Sequence[Measured], published: Mapping[int, Sequence[Line]]
) -> list[Part]:
    """Each measure that counts prevalence, in the partnership’s order."""
    parts = []
    for one in found:
        lines = published.get(one.commission.measure_id, ())
        if counts_prevalence(one.commission, lines):
            parts.append(_part(one, lines))
    return parts


def _part(one: Measured, lines: Sequence[Line]) -> Part:
    has = bool(one.series.moments)
    alike = [line for line in lines if is_alike(one.commission, line.frequency)]
    measure = one.commission.measure
    texts = [text for line in lines if (text := published_said(measure, line))]
    if texts and len(alike) < len(lines) and _year(one) is None:
        texts.append(UNLIKE.format(each=one.commission.every.each))
    return Part(
        commission=one.commission,
        baseline=baseline_said(one.commission),
        latest=latest_said(one),
        trend=sentence(one) if has else "",
        published=texts,
        picture=draw(one, alike) if has else None,
    )


def baseline_said(commission: Commission) -> str:
    """Where it began, as the partnership set it."""
    if commission.baseline is None:
        return "No baseline is set."
    begun = amount(commission.measure, commission.baseline)
    said = commission.baseline_said.strip().rstrip(".")
    return f"The baseline is {begun}{f' ({said})' if said else ''}."


def latest_said(one: Measured) -> str:
    """The latest figure that is shown, what hides a later one, and the year’s."""
    latest, known = one.series.latest, one.series.latest_known
    measure = one.commission.measure
    if latest is None:
        return "No figures are accepted yet."
    texts = []
    if isinstance(latest.value, Symbol):
        texts.append(
            f"The figure {when(latest.period, measure)} is {latest.value.words}."
            if latest.value.is_hidden
            else f"There is no figure {when(latest.period, measure)}."
        )
    if known:
        shown = number(known.value) or Decimal(0)
        text = f"{amount(measure, shown)} {when(known.period, measure)}."
        texts.append(f"The last one that is shown: {text}" if texts else text)
    year = _year(one)
    if known and year is not None:
        end = known.period.ends_on
        until = f"{end:%B} {end.year}"
        texts.append(f"Over the year to {until}: {amount(measure, year)}.")
    return " ".join(texts)


def published_said(measure: Measure, line: Line) -> str:
    """What is published last about an area or its neighbours, and some years before."""
    now = line.latest
    if now is None:
        return ""
    text = f"{_whose(line, now)} {amount(measure, now.value)} "
    return f"{text}{when(now.period, measure)}{_since(measure, line, now)}."


def _whose(line: Line, mark: Mark) -> str:
    if line.kind is Beside.NEIGHBOURS:
        many = (
            f"{mark.has} of the {mark.of}" if mark.has < mark.of else f"the {mark.of}"
        )
        return f"The median of {many} {lower_first(line.name)} was"
    if line.kind is Beside.REGION:
        return f"The region ({line.name}) had"
    if line.kind is Beside.AREA:
        return f"The figure published for {line.name} is"
    return f"{line.name} had"


def _since(measure: Measure, line: Line, now: Mark) -> str:
    before = _earlier(line, now)
    if before is None:
        return ""
    old, new = Decimal(str(before.value)), Decimal(str(now.value))
    then = when(before.period, measure)
    if old == new:
        return f", the same as {then}"
    way = "up" if new > old else "down"
    return f", {way} from {written(measure, old)} {then}"


def _earlier(line: Line, now: Mark) -> Mark | None:
    """Five years before, or the first known after that."""
    months = line.frequency.months
    first = now.period.moved(-YEARS_BACK * 12 // months)
    return next(
        (
            mark
            for mark in line.marks
            if first.starts_on <= mark.period.starts_on < now.period.starts_on
            and not isinstance(mark.value, Symbol)
        ),
        None,
    )


def _year(one: Measured) -> Decimal | None:
    """The twelve months to the latest shown figure together, if all of them are shown.

    Only of what happens during periods: what is counted on a day does not add up.
    """
    measure, every = one.commission.measure, one.commission.every
    known = one.series.latest_known
    if measure.kind != Measure.Kind.FLOW or every.months == 12 or known is None:
        return None
    if measure.unit not in (Measure.Unit.RATE, Measure.Unit.PERCENTAGE):
        return None
    moments = list(one.series.moments)
    end = moments.index(known) + 1
    last = moments[max(0, end - 12 // every.months) : end]
    if len(last) * every.months < 12:
        return None
    counts = [_counts(moment) for moment in last]
    if not all(counts):
        return None
    above, below = rolled_up([pair for pair in counts if pair])
    if measure.unit == Measure.Unit.RATE:
        # The children who live there are the same ones each quarter.
        below //= len(last)
    if not below:
        return None
    return value(above, below, multiplier=measure.multiplier, places=measure.places)


def _counts(moment: Moment) -> tuple[int, int] | None:
    above, below = moment.numerator, moment.denominator
    if isinstance(moment.value, Symbol) or isinstance(above, Symbol):
        return None
    return None if below is None or isinstance(below, Symbol) else (above, below)


def amount(measure: Measure, worth: Decimal | Symbol) -> str:
    """23.1 for every 10,000 children; 14.1%; 212."""
    text = written(measure, worth)
    is_rate = measure.unit == Measure.Unit.RATE
    return f"{text} for every 10,000 children" if is_rate else text


def when(period: Period, measure: Measure) -> str:
    """In July to September 2026; in the year to March 2025; on 30 September 2026."""
    if measure.kind == Measure.Kind.SNAPSHOT:
        return f"on {day(period.ends_on)}"
    if period.frequency is Frequency.YEAR:
        return f"in the year to March {period.ends_on.year}"
    the = "the " if period.frequency is Frequency.SCHOOL_YEAR else ""
    return f"in {the}{period.words}"


def children_said(
    area: str,
    counts: Mapping[int, int],
    around: Sequence[tuple[str, Mapping[int, int]]] = (),
) -> list[str]:
    """How many children live in an area, how that changed, and around it.

    `counts` are by year; `around` has those of the region and the country.
    """
    if not counts:
        return [f"How many children live in {area} is not known here yet."]
    last = max(counts)
    now = counts[last]
    lived = f"{now:,} children aged 0 to 17 lived in {area} in the middle of {last}"
    texts = [f"{lived}, as the Office for National Statistics estimates."]
    first = min((year for year in counts if year >= last - YEARS_BACK), default=last)
    if first == last:
        return texts
    by = now - counts[first]
    if by:
        word = "more" if by > 0 else "fewer"
        share = _share(counts[first], now)
        texts.append(f"That is {abs(by):,} {word} than in {first}{share}.")
    else:
        texts.append(f"That is as many as in {first}.")
    ways: list[str] = []
    said = ""
    for name, some in around:
        if not some.get(first) or last not in some:
            continue
        verb, how = _way(some[first], some[last])
        # “Rose by 1% in the region and by 2% in England” says the verb once.
        ways.append(f"{'' if verb == said and how else verb}{how} in {name}".strip())
        said = verb
    if ways:
        texts.append(f"Over the same years the number {and_list(ways)}.")
    return texts


def _share(old: int, new: int) -> str:
    return f" ({_percent(old, new)})" if old else ""


def _way(old: int, new: int) -> tuple[str, str]:
    if old == new:
        return "stayed the same", ""
    return "rose" if new > old else "fell", f" by {_percent(old, new)}"


def _percent(old: int, new: int) -> str:
    return f"{rounded(Decimal(abs(new - old) * 100) / old)}%"
