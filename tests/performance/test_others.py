"""Measures without figures over time, as the board reads of them."""

from datetime import date

import pytest

from performance.figures.others import other
from performance.measuring import Measured
from performance.models import Commission, Measure
from performance.periods import Frequency, Period
from performance.series import Series

LATEST = Period(Frequency.QUARTER, date(2026, 7, 1))
WORDS = "July to September 2026"


def told(
    unit: str, *said: str, hides: str = "nothing", asked: int | None = None
) -> str:
    """What is said of a measure that agencies answered so, one after the other."""
    answers = [(LATEST, pk, words) for pk, words in enumerate(said)]
    commission = Commission(pk=1, measure=Measure(title="M", unit=unit, hides=hides))
    agencies = range(len(said) if asked is None else asked)
    return other(
        Measured(
            commission,
            Series([]),
            agencies={pk: f"A{pk}" for pk in agencies},
            words=[(LATEST.before, 0, "Long ago"), *answers] if answers else [],
            asked_from=dict.fromkeys(agencies, date(2020, 4, 1)),
        )
    ).sentence


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ([], "Nothing has been accepted yet."),
        (["Yes"], f"The one agency that is asked said yes about {WORDS}."),
        (["No"], f"The one agency that is asked said no about {WORDS}."),
        (["Yes", "Yes"], f"Both agencies said yes about {WORDS}."),
        (
            ["Yes", "No", "", "No"],
            f"1 of 4 agencies said yes about {WORDS}: 2 said no and 1 gave no answer.",
        ),
        (["No", "No"], f"None of 2 agencies said yes about {WORDS}: 2 said no."),
    ],
)
def test_the_board_reads_how_many_said_yes(answers, said):
    assert told("yes_no", *answers) == said


def test_an_answer_that_counts_children_is_hidden_where_few_gave_it():
    few = ["Yes", *["No"] * 7]
    hidden = f"How many agencies said yes about {WORDS} is hidden so that no child can"
    assert told("yes_no", *few, hides="dfe").startswith(hidden)
    # As few noes would tell how many yeses there are.
    assert told("yes_no", "No", *["Yes"] * 7, hides="dfe").startswith(hidden)
    assert told("yes_no", *["Yes"] * 7, hides="dfe") == (
        f"All 7 agencies said yes about {WORDS}."
    )
    assert told("yes_no", *few) == f"1 of 8 agencies said yes about {WORDS}: 7 said no."


def test_the_board_reads_how_many_said_something_in_words_and_when():
    assert told("words", "A", "", "B") == (
        f"2 of 3 agencies said something in words about {WORDS}."
    )
    assert told("words", "A", asked=2).startswith("1 of 2 agencies")


def test_an_agency_that_is_asked_later_is_not_missed_before():
    one = Measured(
        Commission(pk=1, measure=Measure(unit="words")),
        Series([]),
        agencies={0: "A", 1: "B"},
        words=[(LATEST, 0, "Heard")],
        asked_from={0: date(2020, 4, 1), 1: date(2026, 10, 1)},
    )
    assert other(one).sentence.startswith("The one agency that is asked said something")
