"""What became of each priority, and which other texts belong together."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from strategies.lineage import Entry, Fate, Pair, lineage, pair


def old(number: int, title: str = "Hear children", **more) -> Entry:
    return Entry(pk=number, number=number, title=title, text="As agreed.", **more)


def new(
    number: int, title: str = "Hear children", text: str = "As agreed.", **more
) -> Entry:
    return Entry(pk=100 + number, number=number, title=title, text=text, **more)


def told(steps) -> list[tuple[str, list[int], list[int]]]:
    return [
        (
            step.fate.value,
            [one.number for one in step.before],
            [one.number for one in step.after],
        )
        for step in steps
    ]


def test_the_same_words_carried_on_are_kept():
    steps = lineage([old(1)], [new(1)], {101: [1]})
    assert told(steps) == [("kept", [1], [1])]
    assert not steps[0].renumbered


def test_another_number_alone_is_kept_and_renumbered():
    steps = lineage([old(1)], [new(4)], {104: [1]})
    assert told(steps) == [("kept", [1], [4])]
    assert steps[0].renumbered


@pytest.mark.parametrize(
    "changed",
    [
        new(1, title="Listen to children"),
        new(1, text="As agreed again."),
        new(1, short_title="Hear"),
    ],
)
def test_another_title_short_title_or_text_is_reworded(changed):
    assert told(lineage([old(1)], [changed], {101: [1]})) == [("reworded", [1], [1])]


def test_other_guidance_alone_is_kept():
    steps = lineage([old(1, guidance="Say how.")], [new(1)], {101: [1]})
    assert told(steps) == [("kept", [1], [1])]

    assert steps[0].reguided


def under(objective, *entries) -> list[Entry]:
    return [replace(one, objective=objective) for one in entries]


def test_another_objective_alone_is_moved():
    before = [*under("Recognise", old(1), old(2)), *under("Respond", old(3))]
    after = [*under("Recognise", new(1)), *under("Respond", new(2), new(3))]
    steps = lineage(before, after, {101: [1], 102: [2], 103: [3]})
    assert told(steps) == [
        ("kept", [1], [1]),
        ("moved", [2], [2]),
        ("kept", [3], [3]),
    ]
    assert [step.moved for step in steps] == [False, True, False]


def test_what_moved_and_was_reworded_is_reworded_and_says_that_it_moved():
    before = [*under("Recognise", old(1)), *under("Respond", old(2))]
    after = under("Respond", new(1, text="As agreed again."), new(2))
    steps = lineage(before, after, {101: [1], 102: [2]})
    assert told(steps) == [("reworded", [1], [1]), ("kept", [2], [2])]
    assert steps[0].moved


def test_an_objective_with_another_name_moves_nothing():
    steps = lineage(
        under("Recognise", old(1), old(2)),
        under("Notice", new(1), new(2)),
        {101: [1], 102: [2]},
    )
    assert [step.fate for step in steps] == [Fate.KEPT, Fate.KEPT]


def test_two_objectives_that_became_one_are_no_mere_name():
    steps = lineage(
        [*under("Recognise", old(1)), *under("Respond", old(2))],
        under("Notice", new(1), new(2)),
        {101: [1], 102: [2]},
    )
    assert [step.fate for step in steps] == [Fate.MOVED, Fate.MOVED]


def test_a_split_over_two_objectives_says_so():
    before = [*under("Recognise", old(1)), *under("Respond", old(2))]
    after = [*under("Recognise", new(1)), *under("Respond", new(2), new(3))]
    steps = lineage(before, after, {101: [1], 102: [1], 103: [2]})
    assert [(step.fate, step.moved) for step in steps] == [
        (Fate.SPLIT, True),
        (Fate.KEPT, False),
    ]


def test_a_priority_that_goes_on_in_two_is_split_and_told_once():
    steps = lineage([old(1)], [new(1), new(2)], {101: [1], 102: [1]})
    assert told(steps) == [("split", [1], [1, 2])]


def test_a_priority_that_carries_on_two_is_merged():
    steps = lineage([old(1), old(2)], [new(1)], {101: [2, 1]})
    assert told(steps) == [("merged", [1, 2], [1])]


def test_one_that_is_split_into_a_merged_one_too_names_both():
    links = {101: [1], 102: [1, 2]}
    steps = lineage([old(1), old(2)], [new(1), new(2)], links)
    assert told(steps) == [("split", [1], [1, 2]), ("merged", [1, 2], [2])]


def test_what_carries_nothing_on_is_new_and_what_nothing_carries_on_is_dropped():
    steps = lineage([old(1), old(2)], [new(1), new(3)], {101: [1]})
    assert told(steps) == [
        ("kept", [1], [1]),
        ("new", [], [3]),
        ("dropped", [2], []),
    ]


def test_rows_of_other_versions_count_for_nothing():
    assert told(lineage([old(1)], [new(1)], {101: [77]})) == [
        ("new", [], [1]),
        ("dropped", [1], []),
    ]


def test_the_later_numbers_give_the_order():
    before = [old(3), old(1), old(2)]
    after = [new(9), new(5)]
    steps = lineage(before, after, {109: [1], 105: [3]})
    assert told(steps) == [
        ("kept", [3], [5]),
        ("kept", [1], [9]),
        ("dropped", [2], []),
    ]


numbers = some.sets(some.integers(1, 6), max_size=6)


@given(
    befores=numbers,
    links=some.dictionaries(some.integers(1, 6), some.sets(some.integers(1, 6))),
)
def test_every_priority_of_both_versions_is_told(befores, links):
    before = [old(number) for number in befores]
    after = [new(number) for number in links]
    steps = lineage(before, after, {100 + n: pks for n, pks in links.items()})
    assert {one for step in steps for one in step.before} == set(before)
    assert {one for step in steps for one in step.after} == set(after)
    assert all(step.before for step in steps if step.fate is not Fate.NEW)


def hows(pairs) -> list[tuple[str, str, str]]:
    return [(one.how, one.before, one.after) for one in pairs]


def test_equal_texts_are_unchanged_wherever_they_stand():
    assert hows(pair(["A b.", "C d."], ["C d.", "A b."])) == [
        ("unchanged", "C d.", "C d."),
        ("unchanged", "A b.", "A b."),
    ]


def test_texts_that_share_their_words_are_one_text_changed():
    before = ["Children are heard early.", "Staff are trained."]
    after = ["Staff are well trained.", "Children are always heard early."]
    assert hows(pair(before, after)) == [
        ("changed", before[1], after[0]),
        ("changed", before[0], after[1]),
    ]


def test_texts_that_share_little_are_removed_and_added():
    assert hows(pair(["Children are heard."], ["Data is shared weekly."])) == [
        ("added", "", "Data is shared weekly."),
        ("removed", "Children are heard.", ""),
    ]


def test_the_same_text_twice_is_paired_once():
    assert hows(pair(["Aim."], ["Aim.", "Aim."])) == [
        ("unchanged", "Aim.", "Aim."),
        ("added", "", "Aim."),
    ]


@given(some.lists(some.text("ab ", max_size=6)), some.lists(some.text("ab ")))
def test_no_text_is_lost_or_told_twice(before, after):
    pairs = pair(before, after)
    assert [one.after for one in pairs][: len(after)] == after
    assert sorted(one.before for one in pairs if one.before) == sorted(
        filter(None, before)
    )


def test_a_pair_says_what_happened_in_a_word():
    assert Pair("a", "b").how == "changed"
