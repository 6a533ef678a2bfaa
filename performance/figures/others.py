"""Measures that have no figures to draw, each in a sentence for the board.

They are told in words, or by yes or no, or nothing is accepted yet. What is counted is
agencies, so none of it is hidden but where a measure says that it counts children.
"""

from collections.abc import Mapping
from datetime import date

from performance.figures.shapes import OtherFigure
from performance.measuring import Measured
from performance.models import Measure
from performance.periods import Period
from performance.policies import policy_of
from privacy.disclosure import Symbol, mask_count
from ui.templatetags.words import count

NOTHING = "Nothing has been accepted yet."


def other(one: Measured) -> OtherFigure:
    """One of them."""
    return OtherFigure(
        commission=one.commission.pk,
        title=one.commission.measure.title,
        is_told=any(words for _, _, words in one.words),
        sentence=_sentence(one),
    )


def _sentence(one: Measured) -> str:
    """How many agencies said something, or said yes, and about which period."""
    told = [period for period, _, words in one.words if words]
    if not told:
        return NOTHING
    period = max(told)
    said = {agency: words for at, agency, words in one.words if at == period and words}
    asked = _asked(one.asked_from, period) | said.keys()
    if one.commission.measure.unit == Measure.Unit.YES_NO:
        return _answered(one.commission.measure, said, len(asked), period)
    return f"{_of(len(said), len(asked))} said something in words about {period.words}."


def _asked(asked_from: Mapping[int, date], period: Period) -> set[int]:
    return {pk for pk, on in asked_from.items() if on <= period.starts_on}


def _answered(
    measure: Measure, said: Mapping[int, str], asked: int, period: Period
) -> str:
    """How many said yes, and no, and nothing."""
    yes = sum(words == "Yes" for words in said.values())
    no, quiet = len(said) - yes, asked - len(said)
    policy = policy_of(measure)
    if any(isinstance(mask_count(number, policy), Symbol) for number in (yes, no)):
        hidden = Symbol.HIDDEN.words
        return f"How many agencies said yes about {period.words} is {hidden}."
    others = [
        f"{number} {what}"
        for number, what in ((no, "said no"), (quiet, "gave no answer"))
        if number and asked > 1
    ]
    if asked == 1 and not yes:
        return f"The one agency that is asked said no about {period.words}."
    rest = f": {' and '.join(others)}" if others else ""
    return f"{_of(yes, asked)} said yes about {period.words}{rest}."


def _of(many: int, asked: int) -> str:
    if asked == 1:
        return "The one agency that is asked"
    if many == asked:
        return "Both agencies" if asked == 2 else f"All {asked:,} agencies"
    return f"{many or 'None'} of {count(asked, 'agency', 'agencies')}"
