"""What people spoke of, counted by theme as a board may see it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from performance.actions.voices import change_voice, remove_voice
from performance.figures import figures, fingerprint
from performance.figures.voices import voices_by_theme, year_to
from privacy.disclosure import Symbol
from tests.factories import ANYBODY, NOW
from tests.performance.steps import hear, said

ON = date(2026, 11, 18)


def counted(partnership, on=ON):
    return [
        (one.theme, one.entries, one.people, one.small, one.by_whom)
        for one in voices_by_theme(partnership.pk, on)
    ]


def test_an_entry_is_counted_under_each_of_its_themes(northshire, castlebourne):
    hear(northshire, themes=["Trust", "Time"], how_many=12)
    hear(northshire, said_by="practitioners", themes=["Time"], how_many=30)
    hear(castlebourne, themes=["Trust"], how_many=99)
    assert counted(northshire) == [
        ("Time", 2, 42, 0, ["children", "practitioners"]),
        ("Trust", 1, 12, 0, ["children"]),
    ]


def test_who_raised_it_most_often_comes_first(northshire):
    for text, who in (("a", "children"), ("b", "families"), ("c", "families")):
        hear(northshire, text=text, said_by=who)
    ((*_, by_whom),) = counted(northshire)
    assert by_whom == ["families", "children"]


@pytest.mark.parametrize("number", [1, 5])
def test_a_few_children_or_families_are_a_small_group(northshire, number):
    for who in ("children", "families"):
        hear(northshire, said_by=who, how_many=number)
    assert counted(northshire) == [
        ("Being listened to", 2, 0, 2, ["children", "families"])
    ]


def test_a_few_practitioners_are_counted_and_six_children(northshire):
    hear(northshire, said_by="practitioners", how_many=2)
    hear(northshire, how_many=6)
    ((_, _, people, small, _),) = counted(northshire)
    assert (people, small) == (8, 0)


def test_no_small_number_can_be_worked_out_from_two_themes(northshire):
    """They differ by the entry of a few children, and must not say of how many."""
    hear(northshire, themes=["A", "B"], how_many=20)
    seen = set()
    for number in range(1, 6):
        one = hear(northshire, text=str(number), themes=["B"], how_many=number)
        seen.add(str(counted(northshire)))
        remove_voice(voice=one, seen=1, by=ANYBODY, at=NOW)
    assert len(seen) == 1


def test_twelve_months_are_counted(northshire):
    assert year_to(ON) == date(2025, 11, 19)
    assert year_to(date(2024, 2, 29)) == date(2023, 3, 1)
    hear(northshire, heard_on=year_to(ON), themes=["In"])
    hear(northshire, heard_on=year_to(ON) - timedelta(days=1), themes=["Before"])
    hear(northshire, heard_on=ON, themes=["Last"])
    assert {one[0] for one in counted(northshire)} == {"In", "Last"}
    assert {one[0] for one in counted(northshire, ON - timedelta(days=1))} == {
        "In",
        "Before",
    }


def test_they_are_counted_in_one_query(northshire, django_assert_num_queries):
    for number in range(3):
        hear(northshire, themes=[f"Theme {number}", "All"], text=str(number))
    with django_assert_num_queries(1):
        assert len(voices_by_theme(northshire.pk, ON)) == 4


def of(partnership, strategy, what):
    return what(partnership_id=partnership.pk, strategy_id=strategy.pk, as_at=NOW)


def test_the_boards_figures_have_them(northshire, strategy):
    hear(northshire)
    found = of(northshire, strategy, figures).voices
    assert found == voices_by_theme(northshire.pk, timezone.localdate(NOW))
    assert not any(isinstance(one.people, Symbol) for one in found)


def test_every_change_is_noticed(northshire, strategy):
    found = [of(northshire, strategy, fingerprint)]
    voice = hear(northshire)
    found.append(of(northshire, strategy, fingerprint))
    more = {"seen": 1, "by": ANYBODY, "at": NOW}
    change_voice(voice=voice, said=said(how_many=13), **more)
    found.append(of(northshire, strategy, fingerprint))
    # One goes and another comes: as many, with the same versions.
    other = hear(northshire, text="Other")
    found.append(of(northshire, strategy, fingerprint))
    remove_voice(voice=other, **more)
    hear(northshire, text="Another", at=NOW + timedelta(minutes=1))
    found.append(of(northshire, strategy, fingerprint))
    assert len(set(found)) == len(found)
