"""The sentences of the profile of neglect: like is set beside like, nothing hidden."""

from datetime import date
from decimal import Decimal

import pytest

from performance.benchmarks import Beside, Line, Mark
from performance.measuring import Measured
from performance.models import Commission, Measure
from performance.periods import Frequency, Period
from performance.profile import (
    UNLIKE,
    baseline_said,
    children_said,
    counts_prevalence,
    latest_said,
    parts_of,
    published_said,
)
from performance.series import Given, Series, Spec, moment
from privacy.disclosure import DFE, Symbol

QUARTER, YEAR = Frequency.QUARTER, Frequency.YEAR
ENGLAND = [("2019-04-01", "15.9"), ("2023-04-01", "x"), ("2024-04-01", "17.4")]

LIVED = "61,200 children aged 0 to 17 lived in Bedford in the middle of 2025"
WAYS = "rose by 1.1% in England and fell by 1.0% in the region (East)"


def a_commission(unit="rate", kind="flow", frequency="quarter", **more) -> Commission:
    better = more.pop("better", 0)
    measure = Measure(
        pk=7, title="Neglect", unit=unit, kind=kind, places=1, better=better
    )
    return Commission(pk=1, measure=measure, frequency=frequency, **more)


def given(*numbers, of: Commission | None = None, out_of=10_000) -> Measured:
    """Quarters up to July to September 2026, out of children or of other counts."""
    one = of or a_commission()
    measure = one.measure
    last = Period(Frequency(one.frequency), date(2026, 7, 1))
    share = measure.unit == Measure.Unit.PERCENTAGE
    spec = Spec(measure.multiplier, 1, is_share=share, policy=DFE)
    moments = [
        moment(
            last.moved(place + 1 - len(numbers)),
            {1: Given(number, out_of if share else None)} if number is not None else {},
            [1],
            spec,
            population=None if share else out_of,
        )
        for place, number in enumerate(numbers)
    ]
    return Measured(one, Series(moments), {1: "Hopewell"})


def line(kind=Beside.ENGLAND, name="England", marks=ENGLAND, frequency=YEAR, **more):
    return Line(
        kind,
        name,
        1,
        frequency,
        [
            Mark(
                Period(frequency, date.fromisoformat(on)),
                Symbol.UNAVAILABLE if worth == "x" else Decimal(worth),
                **more,
            )
            for on, worth in marks
        ],
    )


def parts(one: Measured, *lines: Line):
    return parts_of([one], {7: lines})


@pytest.mark.parametrize(
    ("commission", "published", "counts"),
    [
        (a_commission("rate"), [], True),
        (a_commission("percentage"), [], True),
        (a_commission("percentage", better=-1), [line()], False),
        (a_commission("percentage", frequency="year", better=-1), [line()], True),
        (a_commission("percentage", frequency="school-year", better=-1), [], False),
        (a_commission("count"), [line()], False),
        (a_commission("count", frequency="year"), [line()], True),
        (a_commission("average"), [], False),
        (a_commission("words", frequency="year"), [line()], False),
        (a_commission("yes_no", frequency="year"), [line()], False),
    ],
)
def test_which_measures_say_how_often_neglect_is_found(commission, published, counts):
    assert counts_prevalence(commission, published) is counts


def test_the_latest_figure_says_its_unit_and_period():
    assert latest_said(given(23)) == (
        "23.0 for every 10,000 children in July to September 2026."
    )


def test_what_is_counted_on_a_day_says_the_day_and_is_not_added_up():
    one = given(20, 21, 22, 23, of=a_commission(kind="snapshot"))
    assert latest_said(one) == "23.0 for every 10,000 children on 30 September 2026."


def test_quarters_are_added_up_to_a_year():
    assert latest_said(given(99, 20, 21, 22, 23)).endswith(
        "Over the year to September 2026: 86.0 for every 10,000 children."
    )


def test_a_year_that_comes_to_nothing_is_said_too():
    assert latest_said(given(0, 0, 0, 0)) == (
        "0.0 for every 10,000 children in July to September 2026. "
        "Over the year to September 2026: 0.0 for every 10,000 children."
    )


def test_shares_of_a_year_are_of_all_of_it():
    one = given(20, 21, 22, 23, of=a_commission("percentage"), out_of=200)
    assert latest_said(one).endswith("Over the year to September 2026: 10.8%.")


@pytest.mark.parametrize("gap", [3, None])
def test_a_year_with_a_hidden_or_missing_quarter_is_not_added_up(gap):
    assert "Over the year" not in latest_said(given(20, gap, 22, 23))


def test_a_hidden_figure_is_said_to_be_hidden_and_not_told():
    text = latest_said(given(20, 21, 22, 23, 3))
    assert text.startswith(
        "The figure in July to September 2026 is hidden so that no child can be "
        "recognised. The last one that is shown: 23.0 for every 10,000 children in "
        "April to June 2026."
    )
    assert "Over the year to June 2026: 86.0" in text
    assert "3.0 for every" not in text.replace("23.0", "")


def test_a_missing_figure_is_said_to_be_missing():
    text = latest_said(given(23, None))
    assert text.startswith("There is no figure in July to September 2026.")
    assert latest_said(given()) == "No figures are accepted yet."


def test_a_baseline_says_what_it_is_of():
    begun = a_commission(baseline=Decimal("21.0000"), baseline_said="2024 to 2025.")
    assert baseline_said(begun) == (
        "The baseline is 21.0 for every 10,000 children (2024 to 2025)."
    )
    assert baseline_said(a_commission()) == "No baseline is set."


def test_what_is_published_says_the_last_number_and_one_five_years_before():
    measure = a_commission().measure
    assert published_said(measure, line()) == (
        "England had 17.4 for every 10,000 children in the year to March 2025, "
        "up from 15.9 in the year to March 2020."
    )
    assert published_said(measure, line(marks=[("2024-04-01", "x")])) == ""
    far = [("2018-04-01", "9"), ("2024-04-01", "17.4")]
    assert published_said(measure, line(marks=far)).endswith("March 2025.")
    same = [("2022-04-01", "17.4"), ("2024-04-01", "17.4")]
    assert "the same as in the year to March 2023" in published_said(
        measure, line(marks=same)
    )


@pytest.mark.parametrize(("has", "words"), [(9, "9 of the 10"), (10, "the 10")])
def test_a_median_of_neighbours_says_that_it_is_one_and_of_how_many(has, words):
    name = "Statistical neighbours of Bedford"
    near = line(Beside.NEIGHBOURS, name, [("2024-04-01", "20.1")], has=has, of=10)
    assert published_said(a_commission("percentage").measure, near) == (
        f"The median of {words} statistical neighbours of Bedford was 20.1% in the "
        "year to March 2025."
    )


def test_a_quarter_is_not_set_against_a_year():
    (part,) = parts(given(23), line())
    assert part.published[-1] == UNLIKE.format(each="quarter")
    (part,) = parts(given(20, 21, 22, 23), line())
    assert len(part.published) == 1


def drawn_beside(one: Measured) -> bool:
    (part,) = parts(one, line())
    assert part.picture is not None
    return "England" in part.picture.description


def test_a_picture_has_only_lines_that_can_be_compared():
    numbers = [20 + place % 3 for place in range(14)]
    assert not drawn_beside(given(*numbers))
    assert drawn_beside(given(*numbers, of=a_commission(kind="snapshot")))
    assert drawn_beside(given(*numbers, of=a_commission("percentage"), out_of=200))


def test_children_say_their_number_its_change_and_what_is_around():
    counts = {2018: 1, 2020: 60_000, 2025: 61_200}
    around = [
        ("England", {2020: 1000, 2025: 1011}),
        ("the region (East)", {2020: 1000, 2025: 990}),
        ("Wales", {2025: 9}),
    ]
    assert children_said("Bedford", counts, around) == [
        f"{LIVED}, as the Office for National Statistics estimates.",
        "That is 1,200 more than in 2020 (2.0%).",
        f"Over the same years the number {WAYS}.",
    ]


def test_what_moves_the_same_way_is_said_with_one_verb():
    around = [
        ("the region", {2024: 1000, 2025: 1010}),
        ("England", {2024: 1000, 2025: 1020}),
    ]
    said = children_said("B", {2024: 5, 2025: 5}, around)[-1]
    assert said == (
        "Over the same years the number rose by 1.0% in the region and by 2.0% in "
        "England."
    )


def test_children_of_one_year_or_of_none_are_said_too():
    assert len(children_said("Bedford", {2025: 61_200})) == 1
    assert children_said("Bedford", {}) == [
        "How many children live in Bedford is not known here yet."
    ]
    assert children_said("B", {2024: 0, 2025: 5})[1] == "That is 5 more than in 2024."
    assert children_said("B", {2024: 5, 2025: 5})[1] == "That is as many as in 2024."
