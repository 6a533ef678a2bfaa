"""What boards are shown of one period, time after time, gives nothing hidden away."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from performance.counts import Given, Spec
from performance.publishing import Board, Told, publish
from privacy.disclosure import DFE, NHS_HES, Symbol

COUNT = Spec(places=0, policy=DFE)
SHARE = Spec(multiplier=100, is_share=True, policy=DFE)
C, X = Symbol.HIDDEN, Symbol.UNAVAILABLE
A, B, D, E = range(1, 5)


class Period:
    """One period of a measure: agencies send numbers, boards accept them."""

    def __init__(self, *boards: set[int], spec: Spec = COUNT) -> None:
        self.boards = [Board({}, is_complete=False) for _ in boards]
        self.wanted = list(boards)
        self.spec = spec
        self.sent: dict[int, list[Told]] = {}

    def send(self, **numbers: object) -> None:
        for name, number in numbers.items():
            agency = {"a": A, "b": B, "d": D, "e": E}[name]
            before = self.sent.setdefault(agency, [])
            said = Given(*number) if isinstance(number, tuple) else Given(number)
            told = Told(10 * agency + len(before), said, [one.given for one in before])
            before.append(told)

    def accept(self, place: int = 0, *agencies: int) -> tuple[dict, object]:
        board = self.boards[place]
        last = {pk: said[-1] for pk, said in self.sent.items()}
        some = agencies or self.wanted[place] & last.keys()
        board.accepted = {**board.accepted, **{pk: last[pk] for pk in some}}
        board.is_complete = self.wanted[place] <= board.accepted.keys()
        publish(self.boards, self.spec)
        return self.page(place)

    def page(self, place: int = 0) -> tuple[dict, object]:
        """What the board reads now: numbers by agency, and their sum."""
        board = self.boards[place]
        if board.hidden is None:
            return {}, X
        row = board.rows(self.spec)[0].shown(self.spec.policy)
        return dict(row.cells), row.total


@pytest.fixture
def one() -> Period:
    return Period({A, B, D, E})


def test_nothing_is_shown_before_all_have_come(one):
    one.send(a=8, b=20, d=30)
    assert one.accept() == ({}, X)
    one.send(e=3)
    assert one.accept() == ({A: C, B: C, D: 30, E: C}, 61)


def test_a_correction_that_gives_nothing_away_is_shown(one):
    one.send(a=8, b=20, d=30, e=3)
    one.accept()
    one.send(d=40)
    assert one.accept() == ({A: C, B: C, D: 40, E: C}, 71)
    one.send(d=50)
    assert one.accept()[1] == 81
    one.send(d=X)
    assert one.accept() == ({A: C, B: C, D: X, E: C}, X)


@pytest.mark.parametrize(
    "corrected",
    [
        {"e": 9},  # Then nothing is small, and what was could be worked out.
        {"e": 4},  # The sums would differ by a child.
        {"a": 28},  # What is hidden for another's sake tells as much.
        {"a": 0},
        {"d": 32},  # Two children more.
        {"d": 3},  # What was shown is now to be hidden, and everybody knows the rest.
        {"e": X},
    ],
)
def test_what_would_tell_a_small_number_by_subtraction_stays_as_it_was(one, corrected):
    one.send(a=8, b=20, d=30, e=3)
    before = one.accept()
    one.send(**corrected)
    assert one.accept() == before


def test_a_number_that_becomes_small_stays_as_it_was_shown(one):
    one.send(a=8, b=20, d=30, e=9)
    before = one.accept()
    assert before == ({A: 8, B: 20, D: 30, E: 9}, 67)
    one.send(e=3)
    assert one.accept() == before


def test_of_several_corrections_those_are_shown_that_tell_nothing(one):
    one.send(a=8, b=20, d=30, e=9)
    one.accept()
    one.send(b=21, d=50)
    assert one.accept() == ({A: 8, B: 20, D: 50, E: 9}, 87)


def test_a_correction_is_measured_against_everything_that_was_sent_before(one):
    """By steps of more than five, it would come within two of what was shown."""
    one.send(a=8, b=20, d=30, e=9)
    one.accept()
    one.send(d=40)
    one.accept()
    one.send(d=32)
    assert one.accept()[0][D] == 40


def test_an_agency_that_is_asked_no_more_and_accepted_later_does_not_tell_its_number():
    one = Period({A, B})
    one.send(a=8, b=20, d=3)
    assert one.accept() == ({A: 8, B: 20}, 28)
    assert one.accept(0, D) == ({A: 8, B: 20}, 28)
    one.send(e=30)
    assert one.accept(0, E) == ({A: 8, B: 20, E: 30}, 58)


def test_what_a_share_is_out_of_is_held_to_the_same():
    one = Period({A, B}, spec=SHARE)
    one.send(a=(8, 64), b=(20, 50))
    one.accept()
    one.send(a=(8, 66))
    one.accept()
    assert one.boards[0].shown[A].given.denominator == 64
    one.send(a=(8, 80))
    one.accept()
    assert one.boards[0].shown[A].given.denominator == 80


def test_of_health_data_numbers_up_to_seven_are_held():
    one = Period({A, B}, spec=Spec(places=0, policy=NHS_HES))
    one.send(a=6, b=20)
    assert one.accept() == ({A: Symbol.SMALL, B: 20}, 25)
    one.send(b=27)
    assert one.accept()[0][B] == 20
    one.send(b=40)
    assert one.accept()[0][B] == 40
    one.send(a=30)
    assert one.accept()[0][A] is Symbol.SMALL


def test_what_one_board_hides_another_hides_as_well():
    two = Period({A, B, D, E}, {A, B})
    two.send(a=8, b=20, d=30, e=3)
    two.accept(0)
    cells, total = two.accept(1)
    assert cells == {A: C, B: C}
    assert total is C  # Without it the first board's sum would leave the third of them.


def test_what_one_board_is_shown_another_does_not_hide_in_vain():
    two = Period({A, B}, {A, B, D, E})
    two.send(a=8, b=20, d=30, e=3)
    assert two.accept(0) == ({A: 8, B: 20}, 28)
    assert two.accept(1) == ({A: 8, B: 20, D: C, E: C}, C)


def test_a_board_that_differs_by_one_agency_does_not_tell_its_number():
    two = Period({A, B, D}, {A, B, D, E})
    two.send(a=8, b=20, d=30, e=3)
    assert two.accept(0)[1] == 58
    assert two.accept(1)[1] is C


def test_the_sums_of_two_boards_are_weighed_together():
    """Each row is safe by itself; the difference of their sums is the one agency."""
    two = Period({A, B, D}, {A, B, D, E})
    two.send(a=8, b=20, d=3, e=4)
    assert two.accept(0) == ({A: C, B: C, D: C}, 31)
    assert two.accept(1) == ({A: C, B: C, D: C, E: C}, C)


def test_the_sums_of_two_boards_are_both_shown_where_they_tell_nothing():
    two = Period({A, B, D}, {A, B, D})
    two.send(a=8, b=20, d=3)
    assert two.accept(0) == two.accept(1) == ({A: C, B: C, D: C}, 31)


def test_a_board_whose_own_figures_are_not_known_elsewhere_keeps_its_sum():
    two = Period({A, B}, {B, D, E})
    two.send(a=9, b=20, d=30, e=30)
    assert two.accept(0) == ({A: 9, B: 20}, 29)
    assert two.accept(1) == ({B: 20, D: 30, E: 30}, 80)


def test_boards_that_accepted_different_numbers_do_not_tell_the_difference():
    two = Period({A, B}, {A, D})
    two.send(a=30, b=20, d=40)
    two.accept(0)
    two.send(a=32)
    assert two.accept(1) == ({A: C, D: C}, C)


def test_to_publish_twice_changes_nothing(one):
    one.send(a=8, b=20, d=30, e=3)
    before = one.accept()
    publish(one.boards, one.spec)
    assert one.page() == before


NUMBERS = st.sampled_from([0, 1, 2, 3, 4, 6, 7, 9, 14])
SOME = st.sets(st.sampled_from([A, B, D, E]), min_size=2)
STEPS = st.lists(
    st.tuples(st.sampled_from("abde"), NUMBERS, st.integers(0, 1)), max_size=5
)


@settings(max_examples=40, deadline=None)
@given(SOME, SOME, st.tuples(*[NUMBERS] * 4), STEPS)
def test_no_small_number_can_be_worked_out_from_all_pages_together(
    first, second, numbers, steps
):
    """By who kept every page of both boards and knows which numbers were sent when.

    And by an agency, which knows its own.
    """
    both = Period(first, second)
    both.send(**dict(zip("abde", numbers, strict=True)))
    told = pages_of(both, [*[("", 0, 0), ("", 0, 1)], *steps])
    hidden = sorted({one for page in told for one, is_shown in page[0] if not is_shown})
    for knows in (None, A, B, D, E):
        kept = [one for one in hidden if one[0] != knows]
        for one in kept:
            assert other_world(one, kept, told), (one, knows, told)


def pages_of(both, steps):
    """Every page: each number, whether it is shown, and the sum if that is."""
    found = []
    for name, number, place in steps:
        if name:
            both.send(**{name: number})
        both.accept(place)
        for board in both.boards:
            if board.hidden is None:
                continue
            (row,) = board.rows(both.spec)
            cells = [((pk, n), pk not in row.hidden) for pk, n in row.cells.items()]
            small = [n for (_, n), is_shown in cells if is_shown and 1 <= n <= 5]
            assert not small
            found.append((cells, None not in row.hidden and len(cells) > 1))
    return found


def other_world(one, hidden, told) -> bool:
    """Whether other numbers of at least 1 fit all the pages, another one here."""
    seen = {cell for cells, _ in told for cell, is_shown in cells if is_shown}
    free = [cell for cell in hidden if cell not in seen]
    if one not in free:
        return False
    sums = [
        [sum(cell == it for it, _ in cells) for cell in free]
        for cells, adds_up in told
        if adds_up
    ]
    for change in product((0, 1, -1), repeat=len(free)):
        if not change[free.index(one)]:
            continue
        if any(cell[1] + by < 1 for cell, by in zip(free, change, strict=True)):
            continue
        if not any(
            sum(a * b for a, b in zip(row, change, strict=True)) for row in sums
        ):
            return True
    return False
