"""Opening a round, as it may be typed."""

from datetime import date

import pytest

from response_tool.forms import RoundForm
from strategies.models import Adoption
from tests.factories import TODAY, AdoptionFactory, published_strategy
from tests.response_tool.pages import day


@pytest.fixture
def adoptions(northshire, castlebourne):
    return list(Adoption.objects.select_related("strategy", "partnership").in_order())


@pytest.fixture
def fill_in(strategy, northshire, adoptions):
    def filled(**changes) -> RoundForm:
        typed = {
            "strategy": str(strategy.pk),
            "partnerships": [str(northshire.pk)],
            "name": "spring 2027",
        }
        days = {
            "opens_on": "1 12 2026",
            "due_on": "8 1 2027",
            "closes_on": "31 1 2027",
        }
        days |= {name: changes.pop(name) for name in [*changes] if name in days}
        for name, words in days.items():
            typed |= day(name, words) if words else {}
        return RoundForm(typed | changes, adoptions=adoptions, today=TODAY)

    return filled


def test_a_good_round_is_taken_as_it_is(fill_in, strategy, northshire):
    good = fill_in()
    assert good.is_valid(), good.errors
    assert good.words() == {
        "strategy": strategy,
        "partnerships": [northshire],
        "name": "spring 2027",
        "opens_on": date(2026, 12, 1),
        "due_on": date(2027, 1, 8),
        "closes_on": date(2027, 1, 31),
        "form_key": None,
    }


def test_a_round_may_serve_several(fill_in, northshire, castlebourne):
    both = [str(northshire.pk), str(castlebourne.pk)]
    words = fill_in(partnerships=both)
    assert words.is_valid()
    assert set(words.words()["partnerships"]) == {northshire, castlebourne}


def test_only_ones_own_adoptions_are_offered(fill_in, adoptions):
    offered = fill_in()
    assert [label for _, label in offered.fields["strategy"].choices] == [
        "Choose a strategy",
        adoptions[0].strategy.title,
    ]
    assert [label for _, label in offered.fields["partnerships"].choices] == [
        "Castlebourne Safeguarding Children Partnership",
        "Northshire Safeguarding Children Partnership",
    ]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"strategy": ""}, ("strategy", "Choose a strategy")),
        ({"partnerships": []}, ("partnerships", "Choose at least one partnership")),
        ({"name": " "}, ("name", "Enter a name")),
        ({"opens_on": ""}, ("opens_on", "Enter the date the round opens")),
        ({"due_on": ""}, ("due_on", "Enter the date answers are due")),
        ({"closes_on": ""}, ("closes_on", "Enter the date the round closes")),
        (
            {"name": "x" * 61},
            ("name", "Name must be 60 characters or fewer. It has 61."),
        ),
        (
            {"due_on": "31 2 2027"},
            ("due_on", "Due must be a real date, such as 27 3 2027."),
        ),
        (
            {"due_on": "30 11 2026"},
            ("due_on", "The due date must be after the round opens"),
        ),
        (
            {"due_on": "1 12 2026"},
            ("due_on", "The due date must be after the round opens"),
        ),
        (
            {"closes_on": "7 1 2027"},
            ("closes_on", "The round cannot close before it is due"),
        ),
        (
            {"opens_on": "17 10 2026"},
            (
                "opens_on",
                "Opens must be between 18 October 2026 and 17 November 2029.",
            ),
        ),
        (
            {"closes_on": "18 11 2029"},
            (
                "closes_on",
                "Closes must be between 18 October 2026 and 17 November 2029.",
            ),
        ),
    ],
)
def test_bad_input_gets_a_clear_error(fill_in, changes, problem):
    field, message = problem
    assert fill_in(**changes).errors == {field: [message]}


def test_a_round_may_close_on_the_day_it_is_due(fill_in):
    assert fill_in(closes_on="8 1 2027").is_valid()


@pytest.mark.parametrize("unknown", ["999999", "northshire", "0", "-1", "=1+1"])
def test_unknown_numbers_are_refused(fill_in, unknown):
    assert list(fill_in(strategy=unknown).errors) == ["strategy"]
    assert list(fill_in(partnerships=[unknown]).errors) == ["partnerships"]


def test_a_partnership_that_adopted_another_strategy_is_refused(
    fill_in, adoptions, castlebourne
):
    other = AdoptionFactory(strategy=published_strategy())
    adoptions.append(other)
    chosen = [str(castlebourne.pk), str(other.partnership_id)]
    assert fill_in(partnerships=chosen).errors == {
        "partnerships": [f"{other.partnership} has not adopted this version"]
    }


def test_somebody_without_adoptions_can_choose_nothing():
    empty = RoundForm(adoptions=[], today=TODAY)
    assert list(empty.fields["partnerships"].choices) == []


def test_versions_of_one_strategy_are_told_apart(db):
    first, second, third = (
        AdoptionFactory(strategy=published_strategy()) for _ in "123"
    )
    for one, title, version in (
        (first, "Neglect", "1"),
        (second, "Neglect", "2"),
        (third, "Other", "3"),
    ):
        one.strategy.title, one.strategy.version = title, version
        one.strategy.save()
    alone = RoundForm(adoptions=[third], today=TODAY)
    assert [name for _, name in alone.fields["strategy"].choices][1:] == [
        "Other (version 3)"
    ]
    together = RoundForm(adoptions=[first, second], today=TODAY)
    assert [name for _, name in together.fields["strategy"].choices][1:] == [
        "Neglect (version 1)",
        "Neglect (version 2)",
    ]


def test_the_first_version_alone_needs_no_number(fill_in, strategy):
    names = [name for _, name in fill_in().fields["strategy"].choices]
    assert names == ["Choose a strategy", strategy.title]
