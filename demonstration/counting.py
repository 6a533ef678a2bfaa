"""What agencies counted, period by period: looks like chance, the same every time."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from demonstration.calendar import chance
from demonstration.content import measures
from performance.checks import unusual
from performance.models import Measure
from performance.periods import Period

REBASED_ON = date(2025, 4, 1)
SHIFTED = 7  # the latest periods
ODD = 8  # percent by which agencies differ from one another


def figure(
    said: Mapping[str, Any],
    measure: Measure,
    slug: str,
    period: Period,
    place: tuple[int, int],
    earlier: Sequence[int],
) -> dict[str, Any]:
    """What one agency says about a measure in a period.

    `place` is how many periods ago that is, and how many there are; `earlier` what it
    counted before, for which a number that is unusual is given a note.
    """
    ago = place[0]
    if gone := said.get("gaps", {}).get(slug, {}).get(ago):
        return {"missing": gone[0], "note": gone[1]}
    if measure.unit == Measure.Unit.WORDS:
        texts = measures()["words"]
        return {"words": texts[(chance(slug, 0, 99) - ago) % len(texts)]}
    size = said["agencies"][slug]
    if measure.unit == Measure.Unit.YES_NO:
        return {"numerator": int(ago < size)}
    worth = _worth(said, slug, period, place)
    key = f"{measure.library_key} {slug} {ago}"
    if not measure.has_denominator:
        counts = {"numerator": max(round(size * worth / 100), 0)}
    else:
        sways = 0.02 if measure.kind == Measure.Kind.SNAPSHOT else 0.12
        out_of = round(size * (1 + sways * _bell(f"out of, {key}")))
        number = max(round(out_of * worth / measure.multiplier), 0)
        if measure.unit == Measure.Unit.PERCENTAGE:
            number = min(number, out_of)
        counts = {"numerator": number, "denominator": out_of}
    if unusual(counts["numerator"], earlier):
        texts = measures()["checked"]
        return {**counts, "note": texts[chance(key, 0, len(texts) - 1)]}
    return counts


def _worth(
    said: Mapping[str, Any], slug: str, period: Period, place: tuple[int, int]
) -> float:
    """The value in the unit of the measure; of a plain number, in percent."""
    ago, many = place
    level = said.get("level", 100)
    of_agency = level * ODD * _bell(f"{said['measure']} of {slug}") / 100
    worth = level + (of_agency if "level" in said else 0)
    worth += said.get("rise", 0) * (many - 1 - ago) / (many - 1)
    if ago < SHIFTED:
        worth += said.get("shift", 0)
    if period.starts_on >= REBASED_ON:
        worth += said.get("step", 0)
    return worth + 2 * said.get("spread", 0) * _bell(f"{said['measure']} {slug} {ago}")


def _bell(key: str) -> float:
    """From -1 to 1, and mostly near 0."""
    drawn = chance(key, 0, 999_999_999)
    return (drawn // 1_000_000 + drawn // 1000 % 1000 + drawn % 1000) / 1498.5 - 1
