"""The made-up texts: plausible on any day, and about nobody."""

import re
from calendar import month_name
from collections.abc import Iterator
from datetime import date

import pytest

from demonstration.content import (
    agency_answers,
    board_agencies,
    plan,
    spoken,
)
from privacy import identifiers

MONTHS = list(month_name)[1:]
MONTH = re.compile(rf"\b({'|'.join(MONTHS)})\b")
SEASONS = ["spring", "summer", "autumn", "winter"]
BOARDS = ["darlington", "surrey", "pan-bedfordshire", "barking-and-dagenham"]
NOVEMBER = date(2026, 10, 31)


def opens(months_later: int) -> date:
    """The open round's first day, so many months after the one texts speak of."""
    return date(2026 + (9 + months_later) // 12, (9 + months_later) % 12 + 1, 20)


def texts_of(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts_of(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts_of(part)


def everything() -> list[str]:
    """Every text that agencies are made to say."""
    slugs = [one["slug"] for one in plan()["shared"]["agencies"]]
    shared = [agency_answers(slug) for slug in slugs]
    boards = [one["answers"] for name in BOARDS for one in board_agencies(name)]
    return list(texts_of([shared, boards]))


def test_in_november_texts_are_spoken_as_they_are_written():
    text = "Between May and October, and again this autumn, 12 families came."
    assert spoken(text, NOVEMBER) == text


@pytest.mark.parametrize(
    ("months", "said"),
    [
        (1, "In October and by February"),
        (3, "In December and by April"),
        (6, "In March and by July"),
        (11, "In August and by December"),
    ],
)
def test_months_move_with_the_day_of_loading(months, said):
    assert spoken("In September and by January", opens(months)) == said


@pytest.mark.parametrize(
    ("months", "said"),
    [(1, "autumn"), (2, "winter"), (6, "spring"), (9, "summer"), (11, "autumn")],
)
def test_seasons_move_with_the_months(months, said):
    assert spoken("We begin in the autumn.", opens(months)) == (
        f"We begin in the {said}."
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("63 since May, but", "63 since June, but"),
        ("Since May 77 children", "Since June 77 children"),
        ("held in April and May.", "held in May and June."),
        ("between May and October", "between June and November"),
        ("Between May and October", "Between June and November"),
        ("From May to October", "From June to November"),
        ("May we ask? They may not.", "May we ask? They may not."),
    ],
)
def test_may_is_moved_where_it_is_a_month_and_left_where_it_is_a_verb(text, said):
    assert spoken(text, opens(1)) == said


@pytest.mark.parametrize("months", [1, 6, 11])
def test_every_month_that_agencies_name_moves_by_as_much(months):
    # In these texts “May” is always the month (the verb is never a capital there).
    wrong = []
    for text in set(everything()):
        moved = [
            MONTHS[(MONTHS.index(name) + months) % 12] for name in MONTH.findall(text)
        ]
        said = spoken(text, opens(months))
        if MONTH.findall(said) != moved:
            wrong.append(said)
    assert wrong == []


@pytest.mark.parametrize("months", [0, 5])
def test_a_text_is_one_line_with_round_apostrophes(months):
    said = spoken("We don't\n  know  yet,\n'so far'.", opens(months))
    assert said == "We don’t know yet, ‘so far’."


def test_no_text_names_a_year_which_would_not_move():
    assert [text for text in everything() if re.search(r"\b20\d\d\b", text)] == []


def test_texts_hold_no_personal_data_in_any_month():
    texts = everything()
    assert len(set(texts)) > 1000
    found = [
        (text, one.words)
        for text in set(texts)
        for months in (0, 7)
        for one in identifiers.find(spoken(text, opens(months)))
    ]
    assert found == []


def test_agencies_speak_for_themselves():
    # The same words from two agencies would look copied.
    told = [text for text in everything() if len(text.split()) > 12]
    assert len(told) == len(set(told))


def test_the_plan_tells_apart_what_each_account_is_for():
    accounts = plan()["accounts"]
    assert len({one["email"] for one in accounts}) == len(accounts)
    assert len({one["says"] for one in accounts}) == len(accounts)
    assert all(one["email"].endswith(".example") for one in accounts)


def test_there_is_an_account_for_every_role():
    roles = {
        role
        for one in plan()["accounts"]
        for role in [
            *one.get("agencies", {}).values(),
            *one.get("partnerships", {}).values(),
        ]
    }
    assert roles == {
        *("lead", "contributor", "viewer"),
        *("coordinator", "board", "auditor", "analyst"),
    }
    assert sum(one.get("administrator", False) for one in plan()["accounts"]) == 1
